"""Questions to a timeline about open time; instants and durations in microseconds."""

import numpy as np

from troth.clock.errors import NeverClosesError, NeverOpenError, NoOpenTimeError
from troth.clock.instants import LATEST, YEAR, moment
from troth.clock.intervals import Spans, clip
from troth.clock.table import Table
from troth.clock.timeline import PATIENCE, Hours, Timeline
from troth.clock.zones import Instants
from troth.said import said

#: An interval that goes on for longer than this may be cut where the table ends.
LONG = 2 * YEAR


def is_open(timeline: Timeline, at: int) -> bool:
    """Whether the instant lies in an interval [open, close)."""
    table = timeline.covering(at, at + 1)
    return table.position(at + 1) > table.position(at)


def next_open(timeline: Timeline, at: int) -> int:
    """The instant itself while open, else the next opening."""
    return timeline.search(lambda table: table.last_at(table.position(at)), at, forward=True)


def prev_close(timeline: Timeline, at: int) -> int:
    """The instant itself while open or at a close, else the last close: `next_open` mirrored."""
    return timeline.search(lambda table: table.first_at(table.position(at)), at, forward=False)


def next_interval(timeline: Timeline, at: int) -> tuple[int, int]:
    """The interval whose close is the first after the instant; its open may lie before it."""

    def ask(table: Table) -> tuple[int, int] | None:
        n = table.closing_after(at)
        if n is None:
            return None
        found = table.open_list[n], table.close_list[n]
        return found if _ends_within(timeline, table.end, found[1], at) else None

    return timeline.search(ask, at, forward=True)


def prev_interval(timeline: Timeline, at: int) -> tuple[int, int]:
    """The interval whose open is the last before the instant; its close may lie after it."""

    def ask(table: Table) -> tuple[int, int] | None:
        n = table.opening_before(at)
        if n is None:
            return None
        found = table.open_list[n], table.close_list[n]
        return found if _ends_within(timeline, table.start, found[0], at) else None

    return timeline.search(ask, at, forward=False)


def spans(timeline: Timeline, start: int, end: int) -> Spans:
    """Whole open intervals that overlap [start, end).

    An interval that goes on for more than two years may be cut outside of [start, end).
    """
    while True:
        table = timeline.covering(start, end)
        low = int(np.searchsorted(table.closes, start, side="right"))
        high = int(np.searchsorted(table.opens, end, side="left"))
        found = Spans(table.opens[low:high], table.closes[low:high])
        if not found.opens.size:
            return found
        if found.opens[0] == table.start and found.closes[0] - table.start < LONG:
            timeline.covering(table.start - 1, end)
        elif found.closes[-1] == table.end and table.end - found.opens[-1] < LONG:
            timeline.covering(start, table.end + 1)
        else:
            return found


def some_intervals(timeline: Timeline, at: int, n: int, *, backward: bool) -> list[tuple[int, int]]:
    """The next open intervals, or the last ones, cut at the instant; the nearest first."""
    found = []
    for _ in range(n):
        opens, closes = (prev_interval if backward else next_interval)(timeline, at)
        found.append((opens, min(closes, at)) if backward else (max(opens, at), closes))
        at = opens if backward else closes
    return found


def intervals_between(timeline: Timeline, at: int, until: int) -> list[tuple[int, int]]:
    """All open time between two instants, cut at both; from the first to the second."""
    low, high = min(at, until), max(at, until)
    opens, closes = clip(spans(timeline, low, high), low, high)
    found = list(zip(opens.tolist(), closes.tolist(), strict=True))
    return found if at <= until else found[::-1]


def business_dates(timeline: Timeline, start: int, end: int) -> tuple[Instants, Instants]:
    """Dates and closes, from the first close at or after `start` to the first at or after `end`."""

    def ask(table: Table) -> tuple[Instants, Instants] | None:
        low, high = np.searchsorted(table.date_closes, [start, end], side="left")
        if high == table.date_closes.size:
            return None
        return table.dates[low : high + 1], table.date_closes[low : high + 1]

    return timeline.search(ask, end, start - end, forward=True)


def check_ever_open(hours: Hours) -> None:
    """Refuse hours without open time from their first plan on, or in their rhythm at any time."""
    try:
        next_open(Timeline(hours), hours.planned_from if hours.planned_from < LATEST else 0)
    except NoOpenTimeError:
        raise NeverOpenError(
            said("the calendar is never open"),
            said(
                "right would be at least one shift in its weekly hours or exceptions that breaks "
                "and closures leave open"
            ),
        ) from None


def _ends_within(timeline: Timeline, edge: int, bound: int, at: int) -> bool:
    """Whether an interval really ends at its bound, and is not only cut by the table's edge."""
    if bound != edge:
        return True
    if abs(edge - at) > PATIENCE:
        raise NeverClosesError(
            "the calendar is open for years around "
            f"{moment(at, timeline.hours.timezone).isoformat()}; there is no close to be found"
        )
    return False
