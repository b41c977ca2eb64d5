"""What entitles the customer, or is included: a delay entitles, enables full refund, comes with."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, in_words

FINDS = (
    "Delay entitles Shipper to a 5 % rebate per day.",
    "The gold card gives you free lounge entry.",
    "The pass includes a free tour.",
)
SPARES = ("It enables you to sort lists.",)

_ENTITLES = Hinted(
    r"\b(?:entitles?|enables?|qualif(?:y|ies) (?:you )?for|comes? with|includes?"
    r"|gives? you|gets? you|earns? (?:you )?|guarantees?)\b.{0,40}\b(?:refund|rebate"
    r"|credit|compensation|warranty|guarantee|voucher|discount|replacement|free|upgrade"
    r"|insurance|cover|\d+ ?%)|\b(?:entitles?|gives? you|gets? you|earns? (?:you )?|means)"
    r"(?: (?:you|a|an|up|to|another|extra))* ?[$€£]\d",
    in_words(r"\b(?:entitle|enable|qualif|come|include|give|get|earn|guarantee|mean)"),
)

_TROUBLE = re.compile(
    r"\b(?:delays?|late\w*|miss\w*|cancel\w*|breach|failure|outages?|faults?|damage"
    r"|loss)\b"
)
AUXILIARIES = ("", "be", "will")


def read(clause: Clause) -> Hit | None:
    """Find what the customer gains by it."""
    if (
        clause.modal in {"", "be", "will"}
        and not clause.negated
        and not (clause.by_company and clause.deed == "earn")
        and _ENTITLES.search(clause.text)
        and not clause.sentence.asks
    ):
        return Hit(strength=Strength.CONDITIONAL if _TROUBLE.search(clause.text[:30]) else None)
    return None
