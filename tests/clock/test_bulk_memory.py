"""However many rows there are, what is needed beside them and their answers stays small."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from troth.clock import Calendar, due_many, elapsed_many

MIB = 2**20
ROWS = 5_000_000
OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:30", "Europe/Berlin")
CALENDARS = [OFFICE, Calendar.from_hours("Mo-Su 22:00-06:00", "America/New_York")]
STARTS = np.datetime64("2026-01-01T00:00:00", "us") + np.arange(ROWS) * np.timedelta64(20, "s")
HOUR = np.timedelta64(1, "h")
WHICH = np.arange(ROWS) % 2
NO_PAUSES = STARTS[:0], STARTS[:0], np.zeros(ROWS + 1, np.int64)


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda: OFFICE.due_many(STARTS, HOUR), 8),
        (lambda: OFFICE.due_many(STARTS[::-1], HOUR.astype("m8[ns]")), 8),
        (lambda: OFFICE.elapsed_many(STARTS, STARTS[::-1]), 8),
        (lambda: OFFICE.due_days_many(STARTS, 2), 16),
        (lambda: due_many(CALENDARS, WHICH, STARTS, HOUR), 64),
        (lambda: elapsed_many(CALENDARS, WHICH, STARTS[::-1], STARTS), 64),
        (lambda: due_many(CALENDARS, WHICH, STARTS, HOUR, NO_PAUSES), 64),
    ],
    ids=[
        "due",
        "due in another unit",
        "elapsed",
        "due days",
        "due of many",
        "elapsed of many",
        "due of many with pauses",
    ],
)
def test_memory(ask: Callable[[], NDArray[Any]], most: int) -> None:
    tracemalloc.start()
    try:
        answers = ask()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answers.size == ROWS
    assert peak - answers.nbytes < most * MIB
