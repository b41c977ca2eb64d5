"""Why a promise is due when it is, what became of it, and where the time went.

found = explained(store.entries(promise_id), edition, at)
print(as_text(found))        # or found.as_json(), or as_svg(found)
"""

from troth.promises.explain.attribution import Minutes, Spell, Whose, attributed, totals
from troth.promises.explain.effects import Effect, effect
from troth.promises.explain.model import Dated, Explanation, LegTime, explained
from troth.promises.explain.strip import as_svg, timeline
from troth.promises.explain.text import as_text

__all__ = [
    "Dated",
    "Effect",
    "Explanation",
    "LegTime",
    "Minutes",
    "Spell",
    "Whose",
    "as_svg",
    "as_text",
    "attributed",
    "effect",
    "explained",
    "timeline",
    "totals",
]
