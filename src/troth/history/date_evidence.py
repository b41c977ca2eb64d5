"""How a column of texts seems to write dates, and whether its values prove it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.history.formats import DateFormat
from troth.history.instants import parse

#: What every date below has; columns without it are told at once.
_SHAPE = r"[0-9][-/. ][0-9A-Za-z]+[-/. ][0-9]"
#: The part of the values that must fit; the rest would be rejects.
_ENOUGH = 0.95
_TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
_ISO_TIMES = ("T%H:%M", "T%H:%M:%S", "T%H:%M:%S.%f", " %H:%M:%S%z", "T%H:%M:%S%z", "T%H:%M:%S.%f%z")


@dataclass(frozen=True)
class DateEvidence:
    """What the values of one column say about their format."""

    #: The format that they prove, or None when both orders of day and month fit.
    format: str | None
    #: Both formats when the order is open, day first.
    either: tuple[str, str] | None = None
    #: A value that proves the order, or that shows why it is open.
    example: str = ""

    @property
    def readable(self) -> str:
        """A format that reads the values, day first when the order is open."""
        return self.format or (self.either[0] if self.either else "")

    @property
    def layout(self) -> str:
        """The same for columns that are written alike, whatever the order."""
        swapped = DateFormat(self.readable).swapped
        return min(self.readable, swapped.text) if swapped else self.readable


def date_evidence(values: pa.Array) -> DateEvidence | None:
    """The evidence in some texts without nulls, or None when they are no dates."""
    if not len(values) or pc.mean(pc.match_substring_regex(values, _SHAPE)).as_py() < _ENOUGH:
        return None
    for written in _unambiguous():
        if _share(values.slice(0, 100), written) >= _ENOUGH <= _share(values, written):
            return DateEvidence(written, example=values[0].as_py())
    for day_first, month_first in _ambiguous():
        shares = [_share(values.slice(0, 100), each) for each in (day_first, month_first)]
        if max(shares) >= _ENOUGH:
            return _weighed(values, day_first, month_first)
    return None


def _weighed(values: pa.Array, day_first: str, month_first: str) -> DateEvidence | None:
    fits = [parse(values, DateFormat(each)).fits for each in (day_first, month_first)]
    if max(fit.mean() for fit in fits) < _ENOUGH:
        return None
    only_day_first, only_month_first = fits[0] & ~fits[1], fits[1] & ~fits[0]
    if only_day_first.any() and not only_month_first.any():
        example = values[int(np.argmax(only_day_first))].as_py()
        return DateEvidence(day_first, example=example)
    if only_month_first.any() and not only_day_first.any():
        example = values[int(np.argmax(only_month_first))].as_py()
        return DateEvidence(month_first, example=example)
    return DateEvidence(None, (day_first, month_first), values[0].as_py())


def _share(values: pa.Array, written: str) -> float:
    return float(parse(values, DateFormat(written)).fits.mean())


def _unambiguous() -> Iterator[str]:
    for separator in "-/.":
        for time in (*_TIMES, *_ISO_TIMES):
            yield f"%Y{separator}%m{separator}%d{time}"
    for time in _TIMES:
        yield f"%d %b %Y{time}"
        yield f"%d-%b-%Y{time}"


def _ambiguous() -> Iterator[tuple[str, str]]:
    for separator in "/.-":
        for year in ("%Y", "%y"):
            for time in _TIMES:
                tail = f"{separator}{year}{time}"
                yield f"%d{separator}%m{tail}", f"%m{separator}%d{tail}"
