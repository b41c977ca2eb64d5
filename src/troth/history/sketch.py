"""What the columns of a file seem to be, from their names and some thousands of values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from troth.clock.instants import DAY
from troth.history.columns import as_text, numbers
from troth.history.date_evidence import DateEvidence, date_evidence
from troth.history.formats import DateFormat
from troth.history.instants import parse
from troth.history.tables import Reading, open_table

#: Rows that are looked at.
ENOUGH_ROWS = 100_000
MOST_FACET_VALUES = 200
NULLS = ("", "?", "NA", "N/A", "NaN", "null", "NULL", "None", "-", "--")


@dataclass(frozen=True)
class Column:
    """One column, as far as its values were looked at."""

    name: str
    filled: int
    distinct: int
    #: Of all rows looked at, whether each has another value.
    is_unique: bool
    is_number: bool
    #: Timestamps of a Parquet file need no format.
    is_timestamp: bool
    dates: DateEvidence | None
    #: Some of the values.
    values: tuple[str, ...]
    #: Whether every date is at 00:00.
    at_midnight: bool

    @property
    def is_instant(self) -> bool:
        """Whether it could say when something happened."""
        return self.is_timestamp or self.dates is not None

    def is_called(self, words: str) -> bool:
        """Whether one of these words begins a part of its name."""
        spelled = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.name).lower()
        return re.search(rf"(?:^|[^a-z])(?:{words})", spelled) is not None


@dataclass(frozen=True)
class Sketch:
    """A file, as far as it was looked at."""

    path: Path
    delimiter: str
    rows: int
    columns: tuple[Column, ...]
    #: Texts that seem to mean nothing.
    nulls: tuple[str, ...]


def sketch(path: Path) -> Sketch:
    """Look at the first rows of a CSV or Parquet file."""
    delimiter = _delimiter(path)
    table = open_table(path, Reading(delimiter, "reject"))
    parts: dict[str, list[pa.Array]] = {name: [] for name in table.names}
    rows = 0
    for batch in table.batches([name for name in table.names if name]):
        for name, column in batch.columns.items():
            parts[name].append(column)
        rows += len(batch)
        if rows >= ENOUGH_ROWS:
            break
    whole = {name: pa.chunked_array(part).combine_chunks() for name, part in parts.items() if part}
    nulls = _nulls(whole.values())
    columns = tuple(_column(name, column, nulls) for name, column in whole.items())
    return Sketch(path, delimiter, rows, columns, nulls)


def _delimiter(path: Path) -> str:
    """The character that splits the header into the most names."""
    counts = {}
    for delimiter in (",", ";", "\t", "|"):
        counts[delimiter] = len(open_table(path, Reading(delimiter)).names)
    return max(counts, key=lambda delimiter: counts[delimiter])


def _nulls(columns: Iterable[pa.Array]) -> tuple[str, ...]:
    texts = [column for column in columns if pa.types.is_string(column.type)]
    wanted = pa.array(NULLS[1:])
    found = {
        text
        for column in texts
        for text in pc.unique(column.filter(pc.is_in(column, value_set=wanted))).to_pylist()
    }
    return ("", *(text for text in NULLS if text in found))


def _column(name: str, column: pa.Array, nulls: tuple[str, ...]) -> Column:
    text = as_text(column)
    filled = text.filter(pc.invert(pc.is_in(text, value_set=pa.array(nulls)))).drop_null()
    values = filled.unique()
    is_timestamp = pa.types.is_timestamp(column.type)
    usable = numbers(filled)[1] if not is_timestamp else np.zeros(0, bool)
    dates = None if is_timestamp else date_evidence(filled)
    return Column(
        name=name,
        filled=len(filled),
        distinct=len(values),
        is_unique=len(values) == len(text) > 0,
        is_number=bool(len(usable) and usable.all()),
        is_timestamp=is_timestamp,
        dates=dates,
        values=tuple(values.slice(0, 5).to_pylist()),
        at_midnight=_at_midnight(column.drop_null() if is_timestamp else filled, dates),
    )


def _at_midnight(values: pa.Array, dates: DateEvidence | None) -> bool:
    if pa.types.is_timestamp(values.type):
        us = np.asarray(values.cast(pa.int64()))
    elif dates:
        us = parse(values, DateFormat(dates.readable)).us
    else:
        return False
    return bool(len(us)) and not (us % DAY).any()
