"""Which opening_hours texts are read, as what, and what is said about the others."""

from datetime import date, datetime, timedelta

import pytest
from opening_hours import OpeningHours, State

from troth.clock import Calendar, CalendarError, NeverOpenError
from troth.clock.hours import weekly_shifts
from troth.clock.shifts import WEEKDAYS, as_texts

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")


def week(text: str) -> dict[str, list[str]]:
    shifts = weekly_shifts(text, has_holidays=True)
    return {day: as_texts(s) for day, s in zip(WEEKDAYS, shifts, strict=True) if s}


def on(days: tuple[str, ...], *shifts: str) -> dict[str, list[str]]:
    return {day: list(shifts) for day in days}


LATER = {"mon": ["09:00-17:00"]} | on(("tue", "wed", "thu"), "10:00-12:00")
ADDED = {"mon": ["10:00-12:00"], "tue": ["10:00-12:00", "14:00-15:00"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 09:00-17:30", on(WORKDAYS, "09:00-17:30")),
        ("Mo-Fr 09:00-17:30; PH off", on(WORKDAYS, "09:00-17:30")),
        ("Mo-Fr 9:00 - 12:00, 13:00 - 17:00", on(WORKDAYS, "09:00-12:00", "13:00-17:00")),
        ("Fr-Mo 10:00-12:00", on(("mon", "fri", "sat", "sun"), "10:00-12:00")),
        ("Mo,We 10:00-12:00", on(("mon", "wed"), "10:00-12:00")),
        ("24/7", on(WEEKDAYS, "00:00-24:00")),
        ("Sa", on(("sat",), "00:00-24:00")),
        ("09:00-10:00", on(WEEKDAYS, "09:00-10:00")),
        # Over midnight: each shift whole, owned by the day on which it starts.
        ("Mo-Fr 22:00-06:00", on(WORKDAYS, "22:00-30:00")),
        ("Mo-Fr 20:00-26:00", on(WORKDAYS, "20:00-26:00")),
        ("Mo-Fr 09:00-00:00", on(WORKDAYS, "09:00-24:00")),
        ("Mo 22:00-30:00; Tu 06:00-10:00", {"mon": ["22:00-30:00"], "tue": ["06:00-10:00"]}),
        # A later rule replaces a day, closed nights include their small hours, and ", " adds.
        ("Mo,We 09:00-17:00; We off", {"mon": ["09:00-17:00"]}),
        ("Mo-We 09:00-17:00; Tu-Th 10:00-12:00", LATER),
        ("Mo-We 22:00-06:00; Tu off", on(("mon", "wed"), "22:00-30:00")),
        ("Mo-Tu 10:00-12:00, Tu 14:00-15:00", ADDED),
        ("24/7; Su off", on(WEEKDAYS[:-1], "00:00-24:00")),
    ],
)
def test_weekly_texts(text: str, expected: dict[str, list[str]]) -> None:
    assert week(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jan-Mar Mo-Fr 09:00-17:00", "months, dates or years"),
        ("2026 Mo-Fr 09:00-17:00", "months, dates or years"),
        ("Dec 24 off", "months, dates or years"),
        ("week 1-20 Mo-Fr 09:00-17:00", "week numbers"),
        ("Mo[1] 09:00-17:00", "n-th weekday"),
        ("easter off", "easter"),
        ("Mo-Fr 09:00-17:00/01:00", "repetition"),
        ("Mo-Fr 09:00+", "open end"),
        ("Mo-Fr 09:00-17:00+", "open end"),
        ("Mo-Fr sunrise-sunset", "sun times"),
        ("Mo-Fr (dusk-01:00)-20:00", "sun times"),
        ("Mo-Fr 09:00-17:00; SH off", "school holidays"),
        ("Mo-Fr 09:00-17:00; PH -1 day off", "days around holidays"),
        ("Mo-Fr 09:00-17:00 unknown", "unknown hours"),
        ('Mo-Fr 09:00-17:00 || "call us"', "comment"),
        ("Mo-Fr 09:00-17:00 || Sa 10:00-12:00", "fallback"),
        ('Mo-Fr 09:00-17:00 "by appointment"', "comment"),
        ("PH 10:00-12:00", "close by themselves"),
        ("Mo-Fr,PH 10:00-12:00", "close by themselves"),
        ("Mo-Fr 09:00-17:00; We 12:00-13:00 off", "close a part of a day"),
        ("Mo-Fr 10:00-10:00", "starts when it ends"),
        ("Mo-Fr 9-17", "at column 7"),
        ("Monday 09:00-17:00", "at column 3"),
        ("", "cannot be read"),
        ("   ", "cannot be read"),
    ],
)
def test_what_is_not_plainly_weekly_is_refused(text: str, said: str) -> None:
    with pytest.raises(CalendarError, match=said) as refusal:
        week(text)
    assert repr(text) in str(refusal.value)


def test_public_holidays_need_holidays() -> None:
    with pytest.raises(CalendarError, match="add holidays, such as DE-BE"):
        Calendar.from_hours("Mo-Fr 09:00-17:00; PH off", "Europe/Berlin")


@pytest.mark.parametrize("text", ["off", "24/7 off", "Mo-Fr off", "Mo-Fr 09:00-17:00; Mo-Su off"])
def test_hours_that_are_never_open_are_refused(text: str) -> None:
    with pytest.raises(NeverOpenError):
        Calendar.from_hours(text, "Europe/Berlin")


def test_hours_may_be_all_in_the_exceptions() -> None:
    cal = Calendar.from_hours("off", "UTC", exceptions={"2026-06-01": "09:00-12:00"})
    assert cal.next_open(datetime.fromisoformat("2026-01-01T00:00Z")).day == 1


@pytest.mark.parametrize(
    "text",
    ["Mo-Fr 09:00-12:00,13:00-17:30; Sa 10:00-14:00", "Mo-Th 22:00-06:00", "Su-Tu 18:00-26:00"],
)
def test_the_library_reads_the_same_minutes(text: str) -> None:
    """Where its ways with nights that are off do not matter."""
    cal, theirs = Calendar.from_hours(text, "UTC"), OpeningHours(text)
    for quarter in range(7 * 96):
        wall = datetime.combine(date(2026, 6, 1), datetime.min.time()) + quarter * timedelta(
            minutes=15
        )
        assert cal.is_open(cal.resolve(wall)) == (theirs.state(wall)[0] == State.OPEN)
