"""Calendars made of others: open when any of them is, or open but for closures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock.explain import told
from troth.clock.instants import DAY, EPOCH_ORDINAL
from troth.clock.intervals import Pieces, Spans, clip, merge, subtract
from troth.clock.labels import Label
from troth.clock.sum_labels import sum_labels
from troth.clock.timeline import Hours, Timeline
from troth.clock.zones import Instants, to_local, to_utc


class Closures(Protocol):
    """Times at which something is closed that would otherwise be open."""

    def spans(self, start: int, end: int) -> Spans:
        """The closed time in [start, end), microseconds since 1970 UTC."""

    def labels(self, start: int, end: int) -> list[Label]:
        """The closed time with its names."""

    @property
    def planned_from(self) -> int:
        """The start of the first closure; `LATEST` where there is none."""

    @property
    def planned_until(self) -> int:
        """The start of the last closure but for repetitions; `EARLIEST` where there is none."""

    def definition(self) -> dict[str, Any]:
        """The closures as plain data."""


@dataclass(frozen=True)
class SumOfHours:
    """Open when any part is. With a zone, its dates own the time between their midnights."""

    parts: Sequence[Timeline]
    timezone: ZoneInfo | None

    @property
    def planned_from(self) -> int:
        """When the first part's plans begin."""
        return min(part.hours.planned_from for part in self.parts)

    @property
    def planned_until(self) -> int:
        """When the last part's plans end."""
        return max(part.hours.planned_until for part in self.parts)

    def pieces(self, start: int, end: int) -> Pieces:
        """The union of the parts, cut at midnights."""
        tables = [part.covering(start, end) for part in self.parts]
        spans = [clip(Spans(table.opens, table.closes), start, end) for table in tables]
        opens, closes = (np.concatenate(edges) for edges in zip(*spans, strict=True))
        return _owned_by_local_date(merge(opens, closes), self.timezone)

    def labels(self, start: int, end: int) -> list[Label]:
        """Which parts are open; why all are closed, where they do not contradict each other."""
        return list(sum_labels([(part, told(part, start, end)) for part in self.parts]))

    def definition(self) -> dict[str, Any]:
        """The parts' definitions, in any order."""
        return {
            "sum": sorted((part.hours.definition() for part in self.parts), key=repr),
            "timezone": self.timezone and self.timezone.key,
        }


@dataclass(frozen=True)
class HoursWithoutClosures:
    """Open when the base is and no closure holds. Shifts keep the dates that own them."""

    base: Hours
    closures: Sequence[Closures]

    @property
    def timezone(self) -> ZoneInfo | None:
        """The base's zone."""
        return self.base.timezone

    @property
    def planned_from(self) -> int:
        """When the plans of base and closures begin."""
        return min(self.base.planned_from, *(each.planned_from for each in self.closures))

    @property
    def planned_until(self) -> int:
        """When the plans of base and closures end."""
        return max(self.base.planned_until, *(each.planned_until for each in self.closures))

    def pieces(self, start: int, end: int) -> Pieces:
        """What the closures leave of the base's pieces."""
        pieces = self.base.pieces(start, end)
        if not pieces.opens.size:
            return pieces
        first, last = int(pieces.opens.min()), int(pieces.closes.max())
        spans = [closures.spans(first, last) for closures in self.closures]
        opens, closes = (np.concatenate(edges) for edges in zip(*spans, strict=True))
        return subtract(pieces, merge(opens, closes))

    def labels(self, start: int, end: int) -> list[Label]:
        """The labels of the base and of the closures."""
        own = chain.from_iterable(closures.labels(start, end) for closures in self.closures)
        return [*self.base.labels(start, end), *own]

    def definition(self) -> dict[str, Any]:
        """The definitions of base and closures."""
        return {
            "of": self.base.definition(),
            "except": sorted((c.definition() for c in self.closures), key=repr),
        }


def _owned_by_local_date(spans: Spans, zone: ZoneInfo | None) -> Pieces:
    if zone is None or not spans.opens.size:
        return Pieces(spans.opens, spans.closes, np.zeros_like(spans.opens))
    edges = to_local(np.array([spans.opens[0], spans.closes[-1]]), zone) // DAY
    midnights = to_utc(np.arange(edges[0], edges[1] + 2) * DAY, zone)
    nobody = np.zeros_like(spans.opens)
    # A closed span without length splits the open time in which it lies.
    split = subtract(Pieces(spans.opens, spans.closes, nobody), Spans(midnights, midnights))
    return Pieces(split.opens, split.closes, _dates(split.opens, zone))


def _dates(at: Instants, zone: ZoneInfo) -> Instants:
    return to_local(at, zone) // DAY + EPOCH_ORDINAL
