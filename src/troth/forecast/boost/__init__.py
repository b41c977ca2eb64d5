"""Odds by boosted trees, behind the same questions as curves of groups; needs the extra `boost`."""

from troth.forecast.boost.model import Boosted, learn
from troth.forecast.boost.trees import require_boost

__all__ = ["Boosted", "learn", "require_boost"]
