"""The subject is left out: "should hit your account in 48h", "will ship Monday"."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.verbs import DEEDS, HAPPEN

FINDS = (
    "Should reach u in 3 days.",
    "Will get back to u on Monday.",
    "Will be fixed by noon.",
    "Money back if the colour fades.",
)
SPARES = (
    "Will it be long?",
    "Should you need help, write to us.",
)

_LET_ME = re.compile(
    r"(?:\W*(?:ok|sure|hi|hey)[ ,]+)?(?:please )?(?:let me|allow me|let us|give me"
    r"|i need to|i want to|we need to|i have to|just need to)\b"
)
_BACK = re.compile(
    r"(?:get|come|report|ring|circle|call|write) (?:right |straight )?back (?:to|with) you"
    r"|let you know|keep you posted"
)
_BARE = re.compile(r"(?:will|shall|should|gonna|going to|'ll)\b")
_HAVE = re.compile(r"have (?:it|this|that|them|someone|somebody|the|your|an?|our|my)\b")
AUXILIARIES = ("", "should", "will")


def read(clause: Clause) -> Hit | None:
    """Find it where a deed or a time follows."""
    if clause.text.startswith(("be right back", "will revert", "get back to you soon")):
        return Hit(kind=Kind.RESPONSE)
    if _BACK.match(clause.text) and _goes_on(clause):
        return Hit(kind=Kind.RESPONSE)
    if clause.subject or clause.negated or not _BARE.match(clause.text):
        return None
    known = (clause.deed in DEEDS | HAPPEN or _HAVE.match(clause.tail)) and clause.modal in {
        "will",
        "should",
    }
    return Hit() if known and (clause.modal == "will" or clause.when) else None


def _goes_on(clause: Clause) -> bool:
    """`let me check and get back to you`, `we'll have a look and come back to you`."""
    before = clause.before
    ours = before is not None and before.by_company and before.modal == "will"
    return ours or bool(_LET_ME.match(clause.sentence.text.lstrip()))
