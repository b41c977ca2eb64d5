"""Wall times and instants of whole arrays, compared with zoneinfo one by one."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from troth.clock import CalendarError, zones
from troth.clock.zone_names import known

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

#: Zones with dense, half-hour, negative, daylong or abandoned changes.
ZONES = (
    "UTC",
    "Africa/Casablanca",
    "Africa/Freetown",
    "America/Boa_Vista",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Amsterdam",
    "Europe/Dublin",
    "Pacific/Apia",
    "Pacific/Kwajalein",
)


def looks(zone: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Instants from 1900 to 2200, and a dense series around each change of some years."""
    coarse = np.arange(datetime_us(1900), datetime_us(2200), 30 * 86_400_000_000 + 7)
    dense = np.arange(datetime_us(1939), datetime_us(1941), 3 * 3_600_000_000)
    modern = np.arange(datetime_us(2010), datetime_us(2013), 3 * 1_800_000_000)
    return np.concatenate((coarse, dense, modern))


def datetime_us(year: int) -> int:
    return (datetime(year, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND


@pytest.mark.parametrize("zone", ZONES)
def test_to_local(zone: str) -> None:
    at = looks(zone)
    local = zones.to_local(at, ZoneInfo(zone))
    for utc, wall in zip(at.tolist(), local.tolist(), strict=True):
        there = (EPOCH + utc * MICROSECOND).astimezone(ZoneInfo(zone))
        assert there.replace(tzinfo=UTC) == EPOCH + wall * MICROSECOND


@pytest.mark.parametrize("zone", ZONES)
def test_to_utc(zone: str) -> None:
    walls = looks(zone)
    found = zones.to_utc(walls, ZoneInfo(zone))
    for wall, utc in zip(walls.tolist(), found.tolist(), strict=True):
        there = (EPOCH + wall * MICROSECOND).replace(tzinfo=ZoneInfo(zone), fold=0)
        assert (there - EPOCH) == utc * MICROSECOND


def test_arrays_of_any_shape() -> None:
    at = np.arange(6, dtype=np.int64).reshape(2, 3)
    assert zones.to_local(at, ZoneInfo("Asia/Kolkata")).shape == (2, 3)
    assert zones.to_utc(at[:0], ZoneInfo("Asia/Kolkata")).size == 0


@pytest.mark.parametrize("name", ["Europe/Berln", "", "Europe", "../etc/passwd", "UTC+2", "\0"])
def test_unknown_zones_are_refused(name: str) -> None:
    with pytest.raises(CalendarError, match="unknown timezone") as refusal:
        zones.load(name)
    assert repr(name) in str(refusal.value)


def utc() -> BytesIO:
    """The data of a zone, under whatever name."""
    return BytesIO((files("tzdata") / "zoneinfo" / "UTC").read_bytes())


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("localtime", "an IANA name such as Europe/Berlin"),
        ("posixrules", "an IANA name such as Europe/Berlin"),
        ("Factory", "an IANA name such as Europe/Berlin"),
        ("posix/Europe/Berlin", "Europe/Berlin"),
        ("right/Asia/Kolkata", "Asia/Kolkata"),
    ],
)
def test_what_is_no_place_everywhere_is_refused(name: str, right: str) -> None:
    """Though this machine knows it; also where it comes as a zone."""
    sentence = f"unknown timezone {name!r}; right would be {right}"
    with pytest.raises(CalendarError, match=sentence):
        zones.load(name)
    with pytest.raises(CalendarError, match=sentence):
        zones.load(ZoneInfo.from_file(utc(), key=name))


def test_a_zone_without_a_name_is_refused() -> None:
    """Nobody could say later which one it was."""
    with pytest.raises(CalendarError, match="unknown timezone None"):
        zones.load(ZoneInfo.from_file(utc()))


def test_every_place_is_known() -> None:
    """Those that this machine has, and none that is no place."""
    assert "Europe/Berlin" in known()
    assert all(zones.load(name).key == name for name in known())


def test_a_near_name_is_offered() -> None:
    with pytest.raises(CalendarError, match=r"Europe/Berlin"):
        zones.load("Europe/Berln")
