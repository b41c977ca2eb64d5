"""What columns are refused for, word for word."""

from collections.abc import Callable

import numpy as np
import pytest

from troth.clock import Calendar, CalendarError, due_many, elapsed_many

OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:00", "UTC")
AT = np.array(["2026-06-01T12", "2026-06-02T12"], "M8[h]")
HOURS = np.array([1, 2], "m8[h]")
WORDS = np.array(["a", "b"])
OFFSETS = np.array([0, 1, 2])


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: OFFICE.due_many(WORDS, HOURS), "starts are <U1; right would be datetime64 in UTC"),
        (lambda: OFFICE.due_many(AT, WORDS), "after are <U1; right would be timedelta64"),
        (
            lambda: OFFICE.due_many(AT, np.timedelta64(1, "M")),
            "after are timedelta64[M]; months and years have no fixed length",
        ),
        (
            lambda: OFFICE.due_many(AT, np.timedelta64(1, "Y")),
            "after are timedelta64[Y]; months and years have no fixed length",
        ),
        (
            lambda: OFFICE.due_many(AT.astype("M8[ps]"), HOURS),
            "starts are datetime64[ps]; right would be nanoseconds at the finest",
        ),
        (
            lambda: OFFICE.elapsed_many(WORDS, AT),
            "starts are <U1; right would be datetime64 in UTC",
        ),
        (lambda: OFFICE.elapsed_many(AT, WORDS), "ends are <U1; right would be datetime64 in UTC"),
        (
            lambda: due_many([OFFICE], WORDS, AT, HOURS),
            "which are <U1; right would be whole numbers",
        ),
        (
            lambda: elapsed_many([OFFICE], WORDS, AT, AT),
            "which are <U1; right would be whole numbers",
        ),
        (
            lambda: OFFICE.due_days_many(WORDS, 1),
            "starts are <U1; right would be datetime64 in UTC",
        ),
        (lambda: OFFICE.due_days_many(AT, WORDS), "days are <U1; right would be whole numbers"),
        (
            lambda: OFFICE.due_many(AT, HOURS, (WORDS, AT, OFFSETS)),
            "pause starts are <U1; right would be datetime64 in UTC",
        ),
        (
            lambda: OFFICE.due_many(AT, HOURS, (AT, WORDS, OFFSETS)),
            "pause ends are <U1; right would be datetime64 in UTC",
        ),
        (
            lambda: OFFICE.due_many(AT, HOURS, (AT, AT, WORDS)),
            "pause offsets are <U1; right would be whole numbers",
        ),
        (
            lambda: OFFICE.due_many(AT, HOURS, (AT, AT[:1], OFFSETS)),
            (
                "pause starts of shape (2,) and ends of shape (1,); right would be one of each for "
                "every pause"
            ),
        ),
        (
            lambda: OFFICE.due_many(AT, HOURS, (AT, AT, OFFSETS[:2])),
            "pause offsets of shape (2,) for 2 rows; right would be (3,)",
        ),
        (
            lambda: OFFICE.due_many(AT, HOURS, (AT, AT, OFFSETS[::-1])),
            "pause offsets are out of order; right would be 0 to 2, rising",
        ),
        (
            lambda: OFFICE.due_many(AT, HOURS, (AT, AT - [0, 1], OFFSETS)),
            (
                "the pause from 2026-06-02T12 to 2026-06-02T11, number 1, has no start or ends "
                "before it; right would be an end that is later, or NaT while it lasts"
            ),
        ),
        (
            lambda: OFFICE.due_many(AT, HOURS[:, None, None] + HOURS[:1].repeat(3)),
            "columns of the shapes (2,) and (2, 1, 3) and () do not go together",
        ),
        (
            lambda: OFFICE.due_many(np.array(["2300-01-01"], "M8[D]"), HOURS.astype("m8[ns]")),
            "datetime64[D] reaches beyond what datetime64[ns] can hold",
        ),
        (
            lambda: OFFICE.due_many(np.array(["2262-04-11"], "M8[ns]"), HOURS),
            (
                "the answer lies beyond what datetime64[ns] can count, 146 years from 1970; "
                "right would be datetime64[us]"
            ),
        ),
        (
            lambda: due_many([OFFICE], [0, 1], AT, HOURS),
            "calendar 1 of 1; right would be 0 to 0",
        ),
    ],
)
def test_words(ask: Callable[[], object], said: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        ask()
    assert str(refusal.value) == said


@pytest.mark.parametrize("unit", ["ps", "fs", "as"])
def test_finer_than_nanoseconds(unit: str) -> None:
    with pytest.raises(CalendarError) as refusal:
        OFFICE.due_many(AT, np.timedelta64(1, unit))  # type: ignore[call-overload]
    assert str(refusal.value) == (
        f"after are timedelta64[{unit}]; right would be nanoseconds at the finest"
    )
