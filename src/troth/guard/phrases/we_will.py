"""We will, our team shall, somebody is going to."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = (
    "We'll call you shortly.",
    "Somebody from accounts will answer within a week.",
    "Our engineers are going to replace the cable on Tuesday.",
    "I'll pass this on to the kitchen team.",
    "ill text u the code",
)
SPARES = (
    "We will not be at the fair.",
    "We'll be pleased to assist.",
)

_NO_DEED = re.compile(
    r"(?:be (?:able|sure you|aware|honest|closed|out|off|on (?:leave|holiday|vacation)"
    r"|away|busy|based|located|doing well"
    r"|fine|okay|ok|gone|proud|sorry|known|keen)|have (?:no|fun|to)|never be|still be|not"
    r"|keep our)\b"
)
_AGAINST = re.compile(
    r"(?:charge|bill|suspend|close|terminate|deduct|withhold|assume|consider|treat"
    r"|cancel (?:your|the|any) (?:account|order|contract|booking|reservation)|refuse"
    r"|reject|remove your)\b"
)
SUBJECTS = (Who.COMPANY,)
_SOON = re.compile(r"\b(?:soon|shortly)\b")
AUXILIARIES = ("should", "will")


def read(clause: Clause) -> Hit | None:
    """Find what the company or its people will do."""
    if clause.modal == "should" and not (clause.when or _SOON.search(clause.tail)):
        return None
    if not clause.by_company or clause.verb in {"", "we", "i", "you", "will", "they"}:
        return None
    if clause.negated or _NO_DEED.match(clause.tail):
        return SPARED
    if (
        _AGAINST.match(clause.tail)
        and not re.search(
            r"\b(?:as (?:you )?(?:asked|requested)|for you|no |nothing|only|sub\b|free)\b",
            clause.tail,
        )
        and clause.deed != "cancel"
    ):
        return SPARED
    return Hit()
