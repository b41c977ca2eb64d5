"""What goes wrong in a month, when, and for how long: all by the seed."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lab.simulation.company import RECEIVERS
from lab.simulation.times import BEGUN, MINUTE
from troth_web.crashpoints import POINTS, WORKER_POINTS

#: How long a month is, and how long everything has afterwards to come to its end.
DAYS, REST = 30, 8
BUSY, TICKETS = 12, 4

Kind = Literal[
    "act", "arrives", "crash", "off", "on", "skew", "mail", "receiver", "database", "hold",
    "resume", "edition", "tick",
]  # fmt: skip
MAIL = ("away", "hangs", "later", "busy", "refused")
RECEIVER = ("error", "hangs", "cut", "busy", "elsewhere")
#: How far clocks jump, and for how many minutes at most. A clock that is ahead for more than a
#: quarter of an hour is believed, as nobody can tell it from one that was wrong before.
JUMPS = ((-60, 300), (60, 12), (24 * 60, 12), (-10, 120), (5, 600), (-24 * 60, 60))


class CrashedError(BaseException):
    """The process was ended here."""


@dataclass(frozen=True, order=True)
class Event:
    """Something that happens."""

    at: datetime
    number: int
    kind: Kind
    what: object = None


class Plan:
    """All that is to happen."""

    def __init__(self, luck: random.Random) -> None:
        """What happens by this luck."""
        self._luck = luck
        self.events: list[Event] = []
        self._inside()
        self._outside()
        self._company()

    def _inside(self) -> None:
        """What befalls the process, its clock and its database."""
        luck = self._luck
        for _ in range(luck.randint(0, 6)):
            self._add(self._any(), "crash", (self._point(), luck.choice((1, 1, 2, 3))))
        for _ in range(luck.randint(0, 3)):
            lasts = timedelta(minutes=luck.choice((5, 90, 600, 1440, 2880)))
            self._span(self._any(), lasts, "off", "on")
        for _ in range(luck.randint(0, 3)):
            by, most = luck.choice(JUMPS)
            lasts = timedelta(minutes=luck.randint(1, most))
            self._span(self._any(), lasts, "skew", "skew", timedelta(minutes=by), timedelta())
        for _ in range(luck.randint(0, 2)):
            lasts = timedelta(minutes=luck.choice((2, 30)))
            self._span(self._any(), lasts, "database", "database", 0.03, 0.0)
        if luck.random() < 0.3:
            lasts = timedelta(minutes=luck.choice((30, 600, 3000)))
            self._span(self._any(), lasts, "hold", "resume", None, luck.choice(("send", "drop")))

    def _outside(self) -> None:
        """What befalls the mail server and receivers."""
        luck = self._luck
        for _ in range(luck.randint(0, 3)):
            lasts = timedelta(minutes=luck.choice((10, 120, 1200)))
            self._span(self._any(), lasts, "mail", "mail", luck.choice(MAIL), "ok")
        for _ in range(luck.randint(0, 3)):
            path, does = luck.choice(list(RECEIVERS)), luck.choice(RECEIVER)
            lasts = timedelta(minutes=luck.choice((10, 300, 2000)))
            self._span(self._any(), lasts, "receiver", "receiver", (path, does), (path, "ok"))
        if luck.random() < 0.2:
            self._add(self._any(), "receiver", ("/kept", "gone"))

    def _company(self) -> None:
        """What people do, and calendars that change."""
        luck = self._luck
        for _ in range(BUSY):
            at = self._hour()
            for _ in range(luck.choice((1, 2, 3, 6))):
                self._add(at, "act")
        for day in range(3, DAYS + REST, 5):
            self._add(BEGUN + timedelta(days=day), "tick")
        for _ in range(luck.randint(0, 2)):
            days = frozenset(self._any().date() for _ in range(luck.randint(0, 2)))
            at = self._any()
            self._add(at, "edition", days)
            self._add(at + 10 * MINUTE, "tick")

    def _point(self) -> str:
        return self._luck.choice((*POINTS[:-1], *WORKER_POINTS))

    def _any(self) -> datetime:
        return BEGUN + self._luck.randrange(60, DAYS * 1440) * MINUTE

    def _hour(self) -> datetime:
        """Mostly when people are at work."""
        found = self._any()
        return found if self._luck.random() < 0.3 else found.replace(hour=self._luck.randint(7, 16))

    def _span(
        self,
        at: datetime,
        lasts: timedelta,
        first: Kind,
        then: Kind,
        what: object = None,
        after: object = None,
    ) -> None:
        self._add(at, first, what)
        self._add(min(at + lasts, BEGUN + timedelta(days=DAYS)), then, after)

    def _add(self, at: datetime, kind: Kind, what: object = None) -> None:
        self.events.append(Event(at, len(self.events), kind, what))

    def arrives(self, at: datetime, what: object) -> None:
        """Something comes in from outside."""
        self._add(at, "arrives", what)
