"""The company asks for time and says what comes then."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Strength
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = (
    "Give me an hour and I'll have a price.",
    "Give us until Friday and we'll have it fixed.",
)
SPARES = ("Give us your number and we are there.",)

_GIVE = re.compile(
    r"(?:just |please )?(?:give|allow|bear with|leave it with|leave this with|grant) (?:me"
    r"|us|our team)\b"
)
#: `give me till Friday to sort it out`.
_TO_DO = re.compile(
    _GIVE.pattern
    + r"(?=.*\bto (?:sort|fix|find|check|call|get|come|put|make|look|send|write|ring|answer))"
)
_BIT = re.compile(r"\b(?:moment|minutes?|secs?|seconds?|bit|hours?|days?|while)\b")
SUBJECTS = (Who.COMPANY, Who.NONE)
AUXILIARIES = ("", "will")


def read(clause: Clause) -> Hit | None:
    """Find the company's clause, and let it begin with the time that it asks for."""
    if not clause.modal and _TO_DO.match(clause.text) and clause.when:
        return Hit(strength=Strength.FIRM)
    asked = clause.before
    if (
        clause.modal == "will"
        and clause.by_company
        and asked
        and _GIVE.match(asked.text)
        and (asked.when or _BIT.search(asked.text))
    ):
        return Hit(start=asked.start - clause.start, strength=Strength.FIRM)
    return None
