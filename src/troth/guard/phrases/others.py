"""What a carrier, a bank or an authority will do is theirs to keep."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Promiser
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import DEEDS, HAPPEN

FINDS = (
    "The bank will send a new card on Tuesday.",
    "The regulator will publish the new price cap on 26 August.",
)
SPARES = (
    "The courier left it with a neighbour.",
    "Your bank may charge you a fee.",
)

_DEEDS = HAPPEN | DEEDS
SUBJECTS = (Who.THIRD,)


def read(clause: Clause) -> Hit | None:
    """Find it as a promise of a third party; spare the rest of what others do."""
    if clause.who is not Who.THIRD:
        return None
    if (
        clause.modal == "will"
        and not clause.negated
        and not re.match(
            r"(?:need|require|ask|want|charge|be (?:able|happy|glad|more|closed))", clause.tail
        )
    ):
        return Hit(promiser=Promiser.THIRD_PARTY)
    if re.search(
        (
            r"\b(?:has|have|had) (?:committed|pledged|promised|agreed|undertaken) to\b"
            r"|\b(?:guarantees?|pledges|commits|undertakes|promises)\b"
        ),
        clause.text,
    ):
        return Hit(promiser=Promiser.THIRD_PARTY)
    if clause.modal == "" and clause.when and clause.deed in _DEEDS:
        return Hit(promiser=Promiser.THIRD_PARTY)
    return None if clause.modal in {"", "be", "have", "had", "was"} else SPARED
