"""Promises with the lines and columns at which they stand."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.guard import Found

if TYPE_CHECKING:
    from troth.guard.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A promise, its words, and where they stand; lines and columns are counted from 1."""

    found: Found
    words: str
    line: int
    column: int
    end_line: int
    end_column: int
    #: Where a playbook was given.
    verdict: "Verdict | None" = None


def placed(
    text: str, found: Iterable[Found], verdicts: "Iterable[Verdict] | None" = None
) -> list[Placed]:
    """Each promise with its place in the text; each with its verdict where there are some."""
    pairs = (
        zip(found, verdicts, strict=True) if verdicts is not None else ((f, None) for f in found)
    )
    starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return [
        Placed(
            found=one,
            words=text[one.start : one.end],
            line=place(one.start)[0],
            column=place(one.start)[1],
            end_line=place(one.end)[0],
            end_column=place(one.end)[1],
            verdict=verdict,
        )
        for one, verdict in pairs
    ]
