"""What a thing will do: ship, arrive, reach you, stay, resume."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import DEEDS, HAPPEN

FINDS = (
    "The spare wheel will ship tonight.",
    "Your refund should hit your account in 48h.",
    "The lift is going to reopen on Monday.",
    "The goods will conform to the specification for twelve months.",
)
SPARES = ("It will surprise you.", "This will help you find the setting.")
SUBJECTS = (Who.THING, Who.NONE)
AUXILIARIES = ("should", "will")

#: Subjects that explain rather than deliver.
_GUIDE = re.compile(
    r"(?:there|this (?:link|page|article|guide|tool|video)|these (?:steps|links)|that(?: link)?"
    r"|the (?:link|page|article|app|steps)|.*\b(?:what|how|which|that's|here's))$"
)
_NEW = re.compile(r"be (?:no|an? (?:full )?(?:refund|replacement|technician|follow-up))\b")
_MENDED = re.compile(
    r"be (?:fixed|resolved|sorted|updated|refunded|restored|done|corrected|passed|looked"
    r"|investigated|reviewed|escalated|addressed|taken)\b"
)
_DOING = words(
    "take hit reflect reach go come leave work end help lift last stay remain hold fall drop",
    "increase cover include apply extend protect save happen occur cease look conform comply",
    "grant drop keep turn automatically roll kick move refund credit replace match fix pay",
)
#: Verbs that say what a thing is for, unless a time is named.
_EXPLAINS = words(
    "help work look include apply take do make have get need cost give use show let run go allow",
    "tell ask see save charge provide confirm find read check end be",
)
_GIVES = re.compile(
    r"(?:take care|get back|go (?:out|live|back|to original|to your|on sale)"
    r"|cost (?:only|just|no|\d|[$€£])|include (?:a|your|free)|apply to your"
    r"|get (?:a|your|the) (?:refund|full|replacement|new)|cover (?:the|your|all)|give you"
    r"|find its way|make its way|show up|come back|turn up)\b"
)
#: What has surely happened: `your colleague will have told you`.
_FACT = re.compile(
    r"have (?:already )?[a-z]+(?:ed|en|old|ent|een|ade|ut)\b(?!.*\b(?:by|before|within)\b)"
)
_AGAIN = re.compile(r"\b(?:again|back)\b")
_NAMED = re.compile(r"(?:we|your|the|an?|all|our|any|each|every|this|these|new|\w+s\b)")


def read(clause: Clause) -> Hit | None:
    """Find what will happen to what the customer waits for."""
    if clause.who not in {Who.THING, Who.NONE} or clause.negated:
        return None
    if clause.modal == "should" and clause.who is Who.NONE and not clause.when:
        return None
    if clause.subject == "it" and clause.auxiliary == "shall":
        return Hit()
    if _FACT.match(clause.tail):
        return SPARED
    if guides(clause):
        return SPARED
    if clause.deed in HAPPEN | DEEDS | _DOING:
        explains = clause.deed in _EXPLAINS and not clause.when
        return SPARED if explains and not _GIVES.match(clause.tail) else Hit()
    return Hit() if _unknown(clause) else SPARED


def guides(clause: Clause) -> bool:
    """Whether it only says where help is to be found."""
    mended = clause.when or _NEW.search(clause.tail) or _MENDED.match(clause.tail)
    return bool(_GUIDE.match(clause.subject)) and not mended


def _unknown(clause: Clause) -> bool:
    """A verb of no list, with a time: `the goods will withstand frost for ten years`."""
    dated = clause.measure and clause.measure.quantity.type in {"date", "time", "duration"}
    named = clause.who is Who.THING and _NAMED.match(clause.subject)
    mine = clause.subject.startswith(("your ", "our ", "all ", "every ", "any ", "each "))
    named = named or (clause.who is Who.THING and _AGAIN.search(clause.tail))
    known = named and (dated or mine)
    return bool(known) and clause.modal == "will" and not clause.deed.endswith("ing")
