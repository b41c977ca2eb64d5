"""A wish is no promise; a hope with a date is a soft one."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints

FINDS = ("We hope to reopen the bridge by noon.",)
SPARES = (
    "We hope to welcome you again!",
    "I wish I had better news.",
    "Fingers crossed!",
)

_ANY = hints("hope", "hopi", "wish", "pray", "trust", "fingers")
_WISH = re.compile(
    r"^(?:(?:we|i|crews?|engineers?|our \w+|the team|they) (?:do |really |all |both |are "
    r"|sincerely |certainly )*)?(?:hope|hoping|wish|pray|trust)\b|\b(?:let's hope"
    r"|fingers crossed|here's hoping|hopefully (?:see|we see))\b"
)
_HOPE_TO = re.compile(
    r"(?:.*\b)?(?:hope|hoping) (?:to (?!see you|hear|welcome|have you (?:back|on ?board"
    r"|with us|join|visit|as))|we(?:'ll| will) |it(?:'ll| will) |that )"
)


def read(clause: Clause) -> Hit | None:
    """Spare wishes."""
    match = _WISH.search(clause.text) if _ANY(clause.text) else None
    if not match:
        return None
    if (
        _HOPE_TO.match(clause.text)
        and clause.when
        and not re.search(r"\bsee you|seeing you|welcome you\b", clause.text)
    ):
        return Hit(strength=Strength.SOFT, start=match.start())
    return SPARED
