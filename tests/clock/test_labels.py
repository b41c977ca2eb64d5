"""Which of several reasons is told, and over which time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from troth.clock import Calendar, Reason
from troth.clock.labels import Label, held_spans, strongest

BERLIN = ZoneInfo("Europe/Berlin")


def told(calendar: Calendar, start: str, end: str) -> list[str]:
    first, last = (
        datetime.fromisoformat(f"2026-{day}").replace(tzinfo=BERLIN) for day in (start, end)
    )
    return [
        f"{step.start:%a %H:%M} {'+' if step.counted else '-'} {step.reason} {step.name}".rstrip()
        for step in calendar.steps(first, last)
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_the_strongest_reason_is_told_whichever_began_first(turned: bool) -> None:
    reasons = [Reason.BREAK, Reason.CLOSURE, Reason.EXCEPTION, Reason.HOLIDAY]
    labels = [Label(n if turned else -n, 10, reason) for n, reason in enumerate(reasons)]
    for stronger, label in enumerate(labels):
        assert strongest(labels[stronger:], is_open=False) is label
    assert strongest(labels, is_open=True) is None


def test_labels_hold_from_their_start_up_to_their_end() -> None:
    early, late = Label(0, 10, Reason.HOLIDAY), Label(20, 30, Reason.BREAK)
    around = Label(-5, 40, Reason.CLOSURE)
    held = list(held_spans([late, early, around], [15], 10, 20))
    assert held == [(10, 15, [around]), (15, 20, [around])]
    held = list(held_spans([late, early, around], [], 5, 25))
    assert held == [(5, 10, [around, early]), (10, 20, [around]), (20, 25, [around, late])]


def test_a_date_closed_by_exception_is_not_called_by_its_weekday() -> None:
    desk = Calendar.from_hours("Mo-Sa 09:00-17:00", BERLIN, exceptions={"2026-05-23": "closed"})
    assert told(desk, "05-22T18:00", "05-25T08:00") == [
        "Fri 18:00 - closed",
        "Sat 00:00 - exception",
        "Sun 00:00 - closed Sunday",
    ]


def test_a_holiday_by_shifts_closes_the_night_after_it() -> None:
    nights = Calendar.from_weekly(
        {"fri": "20:00-27:00", "sat": "22:00-30:00", "sun": "12:00-13:00"},
        BERLIN,
        ["2026-05-23"],
        holiday_scope="shift",
    )
    assert told(nights, "05-22T19:00", "05-24T14:00") == [
        "Fri 19:00 - closed",
        "Fri 20:00 + open",
        "Sat 03:00 - holiday holiday",
        "Sun 06:00 - closed",
        "Sun 12:00 + open",
        "Sun 13:00 - closed",
    ]


def test_breaks_are_told_within_hours_only() -> None:
    desk = Calendar.from_hours(
        "Mo-Fr 09:00-12:30,13:30-17:00", BERLIN, weekly_breaks={"fri": "12:00-14:00,16:30-18:00"}
    )
    assert told(desk, "05-22T08:00", "05-22T20:00") == [
        "Fri 08:00 - closed",
        "Fri 09:00 + open",
        "Fri 12:00 - break",
        "Fri 12:30 - closed",
        "Fri 13:30 - break",
        "Fri 14:00 + open",
        "Fri 16:30 - break",
        "Fri 17:00 - closed",
    ]


def test_a_sum_without_zone_tells_no_changes_of_clocks_and_no_days_off() -> None:
    desk = Calendar.from_hours("Mo-Fr 09:00-17:00", BERLIN)
    assert told(Calendar.sum([desk, desk]), "03-27T16:00", "03-30T09:00") == [
        "Fri 16:00 + open",
        "Fri 17:00 - closed",
    ]
    start, end = datetime(2026, 3, 27, tzinfo=BERLIN), datetime(2026, 3, 30, tzinfo=BERLIN)
    assert not any(step.clock_changes for step in Calendar.sum([desk]).steps(start, end))


def test_a_change_of_clocks_belongs_to_the_step_that_begins_with_it() -> None:
    always, change = Calendar.from_hours("24/7", BERLIN), datetime(2026, 3, 29, 1, tzinfo=UTC)
    (after,) = always.steps(change, change + timedelta(hours=1))
    (before,) = always.steps(change - timedelta(hours=1), change)
    assert (len(after.clock_changes), len(before.clock_changes)) == (1, 0)


def test_no_time_has_no_steps() -> None:
    desk = Calendar.from_hours("Mo-Fr 09:00-17:00", BERLIN)
    at = datetime(2026, 5, 22, 12, tzinfo=BERLIN)
    assert desk.steps(at, at) == []
