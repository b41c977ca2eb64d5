"""What agents are told to do or not to do is internal."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause

FINDS = ("Our agents answer within 2 minutes.",)
SPARES = (
    "Agents may not offer more than $50 without approval.",
    "Staff should never quote a price by phone.",
    "The agent can waive one night.",
)

_AGENT = re.compile(
    r"(?:the |an? |all |any |every |our )?(?:agents?|colleagues?|staff|employees"
    r"|representatives?|reps|team members|members of staff|support staff|assistants?"
    r"|bot)\b"
)
AUXILIARIES = ("be", "can", "do", "have", "may", "must", "should", "will")


def read(clause: Clause) -> Hit | None:
    """Spare should, may, must and can where staff are the subject."""
    if (
        clause.modal in {"should", "may", "must", "can", "be", "have"}
        and _AGENT.match(clause.subject)
        and not clause.negated
    ):
        return SPARED if clause.modal != "be" or not clause.when else None
    if (
        clause.modal in {"should", "may", "must", "can", "do", "will"}
        and clause.negated
        and _AGENT.match(clause.subject)
    ):
        return SPARED
    return None
