"""By when the customer knows: you will know within five minutes, you learn of it the same day."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints

FINDS = (
    "You will know within ten minutes.",
    "With Gold you know of a strike within the hour.",
    "You'll find out by Friday whether the loan is yours.",
    "Applicants learn the outcome within a week.",
)
SPARES = (
    "As you know, the survey was on Monday.",
    "You know how it is on a Monday.",
    "You'll know it when you see it.",
)

_HINT = hints("know", "learn", "find out")
_KNOWS = re.compile(
    r"(?<!as )(?<!let )\b(?:you|customers|applicants|guests|passengers|patients|parents|everyone"
    r"|everybody|members|tenants|candidates|residents|each \w+|every \w+)"
    r"(?: will|'ll| shall)?(?: also| always| then)? (?:knows?|learns?|finds? out)\b(?! how| me|"
    r" us| it)"
)
_MEASURES = frozenset(("duration", "date", "time"))
AUXILIARIES = ("", "will")


def read(clause: Clause) -> Hit | None:
    """Find it where a time is named."""
    text = clause.text
    if not _HINT(text) or clause.negated or clause.sentence.asks or not clause.measure:
        return None
    timed = clause.measure.quantity.type in _MEASURES and _SOON.search(text)
    return Hit(kind=Kind.RESPONSE) if timed and _KNOWS.search(text) else None


_SOON = re.compile(
    r"\b(?:within|in|by|before|inside|under|same|next|today|tomorrow|tonight|no later|after|on)\b"
)
