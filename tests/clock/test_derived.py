"""Sums and differences of calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest

from troth.clock import Calendar, CalendarError, closures_from_ical

HOUR = timedelta(hours=1)
BERLIN = Calendar.from_hours("Mo-Fr 09:00-17:00", "Europe/Berlin")
DENVER = Calendar.from_hours("Mo-Su 07:00-22:00", "America/Denver")
BOTH = Calendar.sum([BERLIN, DENVER], timezone="Europe/Berlin")
PARTY = closures_from_ical(
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260602\nEND:VEVENT\nEND:VCALENDAR\n",
    "Europe/Berlin",
)


def us(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


def walls(cal: Calendar, first: str, last: str) -> list[str]:
    start, end = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (first, last))
    return [f"{s.open:%d %H:%M} to {s.close:%d %H:%M}" for s in cal.intervals(start, until=end)]


def test_a_sum_is_open_whenever_a_part_is() -> None:
    """In June, Denver is open from 13:00 to 04:00 and Berlin from 07:00 to 15:00 UTC."""
    assert walls(BOTH, "2026-06-05", "2026-06-07") == [
        "05 00:00 to 05 04:00",
        "05 07:00 to 06 04:00",
        "06 13:00 to 07 00:00",
    ]


def test_a_sum_has_the_dates_of_its_zone() -> None:
    """Each owns the open time between its midnights: Saturday in Berlin begins at 22:00 UTC."""
    dates, closes = BOTH.business_dates(us("2026-06-05T12:00"), us("2026-06-06T22:00"))
    assert [date.fromordinal(day).day for day in dates.tolist()] == [5, 6]
    assert closes.tolist() == [us("2026-06-05T22:00"), us("2026-06-06T22:00")]
    friday_noon = datetime(2026, 6, 5, 12, tzinfo=UTC)
    assert BOTH.due_days(friday_noon, 1) == datetime(2026, 6, 6, 22, tzinfo=UTC)


def test_a_sum_without_zone_has_no_dates() -> None:
    nameless = Calendar.sum([BERLIN, DENVER])
    start = datetime(2026, 6, 5, 12, tzinfo=UTC)
    assert nameless.due(start, HOUR) == start + HOUR
    for question in (
        lambda: nameless.business_dates(us("2026-06-05"), us("2026-06-06")),
        lambda: nameless.due_days(start, 1),
        lambda: nameless.resolve(datetime.fromisoformat("2026-06-05T12:00")),
    ):
        with pytest.raises(CalendarError, match="names no timezone"):
            question()


def test_a_sum_of_nothing_is_refused() -> None:
    with pytest.raises(CalendarError, match="right would be at least one"):
        Calendar.sum([])


def test_a_difference_loses_the_closures_and_keeps_its_dates() -> None:
    nights = Calendar.from_hours("Mo-Fr 22:00-06:00", "Europe/Berlin")
    cal = Calendar.difference(nights, [PARTY])
    assert walls(cal, "2026-06-01", "2026-06-04") == [
        "01 20:00 to 01 22:00",
        "02 22:00 to 03 04:00",
        "03 20:00 to 04 00:00",
    ]
    # What is left of Tuesday's night after its midnight is still Tuesday's.
    dates, closes = cal.business_dates(us("2026-06-01T12:00"), us("2026-06-04T04:00"))
    assert [date.fromordinal(day).day for day in dates.tolist()] == [1, 2, 3]
    assert closes.tolist()[1] == us("2026-06-03T04:00")


def test_a_difference_of_a_sum() -> None:
    cal = Calendar.difference(BOTH, [PARTY])
    assert walls(cal, "2026-06-01T12:00", "2026-06-03T12:00") == [
        "01 12:00 to 01 22:00",
        "02 22:00 to 03 04:00",
        "03 07:00 to 03 12:00",
    ]


def test_a_difference_of_nothing_is_the_calendar() -> None:
    assert Calendar.difference(BERLIN, []) == BERLIN


def test_versions_tell_them_apart() -> None:
    again = Calendar.sum([DENVER, BERLIN], timezone="Europe/Berlin")
    assert again == BOTH
    others = [BERLIN, Calendar.sum([BERLIN, DENVER]), Calendar.difference(BERLIN, [PARTY]), BOTH]
    assert len({cal.version for cal in others}) == 4


def test_spans_are_whole_and_touch_the_request() -> None:
    opens, closes = BERLIN.spans(us("2026-06-01T10:00"), us("2026-06-02T08:00"))
    assert opens.tolist() == [us("2026-06-01T07:00"), us("2026-06-02T07:00")]
    assert closes.tolist() == [us("2026-06-01T15:00"), us("2026-06-02T15:00")]


def test_spans_of_a_calendar_that_never_closes_cover_the_request() -> None:
    always = Calendar.from_hours("24/7", "Europe/Berlin")
    opens, closes = always.spans(us("1950-01-01"), us("2150-01-01"))
    assert len(opens) == 1
    assert opens[0] <= us("1950-01-01") < us("2150-01-01") <= closes[0]


def test_a_long_interval_is_whole_however_little_of_it_is_asked() -> None:
    closed = {f"{year}-01-01": "closed" for year in (2020, 2021)}
    year = Calendar.from_hours("24/7", "UTC", exceptions=closed)
    opens, closes = year.spans(us("2020-06-01"), us("2020-06-02"))
    assert (opens.tolist(), closes.tolist()) == ([us("2020-01-02")], [us("2021-01-01")])
