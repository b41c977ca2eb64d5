"""Is one term never later than another? Exact for every arrival in the horizon, with witnesses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache

import numpy as np

from troth.clock.instants import micros, moment
from troth.clock.zones import Instants
from troth.errors import TrothError
from troth.terms.due import Horizon, due_function, earliest_function, latest, timed
from troth.terms.function import DueFunction
from troth.terms.lateness import failing, lateness, next_arrival, worst_arrival
from troth.terms.orders import shares_meet
from troth.terms.term import Held, Term


@dataclass(frozen=True, kw_only=True)
class Example:
    """One arrival, and when it is due by either side; aware, in UTC."""

    arrival: datetime
    due_a: datetime
    due_b: datetime
    #: For a chain: when each leg hands over, the last of which is `due_a`.
    legs: tuple[datetime, ...] = ()


@dataclass(frozen=True, eq=False)
class Comparison:
    """Whether a is never later than b, and if it is, for which arrivals.

    Only an arrival that is a whole microsecond can be an example. Shares are measured on the
    continuum, so that single instants weigh nothing.
    """

    #: Due functions of the side that should not be later, and of the other.
    a: DueFunction
    b: DueFunction
    #: The arrival with the largest extent, the earliest of equals; None if a is never later. An
    #: extent that is only come near is shown at the nearest whole minute inside.
    worst: Example | None = None
    #: The soonest arrival from the start of the horizon on.
    next: Example | None = None
    #: By how much a is later in the worst example, microseconds; 0 if it never is.
    extent_us: int = 0
    #: Part of the horizon in which an arrival makes a later than b.
    share: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether a is never later than b."""
        return self.worst is None

    @cached_property
    def failing(self) -> tuple[Instants, Instants]:
        """Starts and ends of the arrivals for which a is later, merged; microseconds UTC."""
        return failing(lateness(self.a, self.b)).merged()


class NoLegsError(TrothError):
    """A chain without legs was asked when it is due."""

    def __init__(self) -> None:
        super().__init__("a chain needs at least one leg")


def compare(a: Held | Term, b: Held | Term, horizon: Horizon) -> Comparison:
    """Is a never later than b? A window counts by its end. Shares of cases are not looked at.

    Raises:
        NoDueInstantError: for a term that is not a duration.
        MissingCalendarError: for business time without calendar.
        TrothError: where a calendar has too little open time.
    """
    return _compare([due_function(a, horizon)], due_function(b, horizon))


def compare_chain(legs: Sequence[Held | Term], b: Held | Term, horizon: Horizon) -> Comparison:
    """Is the last of the legs, each of which begins when the one before it is due, never later?

    The first leg starts with the arrival. A hand-over exactly at a close or cut-off still counts
    as received on that business date. Raises as `compare` does, and NoLegsError.
    """
    return _compare(chain_functions(tuple(legs), horizon), due_function(b, horizon))


@lru_cache(maxsize=256)
def chain_functions(legs: tuple[Held | Term, ...], horizon: Horizon) -> tuple[DueFunction, ...]:
    """When each leg hands over, as a function of the arrival at the first."""
    if not legs:
        raise NoLegsError
    hand_overs = [due_function(legs[0], horizon)]
    for leg in legs[1:]:
        start, end = hand_overs[-1].reach
        hand_overs.append(hand_overs[-1].then(latest(*timed(leg), start, end + 1, "left")))
    return tuple(hand_overs)


def disjoint(a: Held | Term, b: Held | Term, horizon: Horizon) -> Comparison | None:
    """Arrivals for which nothing that is done can keep both terms; None if there are none.

    That is where one window begins after the other ends. Terms for so few cases that different
    ones may keep each are never disjoint. `due_a` of an example is the bound of a that is passed:
    its begin or its end. Raises as `compare` does.
    """
    if not shares_meet(_term(a), _term(b)):
        return None
    a_begins_late = _compare([earliest_function(a, horizon)], due_function(b, horizon))
    b_begins_late = _compare([earliest_function(b, horizon)], due_function(a, horizon))
    worse = max(a_begins_late, b_begins_late, key=lambda found: found.extent_us)
    if worse.worst is None or worse.next is None:
        return None
    if worse is a_begins_late:
        return worse
    return replace(worse, worst=_swapped(worse.worst), next=_swapped(worse.next))


def _compare(legs: Sequence[DueFunction], b: DueFunction) -> Comparison:
    a = legs[-1]
    if a.max_lead <= b.min_lead:
        return Comparison(a, b)
    late = lateness(a, b)
    where = failing(late)
    worst_us, soonest_us = worst_arrival(late, where), next_arrival(late, where)
    if worst_us is None or soonest_us is None:
        return Comparison(a, b)
    worst, soonest = _examples((worst_us, soonest_us), legs, b)
    return Comparison(
        a,
        b,
        worst=worst,
        next=soonest,
        extent_us=micros(worst.due_a - worst.due_b),
        share=int((where.ends - where.starts).sum()) / (a.end - int(a.knots[0])),
    )


def _examples(
    arrivals: tuple[int, ...], legs: Sequence[DueFunction], b: DueFunction
) -> list[Example]:
    asked = np.array(arrivals)
    hand_overs = [leg(asked).tolist() for leg in legs]
    return [
        Example(
            arrival=moment(arrival, UTC),
            due_a=moment(handed[-1], UTC),
            due_b=moment(due_b, UTC),
            legs=tuple(moment(due, UTC) for due in handed) if len(handed) > 1 else (),
        )
        for arrival, due_b, *handed in zip(arrivals, b(asked).tolist(), *hand_overs, strict=True)
    ]


def _swapped(example: Example) -> Example:
    return replace(example, due_a=example.due_b, due_b=example.due_a)


def _term(held: Held | Term) -> Term:
    return held if isinstance(held, Term) else held.term
