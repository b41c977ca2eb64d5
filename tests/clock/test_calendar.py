"""One calendar: shifts over midnight, what beats what, refusals, searches that must end."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from troth.clock import (
    Calendar,
    CalendarError,
    NaiveTimeError,
    NeverClosesError,
    NeverOpenError,
    NoOpenTimeError,
)
from troth.clock.calendar import HolidayScope
from troth.clock.durations import Boundary

HOUR = timedelta(hours=1)
WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {day: [("09:00", "17:30")] for day in WORKDAYS}
NIGHTS = {day: [("22:00", "06:00")] for day in WORKDAYS}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def open_on(cal: Calendar, day: str) -> list[str]:
    """The open times of one date, as wall times."""
    spans = cal.intervals(at(day), until=at(day) + 24 * HOUR)
    return [f"{span.open:%H:%M}-{span.close:%H:%M}" for span in spans]


class TestHalfOpen:
    """Intervals are [open, close)."""

    cal = Calendar.from_weekly(OFFICE, "UTC")

    def test_the_opening_is_open_and_the_close_is_not(self) -> None:
        assert self.cal.is_open(at("2026-06-01T09:00"))
        assert self.cal.is_open(at("2026-06-01T17:29:59.999999"))
        assert not self.cal.is_open(at("2026-06-01T17:30"))
        assert not self.cal.is_open(at("2026-06-01T08:59:59.999999"))

    @pytest.mark.parametrize(
        ("method", "moment", "expected"),
        [
            ("next_open", "2026-06-05T12:00", "2026-06-05T12:00"),
            ("next_open", "2026-06-05T09:00", "2026-06-05T09:00"),
            ("next_open", "2026-06-05T17:30", "2026-06-08T09:00"),
            ("next_close", "2026-06-05T12:00", "2026-06-05T17:30"),
            ("next_close", "2026-06-05T17:30", "2026-06-08T17:30"),
            ("prev_close", "2026-06-08T12:00", "2026-06-08T12:00"),
            ("prev_close", "2026-06-08T17:30", "2026-06-08T17:30"),
            ("prev_close", "2026-06-08T09:00", "2026-06-05T17:30"),
            ("prev_open", "2026-06-08T12:00", "2026-06-08T09:00"),
            ("prev_open", "2026-06-08T09:00", "2026-06-05T09:00"),
        ],
    )
    def test_the_nearest_edge(self, method: str, moment: str, expected: str) -> None:
        assert getattr(self.cal, method)(at(moment)) == at(expected)


class TestDue:
    """When a duration is used up."""

    cal = Calendar.from_weekly(OFFICE, "UTC")

    @pytest.mark.parametrize(
        ("start", "hours", "boundary", "expected"),
        [
            # A whole Friday ends with Friday, not with Monday.
            ("2026-06-05T09:00", 8.5, "end", "2026-06-05T17:30"),
            ("2026-06-05T09:00", 8.5, "next_open", "2026-06-08T09:00"),
            ("2026-06-05T17:30", 1, "end", "2026-06-08T10:00"),
            ("2026-06-06T12:00", 1, "end", "2026-06-08T10:00"),
            # No duration: as soon as time counts.
            ("2026-06-05T12:00", 0, "end", "2026-06-05T12:00"),
            ("2026-06-05T17:30", 0, "end", "2026-06-08T09:00"),
            # Backward in a mirror: at the opening, not at the close before it.
            ("2026-06-08T17:30", -8.5, "end", "2026-06-08T09:00"),
            ("2026-06-08T17:30", -8.5, "next_open", "2026-06-05T17:30"),
            ("2026-06-08T10:00", -2, "end", "2026-06-05T16:30"),
            ("2026-06-07T12:00", -1, "end", "2026-06-05T16:30"),
        ],
    )
    def test_due(self, start: str, hours: float, boundary: Boundary, expected: str) -> None:
        assert self.cal.due(at(start), hours * HOUR, boundary=boundary) == at(expected)

    def test_elapsed_is_signed(self) -> None:
        start, end = at("2026-06-05T16:30"), at("2026-06-08T10:00")
        assert self.cal.elapsed(start, end) == 2 * HOUR
        assert self.cal.elapsed(end, start) == -2 * HOUR

    def test_an_unknown_boundary_is_refused(self) -> None:
        boundary: Any = "close"
        with pytest.raises(CalendarError, match="right would be end or next_open"):
            self.cal.due(at("2026-06-05T09:00"), HOUR, boundary=boundary)


class TestOverMidnight:
    """Shifts that end on the next date, or with their own."""

    def test_a_shift_belongs_to_the_date_on_which_it_starts(self) -> None:
        cal = Calendar.from_weekly(NIGHTS, "UTC")
        assert open_on(cal, "2026-06-01") == ["22:00-00:00"]
        assert open_on(cal, "2026-06-06") == ["00:00-06:00"]
        assert open_on(cal, "2026-06-07") == []

    @pytest.mark.parametrize(
        ("hours", "length"),
        [
            (("22:00", "06:00"), 8),
            (("20:00", "26:00"), 6),
            (("00:00", "24:00"), 24),
            (("18:00", "24:00"), 6),
            (("18:00", "00:00"), 6),
            (("00:00", "48:00"), 48),
        ],
    )
    def test_length(self, hours: tuple[str, str], length: int) -> None:
        cal = Calendar.from_weekly({"mon": [hours]}, "UTC")
        assert cal.elapsed(at("2026-06-01"), at("2026-06-07")) == length * HOUR

    def test_shifts_that_overlap_count_once(self) -> None:
        cal = Calendar.from_weekly(
            {"mon": ["20:00-08:00", "22:00-23:00"], "tue": ["06:00-09:00"]}, "UTC"
        )
        assert cal.elapsed(at("2026-06-01"), at("2026-06-07")) == 13 * HOUR


class TestPrecedence:
    """Weekly hours, then holidays, then exceptions, then breaks, the later the stronger."""

    day = "2026-06-03"

    @pytest.mark.parametrize(
        ("rules", "expected"),
        [
            ({}, ["09:00-17:30"]),
            ({"holidays": [day]}, []),
            ({"exceptions": {day: "10:00-12:00"}}, ["10:00-12:00"]),
            ({"exceptions": {date(2026, 6, 3): [("10:00", "12:00")]}}, ["10:00-12:00"]),
            ({"exceptions": {day: "closed"}}, []),
            ({"exceptions": {day: []}}, []),
            ({"holidays": [day], "exceptions": {day: "10:00-12:00"}}, ["10:00-12:00"]),
            ({"breaks": {day: "12:00-13:00"}}, ["09:00-12:00", "13:00-17:30"]),
            ({"weekly_breaks": {"wed": ["12:00-13:00"]}}, ["09:00-12:00", "13:00-17:30"]),
            (
                {"exceptions": {day: "11:00-15:00"}, "breaks": {day: "12:00-13:00"}},
                ["11:00-12:00", "13:00-15:00"],
            ),
            (
                {"exceptions": {day: "11:00-15:00"}, "weekly_breaks": {"wed": ["12:00-13:00"]}},
                ["11:00-12:00", "13:00-15:00"],
            ),
            ({"breaks": {day: "08:00-18:00"}}, []),
        ],
    )
    def test_one_wednesday(self, rules: dict[str, Any], expected: list[str]) -> None:
        cal = Calendar.from_weekly(OFFICE, "UTC", **rules)
        assert open_on(cal, self.day) == expected
        assert open_on(cal, "2026-06-04") == ["09:00-17:30"]


class TestHolidayScope:
    """A holiday on Wednesday, with night shifts from Monday to Friday."""

    day = "2026-06-03"

    @pytest.mark.parametrize(
        ("scope", "rules", "wednesday", "thursday"),
        [
            # The date is closed from midnight to midnight; its own night goes on after that.
            ("date", {"holidays": [day]}, [], ["00:00-06:00", "22:00-00:00"]),
            # An exception without hours leaves nothing that could go on.
            ("date", {"exceptions": {day: "closed"}}, [], ["22:00-00:00"]),
            # Only the shift that starts on the holiday is closed.
            ("shift", {"holidays": [day]}, ["00:00-06:00"], ["22:00-00:00"]),
            ("shift", {"exceptions": {day: "closed"}}, ["00:00-06:00"], ["22:00-00:00"]),
            # An exception says which shifts start on its date, and lets the night before be.
            (
                "date",
                {"holidays": [day], "exceptions": {day: "10:00-12:00"}},
                ["00:00-06:00", "10:00-12:00"],
                ["22:00-00:00"],
            ),
        ],
    )
    def test_nights(
        self, scope: HolidayScope, rules: dict[str, Any], wednesday: list[str], thursday: list[str]
    ) -> None:
        cal = Calendar.from_weekly(NIGHTS, "UTC", holiday_scope=scope, **rules)
        assert open_on(cal, "2026-06-02") == ["00:00-06:00", "22:00-00:00"]
        assert open_on(cal, self.day) == wednesday
        assert open_on(cal, "2026-06-04") == thursday


class TestHolidayCodes:
    """Countries, subdivisions and markets of the `holidays` library."""

    @pytest.mark.parametrize(
        ("code", "closed"),
        [
            ("DE", "2026-10-03"),
            ("DE-BE", "2026-03-08"),
            ("US", "2026-07-03"),
            ("XNYS", "2026-04-03"),
            # Observed in the year before its own.
            ("US", "2021-12-31"),
        ],
    )
    def test_a_code_closes_its_dates(self, code: str, closed: str) -> None:
        cal = Calendar.from_hours("24/7", "UTC", holidays=code)
        assert open_on(cal, closed) == []

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("XX", "a country (DE), a country and its subdivision (DE-BE), or a market (XNYS)"),
            ("de-be", "near are DE"),
            ("DE-ZZ", "DE or one of DE-BB, DE-BE, DE-BW"),
            ("", "a country (DE)"),
        ],
    )
    def test_an_unknown_code_is_refused(self, code: str, said: str) -> None:
        with pytest.raises(CalendarError) as refusal:
            Calendar.from_hours("24/7", "UTC", holidays=code)
        assert repr(code) in str(refusal.value)
        assert said in str(refusal.value)

    def test_no_more_than_three_codes_are_near(self) -> None:
        with pytest.raises(CalendarError) as refusal:
            Calendar.from_hours("24/7", "UTC", holidays="XEC")
        assert str(refusal.value).endswith("; near are XECB, EC, ECU")


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"weekly": {"monday": ["09:00-17:00"]}}, "unknown weekday 'monday' in weekly hours"),
        (
            {"weekly": {"mon": ["9-17"]}},
            "'9' in weekly hours, mon is not a time; right would be 09:00",
        ),
        ({"weekly": {"mon": ["09:00"]}}, "is not a span; right would be 09:00-17:30"),
        ({"weekly": {"mon": ["09:00-09:00"]}}, "starts when it ends"),
        ({"weekly": {"mon": ["24:00-25:00"]}}, "a shift starts before 24:00"),
        ({"weekly": {"mon": ["09:00-48:01"]}}, "ends at 48:00 at the latest"),
        ({"weekly": {"mon": ["09:60-10:00"]}}, "is not a time"),
        ({"exceptions": {"2026-02-30": "09:00-10:00"}}, "'2026-02-30' in exceptions is not a date"),
        ({"exceptions": {at("2026-02-03"): "closed"}}, "is not a date; right would be a date"),
        (
            {"holidays": ["24.12.2026"]},
            "'24.12.2026' in holidays is not a date; right would be YYYY-MM-DD",
        ),
        ({"timezone": "Berlin"}, "unknown timezone 'Berlin'"),
        ({"holiday_scope": "day"}, "right would be date or shift"),
    ],
)
def test_bad_rules_are_refused(rules: dict[str, Any], said: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        Calendar.from_weekly(**{"weekly": OFFICE, "timezone": "UTC"} | rules)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    "question",
    [
        lambda cal, naive: cal.due(naive, HOUR),
        lambda cal, naive: cal.due(at("2026-06-01"), HOUR, [(naive, None)]),
        lambda cal, naive: cal.elapsed(at("2026-06-01"), naive),
        lambda cal, naive: cal.due_days(naive, 1),
        lambda cal, naive: cal.is_open(naive),
        lambda cal, naive: cal.next_open(naive),
        lambda cal, naive: cal.next_close(naive),
        lambda cal, naive: cal.prev_close(naive),
        lambda cal, naive: cal.prev_open(naive),
        lambda cal, naive: cal.intervals(naive, 1),
        lambda cal, naive: cal.explain(naive, HOUR),
    ],
)
def test_naive_datetimes_are_refused(question: Callable[[Calendar, datetime], object]) -> None:
    naive = datetime.fromisoformat("2026-06-01T10:00")
    with pytest.raises(NaiveTimeError, match="2026-06-01T10:00:00 has no time zone"):
        question(Calendar.from_weekly(OFFICE, "UTC"), naive)


def test_only_a_wall_time_is_naive() -> None:
    with pytest.raises(CalendarError, match="right would be a wall time without one"):
        Calendar.from_weekly(OFFICE, "UTC").resolve(at("2026-06-01"))


class TestIntervals:
    """Open intervals from a start, cut there."""

    cal = Calendar.from_weekly({day: ["09:00-12:00", "13:00-17:00"] for day in WORKDAYS}, "UTC")

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2026-06-01T10:00", {"n": 2}, ["10:00-12:00", "13:00-17:00"]),
            ("2026-06-01T10:00", {"n": 2, "backward": True}, ["09:00-10:00", "13:00-17:00"]),
            ("2026-06-01T10:00", {"until": "2026-06-01T14:00"}, ["10:00-12:00", "13:00-14:00"]),
            ("2026-06-01T14:00", {"until": "2026-06-01T10:00"}, ["13:00-14:00", "10:00-12:00"]),
            ("2026-06-01T12:00", {"until": "2026-06-01T13:00"}, []),
            ("2026-06-01T12:00", {"n": 0}, []),
        ],
    )
    def test_intervals(self, start: str, end: dict[str, Any], expected: list[str]) -> None:
        if "until" in end:
            end = {"until": at(end["until"])}
        spans = self.cal.intervals(at(start), **end)
        assert [f"{span.open:%H:%M}-{span.close:%H:%M}" for span in spans] == expected

    def test_without_an_end_they_are_refused(self) -> None:
        with pytest.raises(CalendarError, match="right would be n or until"):
            self.cal.intervals(at("2026-06-01"))


class TestVersion:
    """Equal rules, equal calendars."""

    office = Calendar.from_weekly(OFFICE, "UTC")

    def test_the_same_hours_in_another_form_are_the_same_calendar(self) -> None:
        same = Calendar.from_hours("Mo-Fr 09:00-17:30", "UTC")
        assert same.version == self.office.version
        assert {same, self.office} == {same}

    @pytest.mark.parametrize(
        "rules",
        [
            {"timezone": "Europe/Berlin"},
            {"holidays": ["2026-06-01"]},
            {"holidays": "DE"},
            {"exceptions": {"2026-06-01": "closed"}},
            {"breaks": {"2026-06-01": "12:00-13:00"}},
            {"weekly_breaks": {"mon": "12:00-13:00"}},
            {"holiday_scope": "shift"},
            {"weekly": OFFICE | {"sat": "09:00-10:00"}},
        ],
    )
    def test_any_other_rule_is_another_calendar(self, rules: dict[str, Any]) -> None:
        other = Calendar.from_weekly(**{"weekly": OFFICE, "timezone": "UTC"} | rules)
        assert other != self.office


class TestNeverOpen:
    """No search goes on forever."""

    @pytest.mark.parametrize(
        "rules",
        [
            {},
            {"exceptions": {"2026-06-01": "closed"}},
            {"weekly": {"mon": ["09:00-17:00"]}, "weekly_breaks": {"mon": ["08:00-18:00"]}},
            {"exceptions": {"2026-06-01": "09:00-10:00"}, "breaks": {"2026-06-01": "09:00-10:00"}},
        ],
    )
    def test_it_is_refused_when_made(self, rules: dict[str, Any]) -> None:
        with pytest.raises(NeverOpenError, match="the calendar is never open"):
            Calendar.from_weekly(**{"weekly": {}, "timezone": "UTC"} | rules)

    def test_every_search_ends_where_open_time_ends(self) -> None:
        cal = Calendar.from_weekly({}, "UTC", exceptions={"2050-06-01": "09:00-12:00"})
        before, after = at("2026-01-01"), at("2060-01-01")
        assert cal.next_open(before) == at("2050-06-01T09:00")
        assert cal.prev_close(after) == at("2050-06-01T12:00")
        assert cal.due(before, 3 * HOUR) == at("2050-06-01T12:00")
        assert cal.elapsed(before, after) == 3 * HOUR
        for question in (
            lambda: cal.next_open(after),
            lambda: cal.next_close(after),
            lambda: cal.prev_open(before),
            lambda: cal.prev_close(before),
            lambda: cal.due(before, 4 * HOUR),
            lambda: cal.due(after, -4 * HOUR),
            lambda: cal.due(before, HOUR, [(at("2026-01-02"), at("2055-01-01"))]),
            lambda: cal.due_days(before, 1),
            lambda: cal.due_days(after, -2, due="same_time"),
            lambda: cal.intervals(before, 2),
        ):
            with pytest.raises(NoOpenTimeError, match="no more open time"):
                question()

    def test_a_search_spans_decades_between_exceptions(self) -> None:
        hours = {"2020-06-01": "09:00-12:00", "2050-06-01": "09:00-12:00"}
        cal = Calendar.from_weekly({}, "UTC", exceptions=hours)
        assert cal.due(at("2010-01-01"), 5 * HOUR) == at("2050-06-01T11:00")
        assert cal.due(at("2060-01-01"), -5 * HOUR) == at("2020-06-01T10:00")

    def test_open_at_all_hours_never_closes(self) -> None:
        cal = Calendar.from_hours("24/7", "Europe/Berlin")
        for question in (cal.next_close, cal.prev_open):
            with pytest.raises(NeverClosesError, match="there is no close"):
                question(at("2026-06-01"))

    def test_what_lies_beyond_the_calendar_of_python_is_refused(self) -> None:
        cal = Calendar.from_hours("24/7", "UTC")
        with pytest.raises(CalendarError, match="outside the years 2 to 9997"):
            cal.due(at("2026-06-01"), timedelta(days=365 * 9000))
