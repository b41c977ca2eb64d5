"""A calendar's table, made when it is first needed and made longer when a search asks for more."""

import hashlib
import json
from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol, TypeVar
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

import numpy as np

from troth.clock.errors import CalendarError, NoOpenTimeError
from troth.clock.instants import DAY, EARLIEST, LATEST, YEAR, check_reach, moment
from troth.clock.intervals import Pieces, clip, merge
from troth.clock.labels import Label
from troth.clock.table import BusinessDates, Table
from troth.said import Said, said

Answer = TypeVar("Answer")

#: A calendar that was closed for so long, with nothing planned, is taken to stay closed.
PATIENCE = 10 * YEAR
#: Beyond the table's edge, so that what happens at the edge is known to the table.
MARGIN = 5 * DAY


class Hours(Protocol):
    """What a timeline compiles: weekly hours, or a sum or difference of calendars."""

    @property
    def timezone(self) -> ZoneInfo | None:
        """The zone whose dates own the pieces; none where there are no business dates."""

    @property
    def planned_from(self) -> int:
        """The instant before which there is only a steady rhythm; `LATEST` where it is all."""

    @property
    def planned_until(self) -> int:
        """The instant after which there is only a steady rhythm; `EARLIEST` where it is all."""

    def pieces(self, start: int, end: int) -> Pieces:
        """All open time in [start, end), in pieces that are whole or cut at these two."""

    def labels(self, start: int, end: int) -> list[Label]:
        """What may be said about closed time, or about open time out of the ordinary."""

    def definition(self) -> dict[str, Any]:
        """The rules as plain data."""


def named_zone(hours: Hours) -> ZoneInfo:
    """The zone of a calendar's dates and wall times.

    Raises:
        CalendarError: for a sum that names none.
    """
    if hours.timezone is None:
        raise CalendarError(
            said(
                "this sum of calendars names no timezone and so has no business dates and no wall "
                "clock"
            ),
            said("right would be a sum with a timezone"),
        )
    return hours.timezone


class Compiled:
    """What is compiled of some hours so far."""

    table: Table | None = None


#: By version of the hours, for as long as some timeline of the version is in use.
_compiled: WeakValueDictionary[str, Compiled] = WeakValueDictionary()


class Timeline:
    """Open time of a calendar, compiled on demand and never clamped.

    Equal hours are compiled once. Threads may share a timeline: a table never changes, but gives
    way to a longer one.
    """

    def __init__(self, hours: Hours) -> None:
        self.hours = hours

    @cached_property
    def version(self) -> str:
        """A hash of the hours."""
        rules = json.dumps(self.hours.definition(), sort_keys=True)
        return hashlib.sha256(rules.encode()).hexdigest()[:16]

    @cached_property
    def compiled(self) -> Compiled:
        """What all timelines of the version share."""
        return _compiled.setdefault(self.version, Compiled())

    def covering(self, start: int, end: int) -> Table:
        """A table that knows [start, end]."""
        table = self.compiled.table
        if table and table.start <= start and end <= table.end:
            return table
        check_reach(start)
        check_reach(end)
        if not table:
            return self._compile(start - YEAR, end + YEAR)
        # Growing by its own length at least keeps a series of small steps cheap.
        length = table.end - table.start
        return self._compile(
            table.start if table.start <= start else min(start, table.start - length),
            table.end if end <= table.end else max(end, table.end + length),
        )

    def search(
        self, ask: Callable[[Table], Answer | None], at: int, reach: int = 0, *, forward: bool
    ) -> Answer:
        """Ask longer and longer tables until one knows the answer.

        Args:
            ask: the question; None means that the answer lies beyond the table.
            at: where the search starts.
            reach: how far from `at`, on either side, the table must know at least.
            forward: whether tables grow into the future or into the past.

        Raises:
            NoOpenTimeError: when the calendar has no open time left in that direction.
        """
        table = self.covering(at, at + reach) if reach > 0 else self.covering(at + reach, at)
        while (answer := ask(table)) is None:
            self._check_patience(table, at, forward)
            table = self.covering(*((at, table.end + 1) if forward else (table.start - 1, at)))
        return answer

    def _check_patience(self, table: Table, at: int, forward: bool) -> None:
        if forward:
            last = int(table.closes[-1]) if table.closes.size else at
            silence = table.end - max(last, at, self.hours.planned_until)
        else:
            first = int(table.opens[0]) if table.opens.size else at
            silence = min(first, at, self.hours.planned_from) - table.start
        if silence > PATIENCE:
            raise NoOpenTimeError(
                _nothing_open(moment(at, self.hours.timezone).isoformat(), forward=forward),
                said("give it weekly hours, or ask within its exceptions"),
            )

    def _compile(self, start: int, end: int) -> Table:
        start, end = max(start, EARLIEST), min(end, LATEST)
        pieces = self.hours.pieces(start - MARGIN, end + MARGIN)
        spans = clip(merge(pieces.opens, pieces.closes), start, end)
        # Not read back: another thread may put its own table in between.
        table = Table(start, end, spans, _business_dates(pieces, start, end))
        self.compiled.table = table
        return table


def _business_dates(pieces: Pieces, start: int, end: int) -> BusinessDates:
    """Dates that own open time, and the close of each, for closes in (start, end)."""
    if not pieces.owners.size:
        return BusinessDates(pieces.owners, pieces.closes)
    order = np.argsort(pieces.owners, kind="stable")
    owners, closes = pieces.owners[order], pieces.closes[order]
    first = np.flatnonzero(np.diff(owners, prepend=owners[0] - 1))
    # A later date never closes before an earlier one, even where a long shift outlasts a short one.
    last = np.maximum.accumulate(np.maximum.reduceat(closes, first))
    inside = (start < last) & (last < end)
    return BusinessDates(owners[first][inside], last[inside])


def _nothing_open(at: str, *, forward: bool) -> Said:
    if forward:
        return said("the calendar has no more open time after {at}", at=at)
    return said("the calendar has no more open time before {at}", at=at)
