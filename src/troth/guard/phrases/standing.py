"""What the company and its things do, with a time: we reply in an hour, it ships today."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS, KIND_OF_VERB, participle

FINDS = (
    "The contract goes out today.",
    "The tram resumes at noon tomorrow.",
    "Most parcels leave the depot within a day.",
    "We pay out 90% of claims in under a week.",
    "Tutors reply to messages within one school day.",
    "We plant a tree for every order.",
    "The balance goes back to the card you paid with.",
)
SPARES = (
    "Trains run late on Sundays.",
    "The fee applies from Monday.",
    "We started in a barn in 1987.",
    "Our yard is in Hull.",
)
SUBJECTS = (Who.COMPANY, Who.THING)
AUXILIARIES = ("",)

NO_PROMISE = re.compile(
    r"\b(?:late|delayed|closed|cancelled|suspended|unavailable|cost(?:s)? \d|weighs?"
    r"|measures?|sleeps|started|founded|since|per cent of|used to|experience|years old"
    r"|accepted only|prohibited|subject to|expires?|ends?(?! of)|runs? out|fell|rose|earlier|ago"
    r"|yesterday|apply|applies|payable|record\w*|told|says?|means|running"
    r"|replace trains)\b"
)
PAST_TIME = re.compile(
    r"\b(?:ago|yesterday|last (?:week|month|year|night|winter|summer)|since|as of|earlier"
    r"|so far|already|on average|in (?:19|20[01])\d|20(?:0\d|1\d|2[0-4]))\b"
)
#: What stands for a time: `as soon as`, `the day it is released`, `with the next bill`.
_ANCHOR = re.compile(
    r"\bas soon as\b|\bthe (?:very )?(?:day|moment|minute|second|instant|same)\b|\bonce\b"
    r"|\bwith (?:the|your|our) next\b|\bautomatically\b|\bstraight ?away\b|\bright away\b"
    r"|\bin no time\b|\bshortly\b|\bsoon\b|\bover ?night\b|\bon the spot\b"
    r"|\bthere and then\b|\binstantly\b|\bimmediately\b|\bwithin (?:seconds|moments"
    r"|minutes"
    r"|hours|days)\b|\bbefore you (?:land|arrive|travel|leave|know it)\b"
)
_COMES = words(
    "ship arrive go come land reach follow resume reopen start begin unlock activate clear return",
    "leave kick turn show renew refresh reappear get drop hit appear settle",
)
#: Verbs that say what a thing is or needs.
_ON_TIME = re.compile(r"\bon time\b|\bto the minute\b|\bpunctual")
#: `Seven flights of ten`, `nine out of ten orders`.
_SHARE = re.compile(
    r"(?:[a-z]+|\d+) (?:[a-z]+ )?(?:out )?(?:of|in) (?:every )?(?:ten|\d+|twenty|a hundred)\b"
)
_IS_SO = words("close take have need cost weigh measure mean say use sleep want sit live make let")
_FOR_EVERY = re.compile(
    r"\b(?:for|with|on) (?:each|every)\b|\bif\b|\bfor free\b|\bany (?:lower|cheaper)\b"
    r"|\bcover\b|\b\d+ ?% of\b|\bat no\b|\bup to [$€£\d]"
)
_ALL = re.compile(r"\b(?:every|each|all|any)\b")
_SERVING = frozenset((Kind.RESPONSE, Kind.REFUND, Kind.DELIVERY, Kind.RESOLUTION))
_BACK = re.compile(
    r"\b(?:money|balance|amount|deposit|refund|payment|funds?|rest)\b.*\b(?:goes|comes|go"
    r"|come)\b (?:straight )?back (?:to|on|into)\b"
)
_WE = re.compile(r"(?:we|i)\b")


def read(clause: Clause) -> Hit | None:
    """Find the present tense with a time, or for every case."""
    if clause.who not in {Who.COMPANY, Who.THING} or clause.negated or not clause.subject:
        return None
    if NO_PROMISE.search(clause.core):
        return None
    if FORMS.get(clause.verb, ("", ""))[1] not in {"base", "s"} or _says_what_is(clause):
        return None
    if clause.when and clause.measure and not PAST_TIME.search(clause.text):
        return None if _is_nature(clause) else Hit()
    on_time = clause.who is Who.THING and clause.deed in _COMES and _ON_TIME.search(clause.tail)
    if on_time and (_SHARE.match(clause.text) or clause.measure):
        return Hit()
    if clause.who is Who.THING and _will_come(clause):
        return Hit()
    if _BACK.search(clause.text) and clause.who is Who.THING:
        return Hit(kind=Kind.REFUND)
    return Hit() if _WE.match(clause.subject) and _for_all(clause) else None


_DEARER = re.compile(r"(?:goes?|go) up\b|rises?\b|increases?\b")


def _is_nature(clause: Clause) -> bool:
    """`Most tablets work within an hour`: what such things do, whoever sells them."""
    most = clause.subject.startswith(("most ", "some ", "many "))
    return most and clause.who is Who.THING and noun_of(clause.subject) is None


def _says_what_is(clause: Clause) -> bool:
    if clause.deed == "show" and not clause.tail.startswith(("show up", "shows up")):
        return True
    if clause.tail.startswith(("note that", "see that", "acknowledge that", "understand")):
        return True
    dearer = noun_of(clause.subject) is Noun.PRICE and _DEARER.match(clause.tail)
    if dearer:
        return True
    return clause.deed in _IS_SO and not clause.tail.startswith("make good")


def _will_come(clause: Clause) -> bool:
    """What happens without a measured time: `ships the day it's out`, `comes back as it was`."""
    comes = clause.deed in _COMES
    done = clause.deed == "get" and participle(clause.tail.partition(" ")[2].partition(" ")[0])
    back = re.match(r"(?:comes?|goes?|go|gets?) (?:straight |right )?back\b", clause.tail)
    mine = clause.subject.startswith(("your ", "every ", "any ", "all "))
    anchored = _ANCHOR.search(clause.sentence.text[clause.start - clause.sentence.start :])
    over = clause.deed == "carry" and "over" in clause.tail and mine
    return bool((comes or done) and anchored) or bool((back or over) and mine)


def _for_all(clause: Clause) -> bool:
    """`for every order`, or a service to every customer."""
    serves = KIND_OF_VERB.get(clause.deed) in _SERVING and _ALL.search(clause.tail)
    return bool(serves or _FOR_EVERY.search(clause.text))
