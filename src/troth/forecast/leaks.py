"""Columns that could not have been known when the promise was made.

Many sources keep only the last value of a column: a status, a closing code, who resolved it. Such a
column foretells perfectly on paper, and never in time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from troth.forecast.model import Coded
from troth.forecast.scale import Bins
from troth.forecast.scores import auc
from troth.forecast.spells import OPEN, Spells
from troth.history.arrays import Flags

#: A column that tells ended cases from open ones with this area under the curve was written later.
TELLTALE = 0.97
#: Where nearly all have ended, or hardly any, nothing can be seen.
FEWEST = 30
#: Words in names of columns that are written when a case ends.
NAMES = (
    "status",
    "state_at",
    "resolution",
    "resolved",
    "closed",
    "closure",
    "close_code",
    "outcome",
    "result",
    "disposition",
    "ended",
    "finish",
    "actual",
)
#: As words: a `recommended` plan has not ended.
_NAMED = re.compile(rf"(?<![a-z])({'|'.join(NAMES)})(?![a-z])")
#: How much a value leans on all the others.
PRIOR = 20


@dataclass(frozen=True)
class Leak:
    """A column, and why it could not have been known."""

    column: str
    why: str


def leaks(spells: Spells, rows: Bins, facets: Mapping[str, Coded], at_us: int) -> list[Leak]:
    """The facets that tell at the start what only the end can tell."""
    ended = spells.known(at_us, rows).kinds != OPEN
    found = []
    for name, (_, codes) in facets.items():
        told = _told(codes[rows], ended)
        if told >= TELLTALE:
            why = f"it tells ended cases from open ones (area under the curve {told:.2f})"
            found.append(Leak(name, why))
        elif _NAMED.search(name.lower()):
            found.append(Leak(name, "its name says that it is written when a case ends"))
    return found


def _told(codes: Bins, ended: Flags) -> float:
    """How well the values seen in every other case tell the rest apart; 0.5 is not at all."""
    if not FEWEST <= ended.sum() <= ended.size - FEWEST:
        return 0.5
    size = int(codes.max()) + 1
    n = np.bincount(codes[::2], minlength=size)
    hits = np.bincount(codes[::2], weights=ended[::2], minlength=size)
    share = (hits + PRIOR * ended.mean()) / (n + PRIOR)
    return auc(share[codes[1::2]], ended[1::2])
