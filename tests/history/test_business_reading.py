"""Business time at the start of each case, so that what has passed since is one subtraction."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.history.desk import HEADER, Desk
from troth.clock import Calendar
from troth.clock.instants import EPOCH, instant
from troth.history import MISSING, NotAHistoryError, business_reading, read

HOURS = {"hours": "Mo-Fr 09:00-17:00", "timezone": "Europe/Berlin", "holidays": "DE-BE"}
ROWS = (
    HEADER + "T1,02.03.2026 10:00,,,\nT2,01.03.1960 10:00,,,\nT3,bad,,,\nT4,07.03.2026 10:00,,,\n"
)
BERLIN = ZoneInfo("Europe/Berlin")


def rewritten(desk: Desk, change: Callable[[dict[str, Any]], None], **columns: object) -> None:
    """The history with other metadata, or other columns."""
    table = pq.read_table(desk.output)
    for name, column in columns.items():
        table = table.set_column(table.schema.get_field_index(name), name, column)
    said = json.loads(pq.read_metadata(desk.output).metadata[b"troth"])
    change(said)
    pq.write_table(table.replace_schema_metadata({"troth": json.dumps(said)}), desk.output)


def test_it_is_the_open_time_since_1970(desk: Desk) -> None:
    history = desk.history(ROWS, calendar=HOURS)
    calendar, readings = history.calendar, history.started_business_seconds
    assert calendar is not None
    assert readings is not None
    starts = [
        datetime(2026, 3, 2, 10, tzinfo=BERLIN),
        datetime(1960, 3, 1, 10, tzinfo=BERLIN),
        datetime(2026, 3, 7, 10, tzinfo=BERLIN),
    ]
    assert readings.tolist() == [calendar.elapsed(EPOCH, start).total_seconds() for start in starts]
    assert readings[1] < 0


def test_business_time_since_the_start_is_one_subtraction(desk: Desk) -> None:
    history = desk.history(ROWS, calendar=HOURS)
    at = datetime(2026, 3, 3, 12, tzinfo=BERLIN)
    assert history.calendar is not None
    assert history.started_business_seconds is not None
    now = business_reading(history.calendar, np.array([instant(at)]))
    assert now[0] - history.started_business_seconds[0] == timedelta(hours=10).total_seconds()


def test_no_instant_has_no_reading() -> None:
    always = Calendar.from_hours("24/7", "UTC")
    us = np.array([MISSING, 0, instant(datetime(1970, 1, 2, tzinfo=UTC)), -1])
    assert np.isnan(business_reading(always, us)[0])
    assert business_reading(always, us)[1:].tolist() == [0, 86_400, -1e-6]


def test_the_calendar_is_that_of_the_mapping(desk: Desk) -> None:
    history = desk.history(ROWS, calendar=HOURS)
    assert history.calendar == Calendar.from_hours(
        HOURS["hours"], HOURS["timezone"], holidays=HOURS["holidays"]
    )
    assert read(desk.output).facts == desk.bring(ROWS, calendar=HOURS).facts


def test_without_calendar_there_is_neither(desk: Desk) -> None:
    history = desk.history()
    assert history.calendar is None
    assert history.started_business_seconds is None


def test_a_history_of_an_earlier_version_is_read(desk: Desk) -> None:
    """It has the calendar's version, but neither its rules nor the column."""
    desk.bring(ROWS, calendar=HOURS)
    rewritten(desk, lambda said: said.pop("calendar"))
    history = read(desk.output)
    assert history.calendar is None
    assert history.started_business_seconds is None
    assert history.facts.calendar_version


@pytest.mark.parametrize(
    ("calendar", "said"),
    [
        (HOURS | {"holidays": "XX"}, "its calendar is damaged"),
        ({"hours": 5}, "its calendar is damaged"),
        ({"hours": "24/7", "timezone": 5}, "its calendar is damaged"),
        ({"sum": [{"of": []}]}, "its calendar is damaged"),
        (HOURS | {"holidays": "DE"}, "counted with another release of the holidays"),
        (HOURS | {"hours": "24/7"}, "counted with another release of the holidays"),
    ],
)
def test_a_calendar_that_is_not_its_own(desk: Desk, calendar: dict[str, Any], said: str) -> None:
    desk.bring(ROWS, calendar=HOURS)
    rewritten(desk, lambda metadata: metadata.update(calendar=calendar))
    history = read(desk.output)
    with pytest.raises(NotAHistoryError, match=said):
        _ = history.calendar


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (pa.array([1.0, None, 2.0]), "'started_business_seconds' has gaps"),
        (pa.array([1.0, 2.0, float("inf")]), "'started_business_seconds' has gaps"),
        (pa.array(["a", "b", "c"]), "the column 'started_business_seconds' holds string"),
    ],
)
def test_a_damaged_column(desk: Desk, column: pa.Array, said: str) -> None:
    desk.bring(ROWS, calendar=HOURS)
    rewritten(desk, lambda _: None, started_business_seconds=column)
    with pytest.raises(NotAHistoryError, match=said):
        _ = read(desk.output).started_business_seconds
