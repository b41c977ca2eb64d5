"""Explanations: every step between start and due, and why it counts or does not."""

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from tests.clock.oracle import Rules
from tests.clock.strategies import calendar, rules

from troth.clock import Calendar, NeverOpenError, Step, closures_from_ical

HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")
DESK = Calendar.from_hours(
    "Mo-Fr 09:00-17:30; PH off",
    "Europe/Berlin",
    holidays="DE-BE",
    exceptions={"2026-12-24": "09:00-12:00", "2026-12-31": "closed"},
    weekly_breaks={"mon": "12:00-13:00"},
)
PARTY = closures_from_ical(
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260602\nSUMMARY:Summer party\n"
    "END:VEVENT\nEND:VCALENDAR\n",
    "Europe/Berlin",
)


def told(
    cal: Calendar, start: str, hours: float, *pauses: tuple[str, str | None, str]
) -> list[str]:
    held = [(at(a), b if b is None else at(b), why) for a, b, why in pauses]
    steps = cal.explain(at(start), hours * HOUR, held)
    return [line(step) for step in steps]


def line(step: Step) -> str:
    end = f" to {step.end:%d %H:%M}" if step.end else ""
    sign = "+" if step.counted else "-"
    return f"{step.start:%d %H:%M}{end}: {sign} {step.reason} {step.name}".rstrip()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_a_weekend_and_a_holiday() -> None:
    assert told(DESK, "2026-05-22T17:00", 1) == [
        "22 17:00 to 22 17:30: + open",
        "22 17:30 to 25 00:00: - closed weekend",
        "25 00:00 to 26 00:00: - holiday Pentecost Monday",
        "26 00:00 to 26 09:00: - closed",
        "26 09:00 to 26 09:30: + open",
    ]


def test_exceptions_and_holidays_of_christmas() -> None:
    assert told(DESK, "2026-12-23T17:00", 4) == [
        "23 17:00 to 23 17:30: + open",
        "23 17:30 to 24 00:00: - closed",
        "24 00:00 to 24 09:00: - exception",
        "24 09:00 to 24 12:00: + exception",
        "24 12:00 to 25 00:00: - exception",
        "25 00:00 to 26 00:00: - holiday Christmas Day",
        "26 00:00 to 27 00:00: - holiday Second Day of Christmas",
        "27 00:00 to 28 09:00: - closed Sunday",
        "28 09:00 to 28 09:30: + open",
    ]


def test_breaks_and_pauses() -> None:
    pause = ("2026-06-01T10:00", "2026-06-01T12:30", "waiting-for-customer")
    assert told(DESK, "2026-06-01T09:00", 2, pause) == [
        "01 09:00 to 01 10:00: + open",
        "01 10:00 to 01 12:00: - pause waiting-for-customer",
        "01 12:00 to 01 13:00: - break",
        "01 13:00 to 01 14:00: + open",
    ]


def test_a_pause_that_lasts_is_the_last_step() -> None:
    pause = ("2026-06-01T10:00", None, "waiting-for-customer")
    assert told(DESK, "2026-06-01T09:00", 2, pause) == [
        "01 09:00 to 01 10:00: + open",
        "01 10:00: - pause waiting-for-customer",
    ]


def test_a_pause_that_lasts_from_before_the_start_is_the_only_step() -> None:
    pause = ("2026-05-29T10:00", None, "legal-hold")
    assert told(DESK, "2026-06-01T09:00", 2, pause) == ["01 09:00: - pause legal-hold"]


def test_a_pause_that_lasts_but_came_too_late_does_not_show() -> None:
    pause = ("2026-06-01T11:00", None, "waiting-for-customer")
    assert told(DESK, "2026-06-01T09:00", 2, pause) == ["01 09:00 to 01 11:00: + open"]


def test_backward_the_steps_are_in_the_order_of_time() -> None:
    assert told(DESK, "2026-06-02T09:30", -1) == [
        "01 17:00 to 01 17:30: + open",
        "01 17:30 to 02 09:00: - closed",
        "02 09:00 to 02 09:30: + open",
    ]


def test_nothing_to_do_needs_no_step() -> None:
    assert told(DESK, "2026-06-02T09:30", 0) == []


def test_closures_show_their_summary() -> None:
    cal = Calendar.difference(DESK, [PARTY])
    assert told(cal, "2026-06-01T17:00", 1)[2] == "02 00:00 to 03 00:00: - closure Summer party"


def test_a_holiday_closes_its_date_and_leaves_the_rest_of_its_night() -> None:
    nights = Calendar.from_hours("Mo-Fr 22:00-06:00", "Europe/Berlin", holidays="DE-BE")
    assert told(nights, "2026-12-31T22:00", 3) == [
        "31 22:00 to 01 00:00: + open",
        "01 00:00 to 02 00:00: - holiday New Year's Day",
        "02 00:00 to 02 01:00: + open",
    ]


def test_a_night_closed_by_its_holiday_is_explained_to_its_end() -> None:
    nights = Calendar.from_hours(
        "Mo-Fr 22:00-06:00", "Europe/Berlin", holidays="DE-BE", holiday_scope="shift"
    )
    assert told(nights, "2026-12-31T22:00", 9) == [
        "31 22:00 to 01 06:00: + open",
        "01 06:00 to 02 06:00: - holiday New Year's Day",
        "02 06:00 to 04 22:00: - closed weekend",
        "04 22:00 to 04 23:00: + open",
    ]


def test_the_night_before_an_exception_is_none() -> None:
    nights = Calendar.from_hours(
        "Mo-Fr 22:00-06:00", "Europe/Berlin", exceptions={"2026-12-24": "10:00-12:00"}
    )
    assert told(nights, "2026-12-24T05:00", 2) == [
        "24 05:00 to 24 06:00: + open",
        "24 06:00 to 24 10:00: - exception",
        "24 10:00 to 24 11:00: + exception",
    ]


DENVER = Calendar.from_hours("Mo-Fr 08:00-10:00", "America/Denver")


def test_a_sum_says_which_parts_are_open() -> None:
    assert told(Calendar.sum([DESK, DENVER]), "2026-06-02T15:00", 4) == [
        "02 15:00 to 02 16:00: + open Europe/Berlin",
        "02 16:00 to 02 17:30: + open Europe/Berlin and America/Denver",
        "02 17:30 to 02 18:00: + open America/Denver",
        "02 18:00 to 03 09:00: - closed",
        "03 09:00 to 03 10:00: + open Europe/Berlin",
    ]


def test_a_sum_gives_the_one_special_reason_of_its_parts() -> None:
    assert told(Calendar.sum([DESK, DENVER]), "2026-12-24T11:00", 2) == [
        "24 11:00 to 24 12:00: + exception Europe/Berlin",
        "24 12:00 to 24 16:00: - exception",
        "24 16:00 to 24 17:00: + open America/Denver",
    ]


def test_a_sum_gives_no_reason_where_its_parts_have_several() -> None:
    denver = Calendar.from_hours("Mo-Fr 08:00-10:00", "America/Denver", holidays=["2026-12-25"])
    assert told(Calendar.sum([DESK, denver]), "2026-12-25T08:30", 1)[:2] == [
        "25 08:30 to 26 08:00: - closed",
        "26 08:00 to 27 00:00: - holiday Second Day of Christmas",
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(rules(), min_size=1, max_size=2))
def test_the_steps_of_a_sum_are_its_whole_time_and_count_its_open_time(
    found: list[tuple[Rules, date]],
) -> None:
    try:
        cal = Calendar.sum([calendar(one) for one, _ in found])
    except NeverOpenError:
        reject()
    start = datetime.combine(found[0][1], time(), UTC) - timedelta(days=4)
    end = start + timedelta(days=8)
    steps = cal.steps(start, end)
    assert [step.start for step in steps] == [start, *(step.end for step in steps[:-1])]
    assert steps[-1].end == end
    counted = sum(((step.end or end) - step.start for step in steps if step.counted), 0 * HOUR)
    assert counted == cal.elapsed(start, end)


def test_parts_of_one_zone_are_not_told_apart() -> None:
    late = Calendar.from_hours("Mo-Fr 17:30-20:00", "Europe/Berlin")
    assert told(Calendar.sum([DESK, late]), "2026-06-02T17:00", 1) == [
        "02 17:00 to 02 18:00: + open"
    ]


def test_a_sum_of_a_sum_names_the_inner_parts() -> None:
    tokyo = Calendar.from_hours("Mo-Fr 09:00-17:00", "Asia/Tokyo")
    whole = Calendar.sum([Calendar.sum([DESK, DENVER]), tokyo])
    assert told(whole, "2026-06-02T15:00", 2) == [
        "02 15:00 to 02 16:00: + open Europe/Berlin",
        "02 16:00 to 02 17:00: + open Europe/Berlin and America/Denver",
    ]


def test_a_closure_of_a_sum_shows_its_summary() -> None:
    cal = Calendar.difference(Calendar.sum([DESK, DENVER]), [PARTY])
    assert "02 00:00 to 03 00:00: - closure Summer party" in told(cal, "2026-06-01T17:00", 3)


@pytest.mark.parametrize(
    ("start", "hours", "change"),
    [
        ("2026-03-28T22:00", 5, ("2026-03-29T03:00:00+02:00", 3600.0)),
        ("2026-10-24T22:00", 6, ("2026-10-25T02:00:00+01:00", -3600.0)),
    ],
)
def test_a_gap_and_a_fold_are_told_with_the_span_that_holds_them(
    start: str, hours: float, change: tuple[str, float]
) -> None:
    nights = Calendar.from_hours("Mo-Su 22:00-06:00", "Europe/Berlin")
    (step,) = nights.explain(at(start), hours * HOUR)
    assert [c.as_json() for c in step.clock_changes] == [{"at": change[0], "seconds": change[1]}]


def test_a_change_at_the_end_of_a_span_belongs_to_the_next() -> None:
    early = Calendar.from_hours("Mo-Su 00:00-02:00,04:00-05:00", "Europe/Berlin")
    steps = early.explain(at("2026-03-29T01:00"), 2 * HOUR)
    assert [len(step.clock_changes) for step in steps] == [0, 1, 0]


def test_steps_of_any_span() -> None:
    steps = DESK.steps(at("2026-05-25T12:00"), at("2026-05-26T10:00"))
    assert [line(step) for step in steps] == [
        "25 12:00 to 26 00:00: - holiday Pentecost Monday",
        "26 00:00 to 26 09:00: - closed",
        "26 09:00 to 26 10:00: + open",
    ]


def test_a_day_off_is_a_date_without_any_hours() -> None:
    saturdays = Calendar.from_hours("Mo-Fr 09:00-17:30; Sa 09:00-12:00", "Europe/Berlin")
    assert told(saturdays, "2026-06-06T11:00", 2)[1] == "06 12:00 to 08 09:00: - closed Sunday"


def test_weeks_without_hours_are_no_weekend() -> None:
    mondays = Calendar.from_hours("Mo 09:00-10:00", "Europe/Berlin")
    assert told(mondays, "2026-06-01T09:00", 2)[1] == "01 10:00 to 08 09:00: - closed"


def test_json() -> None:
    steps = DESK.explain(datetime(2026, 5, 22, 15, tzinfo=UTC), HOUR)
    assert json.loads(json.dumps([step.as_json() for step in steps]))[2] == {
        "start": "2026-05-24T22:00:00+00:00",
        "end": "2026-05-25T22:00:00+00:00",
        "counted": False,
        "reason": "holiday",
        "name": "Pentecost Monday",
        "clock_changes": [],
    }
    assert str(steps[2]) == (
        "2026-05-24 22:00:00+00:00 - 2026-05-25 22:00:00+00:00: holiday (Pentecost Monday)"
    )
