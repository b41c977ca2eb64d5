"""A month, date by date, and its picture."""

from datetime import timedelta
from xml.etree import ElementTree

from troth.clock import Calendar
from troth.clock.month import MonthDay, month_cell, month_days
from troth.pictures.month import draw_month

DESK = Calendar.from_hours(
    "Mo-Fr 09:00-12:00,13:00-17:30; Sa 22:00-06:00",
    "Europe/Berlin",
    holidays="DE-BE",
    exceptions={"2026-12-24": "09:00-12:00", "2026-12-31": "closed"},
)


def december() -> list[MonthDay]:
    return month_days(DESK, 2026, 12)


def test_every_date_of_the_month() -> None:
    assert [day.date.day for day in december()] == list(range(1, 32))
    assert len(month_days(DESK, 2028, 2)) == 29


def test_what_is_out_of_the_ordinary_is_named_on_its_own_date() -> None:
    assert {day.date.day: day.told for day in december() if day.told} == {
        24: ("exception",),
        25: ("Christmas Day",),
        26: ("Second Day of Christmas",),
        31: ("exception",),
    }


def test_a_night_stands_with_its_date_and_is_open_on_the_next() -> None:
    saturday, sunday = december()[4:6]
    assert (saturday.hours, saturday.short_hours) == ("22:00–06:00", ("22–6",))
    assert (sunday.hours, len(sunday.open)) == ("", 1)
    assert month_cell(saturday).open == ((22 / 24, 1.0),)
    assert month_cell(sunday).open == ((0.0, 0.25),)


def test_around_the_clock() -> None:
    day = month_days(Calendar.from_hours("24/7", "UTC"), 2026, 2)[0]
    assert (day.hours, day.short_hours) == ("00:00–24:00", ("0–24",))
    assert month_cell(day).open == ((0.0, 1.0),)


def test_a_change_of_clocks_is_told() -> None:
    (day,) = [day for day in month_days(DESK, 2026, 3) if day.clock_changes]
    assert (day.date.day, day.told) == (29, ("clocks forward 1 h",))
    assert day.clock_changes[0].by == timedelta(hours=1)


def test_json_is_in_utc() -> None:
    assert december()[23].as_json() == {
        "date": "2026-12-24",
        "open": [["2026-12-24T08:00:00+00:00", "2026-12-24T11:00:00+00:00"]],
        "notes": [{"reason": "exception", "name": ""}],
        "clock_changes": [],
    }


def test_the_picture_is_xml_and_says_in_words_what_it_shows() -> None:
    svg = draw_month("December 2026", "desk, Europe/Berlin", [month_cell(d) for d in december()])
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert root.attrib["aria-label"].startswith(
        "December 2026, desk, Europe/Berlin. Thu 24 Dec: exception; Fri 25 Dec: Christmas Day"
    )
    texts = [element.text for element in root.iter("text")]
    assert "9–12, 13–17:30" in texts
    assert texts.count("Christmas Day") == 1
