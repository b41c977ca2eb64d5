"""What the company does for whoever comes, said in the present: we cap your bill, we warn you."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS

FINDS = (
    "We cap your rent at £900.",
    "We warn you before your credit runs out.",
    "If the weld cracks, we redo it at our expense.",
    "We try twice to reach you.",
    "Our clerk rings you either way.",
    "We tell you the same day if a shift falls through.",
)
SPARES = (
    "We call it the Blue Room.",
    "We send you our best wishes.",
    "We give lessons in four languages.",
    "We tell you a story of three brothers.",
    "We thank you for your patience.",
    "We hear you.",
)

_YOURS = re.compile(r"\b(?:you|your|u|it|them|yourself|yours)\b")
#: Who is told something before, after or whatever happens.
_TELLS = words(
    "tell call ring phone email e-mail text message notify inform alert remind warn let answer"
    " contact write ping reply"
)
_WHEN = re.compile(
    r"\b(?:before|as soon as|the moment|whenever|if|first|either way|each time|every time|in"
    r" advance"
    r"|ahead|when|once|at every|the same|same day|within|whatever|always)\b"
)
_BINDS = words(
    "cap lock freeze waive match absorb refund reimburse compensate replace repay credit fix repair"
    " mend redo restore pay swap guarantee cover collect deliver deduct halve double"
)
#: What is done for nothing, again, or to the end.
_FREELY = re.compile(
    r"\bat (?:our|the company's) (?:own )?(?:expense|cost)\b|\bagain\b|\bfor (?:free|nothing)\b"
    r"|\bfree"
    r" of charge\b|\bwithout (?:charge|a fee)\b|\bon us\b|\bin full\b|\buntil\b|\bback\b|\bat no\b"
    r"|\bno questions\b|\bup to\b|[$€£%]|\bany (?:damage|loss|difference|price)\b"
)
_TRIES = re.compile(r"(?:try|call|ring|attempt|deliver) (?:twice|thrice|[a-z]+ times|\d+ times)\b")
_WARNS = re.compile(
    r"\b(?:give|send|get)\b.{0,40}\b(?:day|week|hour|month|minute)s?'? ?s?(?: of)? (?:\w+"
    r" )?(?:notice|warning)\b"
)
_NOT = re.compile(
    r"(?:call|tell) (?:it|them|this|you (?:an?|about|how|why|more|what))\b|send you (?:our|all|a"
    r" big|love)\b|let you (?:choose|pick|see|find|do|set|use|work|create|add|track|manage)\b"
    r"|ask\b|thank\b|cover (?:all aspects|a range)"
)
SUBJECTS = (Who.COMPANY,)
AUXILIARIES = ("",)


def read(clause: Clause) -> Hit | None:
    """Find it where it is done to the customer's, and more than a trade."""
    present = FORMS.get(clause.verb, ("", ""))[1] in {"base", "s"}
    if clause.negated or clause.sentence.asks or not clause.subject or not present:
        return None
    tail = clause.tail
    if _NOT.match(tail):
        return None
    if _TRIES.match(tail):
        return Hit()
    if _WARNS.search(tail):
        return Hit(kind=Kind.RESPONSE)
    yours = _YOURS.search(tail)
    if not yours:
        return None
    if clause.deed in _TELLS and (_WHEN.search(tail) or _hangs(clause)):
        return Hit(kind=Kind.RESPONSE)
    if clause.deed in _BINDS and (_FREELY.search(tail) or _hangs(clause)):
        return Hit()
    return None


def _hangs(clause: Clause) -> bool:
    """Whether it is said for a case: `if the weld cracks, we redo it`."""
    return any(
        other.text.startswith(("if ", "should ", "unless ", "when "))
        for other in clause.sentence.clauses
        if other is not clause
    )
