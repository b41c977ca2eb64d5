"""Vague words of law and policy: may change, not liable, indemnifies."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints
from troth.guard.words.lists import words

FINDS = ()
SPARES = (
    "We may amend this list.",
    "The club is not liable for lost umbrellas.",
    "Hirer indemnifies Owner.",
    "Either party may end it at will.",
)

_LAW = re.compile(
    r"\b(?:liable|liability|indemnif\w+|hold harmless|sole remedy|reserves? the right"
    r"|either party|neither party|force majeure|governed by|jurisdiction|for the avoidance"
    r"|without prejudice|means (?:a|the|any)|shall mean|is defined|refers to"
    r"|entire agreement)\b"
)

_WORDS = hints(
    *words(
        "liab indemn harmless remedy right party governed jurisdiction avoidance prejudice",
        "mean defined",
    ),
    *("force maj", "refers to", "entire agr"),
)


def read(clause: Clause) -> Hit | None:
    """Spare clauses that limit rather than promise."""
    if _WORDS(clause.text) and _LAW.search(clause.text):
        return SPARED
    if (
        clause.by_company
        and clause.modal == "may"
        and not clause.tail.startswith(("take", "be able"))
    ):
        return SPARED
    return None
