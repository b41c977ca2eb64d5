"""The line in which somebody says what they promise: `refund within 5 business days`. Pure."""

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass

from troth.errors import TrothError
from troth.terms import parse

#: How a line of a mail begins that says it.
_BEGINS = re.compile(r"^\s*(?:promise|troth)\s*:\s*(?P<said>\S.*?)\s*$", re.IGNORECASE)
RIGHT = "write what and by when: refund within 5 business days"


class LineError(TrothError):
    """A line that says no promise that could be kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says."""

    metric: str
    #: Canonical text; None leaves it to the standard in force.
    term: str | None


def line_of(text: str) -> str | None:
    """The first line of a text that begins with `promise:` or `troth:`, without that."""
    found = (match for line in text.splitlines() if (match := _BEGINS.match(line)))
    return next((match["said"] for match in found), None)


def said(line: str, metrics: Collection[str]) -> Said:
    """What a line says: a metric of the playbook, then a term, or nothing for the standard's.

    Raises:
        LineError: no metric, or no term; what would be right.
    """
    words = line.split()
    for number in range(len(words), 0, -1):
        metric = "-".join(words[:number]).casefold()
        if metric in metrics:
            return Said(metric, _term(" ".join(words[number:])))
    known = ", ".join(metrics) or "none"
    first = words[0].casefold() if words else ""
    near = difflib.get_close_matches(first, metrics, n=1)
    guess = f"; did you mean {near[0]!r}?" if near else "."
    raise LineError(
        f"{line[:80]!r} begins with nothing that the playbook measures{guess} It has: {known}. "
        f"{RIGHT[0].upper()}{RIGHT[1:]}"
    )


def _term(text: str) -> str | None:
    if not text:
        return None
    try:
        return str(parse(text))
    except TrothError as error:
        raise LineError(f"{error}; {RIGHT}") from None
