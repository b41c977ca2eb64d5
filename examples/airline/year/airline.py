"""The airline at work: a clock that moves on, an agenda, and the journal in which it writes.

What happens is told in stories. A story is a generator: it yields the instant at which it goes on,
and between two of them it writes what happens then. Stories that are not over at the end of the
year leave their promises open.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from examples.airline.year.cast import BOOKING, Cast, Colleague
from examples.airline.year.seat import Seat
from examples.airline.year.travellers import Traveller
from troth import operations
from troth.clock import Calendar
from troth.operations import AddCustomer
from troth.playbook import Playbook
from troth.promises.parties import Actor
from troth.promises.promise import Promise
from troth.promises.store import Work

Story = Iterator[datetime]


@dataclass(kw_only=True)
class Airline:
    """What every story has in common."""

    cast: Cast
    playbook: Playbook
    travellers: tuple[Traveller, ...]
    seed: int
    start: datetime
    now: datetime
    _agenda: list[tuple[datetime, int, Story]] = field(default_factory=list)
    _begun: int = 0
    _work: Work | None = None
    _dice: Random = field(default_factory=Random)

    def __post_init__(self) -> None:
        self._dice.seed(f"{self.seed} entries")

    def dice(self, *names: object) -> Random:
        """Dice of their own for something, so that no other story moves what they show."""
        return Random(" ".join(map(str, (self.seed, *names))))

    def plan(self, at: datetime, story: Story) -> None:
        """Let a story begin at an instant."""
        self._begun += 1
        heapq.heappush(self._agenda, (at, self._begun, story))

    def next_at(self) -> datetime | None:
        """When something happens next; None where nothing does."""
        return self._agenda[0][0] if self._agenda else None

    def work_until(self, end: datetime, work: Work) -> None:
        """Let everything happen that happens by `end`, in one transaction."""
        self._work = work
        while self._agenda and self._agenda[0][0] <= end:
            at, number, story = heapq.heappop(self._agenda)
            self.now = at
            following = next(story, None)
            if following is not None:
                heapq.heappush(self._agenda, (max(following, at), number, story))
        self._work = None

    def by(self, actor: Actor | Colleague) -> Seat:
        """The transaction, as somebody writes in it now."""
        assert self._work is not None  # noqa: S101 - stories run within `work_until`
        who = actor.actor if isinstance(actor, Colleague) else actor
        return Seat(self._work, who, self.now, self._dice)

    def find(self, promise_id: str) -> Promise:
        """A promise as it stands."""
        found = self.by(self.cast.robot).promise(promise_id)
        assert found is not None  # noqa: S101 - the year knows only what it has made
        return found

    def anybody(self, dice: Random) -> Traveller:
        """A traveller; the first ones fly most."""
        while True:
            who = self.travellers[int(len(self.travellers) * dice.random() ** 1.6)]
            if not who.erased:
                return who

    def someone(self, dice: Random, fits: Callable[[Traveller], bool]) -> Traveller:
        """A traveller who fits."""
        while not fits(who := self.anybody(dice)):
            pass
        return who

    def greet(self, who: Traveller) -> None:
        """See that the journal knows a traveller."""
        if who.known:
            return
        who.known = True
        wanted = AddCustomer(
            id=who.id,
            name=who.name,
            email=who.email,
            phone=who.phone,
            ref=who.ref,
            facets=who.facets,
        )
        operations.add(self.by(BOOKING), wanted)

    def calendar(self, name: str) -> Calendar:
        """A calendar of the playbook."""
        return self.playbook.calendar(name)

    def after(self, calendar: str, hours: float, start: datetime | None = None) -> datetime:
        """When so many open hours will have passed."""
        span = timedelta(seconds=round(hours * 3600))
        due = self.calendar(calendar).due(start or self.now, span)
        assert due is not None  # noqa: S101 - only an open pause leaves no due instant
        return due

    def opening(self, calendar: str, start: datetime | None = None) -> datetime:
        """When the doors are open next: now, if they are."""
        return self.calendar(calendar).next_open(start or self.now)
