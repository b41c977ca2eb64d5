"""What will be done to a thing, or how it will be: shipped, corrected, back, ready, free."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS, HAPPEN, participle

FINDS = (
    "The signature will be checked by Friday.",
    "It'll be fixed before the weekend.",
    "The crack will be seen to next week.",
    "Your order should be with you on Monday.",
)
SPARES = (
    "It should be cleaned twice a day.",
    "The update will be large.",
    "Your request will be treated as new.",
)
SUBJECTS = (Who.THING, Who.NONE)
AUXILIARIES = ("should", "will")

_GOOD_STATE = re.compile(
    r"be (?:(?:\w+ly|all|soon|back|also|then|well|right|good|fully|totally|already|both"
    r"|sent|all|completely|always|once more|again) )*(?:back|ready|with you|there|along|here"
    r"|in (?:your|the|touch|stock|place|contact)|at (?:your|the|no)|on (?:its|their|the"
    r"|your|sale|air|site|there|us|time|line|hold)|out (?:for|by|to)|available|online"
    r"|up(?: and running)?|live|open|free|done|gone|sorted|yours|running|working"
    r"|operational|normal|complete|over|home|by (?:your|the)|waiting (?:for you|at)|safe"
    r"|honou?red|valid|accessible|flawless|as new|good|restored|hot|fresh|a replacement"
    r"|no (?:charge|fee|cost)|[$€£₹]|around|available|visible|covered|included|en route"
    r"|due|within|under|less|the same|half|no (?:less|fewer|lower|later) than"
    r"|not less than|at least|round"
    r"|\w+ing (?:again|normally|as normal|freely)|reduced|quicker|faster|\d)\b|be [$€£₹]"
)
_PASSIVE = re.compile(
    r"(?:be|get) (?:(?:[a-z]+ly|also|then|now|all|soon|first|always|further|never|not|only"
    r"|both|again|just|personally) )*(?P<verb>[a-z-]+)\b"
)


def _often(clause: Clause) -> bool:
    """`It should be cleaned twice a day`: how to care for it."""
    return clause.measure is not None and clause.measure.quantity.type == "frequency"


_DEALT_WITH = re.compile(
    r"be (?:seen to|looked (?:after|into|at)|taken care|dealt with|attended to|made (?:up"
    r"|right|good|whole)"
    r"|on (?:its|their|the) way)\b"
)
#: Participles that say how a thing is, not what is done to it.
_NEUTRAL = words(
    "based used located required considered treated seen found asked needed affected",
    "determined called known made limited subject related interested involved displayed shown",
    "counted measured regarded deemed interpreted calculated expected said stored prompted",
    "redirected charged billed left governed marked listed",
)
#: Those of them that are deeds where a time is named.
_DATED = words("made displayed shown calculated determined left listed stored found")
_OURS = re.compile(r"\b(?:our|all|every|each)\b")
_BY = re.compile(r"\b(?:by|from|before|within)\b")
_PLACED = re.compile(r"be (?:an?|your|our|the|on|at|in)\b")


def read(clause: Clause) -> Hit | None:
    """Find what will be done, and spare what will only be so."""
    if clause.who not in {Who.THING, Who.NONE} or clause.negated:
        return None
    if clause.modal == "should" and clause.who is Who.NONE and not clause.when:
        return None
    if clause.modal == "should" and _often(clause):
        return SPARED
    if _GOOD_STATE.match(clause.tail) or _DEALT_WITH.match(clause.tail):
        return Hit()
    passive = _PASSIVE.match(clause.tail)
    if passive is None:
        return None
    verb = passive["verb"]
    if verb.endswith("ing") and FORMS.get(verb, ("", ""))[0] in HAPPEN:
        return Hit()
    if clause.verb == "get" and not participle(verb):
        return None
    if participle(verb) and (verb not in _NEUTRAL or (clause.when and verb in _DATED)):
        return Hit()
    if clause.when and _OURS.search(clause.subject) and _BY.search(clause.text):
        return Hit()
    placed = clause.when and clause.modal == "will" and _PLACED.match(clause.tail)
    return Hit() if placed else SPARED
