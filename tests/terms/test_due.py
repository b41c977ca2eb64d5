"""When a term is due, by example."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terms.places import CALENDARS, HORIZON
from troth.clock import Calendar, NaiveTimeError
from troth.clock.instants import instant, moment
from troth.errors import TrothError
from troth.terms import (
    DueFunction,
    Horizon,
    HorizonError,
    MissingCalendarError,
    NoDueInstantError,
    due_function,
    earliest_function,
    parse,
)
from troth.terms.due import latest

BERLIN = ZoneInfo("Europe/Berlin")
DESK = Calendar.from_weekly(
    {day: [("09:00", "17:30")] for day in ("mon", "tue", "wed", "thu", "fri")},
    timezone=BERLIN,
    holidays=["2026-05-25"],
)
MAY = Horizon(datetime(2026, 5, 1, tzinfo=BERLIN), datetime(2026, 6, 30, tzinfo=BERLIN))
YEAR = Horizon(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def due(text: str, wall: str, calendar: Calendar = DESK) -> str:
    """Due of an arrival, both as wall times of the calendar such as `21 17:30`."""
    held = parse(text).on(calendar)
    arrival = datetime.fromisoformat(wall).replace(tzinfo=calendar.timezone)
    return _wall(due_function(held, MAY), arrival, calendar)


def handed_over(text: str, wall: str) -> str:
    term = parse(text).content
    arrival = datetime.fromisoformat(wall).replace(tzinfo=BERLIN)
    function = latest(term, DESK, MAY.start_us, MAY.end_us, "left")  # type: ignore[arg-type]
    return _wall(function, arrival, DESK)


def _wall(function: DueFunction, arrival: datetime, calendar: Calendar) -> str:
    at = int(function(np.array([instant(arrival)]))[0])
    return f"{moment(at, calendar.timezone):%d %H:%M}"


@pytest.mark.parametrize(
    ("arrives", "one_day", "end_of_next", "two_days"),
    [
        ("2026-05-20 08:00", 21, 21, 22),
        ("2026-05-20 17:29", 21, 21, 22),
        ("2026-05-20 17:30", 22, 21, 26),
        ("2026-05-21 12:00", 22, 22, 26),
        ("2026-05-22 12:00", 26, 26, 27),
        ("2026-05-22 18:00", 27, 26, 28),
        ("2026-05-23 12:00", 27, 26, 28),
        ("2026-05-25 10:00", 27, 26, 28),
    ],
)
def test_business_days_around_a_holiday(
    arrives: str, one_day: int, end_of_next: int, two_days: int
) -> None:
    assert due("within 1 business day", arrives) == f"{one_day} 17:30"
    assert due("by the end of the next business day", arrives) == f"{end_of_next} 17:30"
    assert due("within 2 business days", arrives) == f"{two_days} 17:30"


@pytest.mark.parametrize(
    ("arrives", "with_cutoff", "without"),
    [
        ("2026-05-20 13:59:59", 21, 21),
        ("2026-05-20 14:00", 22, 21),
        ("2026-05-20 17:30", 22, 22),
        ("2026-05-22 09:00", 26, 26),
        ("2026-05-22 14:00", 27, 26),
        ("2026-05-24 03:00", 27, 27),
    ],
)
def test_by_a_time_the_cut_off_decides(arrives: str, with_cutoff: int, without: int) -> None:
    text = "by 12:00 on the next business day"
    assert due(f"{text} if received by 14:00", arrives) == f"{with_cutoff} 12:00"
    assert due(text, arrives) == f"{without} 12:00"


def test_a_cut_off_after_close_and_a_time_after_close_hold_as_written() -> None:
    text = "by 20:00 on the next business day if received by 19:00"
    assert due(text, "2026-05-20 18:59") == "21 20:00"
    assert due(text, "2026-05-20 19:00") == "22 20:00"


@pytest.mark.parametrize(
    ("arrives", "is_due"),
    [
        ("2026-05-20 09:00", "20 17:30"),
        ("2026-05-20 09:01", "21 09:01"),
        ("2026-05-20 17:30", "21 17:30"),
        ("2026-05-22 20:00", "26 17:30"),
        ("2026-05-22 10:00", "26 10:00"),
    ],
)
def test_business_hours_end_at_the_close_and_not_at_the_next_opening(
    arrives: str, is_due: str
) -> None:
    assert due("within 8.5 business hours", arrives) == is_due


@pytest.mark.parametrize(
    ("text", "arrives", "outside", "as_hand_over"),
    [
        ("within 1 business day", "2026-05-20 17:30", "22 17:30", "21 17:30"),
        ("within 1 business day", "2026-05-20 17:31", "22 17:30", "22 17:30"),
        ("by the end of the next business day", "2026-05-21 00:00", "22 17:30", "21 17:30"),
        ("by 12:00 on the next business day", "2026-05-20 17:30", "22 12:00", "21 12:00"),
        (
            "by 12:00 on the next business day if received by 14:00",
            "2026-05-20 14:00",
            "22 12:00",
            "21 12:00",
        ),
        ("within 1 business hour", "2026-05-20 17:30", "21 10:00", "21 10:00"),
    ],
)
def test_a_hand_over_exactly_at_the_limit_still_counts(
    text: str, arrives: str, outside: str, as_hand_over: str
) -> None:
    assert due(text, arrives) == outside
    assert handed_over(text, arrives) == as_hand_over


def test_words_that_mean_the_same_share_a_function() -> None:
    texts = ["within 2 business days", "every 2 business days", "at most 2 business days"]
    assert len({due_function(parse(text).on(DESK), MAY) for text in texts}) == 1
    window = parse("between 1 and 2 business days").on(DESK)
    assert due_function(window, MAY) is due_function(parse(texts[0]).on(DESK), MAY)


def test_a_window_begins_with_its_first_business_date() -> None:
    window = parse("between 1 and 3 business days").on(DESK)
    arrival = datetime(2026, 5, 22, 12, tzinfo=BERLIN)
    assert _wall(earliest_function(window, MAY), arrival, DESK) == "26 00:00"
    hours = parse("between 1 and 3 business hours").on(DESK)
    assert _wall(earliest_function(hours, MAY), arrival, DESK) == "22 13:00"
    within = parse("within 3 business hours").on(DESK)
    assert _wall(earliest_function(within, MAY), arrival, DESK) == "22 12:00"


def test_days_are_24_hours_across_a_change_of_the_clock() -> None:
    function = due_function(parse("within 1 day"), YEAR)
    arrival = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    assert _wall(function, arrival, DESK) == "29 13:00"


def test_business_hours_are_real_hours_in_a_night_of_seven() -> None:
    night = Calendar.from_hours("Mo-Su 22:00-06:00", timezone="Europe/Berlin")
    function = due_function(parse("within 8 business hours").on(night), YEAR)
    arrival = datetime(2026, 3, 28, 22, tzinfo=BERLIN)
    assert _wall(function, arrival, night) == "29 23:00"


@given(
    st.sampled_from(sorted(CALENDARS)),
    st.datetimes(datetime(2026, 12, 1), datetime(2028, 11, 30)),  # noqa: DTZ001
    st.integers(1, 60),
)
def test_the_clock_gives_the_same_answer_to_the_microsecond(
    place: str, naive: datetime, n: int
) -> None:
    calendar, arrival = CALENDARS[place], naive.replace(tzinfo=UTC)
    asked = np.array([instant(arrival)])
    hours = due_function(parse(f"within {n} business hours").on(calendar), HORIZON)
    days = due_function(parse(f"within {n} business days").on(calendar), HORIZON)
    assert moment(int(hours(asked)[0]), UTC) == calendar.due(arrival, timedelta(hours=n))
    assert moment(int(days(asked)[0]), UTC) == calendar.due_days(arrival, n)


def test_leads_bound_every_wait() -> None:
    function = due_function(parse("within 8.5 business hours").on(DESK), MAY)
    arrivals = np.arange(MAY.start_us, MAY.end_us, 60_000_000)
    leads = function(arrivals) - arrivals
    assert function.min_lead == leads.min() == 8.5 * 3_600_000_000
    # Friday 09:00 and a moment: due on Tuesday 09:00 and that moment, over Whitsun.
    assert function.max_lead == timedelta(days=4) // timedelta(microseconds=1)
    assert leads.max() == function.max_lead


def test_ten_years_of_business_time_reach_beyond_the_horizon() -> None:
    function = due_function(parse("within 2600 business days").on(DESK), MAY)
    # 2600 weekdays are 520 weeks from Friday to Friday, and the holiday is one weekday more.
    assert f"{moment(int(function.at[0]), BERLIN):%a %Y-%m-%d %H:%M}" == "Mon 2036-04-21 17:30"
    hours = due_function(parse("within 20800 business hours").on(DESK), MAY)
    assert moment(int(hours.at[0]), UTC).year == 2035


def test_a_calendar_that_is_hardly_ever_open_is_no_endless_search() -> None:
    rare = Calendar.from_weekly({"mon": [("09:00", "09:10")]}, timezone="UTC")
    with pytest.raises(TrothError, match="too little open time in the 100 years"):
        due_function(parse("within 20800 business hours").on(rare), MAY)


def test_business_time_of_nobody_is_refused() -> None:
    with pytest.raises(MissingCalendarError, match='"within 1 business day" counts business time'):
        parse("within 1 business day").on(None)
    with pytest.raises(MissingCalendarError):
        due_function(parse("within 1 business hour"), MAY)


def test_a_price_is_never_due() -> None:
    with pytest.raises(NoDueInstantError, match='"EUR 49" is about money'):
        due_function(parse("EUR 49"), MAY)


def test_a_sum_without_zone_has_no_business_days() -> None:
    both = Calendar.sum([DESK, Calendar.from_hours("24/7", timezone="UTC")])
    with pytest.raises(TrothError, match="timezone"):
        due_function(parse("within 1 business day").on(both), MAY)


def test_a_horizon_is_aware_ordered_and_of_this_age() -> None:
    with pytest.raises(NaiveTimeError):
        Horizon(datetime(2026, 1, 1), MAY.end)  # noqa: DTZ001
    with pytest.raises(HorizonError, match="ends after its start"):
        Horizon(MAY.end, MAY.start)
    with pytest.raises(HorizonError, match="1900 to 9000"):
        Horizon(MAY.start, datetime(9998, 1, 1, tzinfo=UTC))
