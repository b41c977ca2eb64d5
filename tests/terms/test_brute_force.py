"""Every pairing of forms, calendars and zones, minute by minute over two years."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.terms.brute import moment, tick
from tests.terms.places import BUSINESS, CALENDARS, ELAPSED, HORIZON, MAPS
from troth.terms import Comparison, Held, compare, parse

FIRST, LAST = tick(HORIZON.start), tick(HORIZON.end)
MICROSECONDS = 30_000_000

Dues = NDArray[np.signedinteger[Any]]


class Case(NamedTuple):
    """A term, and where it is kept."""

    text: str
    place: str | None

    @property
    def held(self) -> Held:
        return parse(self.text).on(CALENDARS[self.place] if self.place else None)

    @property
    def dues(self) -> NDArray[np.int32]:
        return _dues(self)


@cache
def _dues(case: Case) -> NDArray[np.int32]:
    whole = BUSINESS[case.text](MAPS[case.place]) if case.place else ELAPSED[case.text]
    return whole[FIRST:LAST].astype(np.int32)


CASES = [Case(text, None) for text in ELAPSED] + [
    Case(text, place) for text in BUSINESS for place in MAPS
]


def assert_as_by_brute_force(found: Comparison, dues_a: Dues, dues_b: Dues) -> None:
    """Dues by tick of arrival, for all of the horizon."""
    late = dues_a - dues_b
    minutes, inside = late[::2], late[1::2] > 0
    assert found.holds == (not inside.any() and minutes.max() <= 0)
    assert found.share == np.count_nonzero(inside) / inside.size
    assert (_mask(found) == inside).all()
    if found.worst is None or found.next is None:
        return
    worst = int(minutes.argmax())
    extent = int(minutes[worst])
    assert extent > 0, "late only within minutes: look at the pair by hand"
    assert found.extent_us == extent * MICROSECONDS
    assert found.worst.arrival == moment(FIRST + 2 * worst)
    assert found.worst.due_a == moment(int(dues_a[2 * worst]))
    assert found.worst.due_b == moment(int(dues_b[2 * worst]))
    assert found.next.arrival == moment(FIRST + 2 * int((minutes > 0).argmax()))


def _mask(found: Comparison) -> NDArray[np.bool_]:
    """Which minutes lie in the failing intervals, all of whose ends are whole minutes."""
    steps = np.zeros((LAST - FIRST) // 2 + 1, np.int8)
    for edges, step in zip(found.failing, (1, -1), strict=True):
        minutes, rest = np.divmod(edges - HORIZON.start_us, 2 * MICROSECONDS)
        assert not rest.any()
        steps[minutes] += step
    return steps.cumsum()[:-1] > 0


@pytest.mark.parametrize("a", CASES, ids=lambda case: f"{case.text}, {case.place}")
def test_a_comparison_equals_brute_force(a: Case) -> None:
    for b in CASES:
        assert_as_by_brute_force(compare(a.held, b.held, HORIZON), a.dues, b.dues)
