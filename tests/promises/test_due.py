"""The due instant of one promise is the one that its term has for every arrival."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.clock import Calendar
from troth.promises.due import dates, moved, parsed
from troth.promises.promise import Pause
from troth.terms import Horizon, MissingCalendarError, due_function, earliest_function

DESK = Calendar.from_hours(
    "Mo-Fr 09:00-12:00,13:00-17:30; Sa 22:00-26:00", timezone="Europe/Berlin", holidays="DE-BE"
)
TERMS = (
    "within 90 minutes",
    "within 3 days",
    "within 4 business hours",
    "within 1 business day",
    "within 5 business days",
    "between 2 and 5 business days",
    "between 3 and 9 business hours",
    "between 1 and 3 days",
    "by the end of the next business day",
    "by 12:00 on the next business day if received by 14:00",
    "every 2 business days",
    "at most 1 business day in 90 % of cases",
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
starts = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)


def test_it_works() -> None:
    monday = datetime(2026, 11, 2, 8, tzinfo=UTC)
    assert dates(parsed("within 4 business hours"), DESK, monday).due == monday + timedelta(hours=5)


@given(st.sampled_from(TERMS), starts)
def test_it_agrees_with_the_function_of_the_term(text: str, start: datetime) -> None:
    term = parsed(text)
    counted = dates(term, DESK, start)
    horizon = Horizon(start, start + timedelta(days=40))
    column = np.array([(start - EPOCH) // timedelta(microseconds=1)], dtype=np.int64)
    held = term.on(DESK)
    assert counted.due == EPOCH + timedelta(
        microseconds=int(due_function(held, horizon)(column)[0])
    )
    if counted.earliest is not None:
        earliest = int(earliest_function(held, horizon)(column)[0])
        assert counted.earliest == EPOCH + timedelta(microseconds=earliest)


@given(
    st.sampled_from(TERMS),
    starts,
    st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 5_000)), max_size=4),
)
def test_pauses_never_bring_a_date_forward(
    text: str, start: datetime, spans: list[tuple[int, int]]
) -> None:
    pauses = [
        Pause(start=start + begin * MINUTE, end=start + (begin + length) * MINUTE, reason="r")
        for begin, length in spans
    ]
    plain, paused = dates(parsed(text), DESK, start), dates(parsed(text), DESK, start, pauses)
    assert plain.due is not None
    assert paused.due is not None
    total = sum((pause.end - pause.start for pause in pauses if pause.end), timedelta())
    assert plain.due <= paused.due
    if not parsed(text).needs_calendar:
        assert paused.due <= plain.due + total


@given(starts, st.integers(0, 5_000), st.integers(1, 5_000))
def test_a_pause_that_touches_another_is_one_pause(start: datetime, first: int, last: int) -> None:
    middle, end = start + first * MINUTE, start + (first + last) * MINUTE
    two = [Pause(start=start, end=middle, reason="a"), Pause(start=middle, end=end, reason="b")]
    one = [Pause(start=start, end=end, reason="a")]
    for text in TERMS:
        assert dates(parsed(text), DESK, start, two) == dates(parsed(text), DESK, start, one)


def test_a_clock_that_stands_still_from_the_start_starts_when_it_first_runs() -> None:
    """Two business days from Thursday afternoon, though it was made on Monday."""
    monday = datetime(2026, 11, 2, 9, tzinfo=UTC)
    thursday = datetime(2026, 11, 5, 14, tzinfo=UTC)
    term = parsed("within 2 business days")
    paused = dates(term, DESK, monday, [Pause(start=monday, end=thursday, reason="form")])
    assert paused == dates(term, DESK, thursday)


def test_a_pause_that_lasts_leaves_the_date_in_sight() -> None:
    monday = datetime(2026, 11, 2, 9, tzinfo=UTC)
    lasting = [Pause(start=monday + MINUTE, end=None, reason="r")]
    term = parsed("within 3 days")
    assert dates(term, None, monday, lasting) == dates(term, None, monday)


def test_a_date_that_was_said_is_moved_by_pauses_that_begin_before_it() -> None:
    monday = datetime(2026, 11, 2, 9, tzinfo=UTC)
    friday = monday + timedelta(days=4)
    within = Pause(start=monday + MINUTE, end=monday + 61 * MINUTE, reason="r")
    later = friday + timedelta(hours=2)
    after = Pause(start=later, end=later + MINUTE, reason="r")
    assert moved(friday, None, monday, [within, after]) == friday + timedelta(hours=1)


def test_business_time_needs_a_calendar() -> None:
    with pytest.raises(MissingCalendarError):
        dates(parsed("within 4 business hours"), None, datetime(2026, 11, 2, tzinfo=UTC))


def test_what_is_no_duration_falls_due_never() -> None:
    assert dates(parsed("at most EUR 20"), None, datetime(2026, 11, 2, tzinfo=UTC)).due is None
