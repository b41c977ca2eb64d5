"""To wait, to hope along and to keep fingers crossed is no deed."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = ("We'll wait for you at gate 4 until 6 pm.",)
SPARES = (
    "We'll keep our fingers crossed!",
    "We'll be waiting for your message.",
    "We'll be rooting for you.",
)

_WAITING = re.compile(
    r"\b(?:wait(?:ing)?|stand(?:ing)? by|await(?:ing)?|counting down|count down"
    r"|keep(?:ing)? (?:everything|our |my |all |fingers|your? )\w*\s?(?:fingers|crossed"
    r"|toes)|fingers crossed|keep (?:everything|fingers|it) crossed|crossed for"
    r"|root(?:ing)? for|cheer(?:ing)?|miss(?:ing)? you|see(?:ing)? you"
    r"|think(?:ing)? of you|celebrat\w+|drink to|raise a glass|be back for more|catch you"
    r"|bet\b|dream(?:ing)? of|hear(?:ing)? from you|love you|remember (?:you|this|that)"
    r"|never forget|take (?:that|it|this) as a|call it\b|say that|say no more"
    r"|agree to disagree|sing|dance)\b"
)
SUBJECTS = (Who.COMPANY,)
AUXILIARIES = ("will",)


def read(clause: Clause) -> Hit | None:
    """Spare them where no time is named."""
    if (
        clause.modal == "will"
        and clause.by_company
        and _WAITING.search(clause.tail.split(",")[0][:40])
        and not clause.when
    ):
        return SPARED
    if (
        clause.modal == "will"
        and clause.by_company
        and re.match(r"(?:be )?(?:see you|waiting for (?:you|your)|awaiting)\b", clause.tail)
    ):
        return SPARED
    return None
