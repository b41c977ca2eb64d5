"""What holds for whatever is the customer's, said in the present: your data never leaves us."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS

FINDS = (
    "Your photos never leave our building.",
    "Your notes stay between you and your coach.",
    "Every learner has a mentor of their own.",
    "Your case gets a named solicitor.",
    "Members never queue.",
    "Each child has a desk of its own.",
    "A tenth of your fee comes back to you.",
)
SPARES = (
    "Your app never shows the right time.",
    "Every room has a balcony.",
    "Your landlord has a copy of the lease.",
    "Members never forget the view.",
    "Your invoice has a number.",
)

_MINE = re.compile(r"(?:your|every|each|all|any|our) ")
_PERSONAL = re.compile(
    r"\b(?:named|dedicated|personal|of (?:its|their|your) own|(?:their|your|its) own|priority)\b"
)
_STAYS = re.compile(
    r"(?:stays?|remains?|keeps?|sits?|lives?) (?:between|with (?:us|you)|private|yours|in (?:the"
    r"|your"
    r"|our)|safe|secret|on file|confidential|where|under)\b"
)
_SPARED_THEM = words("queue wait pay lose lack miss owe share worry")
#: What of the customer's is kept out of, or goes through.
_LEAVES = words(
    "leave go pass reach enter end cross expire run stop drop lapse close rise change cost fade"
    " lose travel wait sit break sleep get"
)
_TO_YOU = re.compile(
    r"(?:comes?|goes?) (?:straight |right )?back (?:to|into|onto|on) (?:you|your)\b"
)
_VOUCHED = re.compile(
    r"(?:has |have |gets? |comes? with )?(?:an? |the |our )?(?:[\w-]+ ){1,4}(?:guarantee"
    r"|warranty)\b"
)
_HAS = frozenset(("have", "get", "receive", "come"))
SUBJECTS = (Who.THING, Who.CUSTOMER)
AUXILIARIES = ("", "have")


def read(clause: Clause) -> Hit | None:
    """Find what is kept from the customer's things, or is each one's own."""
    if clause.sentence.asks or clause.text.startswith("if "):
        return None
    mine = _MINE.match(clause.subject)
    if mine and _has(clause) and _PERSONAL.search(clause.tail):
        told = noun_of(clause.tail) is Noun.MESSAGE
        return Hit(kind=Kind.RESPONSE if told else Kind.AVAILABILITY)
    if _has(clause) and clause.who is Who.THING and _VOUCHED.match(clause.tail):
        return Hit(kind=Kind.QUALITY)
    if clause.modal or FORMS.get(clause.verb, ("", ""))[1] not in {"base", "s"}:
        return None
    if clause.negated and "never" in clause.adverbs:
        return _never(clause, mine=mine is not None)
    if _TO_YOU.match(clause.tail) and _is_money(clause.subject):
        return Hit(kind=Kind.REFUND)
    stays = (
        (mine or "your" in clause.tail) and clause.who is Who.THING and _STAYS.match(clause.tail)
    )
    return Hit(kind=_kind(clause)) if stays else None


def _has(clause: Clause) -> bool:
    told = clause.modal == "have" and not clause.negated
    return told or (not clause.modal and clause.deed in _HAS)


def _is_money(subject: str) -> bool:
    """Money, or a part of it: `a tenth of your fee`."""
    nouns = {noun_of(subject), noun_of(subject.rpartition(" of ")[2])}
    return not nouns.isdisjoint({Noun.MONEY, Noun.PRICE})


def _never(clause: Clause, *, mine: bool) -> Hit | None:
    if clause.who is Who.CUSTOMER:
        return Hit(kind=Kind.AVAILABILITY) if clause.deed in _SPARED_THEM else None
    return Hit(kind=_kind(clause)) if mine and clause.deed in _LEAVES else None


_PRIVATE = re.compile(r"\b(?:data|details|records?|information|files?|notes?|photos?|messages?)\b")


def _kind(clause: Clause) -> Kind:
    if _PRIVATE.search(clause.subject):
        return Kind.ACTION
    return Kind.PRICE if noun_of(clause.subject) is Noun.PRICE else Kind.AVAILABILITY
