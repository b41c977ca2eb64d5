"""What would be or would have been is not promised."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Strength
from troth.guard.text.clause import Clause

FINDS = ()
SPARES = (
    "If it were up to me, I would agree.",
    "We would have phoned you had we known.",
    "I'd have fixed it on the spot.",
)
AUXILIARIES = ("could", "would")


def read(clause: Clause) -> Hit | None:
    """Spare would and could, but for an offer or a right."""
    if clause.modal == "would":
        guess = clause.by_company and clause.when and clause.tail.startswith("expect")
        return Hit(strength=Strength.SOFT) if guess else SPARED
    if clause.modal == "could" and not re.match(r"(?:offer|do|give) ", clause.tail):
        return SPARED
    return None
