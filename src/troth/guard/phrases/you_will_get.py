"""What the customer will receive, see, have, hear, be."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import participle

FINDS = (
    "You will receive a letter from us by Thursday.",
    "You'll hear from us by Friday.",
    "You should get a code by text within a minute.",
    "You'll be refunded in full.",
)
SPARES = (
    "You will see a button at the bottom.",
    "You'll be charged for the call-out.",
    "You will need your card.",
    "You will be travelling on the 9th.",
)
SUBJECTS = (Who.CUSTOMER,)
AUXILIARIES = ("should", "will")

_GETS = re.compile(
    r"(?:also |soon |then |only |still |never )*(?:receive|get|hear|have|see|be|enjoy|earn"
    r"|save|keep|pay|find|lose|miss|fly|sail)\b"
)
_SEEN = re.compile(r"(?:see|find)\b")
_SIGHT = re.compile(
    r"\b(?:refund|credit|money|it|payment|amount|change|update|points|order|parcel|account"
    r"|statement|delivery|package|voucher|them|this|improvement)\b"
)
_HAVE = re.compile(r"(?:have|be|get|keep)\b")
_HAVE_GOOD = re.compile(
    r"\b(?:have (?:it|the|your|our|my|an?|full|access|until|this|them|\d+|up to|everything"
    r"|my|priority|unlimited|at least|one|two|three|money|extra)|be (?:contacted|notified"
    r"|refunded|credited|called|informed|compensated|paid|given|updated|reimbursed|emailed"
    r"|sent|moved|upgraded|rebooked|transferred|connected|back|sorted|covered|reconnected"
    r"|offered|good to go|up and running|online|on your way|moving|entitled|met|collected"
    r"|picked|seen|the first to (?:know|hear)|able to (?:keep)|first|protected"
    r"|in (?:\w+ )?hands|looked after|taken care|happy|served|served|put through|assigned"
    r"|allocated|reunited|kept|all set|set|on the (?:next|first|same|later|earlier)|told|advised"
    r"|alerted|ready)|get\b|keep)"
)
_BUSY = re.compile(r"be (?!getting|receiving|hearing|seeing|having)\w+ing\b")
_HAPPY = re.compile(r"be happy\b(?!.*\b(?:end|outcome|result)\w*\b)")
_LIKELY = re.compile(r"(?:receive|hear|get (?:a|an|your|the))\b")


def read(clause: Clause) -> Hit | None:
    """Find it, softly with should."""
    if clause.who is not Who.CUSTOMER or not _GETS.match(clause.tail):
        return None
    return SPARED if _idle(clause) else Hit()


def _idle(clause: Clause) -> bool:
    """Whether nothing comes of it: a screen that is described, a feeling, a guess."""
    tail = clause.tail
    if _BUSY.match(tail) or _HAPPY.match(tail):
        return True
    if clause.modal == "should" and not clause.when and not _LIKELY.match(tail):
        return True
    if _SEEN.match(tail):
        if clause.measure and clause.measure.quantity.type in {"date", "duration", "time"}:
            return False
        return not (_SIGHT.search(tail) and (clause.when or clause.modal == "will"))
    return (
        bool(_HAVE.match(tail))
        and not _HAVE_GOOD.match(tail)
        and not clause.when
        and not _done(tail)
    )


_PASSIVE = re.compile(r"be (?:[a-z]+ly |also |then |always )?(?P<verb>[a-z-]+)\b")
#: What is done to the customer, and is no gain.
_BORNE = words(
    "charged billed required asked expected redirected prompted logged needed liable "
    "taken surprised",
    "amazed delighted thrilled pleased impressed hooked blown used involved affected disconnected",
    "fined evicted removed blocked banned suspended left supposed tempted forced obliged missed",
    "interested directed shown invited",
)


def _done(tail: str) -> bool:
    """`every applicant will be answered`: whatever is done for them."""
    passive = _PASSIVE.match(tail)
    if passive is None or passive["verb"] in _BORNE:
        return False
    return participle(passive["verb"])
