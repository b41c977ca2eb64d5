"""A bound on what the customer waits, pays or is sent: no more than, at most, never longer."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS

FINDS = (
    "Rents rise by no more than 2 % a year.",
    "Callers never wait longer than five minutes.",
    "At most one reminder a week.",
    "No group has more than twelve learners.",
    "Deliveries on Sundays: never more than £4.",
    "Your visit costs €40 at most.",
    "The wait is never more than 10 minutes.",
)
SPARES = (
    "Bags may weigh at most 23 kg.",
    "Write no more than 500 words.",
    "You may bring no more than two guests.",
    "The pool is no more than two minutes from the lobby.",
    "It took no more than a day last time.",
    "Call no later than 5 pm.",
)

_HINT = hints("more than", "most", "longer than", "maximum", "never", "above", "later than")
_BOUND = re.compile(
    r"\b(?:no|not|never|n't|nobody|none)\b[\w ]{0,40}?\b(?:more|longer|higher|later) than\b"
    r"|\b(?:never|not|n't|nothing|no \w+)\b[\w ]{0,30}?\b(?:above|over|beyond|exceeds?|goes past)\b"
    r"|\bat (?:the )?most\b|\ba maximum of\b"
)
#: Nobody and nothing, with what is more than it should be.
_NONE = re.compile(r"(?:nobody|no one|no|none of (?:our|the))\b")
_TASK = re.compile(
    r"\b(?:weighs?|bring|carry|upload|enter|write|type|choose|submit|return|arrive|call|book|apply"
    r"|check in|walk|drive|away from|minutes? from|long|wide|tall|high|old|people per)\b"
)
_BEARS = frozenset(("wait", "pay", "queue", "hear", "get", "receive", "owe", "lose", "spend"))
_MEASURES = frozenset(("duration", "money", "percent", "frequency", "count"))
AUXILIARIES = ("", "be", "do", "have", "will")


def read(clause: Clause) -> Hit | None:
    """Find it where it binds the company, not the customer."""
    text = clause.text
    if not _HINT(text) or clause.sentence.asks or clause.who is Who.THIRD:
        return None
    if clause.modal == "have" and not _NONE.match(clause.subject):
        return None
    match = _BOUND.search(text)
    if not match or not clause.measure or clause.measure.start < match.start() - _BEFORE:
        return None
    quantity = clause.measure.quantity
    if quantity.type not in _MEASURES or _TASK.search(text) or _is_told(clause):
        return None
    return Hit(kind=_kind(clause))


#: `EUR 20 at most`: how far before the bound its figure may stand.
_BEFORE = 16


def _is_told(clause: Clause) -> bool:
    """Whether the customer is the one to keep to it, or it is told of the past."""
    if FORMS.get(clause.verb, ("", ""))[1] == "base" and not (clause.subject or clause.modal):
        return True
    bears = clause.deed in _BEARS or clause.modal in {"will", "be"} or clause.negated
    return (clause.who is Who.CUSTOMER and not bears) or clause.verb.endswith(("ook", "ed"))


def _kind(clause: Clause) -> Kind | None:
    quantity = clause.measure.quantity if clause.measure else None
    if quantity and quantity.type == "money":
        return Kind.PRICE
    if quantity and quantity.type == "percent":
        return Kind.PRICE if noun_of(clause.subject) is Noun.PRICE else None
    if quantity and quantity.type == "count" and _NONE.match(clause.subject):
        return Kind.QUALITY
    return (
        Kind.DELIVERY if clause.deed in {"wait", "queue"} and not _ANSWERED(clause.text) else None
    )


_ANSWERED = hints("call", "answer", "reply", "on hold", "line")
