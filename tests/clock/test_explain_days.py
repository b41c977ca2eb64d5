"""Business days, date by date: which count, and why the others do not."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from troth.clock import Calendar, CalendarError
from troth.clock.explain_days import DayStep, explain_days

BERLIN = ZoneInfo("Europe/Berlin")
DESK = Calendar.from_hours("Mo-Fr 09:00-17:30", "Europe/Berlin", holidays="DE-BE")


def line(step: DayStep) -> str:
    number = "-" if step.number is None else step.number
    hours = ",".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in step.hours)
    return " ".join(f"{step.date:%a %d} {number} {step.reason} {step.name} {hours}".split())


def told(cal: Calendar, start: str, days: int, cutoff: time | None = None) -> list[str]:
    at = datetime.fromisoformat(start).replace(tzinfo=BERLIN)
    return [line(step) for step in explain_days(cal, at, days, cutoff)]


def test_a_weekend_and_a_holiday() -> None:
    assert told(DESK, "2026-05-22T12:00", 1) == [
        "Fri 22 0 open 09:00-17:30",
        "Sat 23 - closed Saturday",
        "Sun 24 - closed Sunday",
        "Mon 25 - holiday Pentecost Monday",
        "Tue 26 1 open 09:00-17:30",
    ]


def test_at_the_close_the_date_counts_no_more() -> None:
    assert told(DESK, "2026-05-20T17:30", 1) == [
        "Wed 20 - open 09:00-17:30",
        "Thu 21 0 open 09:00-17:30",
        "Fri 22 1 open 09:00-17:30",
    ]


def test_nor_at_the_cut_off() -> None:
    assert told(DESK, "2026-05-20T14:00", 0, time(14)) == [
        "Wed 20 - open 09:00-17:30",
        "Thu 21 0 open 09:00-17:30",
    ]


def test_who_comes_in_the_night_is_received_on_the_date_that_owns_it() -> None:
    nights = Calendar.from_hours("Mo-Fr 22:00-06:00", "Europe/Berlin")
    assert told(nights, "2026-06-03T02:00", 1) == [
        "Tue 02 0 open 22:00-06:00",
        "Wed 03 1 open 22:00-06:00",
    ]


def test_exceptions_are_named() -> None:
    cal = Calendar.from_hours(
        "Mo-Fr 09:00-17:30", "Europe/Berlin", exceptions={"2026-06-06": "10:00-12:00"}
    )
    assert told(cal, "2026-06-05T12:00", 1)[1] == "Sat 06 1 exception 10:00-12:00"


def test_around_the_clock_each_date_has_its_own_part() -> None:
    always = Calendar.from_hours("24/7", "Europe/Berlin")
    assert told(always, "2026-06-05T12:00", 1)[1] == "Sat 06 1 open 00:00-00:00"


def test_the_date_that_samoa_left_out_is_none() -> None:
    cal = Calendar.from_hours("Mo-Su 09:00-17:00", "Pacific/Apia")
    steps = explain_days(cal, datetime(2011, 12, 29, 22, tzinfo=UTC), 1)
    assert [step.date.day for step in steps] == [29, 31]


def test_answers_are_in_the_zone_of_the_question() -> None:
    (step,) = explain_days(DESK, datetime(2026, 6, 2, 12, tzinfo=UTC), 0)
    assert step.as_json() == {
        "date": "2026-06-02",
        "number": 0,
        "reason": "open",
        "name": "",
        "hours": [["2026-06-02T07:00:00+00:00", "2026-06-02T15:30:00+00:00"]],
    }


def test_a_sum_without_zone_has_no_dates() -> None:
    with pytest.raises(CalendarError, match="names no timezone"):
        explain_days(Calendar.sum([DESK]), datetime(2026, 6, 2, 12, tzinfo=UTC), 0)
