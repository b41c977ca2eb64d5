"""What is always done or so, with a time: answered within 8 weeks, ready in two hours."""

import re

from troth.guard.hits import Hit
from troth.guard.phrases.standing import NO_PROMISE, PAST_TIME
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import participle

FINDS = (
    "Objections are answered within 20 days.",
    "Logs are copied every 3 hours.",
    "Day passes are valid for 6 months.",
    "Glasses are ready in three hours.",
)
SPARES = (
    "The ferry is running an hour late.",
    "All systems are back to normal as of 08:15.",
    "Our shop is located at 12 Mill Lane.",
)
#: What is given to whoever is concerned, whenever that is.
_GIVEN = re.compile(
    r"(?:(?:always|automatically|also|then) )*(?:refunded|paid (?:back|out)|repaid"
    r"|replaced|repaired"
    r"|fixed|reimbursed|credited|returned|answered|acknowledged|charged|protected|rebooked|swapped"
    r"|compensated|settled|decided|approved|waived|covered|served|delivered|collected"
    r"|cleaned|honou?red|backed|halved|doubled|extended|topped up)\b"
)
_ALWAYS = re.compile(
    r"\balways\b|\bon the spot\b|\bthere and then\b|\binstantly\b|\bimmediately\b"
    r"|\bstraight ?away\b|\bautomatically\b|\bin full\b|\bfree\b|\bat no\b|\bwithout\b"
    r"|\bwith (?:the|your)"
    r" next\b|\bup to [$€£\d]|\bno questions\b|\bat the lower\b|\bfor (?:each|every)\b"
    r"|\bfor (?:an?|the) (?:full|whole|entire)\b|\b(?:every|any|all)\b"
)
SUBJECTS = (Who.COMPANY, Who.THING)
_PAID = re.compile(r"\b(?:refund|compensation|credit|repayment)s?\b")
_TROUBLED = re.compile(
    r"(?:any |all )?(?:damaged|faulty|lost|broken|late|wrong|missing|defective|stolen"
    r"|spoilt|spoiled)\b"
)
AUXILIARIES = ("be",)


def _is_given(clause: Clause) -> bool:
    """`broken panes are always replaced`, without a time."""
    paid = clause.tail.startswith("automatic") and _PAID.search(clause.subject)
    always = _ALWAYS.search(clause.text) or _TROUBLED.match(clause.subject)
    money = noun_of(clause.subject) in {Noun.MONEY, Noun.PRICE} or _PART.match(clause.subject)
    if money and _RETURNED.match(clause.tail):
        return True
    return bool(paid or (_GIVEN.match(clause.tail) and always))


_PART = re.compile(
    r"(?:half|a (?:third|quarter|tenth|part)|all|the rest|\d+ ?%) (?:of )?(?:the|your)\b"
)
_RETURNED = re.compile(
    r"(?:[a-z]+ly )?(?:returned|refunded|repaid|paid back|given back|credited)\b"
)
_PASSIVE = re.compile(
    r"(?:(?:[a-z]+ly|always|all|usually|also|never|both|then|now) )*(?P<verb>[a-z-]+)\b"
)
_STATES = re.compile(
    r"(?:(?:[a-z]+ly|always|all|also|still|back|just|only) )*(?:ready|active|back|live|open"
    r"|available|valid|free|yours|with you|in stock|on sale|there|here|in the post|in your"
    r"|staffed|on the way|on its way|on their way|good for|up|online|under warranty"
    r"|safe|in force|back where|covered|included|on us|on the house|\d)\b"
)
#: Participles that say how a thing is.
_NEUTRAL = words(
    "used based located called known needed required made expected interested limited excited",
    "affected delayed closed cancelled unchanged dated pleased tired concerned supposed run",
    "related charged billed said reported loved committed dedicated",
)
_NEGLECTED = re.compile(
    r"\b(?:unpaid|overdue|unclaimed|abandoned|left behind|uncollected|left unpaid)\b"
)
_LASTS = re.compile(r"\b(?:valid|late fee)\b")


def read(clause: Clause) -> Hit | None:
    """Find passives and states with a time, of the company, its people or its things."""
    if clause.who not in {Who.COMPANY, Who.THING} or clause.negated or not clause.subject:
        return None
    if PAST_TIME.search(clause.text) or _NEGLECTED.search(clause.subject):
        return None
    if not clause.when:
        return Hit() if _is_given(clause) else None
    if NO_PROMISE.search(clause.text) and not _LASTS.search(clause.text):
        return None
    passive = _PASSIVE.match(clause.tail)
    done = passive and participle(passive["verb"]) and passive["verb"] not in _NEUTRAL
    return Hit() if done or _STATES.match(clause.tail) else None
