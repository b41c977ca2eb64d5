"""Made-up worlds of tickets whose truth is known, written as CSV and brought in by an import.

Tickets start evenly, from midnight of 1 January 2026 on. What is not over by the end of the world
is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from tests.history.desk import Desk
from troth.history import History
from troth.history.arrays import Numbers

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
FORM = "%Y-%m-%d %H:%M:%S"


def day(number: float) -> datetime:
    """So many days after the begin of the world."""
    return BEGIN + timedelta(days=number)


@dataclass(frozen=True, kw_only=True)
class World:
    """Tickets by number: when they start and how long they take, in hours."""

    days: int
    #: From the start to the ending; `inf` where a ticket never ends.
    hours: Numbers
    #: From the start to the company's promise.
    promised: Numbers | None = None
    #: By name of the facet, a value for each ticket.
    facets: dict[str, Sequence[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.hours)

    def history(self, desk: Desk) -> History:
        """The world as it was known when it ended."""
        names = list(self.facets)
        head = ",".join(["id", "opened", "due", "closed", *names])
        lines = [self._line(number, names) for number in range(len(self))]
        return desk.history(
            "\n".join([head, *lines]) + "\n",
            zone="UTC",
            dates=FORM,
            promised=None if self.promised is None else "due",
            facets={name: name for name in names} or None,
        )

    def _line(self, number: int, names: list[str]) -> str:
        start = day(self.days * number / len(self))
        values = [self.facets[name][number] for name in names]
        due = "" if self.promised is None else _text(start, float(self.promised[number]))
        ended = float(self.hours[number])
        is_over = start + timedelta(hours=min(ended, 1e6)) <= day(self.days)
        return ",".join(
            [f"T{number}", f"{start:{FORM}}", due, _text(start, ended) if is_over else "", *values]
        )


def _text(start: datetime, hours: float) -> str:
    return f"{start + timedelta(hours=hours):{FORM}}"


def spread(n: int) -> Numbers:
    """Shares from 0 to 1, evenly spread in any stretch of them: no luck, and no two alike."""
    golden = (np.sqrt(5.0) - 1.0) / 2.0
    shares: Numbers = (0.5 + golden * np.arange(n)) % 1.0
    return shares


def steady(seed: int = 1, n: int = 6_000, days: int = 120) -> World:
    """Two teams; half of the tickets end within 8 and 40 hours. The promise is 48 hours."""
    random = np.random.default_rng(seed)
    shop = random.random(n) < 0.4
    return World(
        days=days,
        hours=np.where(shop, 40.0, 8.0) * np.exp(random.normal(0.0, 0.8, n)),
        promised=np.full(n, 48.0),
        facets={"team": np.where(shop, "shop", "web").tolist()},
    )
