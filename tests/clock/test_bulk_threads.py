"""Threads that share a calendar, and calendars that share what is compiled of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import numpy as np
import pytest

from troth.clock import Calendar

DECADES = [np.datetime64(f"{year}-01-01T00:00:00") for year in range(1900, 2100, 10)]
MANY = np.arange(5000) * np.timedelta64(3, "h")
HOURS = np.timedelta64(30, "h")


def office(closes: str = "17:00") -> Calendar:
    return Calendar.from_hours(f"Mo-Fr 09:00-{closes}", "Europe/Berlin")


@pytest.mark.parametrize("turn", range(3))
def test_threads_get_what_one_alone_gets(turn: int) -> None:
    """Each starts elsewhere, so that the table grows into all directions at once."""
    together, start = Barrier(len(DECADES)), [decade + MANY for decade in DECADES]
    shared = [office(f"17:1{turn}") for _ in DECADES[::2]]

    def ask(n: int) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
        together.wait()
        return shared[n // 2].due_many(start[n], HOURS)

    with ThreadPoolExecutor(len(DECADES)) as threads:
        found = list(threads.map(ask, range(len(DECADES))))
    for starts, due in zip(start, found, strict=True):
        # A calendar of its own, compiled anew.
        apart = Calendar.sum([office(f"17:1{turn}")], "UTC")
        assert (due == apart.due_many(starts, HOURS)).all()


def test_equal_calendars_are_compiled_once() -> None:
    first, second = office(), office()
    first.due(datetime(2026, 6, 1, 12, tzinfo=UTC), timedelta(hours=1))
    assert second._timeline.compiled.table is first._timeline.compiled.table is not None
    assert office("18:00")._timeline.compiled is not first._timeline.compiled


def test_what_nobody_uses_any_more_is_forgotten() -> None:
    calendar = office("18:30")
    calendar.is_open(datetime(2026, 6, 1, 12, tzinfo=UTC))
    version = calendar.version
    del calendar
    from troth.clock.timeline import _compiled

    assert version not in _compiled
