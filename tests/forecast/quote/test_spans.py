"""Durations are rounded up to what people say, and never down."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.clock import Calendar
from troth.forecast.scale import Scale
from troth.forecast.spans import due, rounded_up, span_text
from troth.forecast.spells import Clock
from troth.forecast.terms import seconds_of

START = datetime(2026, 7, 1, 7, 12, 31, tzinfo=UTC)
DESK = Calendar.from_hours("Mo-Fr 09:00-17:30", timezone="Europe/Berlin", holidays="DE-BE")
ELAPSED = Clock(scale=Scale("elapsed"))
DAYS = Clock(scale=Scale("days"), zone="Europe/Berlin")
OPEN = Clock(scale=Scale("business"), calendar=DESK, zone="Europe/Berlin")
HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("seconds", "term"),
    [
        (0, "within 1 minute"),
        (60, "within 1 minute"),
        (61, "within 2 minutes"),
        (59 * 60, "within 59 minutes"),
        (59 * 60 + 1, "within 1 hour"),
        (HOUR + 1, "within 2 hours"),
        (48 * HOUR, "within 48 hours"),
        (48 * HOUR + 1, "within 3 days"),
        (3 * DAY + 1, "within 4 days"),
    ],
)
def test_elapsed_time(seconds: float, term: str) -> None:
    assert str(rounded_up(seconds, ELAPSED, START)) == term


@pytest.mark.parametrize(
    ("seconds", "term"), [(0, "within 1 day"), (DAY, "within 1 day"), (9 * DAY, "within 9 days")]
)
def test_calendar_days(seconds: float, term: str) -> None:
    assert str(rounded_up(seconds, DAYS, START)) == term


@pytest.mark.parametrize(
    ("seconds", "term"),
    [
        (60, "within 1 business hour"),
        (8 * HOUR, "within 8 business hours"),
        # Wednesday 09:12 and 8.5 hours: Thursday 09:12, which is before Thursday's close.
        (8.5 * HOUR, "within 1 business day"),
        (17 * HOUR, "within 2 business days"),
    ],
)
def test_open_time(seconds: float, term: str) -> None:
    assert str(rounded_up(seconds, OPEN, START)) == term


@settings(max_examples=200, deadline=None)
@given(
    seconds=st.floats(0, 300 * DAY),
    clock=st.sampled_from([ELAPSED, DAYS, OPEN]),
    hours=st.integers(0, 24 * 90),
)
def test_what_is_said_is_never_shorter(seconds: float, clock: Clock, hours: int) -> None:
    start = START + timedelta(hours=hours)
    held = rounded_up(seconds, clock, start).on(clock.calendar)
    starts = np.array([start.timestamp() * 1e6], np.int64)
    assert seconds_of(held, clock, starts)[0] >= seconds - 1e-5
    over = clock.reading(int(due(held, clock, start).timestamp() * 1e6))
    assert over - clock.reading(int(starts[0])) >= (
        seconds // DAY * DAY if clock is DAYS else seconds - 1e-5
    )


def test_a_calendar_day_is_due_when_it_is_over() -> None:
    found = due(rounded_up(2 * DAY, DAYS, START).on(None), DAYS, START)
    midnight = datetime(2026, 7, 4, tzinfo=ZoneInfo("Europe/Berlin"))
    assert found == midnight.astimezone(UTC) - timedelta.resolution


def test_a_due_is_a_whole_minute_and_not_before() -> None:
    found = due(rounded_up(60, ELAPSED, START).on(None), ELAPSED, START)
    assert found == datetime(2026, 7, 1, 7, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "clock", "text"),
    [
        (90, ELAPSED, "2 min"),
        (5 * HOUR, ELAPSED, "5.0 h"),
        (50 * HOUR, ELAPSED, "2.1 days"),
        (DAY, DAYS, "1 day"),
        (27.4 * HOUR, OPEN, "27.4 open hours"),
    ],
)
def test_spans_to_read(seconds: float, clock: Clock, text: str) -> None:
    assert span_text(seconds, clock) == text
