"""Random questions to a calendar; all instants and durations are whole microseconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal, get_args

import numpy as np
from tests.clock.fuzz.minute_map import DAY, MARGIN, SECOND, MinuteMap
from tests.clock.fuzz.rules import Chance, one
from tests.clock.oracle import WEEKDAYS

from troth.clock.days import DueAt
from troth.clock.durations import Boundary

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

#: Starts and ends; one without end lasts.
Pauses = tuple[tuple[int, int | None], ...]


What = Literal["is_open", "next_open", "next_close", "prev_open", "prev_close"]


@dataclass(frozen=True)
class Due:
    """When is a duration used up?"""

    start: int
    after: int
    pauses: Pauses
    boundary: Boundary


@dataclass(frozen=True)
class Elapsed:
    """How much open time lies between two instants?"""

    start: int
    end: int
    pauses: Pauses


@dataclass(frozen=True)
class State:
    """Is it open, or where is the next or the last opening or close?"""

    start: int
    what: What


@dataclass(frozen=True)
class DueDays:
    """When are so many business days over?"""

    start: int
    days: int
    #: By weekday, where it has one.
    cutoff: Mapping[str, time]
    due: DueAt


Question = Due | Elapsed | State | DueDays


class Asker:
    """Draws questions about one calendar, most of them on its edges or close to them."""

    def __init__(self, minutes: MinuteMap, chance: Chance) -> None:
        self.minutes, self.chance = minutes, chance
        count = minutes.open
        self.middle = count.base + count.cells.size // 2 * count.grain
        self.reach = (minutes.reach - MARGIN - 3) * DAY * SECOND
        edges = np.concatenate((count.opens, count.closes))
        edges = edges[np.abs(edges - self.middle) < self.reach]
        nearest = np.abs(edges - self.middle).argsort()[:40]
        #: Some openings and closes around the odd night.
        self.edges: list[int] = edges[nearest].tolist() or [self.middle]
        self.cutoffs = [{}, self._cutoff(), self._cutoff()]
        #: Half of the calendars are asked in microseconds.
        self.is_fine = bool(chance.random() < 0.5)

    def ask(self) -> Question:
        kind = self.chance.random()
        start = self._start()
        if kind < 0.5:
            return self._due(start)
        if kind < 0.7:
            return Elapsed(start, self._start(), self._pauses(start))
        if kind < 0.8:
            return State(start, one(self.chance, get_args(What)))
        return self._due_days(start)

    def _start(self) -> int:
        kind = self.chance.random()
        if kind < 0.35:
            return one(self.chance, self.edges)
        if kind < 0.6:
            nearly = one(self.chance, [-MINUTE, -SECOND, -1, 1, SECOND, MINUTE])
            return one(self.chance, self.edges) + (nearly if self.is_fine else MINUTE)
        reach = min(self.reach, 4 * DAY * SECOND) if kind < 0.9 else self.reach
        return self._whole(self.middle + int(self.chance.integers(-reach, reach)))

    def _whole(self, at: int) -> int:
        """An instant, or the beginning of its cell."""
        count = self.minutes.open
        return at if self.is_fine else at - (at - count.base) % count.grain

    def _due(self, start: int) -> Due:
        pauses = self._pauses(start)
        boundary: Boundary = "end" if self.chance.random() < 0.75 else "next_open"
        kind = self.chance.random()
        if kind < 0.1:
            after = 0
        elif kind < 0.4:
            # Just as long as it takes to some opening or close.
            known = [(a, b) for a, b in pauses if b is not None]
            count = self.minutes.running(tuple(known))
            after = count.up_to(one(self.chance, self.edges)) - count.up_to(start)
        else:
            longest = 8 * HOUR if kind < 0.85 else self._far(start)
            after = self._whole_length(int(self.chance.integers(-longest // 2, longest + 1)))
        return Due(start, after, pauses, boundary)

    def _whole_length(self, length: int) -> int:
        return length if self.is_fine else length - length % self.minutes.open.grain

    def _far(self, start: int) -> int:
        """Most of the open time that the map knows on one side of the start."""
        count = self.minutes.open
        before, total = count.up_to(start), int(count.before[-1]) * count.grain
        return max(min(before, total - before) * 9 // 10, 1)

    def _pauses(self, start: int) -> Pauses:
        if self.chance.random() < 0.5:
            return ()
        return tuple(self._pause(start) for _ in range(int(self.chance.integers(1, 4))))

    def _pause(self, start: int) -> tuple[int, int | None]:
        """A pause on whole cells, around a start or beside an edge."""
        count = self.minutes.open
        begin = start + int(self.chance.integers(-1000, 3000)) * MINUTE
        if self.chance.random() < 0.3:
            begin = one(self.chance, self.edges)
        begin -= (begin - count.base) % count.grain
        kind = self.chance.random()
        if kind < 0.1:
            return begin, None
        later = [edge for edge in self.edges if edge > begin]
        if kind < 0.3 and later:
            return begin, one(self.chance, later)
        return begin, begin + int(self.chance.integers(0, 1500)) * count.grain

    def _due_days(self, start: int) -> DueDays:
        due: DueAt = one(self.chance, ["close", "close", "same_time", "same_time", self._wall()])
        days = int(self.chance.integers(-4 if due == "same_time" else 0, 7))
        return DueDays(start, days, one(self.chance, self.cutoffs), due)

    def _cutoff(self) -> dict[str, time]:
        """One wall time for all weekdays, or one for some of them."""
        if self.chance.random() < 0.5:
            return dict.fromkeys(WEEKDAYS, self._wall())
        return {day: self._wall() for day in WEEKDAYS if self.chance.random() < 0.5}

    def _wall(self) -> time:
        quarters = int(self.chance.integers(0, 96))
        return time(quarters // 4, quarters % 4 * 15)
