"""What must hold for every calendar, start and duration, to the microsecond."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from tests.clock.strategies import calendar, rules

from troth.clock import Calendar, NeverOpenError
from troth.clock.durations import Boundary

laws = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

DAY = timedelta(days=1)
NOTHING = timedelta(0)
MICROSECOND = timedelta(microseconds=1)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    """A calendar and a start within some days of something odd in its zone."""
    found, odd = draw(rules())
    try:
        cal = calendar(found)
    except NeverOpenError:
        reject()
    noon = datetime(odd.year, odd.month, odd.day, 12, tzinfo=ZoneInfo(found["tz"]))
    # Python compares datetimes of one zone by their wall times, and in UTC by instants.
    return cal, noon.astimezone(UTC) + draw(st.timedeltas(-3 * DAY, 3 * DAY))


lengths = st.timedeltas(MICROSECOND, 10 * DAY)


@laws
@given(questions(), lengths)
def test_what_is_due_after_a_duration_is_that_far_away(
    question: tuple[Calendar, datetime], after: timedelta
) -> None:
    cal, start = question
    assert cal.elapsed(start, due(cal, start, after)) == after
    assert cal.elapsed(start, due(cal, start, -after)) == -after
    assert cal.elapsed(start, due(cal, start, after, "next_open")) == after
    assert cal.elapsed(start, due(cal, start, -after, "next_open")) == -after


@laws
@given(questions(), lengths, lengths)
def test_durations_add_up(
    question: tuple[Calendar, datetime], first: timedelta, second: timedelta
) -> None:
    cal, start = question
    assert due(cal, due(cal, start, first), second) == due(cal, start, first + second)
    assert due(cal, due(cal, start, -first), -second) == due(cal, start, -first - second)


@laws
@given(questions(), lengths, lengths)
def test_elapsed_is_additive_and_antisymmetric(
    question: tuple[Calendar, datetime], first: timedelta, second: timedelta
) -> None:
    cal, start = question
    middle, end = start + first, start + first + second
    assert cal.elapsed(start, end) == cal.elapsed(start, middle) + cal.elapsed(middle, end)
    assert cal.elapsed(end, start) == -cal.elapsed(start, end)


@laws
@given(questions(), lengths, lengths)
def test_later_starts_and_longer_durations_are_never_due_earlier(
    question: tuple[Calendar, datetime], after: timedelta, more: timedelta
) -> None:
    cal, start = question
    assert due(cal, start, after) <= due(cal, start + more, after)
    assert due(cal, start, after) <= due(cal, start, after + more)
    assert due(cal, start, after) <= due(cal, start, after, "next_open")


@laws
@given(questions(), lengths, st.lists(st.tuples(st.timedeltas(-DAY, 5 * DAY), lengths), max_size=3))
def test_pauses_only_ever_delay_and_do_not_count(
    question: tuple[Calendar, datetime],
    after: timedelta,
    offsets: list[tuple[timedelta, timedelta]],
) -> None:
    cal, start = question
    pauses = [(start + offset, start + offset + length) for offset, length in offsets]
    found = cal.due(start, after, pauses)
    assert found is not None
    assert found >= due(cal, start, after)
    assert cal.elapsed(start, found, pauses) == after


@laws
@given(questions(), st.timedeltas(-10 * DAY, 10 * DAY))
def test_the_counted_steps_of_an_explanation_add_up(
    question: tuple[Calendar, datetime], after: timedelta
) -> None:
    cal, start = question
    steps = cal.explain(start, after)
    counted = [step.end - step.start for step in steps if step.counted and step.end]
    assert sum(counted, NOTHING) == abs(after)
    ends = sorted({start, due(cal, start, after)})
    assert [step.start for step in steps] == [*ends[:1], *(s.end for s in steps)][: len(steps)]
    assert [step.end for step in steps][-1:] == ends[1:]


@laws
@given(questions(), st.lists(st.tuples(st.timedeltas(-9 * DAY, 9 * DAY), lengths), min_size=1))
def test_columns_answer_as_single_calls_do(
    question: tuple[Calendar, datetime], rows: list[tuple[timedelta, timedelta]]
) -> None:
    cal, start = question
    starts = [start + offset for offset, _ in rows]
    ends = [at + length for at, (_, length) in zip(starts, rows, strict=True)]
    signed = [length * (-1) ** n for n, (_, length) in enumerate(rows)]
    afters = np.array(signed, "timedelta64[us]")
    assert list(cal.due_many(column(starts), afters)) == list(
        column([due(cal, at, after) for at, after in zip(starts, signed, strict=True)])
    )
    assert cal.elapsed_many(column(starts), column(ends)).tolist() == [
        cal.elapsed(at, end) for at, end in zip(starts, ends, strict=True)
    ]
    assert list(cal.due_days_many(column(starts), 2)) == list(
        column([cal.due_days(at, 2) for at in starts])
    )


@pytest.mark.parametrize(
    ("zone", "around"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
        ("Australia/Lord_Howe", date(2026, 4, 5)),
        ("Africa/Casablanca", date(2026, 2, 15)),
        ("Europe/Dublin", date(2026, 10, 25)),
        ("Africa/Monrovia", date(1972, 1, 7)),
        ("Europe/Amsterdam", date(1937, 7, 1)),
    ],
)
def test_open_at_all_hours_is_plain_elapsed_time(zone: str, around: date) -> None:
    always = Calendar.from_hours("24/7", zone)
    noon = datetime(around.year, around.month, around.day, 12, tzinfo=UTC)
    for hours in (1, 23, 24, 49, 5000):
        length = timedelta(hours=hours, microseconds=1)
        assert always.due(noon - DAY, length) == noon - DAY + length
        assert always.elapsed(noon - length, noon + DAY) == length + DAY


def due(cal: Calendar, start: datetime, after: timedelta, boundary: Boundary = "end") -> datetime:
    found = cal.due(start, after, boundary=boundary)
    assert found is not None
    return found


def column(moments: list[datetime]) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    naive = [at.astimezone(UTC).replace(tzinfo=None) for at in moments]
    return np.array(naive, "datetime64[us]")
