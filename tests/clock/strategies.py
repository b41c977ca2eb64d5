"""Calendars and questions for property tests: rules in the form of the vectors, near odd nights."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import reject
from hypothesis import strategies as st
from tests.clock.oracle import WEEKDAYS, Oracle, Rules, Shift, minute

from troth.clock import Calendar, NeverOpenError

#: Zones with a date on which something is odd.
ODD_DATES = (
    ("UTC", date(2026, 6, 1)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Dublin", date(2026, 3, 29)),
    ("Europe/Dublin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 11, 1)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Pacific/Chatham", date(2026, 9, 27)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2018, 2, 18)),
    ("America/Havana", date(2026, 11, 1)),
    ("America/St_Johns", date(2006, 10, 29)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Antarctica/Troll", date(2026, 3, 29)),
)

#: The oracle's map reaches so far from the odd date.
BACK, ON = timedelta(days=15), timedelta(days=25)
QUARTERS = 96


class World(NamedTuple):
    """One calendar twice, and a minute near the odd date."""

    calendar: Calendar
    oracle: Oracle
    start: int


def clock(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


@st.composite
def shifts(draw: st.DrawFn, longest: int = QUARTERS - 1) -> tuple[str, str]:
    """A shift of up to a day on the quarter hours; it may run over midnight."""
    start = draw(st.integers(0, QUARTERS - 1))
    end = start + draw(st.integers(1, longest))
    return clock(start), clock(end if end <= QUARTERS else end - QUARTERS)


WHOLE_DAY = st.just([("00:00", "24:00")])
DAY_HOURS = st.lists(shifts(), min_size=1, max_size=2) | WHOLE_DAY


@st.composite
def rules(draw: st.DrawFn) -> tuple[Rules, date]:
    """Rules with something special around an odd date."""
    zone, odd = draw(st.sampled_from(ODD_DATES))
    near = st.integers(-4, 4).map(lambda n: (odd + timedelta(days=n)).isoformat())
    break_hours = st.lists(shifts(longest=12), min_size=1, max_size=2)
    exception: st.SearchStrategy[list[Shift]] = st.just([]) | DAY_HOURS
    found: Rules = {
        "tz": zone,
        "weekly": draw(st.dictionaries(st.sampled_from(WEEKDAYS), DAY_HOURS, min_size=2)),
        "holidays": draw(st.lists(near, max_size=2)),
        "overrides": draw(st.dictionaries(near, exception, max_size=2)),
        "breaks": draw(st.dictionaries(near, break_hours, max_size=2)),
        "weekly_breaks": draw(st.dictionaries(st.sampled_from(WEEKDAYS), break_hours, max_size=1)),
        "holiday_scope": draw(st.sampled_from(["date", "shift"])),
    }
    return found, odd


def calendar(rules: dict[str, Any]) -> Calendar:
    return Calendar.from_weekly(
        rules["weekly"],
        timezone=rules["tz"],
        holidays=rules["holidays"],
        exceptions=rules["overrides"],
        breaks=rules["breaks"],
        weekly_breaks=rules["weekly_breaks"],
        holiday_scope=rules["holiday_scope"],
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A calendar, its oracle, and a start at any minute of the nights around the odd date."""
    found, odd = draw(rules())
    oracle = Oracle(found, odd - BACK, odd + ON)
    midnight = minute(datetime(odd.year, odd.month, odd.day, tzinfo=ZoneInfo(found["tz"])))
    start = midnight + draw(st.integers(-3 * 1440, 3 * 1440))
    try:
        return World(calendar(found), oracle, start)
    except NeverOpenError:
        # Breaks have eaten the hours.
        reject()


@st.composite
def pauses(draw: st.DrawFn, start: int) -> list[tuple[int, int]]:
    """Up to three pauses around a minute, which may overlap."""
    offsets = st.tuples(st.integers(-2000, 4000), st.integers(0, 2000))
    return [(start + a, start + a + length) for a, length in draw(st.lists(offsets, max_size=3))]


@st.composite
def durations(draw: st.DrawFn, world: World) -> int:
    """Open minutes after the start: any number, or just as many as the shift has left."""
    at_close = world.oracle.elapsed(world.start, world.oracle.next_close(world.start), [])
    return draw(st.integers(0, 4000) | st.just(at_close))
