"""On whose hours, and over which arrivals, the terms of an inventory are compared."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from troth.clock import Calendar
from troth.errors import TrothError
from troth.playbook import Playbook
from troth.terms import Horizon, Term, compare, contradict, disjoint, order
from troth.terms.orders import Order
from troth.terms.term import Held

#: Where no playbook says when anybody works.
OFFICE = "Mo-Fr 09:00-17:00"
_SPAN = timedelta(days=365)


@dataclass(frozen=True)
class Difference:
    """What two terms for the same thing do to whoever reads both."""

    because: str
    #: Whether nothing that is done can keep both.
    exclusive: bool


class Measuring:
    """Compares terms; each pair once."""

    def __init__(self, playbook: Playbook | None, at: datetime) -> None:
        self.playbook = playbook
        self.horizon = Horizon(at, at + _SPAN)
        self._known: dict[tuple[str, Term, Term], Difference | None] = {}

    def difference(self, metric: str | None, a: Term, b: Term) -> Difference | None:
        """How two terms differ; None where they come to the same, or cannot be compared."""
        key = (metric or "", a, b)
        if key not in self._known:
            self._known[key] = self._difference(self.calendar(metric), a, b)
        return self._known[key]

    def calendar(self, metric: str | None) -> Calendar:
        """That of the first team with a standard for the metric, else office hours in UTC."""
        playbook = self.playbook
        for standard in playbook.standards.values() if playbook else ():
            if playbook and standard.metric == metric:
                name = standard.calendar or playbook.teams[standard.team].calendar
                if name:
                    return playbook.calendar(name)
        return self._office

    @cached_property
    def _office(self) -> Calendar:
        return Calendar.from_hours(OFFICE, timezone="UTC")

    def _difference(self, calendar: Calendar, a: Term, b: Term) -> Difference | None:
        if a.kind != b.kind or a.content == b.content or _is_rhythm(a) != _is_rhythm(b):
            return None
        try:
            if a.kind == "duration":
                return self._in_time(a.on(calendar), b.on(calendar))
            return _in_value(a, b)
        except TrothError:
            return None

    def _in_time(self, a: Held, b: Held) -> Difference | None:
        later = max(
            (compare(a, b, self.horizon), compare(b, a, self.horizon)),
            key=lambda one: one.extent_us,
        )
        if later.worst is None:
            return None
        zone = a.calendar.timezone if a.calendar else None
        arrival, first, second = (
            moment.astimezone(zone).strftime("%a %d %b %Y %H:%M")
            for moment in (later.worst.arrival, later.worst.due_b, later.worst.due_a)
        )
        clock = f" ({zone.key})" if zone else ""
        days = (
            f"for a case that arrives {arrival}{clock}, one falls due {first}, the other {second}"
        )
        return Difference(because=days, exclusive=disjoint(a, b, self.horizon) is not None)


def _in_value(a: Term, b: Term) -> Difference | None:
    if contradict(a, b):
        return Difference(because="nothing can keep both", exclusive=True)
    ordered = order(a, b)
    if ordered is Order.EQUAL:
        return None
    if ordered is Order.INCOMPARABLE:
        return Difference(because="they are said of different sums or periods", exclusive=False)
    stricter, looser = (a, b) if ordered is Order.TIGHTER else (b, a)
    return Difference(because=f'"{stricter}" is stricter than "{looser}"', exclusive=False)


def _is_rhythm(term: Term) -> bool:
    """Whether it says how often rather than by when."""
    return type(term.content).__name__ == "Every"
