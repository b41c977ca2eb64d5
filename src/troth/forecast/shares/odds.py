"""The odds that a promise is kept, by the share of comparable promises that was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from troth.clock import zones
from troth.clock.instants import instant, moment
from troth.errors import counted
from troth.forecast import starts
from troth.forecast.answer import Answer, GroupUsed
from troth.forecast.groups import Situation
from troth.forecast.odds import EVERYBODY, FEWEST
from troth.forecast.shares import level
from troth.forecast.shares.book import ShareBook
from troth.history.arrays import Instants
from troth.history.interval import wilson_many


@dataclass(frozen=True, kw_only=True, eq=False)
class Shares:
    """What a history says of promises to come: how likely they are kept.

    A situation gives values of facets, in any order; a value never seen falls back to the wider
    group. The weekday and the hour are those of the start.
    """

    metric: str
    at_us: int
    #: Whose weekdays and hours are meant.
    zone: str
    book: ShareBook
    #: How many made-up cases each group has.
    k: float
    #: By how much all log-odds are moved, learned from the last days.
    level: float
    #: Starts of recent cases, spread evenly over them: how cases arrive.
    arrivals: Instants

    @property
    def as_of(self) -> datetime:
        """Nothing that happened later was looked at."""
        return moment(self.at_us, UTC)

    @property
    def n(self) -> int:
        """How many promises they are learned from."""
        return int(self.book.n[0])

    @property
    def facets(self) -> tuple[str, ...]:
        """The facets that tell cases apart, in the order in which they narrow down."""
        return self.book.groups.facets

    def kept(
        self, situation: Situation = EVERYBODY, start: datetime | None = None
    ) -> Answer[float]:
        """How likely a promise made to a new case is kept, unless the customer withdraws.

        Args:
            situation: of the case.
            start: when it arrives, aware. Without one, the mean over how cases arrive.

        Raises:
            UnknownSituationError: for a facet that these odds do not tell apart.
        """
        groups, cases = self._groups(situation, start)
        shares = level.moved(self.book.share[groups], self.level)
        n = int(self.book.n[np.unique(groups)].sum())
        if self.n < FEWEST:
            return self._answer(groups, None, n, refusal=_too_thin(self.n))
        value = float(np.average(shares, weights=cases))
        low, high = wilson_many(np.array([value]), np.array([n + self.k]))
        return self._answer(groups, value, n, interval=(float(low[0]), float(high[0])))

    def _groups(
        self, situation: Situation, start: datetime | None
    ) -> tuple[Sequence[int], Sequence[int]]:
        """The group for each weekday and hour of the starts, and how many starts it has."""
        started = self.arrivals if start is None else np.array([instant(start)])
        coded = starts.coded(started, zones.load(self.zone))
        wanted = [name for name in coded if name in self.facets and name not in situation]
        said: dict[tuple[str, ...], int] = {}
        for one in zip(
            *([coded[name][0][c] for c in coded[name][1]] for name in wanted), strict=True
        ):
            said[one] = said.get(one, 0) + 1
        found = said or {(): 1}
        of = self.book.groups.of
        return (
            [of({**situation, **dict(zip(wanted, one, strict=True))}) for one in found],
            list(found.values()),
        )

    def _answer(
        self,
        groups: Sequence[int],
        value: float | None,
        n: int,
        *,
        refusal: str = "",
        interval: tuple[float, float] | None = None,
    ) -> Answer[float]:
        book = self.book
        chains = [book.groups.chain(group) for group in groups]
        shared = [one for one in chains[0] if all(one in chain for chain in chains)]
        return Answer(
            value=value,
            refusal=refusal,
            interval=interval,
            n=n,
            since=moment(int(min(book.since_us[group] for group in groups)), UTC),
            until=moment(int(max(book.until_us[group] for group in groups)), UTC),
            groups=tuple(GroupUsed(book.groups.name(one), int(book.n[one])) for one in shared),
        )


def _too_thin(n: int) -> str:
    promises = counted(n, "promise has", "promises have")
    return f"too thin: only {promises} fallen due; {FEWEST} are the fewest that say something"
