"""What was done is a report."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = ("I've booked your pickup for Monday.",)
SPARES = (
    "I've passed your comments to the manager.",
    "We posted the contract on Monday.",
    "Your claim was reviewed last week.",
)

_FIXED = re.compile(
    r"(?:re-?)?(?:scheduled|booked|arranged|reserved|rescheduled|set (?:up|aside)|planned"
    r"|moved|put|pencilled|extended|held|slotted|lined up|locked|capped|frozen|organised"
    r"|organized)\b"
)
_GOT = re.compile(
    r"(?:got|had|found) (?:you|it|them|u) (?:an? (?:[\w-]+ )?(?:slot|place|seat|table|spot|room"
    r"|space"
    r"|appointment)|down|booked|scheduled|in|pencilled|lined up)\b"
)
_AHEAD = re.compile(r"\b(?:for|to|until|till|on|by|between|at|this|next)\b")
_ALREADY = re.compile(r"\b(?:already|yesterday|earlier|ago|last|previously|recently)\b")
AUXILIARIES = ("did", "had", "have", "was")


def read(clause: Clause) -> Hit | None:
    """Spare it, unless it was arranged for a time to come."""
    if clause.who is Who.CUSTOMER and clause.modal == "have":
        return None
    return Hit() if _is_fixed(clause) and _AHEAD.search(clause.tail) else SPARED


def _is_fixed(clause: Clause) -> bool:
    """`I have booked your pickup`, by the company or of its things, and not long ago."""
    ours = clause.by_company or clause.who is Who.THING
    fixed = _FIXED.match(clause.tail) or _GOT.match(clause.tail)
    done = clause.modal == "have" and not clause.negated and fixed
    return bool(ours and done and clause.when) and not _ALREADY.search(clause.text)
