"""What the company needs is a request, not a promise."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = ("We'll only need a day to finish the floor.",)
SPARES = (
    "We will need a meter reading from you first.",
    "We'll have to ask you for a photo.",
)

_NEEDED = re.compile(
    r"(?:need|require|have to|want|ask (?:that )?(?:you|for)|request (?:that )?you"
    r"|expect you|rely on|depend on|be requiring|be needing|be asking you|appreciate"
    r"|understand|have no|be unable|be sorry|be honest|admit|regret|have less|struggle"
    r"|see (?:you|ya)|miss|know (?:more|if|whether)|never be|be forced|listen(?! to the| to"
    r" (?:your )?(?:\w+ )?(?:call|recording|message))"
    r"|always (?:listen|be|remember|love|value|appreciate)|hear you|value|cherish"
    r"|be limited|think|believe|wonder)\b"
)
SUBJECTS = (Who.COMPANY,)
AUXILIARIES = ("will",)


def read(clause: Clause) -> Hit | None:
    """Spare verbs that ask or feel rather than do."""
    if clause.modal == "will" and clause.by_company and _NEEDED.match(clause.tail):
        if re.match(
            r"(?:only )?need\b.*\b(?:day|days|hour|hours|minutes|week|weeks)\b", clause.tail
        ) and not re.search(r"\byour?\b", clause.tail):
            return Hit(kind=Kind.RESOLUTION)
        return SPARED
    return None
