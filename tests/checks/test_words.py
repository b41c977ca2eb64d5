"""How findings speak, and how far they look."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.checks.conftest import Find
from troth.checks import horizon_from, words
from troth.said import either, listed
from troth.terms import HorizonError

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2027, 5, 14, 15, 30, tzinfo=UTC)


def test_an_instant_carries_its_weekday_in_the_zone() -> None:
    assert words.moment(FRIDAY, BERLIN) == "Fri 14 May 2027 17:30"


def test_the_year_is_said_again_only_when_it_is_another() -> None:
    tuesday, january = FRIDAY + timedelta(days=4), datetime(2028, 1, 3, tzinfo=UTC)
    assert words.moment(tuesday, BERLIN, after=FRIDAY) == "Tue 18 May 17:30"
    assert words.moment(january, BERLIN, after=FRIDAY) == "Mon 3 Jan 2028 01:00"


def test_seconds_are_said_where_there_are_some() -> None:
    assert words.moment(FRIDAY + timedelta(seconds=7), BERLIN).endswith("17:30:07")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.35, "35.0 %"),
        (0.0, "0.0 %"),
        (0.0001, "less than 0.1 %"),
        (0.9999, "more than 99.9 %"),
        (1.0, "100.0 %"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_all(share: float, text: str) -> None:
    assert words.percent(share) == text


def test_lists_read_as_people_say_them() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert either(["a", "b", "c"]) == "a, b or c"
    assert words.cases_text(None) == "every case"
    assert words.cases_text(Decimal("99.5")) == "99.5 % of cases"


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("2y", date(2028, 8, 31)),
        ("18mo", date(2028, 2, 29)),  # February has no 31st
        ("12w", date(2026, 11, 23)),
        ("90d", date(2026, 11, 29)),
    ],
)
def test_a_horizon_is_said_in_years_months_weeks_or_days(length: str, end: date) -> None:
    start = datetime(2026, 8, 31, 9, tzinfo=UTC)
    horizon = horizon_from(start, length)
    assert horizon.start == start
    assert horizon.end == datetime(end.year, end.month, end.day, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "length", ["", "2", "y", "0d", "-1d", "2 y", "1.5y", "51y", "99999d", "٢y"]
)
def test_any_other_horizon_is_refused(length: str) -> None:
    with pytest.raises(HorizonError):
        horizon_from(FRIDAY, length)


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        # 1 January 2027 is a Friday.
        (
            '{hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin, holidays: DE-BE}',
            " (New Year's Day)",
        ),
        (
            '{hours: "Mo-Fr 09:00-17:30", timezone: UTC, exceptions: {2027-01-01: closed}}',
            " (closed 1 Jan)",
        ),
        ('{hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin}', ""),
    ],
)
def test_a_closed_day_that_explains_a_delay_is_named(find: Find, hours: str, reason: str) -> None:
    (finding,) = find(
        "TR201",
        """
        standards: {reply: {metric: first-reply, team: finance, term: within 8 business hours}}
        claims: {page: {team: sales, metric: first-reply, term: within 24 hours}}
        """,
        at=datetime(2026, 12, 28, tzinfo=UTC),
        horizon="1w",
        night=hours,
    )
    said = re.search(r"only on .*? \d\d:\d\d(.*?)\. ", finding.message)
    assert said
    assert said[1] == reason
