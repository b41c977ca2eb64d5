"""What others say or said: theirs to keep, or a report of words."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Promiser, Strength
from troth.guard.quantities import says_when
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints, in_words
from troth.guard.words.subjects import Who, who_is

FINDS = (
    "DHL says they'll deliver on Saturday.",
    "According to the maker, spare parts will be sold from May.",
)
SPARES = (
    "You said we would pay for the hotel.",
    "You were told that parking will be free.",
    "The last colleague wrote that we will refund you.",
)

#: The last word of what is said of them; a word begins with it.
_SAYS = in_words(
    r"^(?:sa(?:ys?|id)|tells?|told|claim(?:s|ed)?|promise[sd]|confirm(?:s|ed)?|advise[sd]"
    r"|inform(?:s|ed)|report(?:s|ed)?|state[sd]|announce[sd]|assure[sd]|indicated|agreed|expects?"
    r"|estimates?|anticipates?|reckons?|thinks?|believes?|wrote|mentioned|insists?|predicts?"
    r"|forecasts?|hopes?|plans?)\b"
)
_SAID = re.compile(
    r"^(?P<who>(?:[\w'&.-]+ ){0,8}?)(?P<say>says?|said|tells?|told|claims?|claimed"
    r"|promised|promises|confirms?|confirmed|(?:has|have) (?:advised|told|confirmed|said"
    r"|promised|informed|announced|assured|indicated|stated|agreed)|advises?|advised"
    r"|informed|informs|reports?|reported|states?|stated|announced|announces|assured"
    r"|assures|expects?|estimates?|anticipates?|reckons?|thinks?|believes?|wrote|mentioned"
    r"|insists?|predicts?|forecasts?|hopes?|plans?|(?:was|were|been) (?:told|informed"
    r"|advised|promised|assured))\b"
    r"(?: (?:me|us|you|him|her|them|everyone|customers|passengers))?(?:,? that|,"
    r"|:)? (?P<what>.{4,})"
)
_ACCORDING = re.compile(
    r"(?:as per|according to|per) (?P<who>[^,]{2,50}),? ?$|^(?:as per"
    r"|according to) (?P<first>[^,]{2,50}), "
)
_AFTER = re.compile(
    r",? (?:according to (?P<who>(?:the|their|your|our)? ?[\w ]{2,40})|as (?:per"
    r"|stated by) (?P<per>[\w ]{2,40}))$"
)
_PAST = re.compile(
    r"(?:said|told|claimed|promised|wrote|mentioned|assured|(?:was|were|been) .*|had .*"
    r"|stated)$"
)
_OPINION = frozenset(
    [
        "expect",
        "expects",
        "estimate",
        "estimates",
        "anticipate",
        "anticipates",
        "reckon",
        "reckons",
        "think",
        "thinks",
        "believe",
        "believes",
        "predict",
        "predicts",
        "forecast",
        "forecasts",
        "hope",
        "hopes",
        "plan",
        "plans",
    ]
)


def read(clause: Clause) -> Hit | None:
    """Find who is meant to keep it, and spare words that are only recalled."""
    cites = _CITES(clause.sentence.text) and clause.sentence.has(_SOURCE)
    if cites and (named := _source(clause)):
        others = who_is(named) in {Who.THIRD, Who.THEY} or "their" in named
        future = clause.modal == "will" or clause.when
        theirs = (others or clause.who is Who.THIRD) and future
        return Hit(promiser=Promiser.THIRD_PARTY) if theirs else None
    if clause.text.startswith(_WONDERS):
        return SPARED
    match = _SAID.match(clause.text) if _SAYS(clause.text) else None
    if (
        match
        and clause.modal == "will"
        and match.start("say") >= len(clause.text) - len(clause.tail)
    ):
        return None
    return _said(clause, match) if match else None


_WONDERS = (
    "you asked whether",
    "you asked if",
    "you asked when",
    "you wanted to know",
    "you want to know",
    "you wonder",
    "they asked whether",
    "they asked if",
)
_CITES = hints("per", "according", "stated")
_SOURCE = re.compile(r"according to|\bper |as stated by")


def _source(clause: Clause) -> str | None:
    """Whom a clause comes from: `as per the maker, ...`, `..., according to their site`."""
    before = clause.sentence.text[: clause.start - clause.sentence.start].rstrip(" ,")
    match = (
        _ACCORDING.search(before[-70:])
        or _ACCORDING.match(clause.text)
        or _AFTER.search(clause.text)
    )
    return next(group for group in match.groupdict().values() if group) if match else None


def _said(clause: Clause, match: re.Match[str]) -> Hit | None:
    who = who_is(re.sub(r"\b(?:also|have|has|just|now)\b", "", match["who"]).strip())
    what = match["what"]
    if who is Who.THEY:
        who = clause.who
    if who is Who.THIRD or (
        who is Who.THING and re.match(r"(?:the|your) ", match["who"]) and "says" in match["say"]
    ):
        future = re.search(r"\b(?:will|'ll|going to|would|to be|should)\b", what) or says_when(what)
        if not future:
            return SPARED
        opinion = match["say"] in _OPINION
        return Hit(
            promiser=Promiser.THIRD_PARTY,
            start=0 if opinion else match.start("what"),
            strength=Strength.SOFT if opinion else None,
        )
    if who is Who.COMPANY and not _PAST.match(match["say"]):
        if (
            match["say"] in _OPINION
            and says_when(what)
            and not re.match(r"(?:you|your order was|about|so|it's)\b", what)
        ):
            return Hit(strength=Strength.SOFT)
        return None
    if _PAST.match(match["say"]) and who in {
        Who.CUSTOMER,
        Who.COMPANY,
        Who.NONE,
        Who.THING,
        Who.THEY,
    }:
        return SPARED
    return None
