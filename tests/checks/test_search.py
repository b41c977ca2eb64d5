"""The worst comparison is found though few are made; and bounds never promise too little."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from troth.checks.leads import Leads
from troth.checks.search import largest
from troth.clock import Calendar
from troth.terms import Comparison, Held, Horizon, compare, disjoint, parse

HORIZON = Horizon(datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC))
CALENDARS = [
    Calendar.from_hours("Mo-Fr 09:00-17:30", "Europe/Berlin", "DE-BE"),
    Calendar.from_hours("Mo-Sa 22:00-06:00", "America/Denver"),
    Calendar.from_hours("24/7", "UTC"),
]
TEXTS = [
    "within 24 hours",
    "within 3 business hours",
    "within 2 business days",
    "between 2 and 4 business days",
    "by the end of the next business day",
]
HELD = [parse(text).on(calendar) for text in TEXTS for calendar in CALENDARS]
# A calendar that never closes has no business days.
TERMS = [held for held in HELD if held.calendar != CALENDARS[2] or "day" not in str(held.term)]


def microseconds(delta: timedelta) -> int:
    return delta // timedelta(microseconds=1)


@pytest.mark.parametrize("earlier", TERMS, ids=lambda held: f"{held.term} {held.calendar}")
def test_bounds_are_no_less_than_what_comparing_finds(earlier: Held) -> None:
    leads = Leads(HORIZON)
    bounds = leads.most_later([(held, earlier) for held in TERMS])
    begun = leads.most_begun_later([(held, earlier) for held in TERMS])
    for held, bound, begins in zip(TERMS, bounds, begun, strict=True):
        worst = compare(held, earlier, HORIZON).worst
        apart = disjoint(held, earlier, HORIZON)
        if worst:
            assert microseconds(worst.due_a - worst.due_b) <= bound
        if apart and apart.worst and apart.worst.due_a > apart.worst.due_b:
            assert microseconds(apart.worst.due_a - apart.worst.due_b) <= begins


@pytest.mark.parametrize("earlier", TERMS, ids=lambda held: f"{held.term} {held.calendar}")
def test_the_largest_is_what_comparing_all_of_them_finds(earlier: Held) -> None:
    leads = Leads(HORIZON)
    compared: list[int] = []

    def once(number: int) -> Comparison:
        compared.append(number)
        return compare(TERMS[number], earlier, HORIZON)

    found = largest(leads.most_later([(held, earlier) for held in TERMS]), once)
    extents = [compare(held, earlier, HORIZON).extent_us for held in TERMS]
    wanted = int(np.argmax(extents))
    assert (found[0] if found else None) == (wanted if extents[wanted] else None)
    assert len(compared) == len(set(compared))


def test_nothing_is_compared_that_cannot_be_worse() -> None:
    compared: list[int] = []

    def none_is_late(number: int) -> None:
        compared.append(number)

    assert largest(np.array([5, 0, -1, 7]), none_is_late) is None
    assert compared == [3, 0]
