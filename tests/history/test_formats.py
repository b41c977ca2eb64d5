"""Formats of dates: what they read, and what they refuse."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.history.formats import DateFormat
from troth.history.instants import parse

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(text: str, written: str) -> str | None:
    """The wall time that one text stands for, or None when it does not fit."""
    parsed = parse(pa.array([text]), DateFormat(written))
    if not parsed.fits[0]:
        return None
    return str((EPOCH + timedelta(microseconds=int(parsed.us[0]))).replace(tzinfo=None))


@pytest.mark.parametrize(
    ("text", "written", "wall"),
    [
        ("29/2/2016 01:16", "%d/%m/%Y %H:%M", "2016-02-29 01:16:00"),
        ("2/29/2016", "%m/%d/%Y", "2016-02-29 00:00:00"),
        ("2015-01-02 03:04:05", "%Y-%m-%d %H:%M:%S", "2015-01-02 03:04:05"),
        ("05.11.69", "%d.%m.%y", "1969-11-05 00:00:00"),
        ("05.11.68", "%d.%m.%y", "2068-11-05 00:00:00"),
        ("5 Nov 2026 12:30 AM", "%d %b %Y %I:%M %p", "2026-11-05 00:30:00"),
        ("5 nov 2026 12:30 pm", "%d %b %Y %I:%M %p", "2026-11-05 12:30:00"),
        ("2026-03-01T10:00:00+02:00", "%Y-%m-%dT%H:%M:%S%z", "2026-03-01 08:00:00"),
        ("2026-03-01T10:00:00Z", "%Y-%m-%dT%H:%M:%S%z", "2026-03-01 10:00:00"),
        ("2026-03-01T10:00:00-0330", "%Y-%m-%dT%H:%M:%S%z", "2026-03-01 13:30:00"),
        ("2026-03-01 10:00:00.25", "%Y-%m-%d %H:%M:%S.%f", "2026-03-01 10:00:00.250000"),
        ("2026-03-01 10:00:00.123456789", "%Y-%m-%d %H:%M:%S.%f", "2026-03-01 10:00:00.123456"),
        ("2013 1 1 5", "%Y %m %d HHMM", "2013-01-01 00:05:00"),
        ("2013 1 1 517", "%Y %m %d HHMM", "2013-01-01 05:17:00"),
        ("2013 1 1 2400", "%Y %m %d HHMM", "2013-01-02 00:00:00"),
        ("100% 2013-01-01", "100%% %Y-%m-%d", "2013-01-01 00:00:00"),
    ],
)
def test_reads(text: str, written: str, wall: str) -> None:
    assert read(text, written) == wall


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("31/02/2016", "%d/%m/%Y"),
        ("29/02/2015", "%d/%m/%Y"),
        ("01/13/2016", "%d/%m/%Y"),
        ("00/01/2016", "%d/%m/%Y"),
        ("2016-01-01 24:00", "%Y-%m-%d %H:%M"),
        ("2016-01-01 23:60", "%Y-%m-%d %H:%M"),
        ("2016-01-01 00:30 PM", "%Y-%m-%d %I:%M %p"),
        ("2016-01-01", "%Y-%m-%d %H:%M"),
        ("2016-01-01 10:00 ", "%Y-%m-%d %H:%M"),
        ("2016-01-01\n", "%Y-%m-%d"),
        ("2013 1 1 2401", "%Y %m %d HHMM"),
        ("2013 1 1 1260", "%Y %m %d HHMM"),
        ("5 Foo 2026", "%d %b %Y"),
        ("٢٠١٦-01-01", "%Y-%m-%d"),
        ("", "%Y-%m-%d"),
    ],
)
def test_does_not_fit(text: str, written: str) -> None:
    assert read(text, written) is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("%Y-%m-%q", "'%q' is unknown"),
        ("%Y-%m", "needs a year, a month and a day"),
        ("%d/%d/%Y", "'%d' stands twice"),
        ("%Y-%m-%d %I:%M", "needs %I and %p together"),
        ("%H:%M%z", "has an offset but no date"),
        ("today", "needs a year, a month and a day"),
    ],
)
def test_refuses(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        DateFormat(written)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))  # noqa: DTZ001 - a wall time
def test_reads_what_strftime_writes(wall: datetime) -> None:
    written = "%d.%m.%Y %I:%M:%S.%f %p"
    assert read(wall.strftime(written), written) == str(wall)


def test_swapping_day_and_month_changes_nothing_else() -> None:
    swapped = DateFormat("%d/%m/%Y %H:%M").swapped
    assert swapped is not None
    assert swapped.text == "%m/%d/%Y %H:%M"
    assert DateFormat("%d %b %Y").swapped is None
