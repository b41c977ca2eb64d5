"""Precepts: which standards repeat, and what could be said once for all of them."""

from troth.playbook.precepts.propose import Proposal, Repeats, proposals
from troth.playbook.precepts.write import NotAPreceptError, with_precept

__all__ = ["NotAPreceptError", "Proposal", "Repeats", "proposals", "with_precept"]
