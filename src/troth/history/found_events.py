"""Events on their way into their file."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from troth.history.arrays import Codes, Flags, Instants

BEFORE_START = "event before its case started"


@dataclass(frozen=True)
class FoundEvents:
    """Arrays of one length."""

    #: The row of the case in the history.
    case_row: Codes
    #: UTC microseconds.
    at: Instants
    #: As `Kinds` numbers them.
    kind: Codes

    def __len__(self) -> int:
        return len(self.at)

    def in_order(self) -> "FoundEvents":
        """By case and instant; those of one instant stay as they are."""
        return self.where(np.lexsort((self.at, self.case_row)))

    def where(self, chosen: Codes | Flags) -> "FoundEvents":
        """Those at some positions, or of some flags."""
        return FoundEvents(self.case_row[chosen], self.at[chosen], self.kind[chosen])

    @classmethod
    def together(cls, parts: "list[FoundEvents]") -> "FoundEvents":
        """Several as one."""
        nothing = np.zeros(0, np.int64)
        return cls(
            np.concatenate([nothing, *(part.case_row for part in parts)]),
            np.concatenate([nothing, *(part.at for part in parts)]),
            np.concatenate([nothing, *(part.kind for part in parts)]),
        )


class UnreadEvents:
    """Counts the cells of an event that cannot be read; their cases stay."""

    def __init__(self, counts: Counter[str], among: Flags) -> None:
        self._counts = counts
        self._left = among.copy()

    def add(self, bad: Flags, reason: str, values: pa.Array | None = None) -> None:  # noqa: ARG002 - rejects show the values, counts do not
        """Count some rows, each for its first reason."""
        self._counts[reason] += int((bad & self._left).sum())
        self._left &= ~bad
