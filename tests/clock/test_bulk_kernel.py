"""What numba compiles answers as numpy does; where numba is missing this says so and is skipped."""

import sys
from types import ModuleType
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from tests.clock.bulk_strategies import NAT, Asked, asked, some

from troth import clock
from troth.clock import Calendar, CalendarError, kernel, rows
from troth.clock.durations import Boundary

numba = pytest.mark.skipif(not kernel.is_installed(), reason="numba is not installed")
OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:00", "Europe/Berlin")
CRUMBS = Calendar.from_weekly(
    {"mon": [(f"09:{m:02}", f"09:{m + 1:02}") for m in range(0, 58, 2)]}, "UTC"
)
STARTS = np.datetime64("1990-01-01T00:00:00") + np.arange(40_000) * np.timedelta64(5, "h")
AFTER = (np.arange(40_000) % 401 - 200) * np.timedelta64(1799, "s")


@numba
@some
@given(asked())
def test_random_rows(asked: Asked) -> None:
    from troth.clock import compiled_rows

    timeline = asked.calendar._timeline
    starts, after, ends = (np.array([*column, NAT]) for column in asked[1:4])
    for boundary in get_args(Boundary):
        given = timeline, starts, after, "us", boundary
        assert compiled_rows.due(*given).tolist() == rows.due(*given).tolist()
    assert (
        compiled_rows.elapsed(timeline, starts, ends, "us").tolist()
        == rows.elapsed(timeline, starts, ends, "us").tolist()
    )


@numba
@pytest.mark.parametrize("calendar", [OFFICE, CRUMBS], ids=["office", "crumbs"])
def test_columns_over_many_years(calendar: Calendar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROTH_KERNEL", "off")
    due, passed = calendar.due_many(STARTS, AFTER), calendar.elapsed_many(STARTS, STARTS[::-1])
    monkeypatch.setenv("TROTH_KERNEL", "on")
    # Equal answers of another version, of which no table is there yet.
    later = Calendar.sum([calendar])
    assert (later.due_many(STARTS, AFTER) == due).all()
    assert (later.elapsed_many(STARTS, STARTS[::-1]) == passed).all()


@pytest.mark.parametrize(
    ("choice", "loaded", "count", "compiled"),
    [
        ("off", True, 10**9, False),
        ("on", False, 1, True),
        ("", False, 10**7, False),
        ("", False, 10**8, True),
        ("", True, 10**4, True),
        ("", False, 10**8 - 1, False),
        ("", True, 1000, True),
        ("", True, 999, False),
        ("", True, 10, False),
    ],
)
def test_when_it_pays(
    choice: str, loaded: bool, count: int, compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether numba is there or not: the module that needs it is only named."""
    module = ModuleType(kernel.COMPILED)
    monkeypatch.setattr(kernel, "is_installed", lambda: True)
    monkeypatch.setattr(clock, "compiled_rows", module, raising=False)
    monkeypatch.setitem(sys.modules, kernel.COMPILED, module)
    monkeypatch.setenv("TROTH_KERNEL", choice)
    if not loaded:
        monkeypatch.delitem(sys.modules, kernel.COMPILED)
    assert kernel.answering(count) is (module if compiled else rows)


def test_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "is_installed", lambda: False)
    monkeypatch.delenv("TROTH_KERNEL", raising=False)
    assert kernel.answering(10**9) == rows
    monkeypatch.setenv("TROTH_KERNEL", "on")
    with pytest.raises(CalendarError) as refusal:
        OFFICE.due_many(STARTS, AFTER)
    assert str(refusal.value) == "TROTH_KERNEL is on without numba: pip install 'troth[fast]'"
    monkeypatch.setenv("TROTH_KERNEL", "off")
    assert kernel.answering(10**9) == rows


def test_an_unknown_choice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROTH_KERNEL", "maybe")
    with pytest.raises(CalendarError, match="'maybe'; right would be on, off or nothing"):
        OFFICE.due_many(STARTS, AFTER)
