"""How long each case of a history took, as it was known at any instant.

Every case becomes two readings of one clock, at its start and at its ending, so that what was known
at an instant is a subtraction. The clock counts seconds, seconds of open time, or calendar days.
"""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock import Calendar, zones
from troth.clock.instants import DAY, SECOND
from troth.forecast.scale import DAY_SECONDS, Bins, Scale, Unit
from troth.history import MISSING, Cases, History, business_reading
from troth.history.arrays import Flags, Instants, Numbers

#: What became of a case.
OPEN, DONE, WITHDRAWN = 0, 1, 2

#: A reading that never comes.
NEVER = np.inf


@dataclass(frozen=True, kw_only=True, eq=False)
class Clock:
    """What counts durations: its reading at an instant, in seconds."""

    scale: Scale
    #: Of business time.
    calendar: Calendar | None = None
    #: Whose dates count, for whole days.
    zone: str = "UTC"

    @property
    def dates_in(self) -> ZoneInfo:
        """The zone in which dates are said."""
        return self.calendar.timezone if self.calendar else zones.load(self.zone)

    def readings(self, us: Instants) -> Numbers:
        """Seconds since 1970; of open time, or of whole days that have begun."""
        if self.calendar is not None:
            return business_reading(self.calendar, us)
        if self.scale.unit == "days":
            local = zones.to_local(us, zones.load(self.zone))
            return (local // DAY * DAY_SECONDS).astype(float)
        return us / SECOND

    def instants(self, starts: Instants, seconds: Numbers) -> Instants:
        """When the clock has counted so many seconds from each start, UTC microseconds."""
        us = np.round(seconds * SECOND).astype(np.int64)
        if self.calendar is not None:
            due = self.calendar.due_many(starts.view("M8[us]"), us.view("m8[us]"))
            return due.view(np.int64)
        if self.scale.unit == "days":
            zone = zones.load(self.zone)
            return np.maximum(
                zones.to_utc(zones.to_local(starts, zone) // DAY * DAY + us, zone), starts
            )
        return starts + us

    def reading(self, us: int) -> float:
        """Of one instant."""
        return float(self.readings(np.array([us], np.int64))[0])


@dataclass(frozen=True, kw_only=True, eq=False)
class Spells:
    """Cases as spells on a clock: one row for each, in the order of the history."""

    clock: Clock
    started_us: Instants
    #: `MISSING` where no ending is recorded.
    ended_us: Instants
    withdrawn: Flags
    #: Readings of the clock, in seconds; the end is `NEVER` where none is recorded.
    start: Numbers
    end: Numbers

    def __len__(self) -> int:
        return len(self.started_us)

    def where(self, chosen: Flags | Bins) -> "Spells":
        """Some of them."""
        return Spells(
            clock=self.clock,
            started_us=self.started_us[chosen],
            ended_us=self.ended_us[chosen],
            withdrawn=self.withdrawn[chosen],
            start=self.start[chosen],
            end=self.end[chosen],
        )

    def known(self, at_us: int, rows: Bins) -> "Known":
        """How long those rows had taken and what had become of them at an instant.

        They must have started by then. An ending before the start counts as one at it.
        """
        now = self.clock.reading(at_us)
        ended = self.ended_us[rows]
        # A withdrawal without an instant counts from the start, as in every statement.
        withdrawn = self.withdrawn[rows] & ((ended == MISSING) | (ended <= at_us))
        over = withdrawn | ((ended != MISSING) & (ended <= at_us))
        start = self.start[rows]
        end = np.where(self.withdrawn[rows] & (ended == MISSING), start, self.end[rows])
        seconds = np.maximum(np.where(over, end, now) - start, 0.0)
        kinds = np.where(withdrawn, WITHDRAWN, np.where(over, DONE, OPEN))
        return Known(
            rows=rows,
            kinds=kinds,
            seconds=seconds,
            today=(kinds != OPEN) & (end >= now),
            scale=self.clock.scale,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Known:
    """What was known of some cases at an instant."""

    rows: Bins
    #: `OPEN`, `DONE` or `WITHDRAWN`.
    kinds: Bins
    #: From the start to the ending, or for so long it has been open.
    seconds: Numbers
    #: Whether it has ended, but the clock shows no more than at its ending.
    today: Flags
    scale: Scale

    @property
    def settled(self) -> "Known":
        """What can be counted: on a clock of days, what was known when the last day was over.

        Of a day that is not over the endings are known and not who stays open through it, so who
        ended on it counts as open until it began.
        """
        if self.scale.unit != "days":
            return self
        return replace(self, kinds=np.where(self.today, OPEN, self.kinds))

    @property
    def bins(self) -> Bins:
        """The bin in which each was last seen; -1 where none has been lived through.

        A day on which a case is still open is not over yet.
        """
        found = self.scale.bins(self.seconds)
        if self.scale.unit == "days":
            found = found - (self.kinds == OPEN)
        return found


def spells(history: History, calendar: Calendar | None = None) -> Spells:
    """The cases of a history on the clock by which their promises are judged.

    With a calendar that is business time; without, calendar days where the history compares days,
    else elapsed time.
    """
    scale = Scale("business" if calendar else _unit(history))
    clock = Clock(scale=scale, calendar=calendar, zone=history.rule.zone)
    return on_clock(history.cases(), clock)


def on_clock(cases: Cases, clock: Clock) -> Spells:
    """Cases on a clock."""
    has_ended = cases.ended_us != MISSING
    end = np.full(len(cases), NEVER)
    end[has_ended] = clock.readings(cases.ended_us[has_ended])
    return Spells(
        clock=clock,
        started_us=cases.started_us,
        ended_us=cases.ended_us,
        withdrawn=cases.withdrawn,
        start=clock.readings(cases.started_us),
        end=end,
    )


def _unit(history: History) -> Unit:
    return "days" if history.rule.compare == "day" else "elapsed"


def started_by(spells: Spells, at_us: int, scope: Flags | None = None) -> Bins:
    """The rows of cases that had started at an instant, within a scope."""
    chosen = spells.started_us <= at_us
    return np.flatnonzero(chosen if scope is None else chosen & scope)
