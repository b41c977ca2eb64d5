"""When a reader may be written to, by the clock on their wall."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from troth.playbook.schema.frequency import QuietHours, read_quiet_hours
from troth_web.notices.waking import awake_from, quiet_of, waking

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NIGHT = read_quiet_hours("21:00-07:00")
ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Beirut"]
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))


def at(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "quiet", "zone", "expected"),
    [
        # By day at once, in the evening tomorrow, in the small hours today.
        ("2026-12-01 09:00", "21:00-07:00", BERLIN, "2026-12-01 09:00"),
        ("2026-12-01 20:00", "21:00-07:00", BERLIN, "2026-12-02 06:00"),
        ("2026-12-01 03:00", "21:00-07:00", BERLIN, "2026-12-01 06:00"),
        # The end itself is day, the begin is night.
        ("2026-12-01 06:00", "21:00-07:00", BERLIN, "2026-12-01 06:00"),
        ("2026-12-01 20:00", "21:00-07:00", ZoneInfo("UTC"), "2026-12-01 20:00"),
        ("2026-12-01 21:00", "21:00-07:00", ZoneInfo("UTC"), "2026-12-02 07:00"),
        # At noon, in one day.
        ("2026-12-01 11:30", "12:00-14:00", BERLIN, "2026-12-01 13:00"),
        # The same instant is morning here and night there.
        ("2026-12-01 09:00", "21:00-07:00", NEW_YORK, "2026-12-01 12:00"),
        # Clocks go back at 03:00 on 25 October 2026: 02:30 comes twice, and night is over twice.
        ("2026-10-25 00:10", "21:00-02:30", BERLIN, "2026-10-25 00:30"),
        ("2026-10-25 01:10", "21:00-02:30", BERLIN, "2026-10-25 01:30"),
        # Clocks go forward at 02:00 on 29 March 2026: there is no 02:30.
        ("2026-03-29 00:10", "21:00-02:30", BERLIN, "2026-03-29 01:30"),
    ],
)
def test_it_works(now: str, quiet: str, zone: ZoneInfo, expected: str) -> None:
    assert awake_from(at(now), read_quiet_hours(quiet), zone) == at(expected)


def test_without_quiet_hours_everybody_is_awake() -> None:
    assert awake_from(at("2026-12-01 02:00"), None, BERLIN) == at("2026-12-01 02:00")


@given(
    now=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - made aware below
    start=TIMES,
    end=TIMES,
    zone=ZONES,
)
def test_nobody_is_woken_and_nobody_waits_for_long(
    now: datetime, start: time, end: time, zone: str
) -> None:
    """Whatever the hours and the zone: never in quiet hours, and within two days."""
    if start == end:
        return
    quiet, where, asked = QuietHours(start, end), ZoneInfo(zone), now.replace(tzinfo=UTC)
    found = awake_from(asked, quiet, where)
    assert asked <= found <= asked + timedelta(days=2)
    assert not quiet.hold(found.astimezone(where).time())
    if not quiet.hold(asked.astimezone(where).time()):
        assert found == asked


def test_waking_hours_are_what_quiet_hours_leave() -> None:
    assert waking(NIGHT) == "07:00-21:00"
    assert quiet_of(waking(NIGHT)) == NIGHT
    with pytest.raises(PydanticCustomError):
        quiet_of("early")
