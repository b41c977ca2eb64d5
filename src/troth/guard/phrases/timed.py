"""A fragment with a time to come: "more news at 4pm", "it's with you tomorrow"."""

import re

from troth.guard.hits import Hit
from troth.guard.text.clause import Clause
from troth.guard.words.nouns import noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS

FINDS = (
    "More news at 4pm.",
    "It's with you tomorrow.",
    "Hot food from 6 to 9 every day.",
)
SPARES = (
    "Resolved at 09:12.",
    "Forty years of experience.",
    "Children under 12 only.",
    "See you on Monday!",
    "Your parcel arrived on Monday.",
    "The coach left this morning.",
    "Check in online from 24 hours before departure.",
)

_AHEAD = re.compile(
    r"\b(?:by|before|at|on|in|within|from|until|till|next|this (?:week|month|afternoon"
    r"|evening|morning|weekend|friday|monday)|same|tomorrow|tonight"
    r"|today|every|under)\b"
)
_FACT = re.compile(
    r"\b(?:ago|since|last (?:week|month|year|night|time|summer|winter)|yesterday"
    r"|experience|old|aged|founded|born|won|was|were|had|did"
    r"|arrived|left|landed|departed|came|went|began|started|ended|happened|resolved|fixed|monitoring|investigating|identified|closed|late|delay\w*|queues?|due"
    r"|expires?|see|thanks?|thank|sorry|sale|deadline|must|only|please|your (?:turn"
    r"|appointment|flight)|dated|invoice|of \d|notes?|history|fee|fees|meeting|happy"
    r"|congrat\w*|enjoy|join|check (?:your|the|our|here|if|out)|reply|send|call us|dm|tell"
    r"|book|order by|return by|pay"
    r"|remember|bring|don't|no\b|not|never|miss\w*|available again|reference|ref|case|page"
    r"|section|version|maintenance|outage)\b"
)
_IS_WITH = re.compile(
    r"^(?:it|they|that|this|everything|all|your [\w ]{2,30}|the [\w ]{2,30}) ?(?:is|are|'s"
    r"|'re) (?:all |back |ready |there |here |home |live |done |yours |open "
    r"|on )?(?:with (?:you|us|me)|at your|on your|in your|(?:on|in|off|out) (?:the|its|their"
    r"|our) (?:van|road"
    r"|way|post|truck|lorry|air|shelves|shelf|books|next \w+)\b|ready|back|there|here|home|live"
    r"|done|open|sorted|by|yours)\b"
)
_THING = re.compile(
    r"\b(?:news|info\w*|details|updates?|results?|delivery|deliveries|food|breakfast"
    r"|service|support|help|answers?|replies|refund|money|order|parcel|table|room|trains?"
    r"|buses|water|power|stock|collection|pick-?up|install\w*|repairs?|visit|engineer"
    r"|technician|call|callback|drop|launch|opening|classes|sessions?|check-?in|check-?out"
    r"|dispatch|copy|draft|quote|proposal|report|home|doorstep|hands|tickets?|refunds?)\b"
)


def read(clause: Clause) -> Hit | None:
    """Find it where nothing says that it is past, a fact or a request."""
    if clause.sentence.asks or clause.negated or clause.who in {Who.CUSTOMER, Who.THIRD}:
        return None
    is_with = _IS_WITH.match(clause.text) is not None
    if (_does(clause) and not is_with) or clause.text.startswith(_REQUESTS):
        return None
    if not clause.measure or clause.measure.quantity.type not in _TIMES:
        return None
    if _FACT.search(clause.text) or clause.text.count(" ", 0, clause.measure.end) > _FAR:
        return None
    return Hit() if is_with or (_is_ahead(clause) and _is_promised(clause)) else None


_TIMES = frozenset(("date", "time", "duration", "frequency"))
#: Words before the end of the time.
_FAR = 11


def _does(clause: Clause) -> bool:
    """Whether a verb says what is done."""
    return bool(clause.modal) or bool(
        clause.verb and FORMS.get(clause.verb, ("", ""))[1] == "s" and clause.subject
    )


def _is_ahead(clause: Clause) -> bool:
    when = clause.measure.quantity if clause.measure else None
    if _AHEAD.search(clause.text):
        return True
    return bool(when and when.type == "date" and _NAMED_DAY.search(when.text))


def _is_promised(clause: Clause) -> bool:
    """Whether it names something that a customer waits for, before the time."""
    measure = clause.measure
    before = clause.text[: measure.start] if measure else clause.text
    if _YOURS.match(before.rpartition(": ")[2]):
        return True
    if _STATE.search(before):
        return True
    if _OPENING.match(clause.text) or (not clause.verb and _THING.search(clause.text)):
        return True
    named = noun_of(before) or noun_of(clause.text)
    return named is not None and not clause.by_company and _DEADLINE.search(before) is not None


_REQUESTS = (
    "kindly ",
    "please ",
    "settle ",
    "return ",
    "arrive ",
    "be at ",
    "check in ",
    "make sure ",
    "cut-off",
    "order ",
    "book ",
    "buy ",
    "apply ",
    "call before",
    "ring before",
    "join before",
)
#: How something will be by then: `meds ready Tuesday after 2`, `done and dusted in three weeks`.
_STATE = re.compile(
    r"\b(?:ready|back|done|here|home|open|live|sorted|fitted|delivered|installed|finished"
    r"|restored|complete"
    r"|completed|dispatched|collected|with you|on site|in stock|dusted|up and running"
    r"|again|yours)\b[\w ]{0,25}$"
)
_OPENING = re.compile(
    r"(?:more (?:from us|details|news|info)|plumber|engineer|technician|electrician|door to door"
    r"|at your|on your)\b"
)
#: `Groups: your offer in one hour`.
_YOURS = re.compile(
    r"your (?:[\w-]+ ){1,4}(?:within|in|by|before|inside|under)(?: the| just| only)? $"
)
_DEADLINE = re.compile(
    r"\b(?:within|in|by|before|inside|under|until|at|from|on)(?: the| just| only)?\W*$|^[\w' -]+ $"
)
_NAMED_DAY = re.compile(r"day\b|tomorrow|tonight|overnight|week|noon|morning|evening")
