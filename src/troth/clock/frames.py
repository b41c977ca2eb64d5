"""Business time for columns of pandas, polars and Arrow, which come back as what they came.

Index, name and zone stay. None of these libraries is needed before one of its columns comes in.
"""

from datetime import timedelta
from typing import Any, Protocol, TypeVar

import numpy as np

from troth.clock.calendar import Calendar
from troth.clock.columns import Column
from troth.clock.durations import Boundary
from troth.clock.errors import CalendarError, NaiveTimeError

Series = TypeVar("Series")
#: A column, or the zone of one, of a library that may not be installed.
Foreign = Any


def due(calendar: Calendar, starts: Series, after: object, boundary: Boundary = "end") -> Series:
    """`Calendar.due_many` for a column of instants with a zone.

    Args:
        calendar: whose hours count.
        starts: a pandas or polars Series, or an Arrow array.
        after: durations, such a column as well, or one for all.
        boundary: as in `Calendar.due`.

    Raises:
        NaiveTimeError: for a column without a zone.
        CalendarError: for anything else that is no such column.
    """
    library = _library("starts", starts)
    lengths = (
        after if isinstance(after, timedelta | np.timedelta64) else _beside("after", starts, after)
    )
    found = calendar.due_many(_utc("starts", starts), np.asarray(lengths, "m8"), None, boundary)
    return library.column(found, starts, library.zone(starts))  # type: ignore[no-any-return]


def elapsed(calendar: Calendar, starts: Series, ends: object) -> Series:
    """`Calendar.elapsed_many` for two columns of instants with zones, as in `due`."""
    library = _library("starts", starts)
    _beside("ends", starts, ends)
    found = calendar.elapsed_many(_utc("starts", starts), _utc("ends", ends))
    return library.column(found, starts, None)  # type: ignore[no-any-return]


class _Library(Protocol):
    def zone(self, column: Foreign) -> str | None:
        """The zone of a column of instants."""

    def numbers(self, column: Foreign) -> Column:
        """Instants in UTC as datetime64, or durations as timedelta64."""

    def column(self, values: Column, like: Foreign, zone: str | None) -> Foreign:
        """A column in the form of another; of instants in a zone, if one is given."""


class _Pandas:
    def zone(self, column: Foreign) -> Foreign:
        return getattr(column.dtype, "tz", None)

    def numbers(self, column: Foreign) -> Column:
        utc = column.dt.tz_convert(None) if self.zone(column) else column
        return np.asarray(utc.to_numpy())

    def column(self, values: Column, like: Foreign, zone: Foreign) -> Foreign:
        found = type(like)(values, index=like.index, name=like.name)
        return found.dt.tz_localize("UTC").dt.tz_convert(zone) if zone else found


class _Polars:
    def zone(self, column: Foreign) -> str | None:
        return getattr(column.dtype, "time_zone", None)

    def numbers(self, column: Foreign) -> Column:
        return np.asarray(column.to_numpy())

    def column(self, values: Column, like: Foreign, zone: str | None) -> Foreign:
        found = type(like)(like.name, values)
        return found.dt.replace_time_zone("UTC").dt.convert_time_zone(zone) if zone else found


class _Arrow:
    def zone(self, column: Foreign) -> str | None:
        return getattr(column.type, "tz", None)

    def numbers(self, column: Foreign) -> Column:
        return np.asarray(column)

    def column(self, values: Column, like: Foreign, zone: str | None) -> Foreign:
        import pyarrow

        kind = pyarrow.timestamp(np.datetime_data(values.dtype)[0], zone) if zone else None
        found = pyarrow.array(values, kind)
        return pyarrow.chunked_array([found]) if hasattr(like, "chunks") else found


_LIBRARIES: dict[tuple[str, str], _Library] = {
    ("pandas", "Series"): _Pandas(),
    ("polars", "Series"): _Polars(),
    ("pyarrow", "TimestampArray"): _Arrow(),
    ("pyarrow", "DurationArray"): _Arrow(),
    ("pyarrow", "ChunkedArray"): _Arrow(),
}


def _library(name: str, column: object) -> _Library:
    kind = type(column)
    library = _LIBRARIES.get((kind.__module__.partition(".")[0], kind.__name__))
    if library is None:
        raise CalendarError(
            f"{name} are {kind.__name__}; right would be a Series of pandas or polars, or an "
            "Arrow array"
        )
    return library


def _utc(name: str, column: object) -> Column:
    library = _library(name, column)
    if library.zone(column) is None:
        raise NaiveTimeError(
            f"{name} have no zone; right would be a column of instants with one, such as UTC"
        )
    return library.numbers(column)


def _beside(name: str, starts: Foreign, other: Foreign) -> Column:
    """Another column, whose rows belong to those of the starts by position."""
    library = _library(name, other)
    both = isinstance(library, _Pandas) and isinstance(_library("starts", starts), _Pandas)
    if both and not other.index.equals(starts.index):
        raise CalendarError("two Series whose indices differ; right would be the same index")
    return library.numbers(other)
