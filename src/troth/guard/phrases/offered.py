"""A concrete offer that awaits a yes."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Strength
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = (
    "I can offer you $40, shall I?",
    "We can offer you a £15 credit for the trouble.",
    "I could do a 15% discount for you.",
)
SPARES = (
    "We can help.",
    "I can look into it.",
    "We offer support in English.",
)

_OFFER = re.compile(
    r"(?:let you have|add|take|offer|give|do|credit|refund|waive|throw in|upgrade|provide"
    r"|arrange|send|apply"
    r"|knock|extend|get (?:that|this|it|you|them) (?:all )?(?:refunded|replaced|credited"
    r"|rebooked|upgraded"
    r"|reimbursed))\b"
)
_BOOK = re.compile(
    r"(?:schedule|arrange|book|rebook|reserve|reschedule|slot|fit you|squeeze|move you"
    r"|put you)\b"
)
_WHAT = re.compile(
    r"[$€£₹¥%]|\d+ ?(?:dollars|euros|pounds|percent|per cent|off)|\b(?:refund|credit"
    r"|voucher|discount|upgrade|replacement|goodwill|gift card|complimentary|free|points"
    r"|miles|bonus|compensation|old (?:rate|price)|rate|on us|on the house|gb)\b"
)
_SWAPS = re.compile(
    r"\bto (?:replace|swap|waive|upgrade|refund) (?:that|this|it|them|you|your|the)\b"
)
SUBJECTS = (Who.COMPANY,)
AUXILIARIES = ("be", "can", "could", "would")


def read(clause: Clause) -> Hit | None:
    """Find it where it says what is given."""
    if (
        clause.by_company
        and clause.modal in {"can", "could"}
        and not clause.negated
        and _OFFER.match(clause.tail)
    ):
        if clause.tail.startswith("offer") and _WHAT.search(clause.tail):
            return Hit(strength=Strength.CONDITIONAL)
        named = re.search(r"[$€£₹¥%]|\d|\b(?:rate|on us|on the house)\b", clause.tail)
        if _WHAT.search(clause.tail) and named:
            return Hit(strength=Strength.CONDITIONAL)
    if (
        clause.by_company
        and clause.modal in {"can", "could"}
        and clause.when
        and _BOOK.match(clause.tail)
    ):
        return Hit(strength=Strength.CONDITIONAL)
    if (
        clause.by_company
        and clause.modal == "would"
        and re.match(
            (
                r"(?:also )?(?:like|love|be happy|be glad) to (?:offer|give|send|refund|credit|add"
                r"|make|replace|waive|upgrade|treat|swap)\b"
            ),
            clause.tail,
        )
        and (_WHAT.search(clause.tail) or _SWAPS.search(clause.tail))
    ):
        return Hit(strength=Strength.CONDITIONAL)
    if (
        clause.by_company
        and clause.modal == "be"
        and re.match(
            (
                r"(?:pleased|happy|prepared|willing|glad|ready|authori[sz]ed|able"
                r"|delighted) to (?:offer|give|refund|credit|waive|take|knock"
                r"|add|throw in)\b"
            ),
            clause.tail,
        )
        and _WHAT.search(clause.tail)
    ):
        return Hit(strength=Strength.CONDITIONAL)
    return None
