"""Columns of random questions near odd nights, and what single calls answer to them."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
from hypothesis import HealthCheck, reject, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.clock.strategies import calendar, rules

from troth.clock import Calendar, NeverOpenError
from troth.clock.durations import Boundary

Column = NDArray[Any]
Spans = list[tuple[int, int | None]]

some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NAT = np.iinfo(np.int64).min
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
HOUR = 3_600_000_000
DAY = 24 * HOUR


class Asked(NamedTuple):
    """A calendar and rows of microseconds for it."""

    calendar: Calendar
    starts: list[int]
    #: Durations, positive and negative.
    after: list[int]
    ends: list[int]
    #: Of each row; the end is None while a pause lasts.
    pauses: list[Spans]


@st.composite
def asked(draw: st.DrawFn, unit: int = 1, pauses: bool = False) -> Asked:
    """Rows in multiples of so many microseconds, many of them on quarter hours."""
    found, odd = draw(rules())
    try:
        cal = calendar(found)
    except NeverOpenError:
        reject()
    base = (datetime(odd.year, odd.month, odd.day, tzinfo=UTC) - EPOCH) // MICROSECOND
    quarters = st.integers(-400, 900).map(lambda n: n * HOUR // 4)
    offsets = quarters | st.integers(-3 * DAY // unit, 9 * DAY // unit).map(lambda n: n * unit)
    lengths = st.integers(0, 90).map(lambda n: n * HOUR)
    span = st.tuples(quarters, lengths | st.none())
    row = st.tuples(offsets, offsets, offsets, st.lists(span, max_size=5 if pauses else 0))
    rows = draw(st.lists(row, min_size=1, max_size=12))
    starts = [base + start for start, *_ in rows]
    return Asked(
        cal,
        starts,
        [after for _, after, *_ in rows],
        [start + way for start, (_, _, way, _) in zip(starts, rows, strict=True)],
        [
            [(start + a, None if b is None else start + a + b) for a, b in spans]
            for start, (*_, spans) in zip(starts, rows, strict=True)
        ],
    )


def column(values: Sequence[int | None], kind: str, unit: str = "us") -> Column:
    """Microseconds as datetime64 (M8) or timedelta64 (m8) of a unit; None is NaT."""
    numbers = np.array([NAT if value is None else value for value in values], np.int64)
    return numbers.view(f"{kind}[us]").astype(f"{kind}[{unit}]")


def lists(pauses: Sequence[Spans]) -> tuple[Column, Column, NDArray[np.int64]]:
    """The ragged form of pauses."""
    flat = [pause for spans in pauses for pause in spans]
    offsets = np.cumsum([0, *(len(spans) for spans in pauses)])
    return column([a for a, _ in flat], "M8"), column([b for _, b in flat], "M8"), offsets


def single_due(rows: Asked, boundary: Boundary = "end") -> list[int | None]:
    def due(start: int, after: int, spans: Spans) -> int | None:
        found = rows.calendar.due(moment(start), after * MICROSECOND, held(spans), boundary)
        return None if found is None else (found - EPOCH) // MICROSECOND

    return each(due, rows.starts, rows.after, rows.pauses)


def single_elapsed(rows: Asked) -> list[int | None]:
    def elapsed(start: int, end: int, spans: Spans) -> int:
        return rows.calendar.elapsed(moment(start), moment(end), held(spans)) // MICROSECOND

    return each(elapsed, rows.starts, rows.ends, rows.pauses)


def each(answer: Callable[..., int | None], *columns: Sequence[Any]) -> list[int | None]:
    return [answer(*row) for row in zip(*columns, strict=True)]


def held(spans: Spans) -> list[tuple[datetime, datetime | None]]:
    return [(moment(a), None if b is None else moment(b)) for a, b in spans]


def moment(us: int) -> datetime:
    return EPOCH + us * MICROSECOND


def numbers(answers: Column) -> list[int | None]:
    """Answers in microseconds; NaT is None."""
    us = answers.astype(f"{answers.dtype.kind}8[us]").view(np.int64).tolist()
    return [None if value == NAT else value for value in us]
