"""Answers that lie years from the question, however little of the calendar was needed before."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest

from troth.clock import Calendar, CalendarError, NoOpenTimeError

HOUR = timedelta(hours=1)
OPEN_DAYS = ("2012-05-02", "2019-06-03", "2026-06-01")


def rare() -> Calendar:
    """Open for three hours on three days; a new one for each question, that knows nothing yet."""
    return Calendar.from_weekly({}, "UTC", exceptions=dict.fromkeys(OPEN_DAYS, "09:00-12:00"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def us(text: str) -> int:
    return int(at(text).timestamp()) * 1_000_000


def column(*texts: str) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.array(texts, "M8[s]")


NOW = at("2022-01-01T10:00")


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        (lambda cal: cal.next_open(NOW), "2026-06-01T09:00"),
        (lambda cal: cal.next_close(NOW), "2026-06-01T12:00"),
        (lambda cal: cal.prev_close(NOW), "2019-06-03T12:00"),
        (lambda cal: cal.prev_open(NOW), "2019-06-03T09:00"),
        (lambda cal: cal.next_open(at("1970-01-01")), "2012-05-02T09:00"),
        (lambda cal: cal.prev_close(at("2070-01-01")), "2026-06-01T12:00"),
        (lambda cal: cal.prev_open(at("2070-01-01")), "2026-06-01T09:00"),
        (lambda cal: cal.due(NOW, 3 * HOUR), "2026-06-01T12:00"),
        (lambda cal: cal.due(NOW, 0 * HOUR), "2026-06-01T09:00"),
        (lambda cal: cal.due(NOW, -2 * HOUR), "2019-06-03T10:00"),
        (lambda cal: cal.due(NOW, -3 * HOUR), "2019-06-03T09:00"),
        (lambda cal: cal.due(NOW, -3 * HOUR, boundary="next_open"), "2012-05-02T12:00"),
        (lambda cal: cal.due(NOW, -5 * HOUR), "2012-05-02T10:00"),
        (lambda cal: cal.due(at("2015-01-01"), 5 * HOUR), "2026-06-01T11:00"),
        (lambda cal: cal.due_days(NOW, 0), "2026-06-01T12:00"),
        (lambda cal: cal.due_days(at("2015-01-01"), 1), "2026-06-01T12:00"),
        (lambda cal: cal.due_days(at("2015-01-01"), 0, time(8), time(10)), "2019-06-03T10:00"),
        (lambda cal: cal.due_days(NOW, 1, due="same_time"), "2026-06-01T10:00"),
        (lambda cal: cal.due_days(NOW, 0, due="same_time"), "2026-06-01T09:00"),
        (lambda cal: cal.due_days(NOW, -1, due="same_time"), "2019-06-03T10:00"),
        (lambda cal: cal.due_days(NOW, -2, due="same_time"), "2012-05-02T10:00"),
        (lambda cal: cal.due_days(at("2019-06-03T08:00"), -1, None, "same_time"), None),
    ],
)
def test_single_questions(ask: Callable[[Calendar], datetime], expected: str | None) -> None:
    if expected is None:
        with pytest.raises(NoOpenTimeError):
            ask(rare())
    else:
        assert ask(rare()) == at(expected)


def test_columns() -> None:
    starts = column("2022-01-01T10:00", "1990-01-01", "2019-06-03T11:00")
    assert rare().due_many(starts, np.timedelta64(3, "h")).tolist() == [
        datetime.fromisoformat(due)
        for due in ("2026-06-01T12:00", "2012-05-02T12:00", "2026-06-01T11:00")
    ]
    ends = column("2019-06-03T11:00", "2026-06-01T11:00", "2070-01-01")
    assert rare().due_many(ends, np.timedelta64(-3, "h")).tolist() == [
        datetime.fromisoformat(due)
        for due in ("2012-05-02T11:00", "2019-06-03T11:00", "2026-06-01T09:00")
    ]
    assert rare().elapsed_many(starts, ends).astype(int).tolist() == [-3600, 8 * 3600, 4 * 3600]


def test_days_in_columns_to_both_sides() -> None:
    starts = column("2022-01-01T10:00", "2015-01-01T11:00")
    found = rare().due_days_many(starts, [-2, 1], due="same_time")
    assert found.astype(str).tolist() == ["2012-05-02T10:00:00", "2019-06-03T11:00:00"]


def test_days_to_both_sides_obey_the_cutoff() -> None:
    """Received on Monday until half past two and fifteen seconds, afterwards on Tuesday."""
    office = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
    starts = column("2026-06-01T14:30:14", "2026-06-01T14:30:15")
    for days, expected in ((1, ("02", "03")), (0, ("01", "02")), (-1, ("29", "01"))):
        found = office.due_days_many(starts, [days, days], time(14, 30, 15), "same_time")
        assert [str(due)[8:10] for due in found] == list(expected)
    mixed = office.due_days_many(starts[[1, 1]], [1, -1], time(14, 30, 15), "same_time")
    assert mixed.astype(str).tolist() == ["2026-06-03T14:30:15", "2026-06-01T14:30:15"]
    due = office.due_days(at("2026-06-01T10:00"), 1, due=time(16, 45, 30, 5))
    assert due == at("2026-06-02T16:45:30.000005")


def test_a_cutoff_at_midnight_is_none_of_the_close() -> None:
    office = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
    assert office.due_days(at("2026-06-01T10:00"), 0, time(0)) == at("2026-06-02T17:00")
    assert office.due_days(at("2026-06-01T10:00"), 0, {"mon": time(0)}) == at("2026-06-02T17:00")
    just = at("2026-06-01T00:00")
    assert office.due_days(just - timedelta(microseconds=1), 0, time(0)) == at("2026-06-01T17:00")
    assert office.due_days(just, 0, time(0)) == at("2026-06-02T17:00")


@pytest.mark.parametrize("hours", ["24/7", "Mo-Fr 09:00-17:00"])
def test_nanoseconds_count_whatever_has_been_asked_before(hours: str) -> None:
    """As numbers of 64 bits they hold 584 years, but not the time from the first to the last."""
    cal = Calendar.from_hours(hours, "UTC")
    assert cal.elapsed(at("1600-01-01"), at("2400-01-01")) > 0 * HOUR
    starts = column("2026-06-01T10:00").astype("M8[ns]")
    ends = starts + np.timedelta64(1, "h")
    assert (cal.due_many(starts, ends - starts) == ends).all()
    assert (cal.due_many(ends, starts - ends) == starts).all()
    assert (cal.elapsed_many(starts, ends) == ends - starts).all()
    for year in ("1820-01-01", "2120-01-01"):
        beyond = np.array([year], "M8[ns]")
        for ask in (
            lambda: cal.due_many(beyond, np.timedelta64(1, "h")),  # noqa: B023
            lambda: cal.due_many(beyond, np.timedelta64(-1, "h")),  # noqa: B023
            lambda: cal.elapsed_many(beyond, starts),  # noqa: B023
        ):
            with pytest.raises(CalendarError, match="right would be datetime64\\[us\\]"):
                ask()


@pytest.mark.parametrize(
    ("first", "last", "dates"),
    [
        ("2010-01-01", "2025-01-01", OPEN_DAYS),
        ("2012-05-02T12:00", "2012-05-02T12:00", OPEN_DAYS[:1]),
        ("2012-05-02T12:01", "2019-06-03T12:00", OPEN_DAYS[1:2]),
        ("2022-01-01", "2026-06-01", OPEN_DAYS[2:]),
        ("2022-01-01", "2022-01-01", OPEN_DAYS[2:]),
    ],
)
def test_business_dates(first: str, last: str, dates: tuple[str, ...]) -> None:
    found, closes = rare().business_dates(us(first), us(last))
    assert [date.fromordinal(day).isoformat() for day in found.tolist()] == list(dates)
    assert closes.tolist() == [us(f"{day}T12:00") for day in dates]


def test_spans_begin_with_the_first_that_closes_later() -> None:
    found = [edge.tolist() for edge in rare().spans(us("2019-06-03T12:00"), us("2026-06-01T09:00"))]
    assert found == [[], []]
    found = [edge.tolist() for edge in rare().spans(us("2019-06-03T11:59"), us("2026-06-01T09:01"))]
    assert found == [
        [us("2019-06-03T09:00"), us("2026-06-01T09:00")],
        [us("2019-06-03T12:00"), us("2026-06-01T12:00")],
    ]


def test_the_next_close_may_lie_years_away() -> None:
    always = Calendar.from_hours("24/7", "UTC", exceptions={"2030-12-01": "closed"})
    assert always.next_close(at("2026-06-01")) == at("2030-12-01")
    assert always.prev_open(at("2036-06-01")) == at("2030-12-02")


def test_pauses_on_the_way_to_an_answer_years_away() -> None:
    paused = [(at("2019-06-03T10:00"), at("2019-06-03T11:00"))]
    assert rare().due(NOW, -3 * HOUR, paused) == at("2012-05-02T11:00")
    assert rare().due(at("2015-01-01"), 3 * HOUR, paused) == at("2026-06-01T10:00")
    # No open time is left, but none is needed to know it.
    assert rare().due(at("2030-01-01"), HOUR, [(at("2030-01-01"), None)]) is None


@pytest.mark.parametrize(
    ("closed", "opens", "closes"),
    [
        # Beyond what was compiled for June 2020: a year to each side.
        (("2019-12-01", "2021-06-15"), "2019-12-02", "2021-06-15"),
        (("2019-05-20", "2020-12-01"), "2019-05-21", "2020-12-01"),
        (("2019-06-01", "2021-06-03"), "2019-06-02", "2021-06-03"),
        (("2020-05-31", "2020-06-02"), "2020-06-01", "2020-06-02"),
    ],
)
def test_an_interval_is_whole_however_little_of_it_is_asked(
    closed: tuple[str, str], opens: str, closes: str
) -> None:
    always = Calendar.from_hours("24/7", "UTC", exceptions=dict.fromkeys(closed, "closed"))
    found = always.spans(us("2020-06-01"), us("2020-06-02"))
    assert [edge.tolist() for edge in found] == [[us(opens)], [us(closes)]]


def test_a_sum_of_calendars_that_are_rarely_open_has_their_dates() -> None:
    other = Calendar.from_weekly({}, "UTC", exceptions={"2019-06-03": "22:00-26:00"})
    both = Calendar.sum([rare(), other], timezone="Europe/Berlin")
    found, closes = both.business_dates(us("2019-01-01"), us("2020-01-01"))
    assert [date.fromordinal(day).isoformat() for day in found.tolist()] == [
        "2019-06-03",
        "2019-06-04",
        "2026-06-01",
    ]
    assert closes.tolist() == [
        us("2019-06-03T12:00"),
        us("2019-06-04T02:00"),
        us("2026-06-01T12:00"),
    ]
    assert both.due_days(at("2019-06-03T10:00"), 1) == at("2019-06-04T02:00")
