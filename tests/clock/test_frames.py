"""Columns of pandas, polars and Arrow answer as numpy's do, and stay what they are."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from troth.clock import Calendar, CalendarError, NaiveTimeError, frames

OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:30", "Europe/Berlin")
STARTS = [datetime(2026, 6, 5, 14, 30, tzinfo=UTC), None, datetime(2026, 6, 6, tzinfo=UTC)]
DUE = [datetime(2026, 6, 8, 8, tzinfo=UTC), None, datetime(2026, 6, 8, 9, tzinfo=UTC)]
HOURS = timedelta(hours=2)
ZONE = "America/New_York"
#: What libraries have that may not be installed.
Foreign = Any


class Pandas:
    """A Series with an index and a name."""

    def __init__(self) -> None:
        self.frames = pytest.importorskip("pandas")

    def instants(self, values: list[datetime | None], zone: str = ZONE) -> Foreign:
        column = self.frames.Series(values, index=["a", "b", "c"], name="opened")
        return column.astype(f"datetime64[us, {zone}]")

    def plain(self, column: Foreign) -> list[Any]:
        return [None if value is self.frames.NaT else value for value in column]

    def form(self, column: Foreign) -> tuple[Any, ...]:
        return type(column), column.dtype, column.name, list(column.index)

    def naive(self, column: Foreign) -> Foreign:
        return column.dt.tz_localize(None)


class Polars:
    """A Series with a name."""

    def __init__(self) -> None:
        self.frames = pytest.importorskip("polars")

    def instants(self, values: list[datetime | None], zone: str = ZONE) -> Foreign:
        utc = self.frames.Series("opened", values, self.frames.Datetime("us", "UTC"))
        return utc.dt.convert_time_zone(zone)

    def plain(self, column: Foreign) -> list[Any]:
        return list(column)

    def form(self, column: Foreign) -> tuple[Any, ...]:
        return type(column), column.dtype, column.name

    def naive(self, column: Foreign) -> Foreign:
        return column.dt.replace_time_zone(None)


class Arrow:
    """An array."""

    def __init__(self) -> None:
        self.frames = pytest.importorskip("pyarrow")

    def instants(self, values: list[datetime | None], zone: str = ZONE) -> Foreign:
        return self.frames.array(values, self.frames.timestamp("us", zone))

    def plain(self, column: Foreign) -> list[Any]:
        found: list[Any] = column.to_pylist()
        return found

    def form(self, column: Foreign) -> tuple[Any, ...]:
        return type(column), column.type

    def naive(self, column: Foreign) -> Foreign:
        return column.cast(self.frames.timestamp("us"))


class Chunked(Arrow):
    """An array in pieces."""

    def instants(self, values: list[datetime | None], zone: str = ZONE) -> Foreign:
        whole = super().instants(values, zone)
        return self.frames.chunked_array([whole[:1], whole[1:]])


@pytest.fixture(params=[Pandas, Polars, Arrow, Chunked], ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> Foreign:
    return request.param()


def test_due(kind: Foreign) -> None:
    starts = kind.instants(STARTS)
    found = frames.due(OFFICE, starts, HOURS)
    assert kind.form(found) == kind.form(starts)
    assert kind.plain(found) == DUE


def test_elapsed_and_durations_in_a_column(kind: Foreign) -> None:
    starts, due = kind.instants(STARTS), kind.instants(DUE, "Asia/Tokyo")
    passed = frames.elapsed(OFFICE, starts, due)
    assert kind.plain(passed) == [HOURS, None, HOURS]
    assert kind.plain(frames.due(OFFICE, starts, passed)) == DUE
    assert kind.form(passed)[2:] == kind.form(starts)[2:]
    assert type(frames.due(OFFICE, starts, passed)) is type(starts)


def test_at_the_next_opening(kind: Foreign) -> None:
    start = [datetime(2026, 6, 5, 13, 30, tzinfo=UTC), None, None]
    found = frames.due(OFFICE, kind.instants(start), np.timedelta64(2, "h"), "next_open")
    assert kind.plain(found)[0] == datetime(2026, 6, 8, 9, tzinfo=ZoneInfo("Europe/Berlin"))


def test_columns_without_a_zone_are_refused(kind: Foreign) -> None:
    aware = kind.instants(STARTS)
    with pytest.raises(NaiveTimeError, match="starts have no zone; right would be"):
        frames.due(OFFICE, kind.naive(aware), HOURS)
    with pytest.raises(NaiveTimeError, match="ends have no zone"):
        frames.elapsed(OFFICE, aware, kind.naive(aware))
    with pytest.raises(NaiveTimeError, match="starts have no zone"):
        frames.elapsed(OFFICE, kind.naive(aware), aware)


def test_durations_are_no_starts(kind: Foreign) -> None:
    starts = kind.instants(STARTS)
    with pytest.raises(NaiveTimeError, match="starts have no zone"):
        frames.due(OFFICE, frames.elapsed(OFFICE, starts, starts), HOURS)


def test_seconds_of_arrow_stay_seconds() -> None:
    arrow = pytest.importorskip("pyarrow")
    starts = arrow.array(STARTS, arrow.timestamp("s", ZONE))
    assert frames.due(OFFICE, starts, HOURS).type == arrow.timestamp("us", ZONE)
    assert frames.due(OFFICE, starts, np.timedelta64(2, "h")).type == starts.type


def test_rows_of_pandas_that_do_not_belong_together_are_refused() -> None:
    pandas = Pandas()
    starts = pandas.instants(STARTS)
    with pytest.raises(CalendarError) as refusal:
        frames.elapsed(OFFICE, starts, starts[::-1])
    said = "two Series whose indices differ; right would be the same index"
    assert str(refusal.value) == said
    # Those of other libraries have no index.
    arrow = Arrow().instants(DUE)
    assert pandas.plain(frames.elapsed(OFFICE, starts, arrow)) == [HOURS, None, HOURS]
    assert frames.elapsed(OFFICE, arrow, starts).to_pylist() == [-HOURS, None, -HOURS]


@pytest.mark.parametrize("other", [STARTS, np.array(["2026-06-05"], "M8[s]")])
def test_other_columns_are_refused(kind: Foreign, other: Foreign) -> None:
    starts = kind.instants(STARTS)
    for name, ask in (
        ("starts", partial(frames.due, OFFICE, other, HOURS)),
        ("after", partial(frames.due, OFFICE, starts, other)),
        ("starts", partial(frames.elapsed, OFFICE, other, starts)),
        ("ends", partial(frames.elapsed, OFFICE, starts, other)),
    ):
        with pytest.raises(CalendarError) as refusal:
            ask()
        assert str(refusal.value) == (
            f"{name} are {type(other).__name__}; right would be a Series of pandas or polars, or "
            "an Arrow array"
        )
