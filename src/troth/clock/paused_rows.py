"""Durations in business time outside pauses, row by row.

A pause takes away the open time between the positions of its start and its end. The pauses of a row
are disjoint and in order, so a duration that runs into one has run into all before it: what these
take away is known, and one comparison for each pause is enough.
"""

import numpy as np

from troth.clock.columns import NAT
from troth.clock.durations import Boundary, leads_to_close
from troth.clock.lookup import Lookup
from troth.clock.pause_lists import Paused, PauseLists
from troth.clock.rows import Flags, by_kind, covering, search
from troth.clock.table import Table
from troth.clock.timeline import Timeline
from troth.clock.zones import Instants


def due(
    timeline: Timeline,
    starts: Instants,
    after: Instants,
    rows: Instants,
    *,
    lists: PauseLists,
    unit: str,
    boundary: Boundary,
) -> Instants:
    """As `rows.due`, for rows of these numbers; NaT as well while a pause holds the row up."""

    def answer(starts: Instants, after: Instants, rows: Instants) -> Instants:
        paused = lists.of(rows, unit)
        forward = bool(after[0] >= 0)
        at_close = leads_to_close(int(after[0]), boundary)

        def ask(table: Table) -> Instants | None:
            lookup = table.lookup(unit)
            if forward:
                position, held = _forward(lookup, starts, after, paused, at_close=at_close)
            else:
                position = _backward(lookup, starts, after, paused, at_close=at_close)
                held = np.zeros(rows.shape, bool)
            instants = lookup.instants(position[~held], at_close=at_close)
            if instants is None:
                return None
            found = np.full(rows.shape, NAT)
            found[~held] = instants
            return found

        return search(timeline, ask, starts, unit, forward=forward)

    return by_kind(answer, starts, after, rows)


def elapsed(
    timeline: Timeline,
    starts: Instants,
    ends: Instants,
    rows: Instants,
    *,
    lists: PauseLists,
    unit: str,
) -> Instants:
    """As `rows.elapsed`, for rows of these numbers."""
    known = (starts > NAT) & (ends > NAT)
    found = np.full(starts.shape, NAT)
    if not known.any():
        return found
    starts, ends, paused = starts[known], ends[known], lists.of(rows[known], unit)
    first, last = np.minimum(starts, ends), np.maximum(starts, ends)
    lookup = covering(timeline, first.min(), last.max(), unit)
    begun, resumed = (
        lookup.positions(np.clip(edges, first[paused.rows], last[paused.rows]))
        for edges in (paused.starts, paused.ends)
    )
    passed = lookup.positions(last) - lookup.positions(first) - paused.sums(resumed - begun)
    found[known] = np.where(ends < starts, -passed, passed)
    return found


def _forward(
    lookup: Lookup, starts: Instants, after: Instants, paused: Paused, *, at_close: bool
) -> tuple[Instants, Flags]:
    """Positions of the due times, and which rows a lasting pause holds up.

    A pause that goes on beyond the table only moves the position beyond it as well.
    """
    position = lookup.positions(starts) + after
    ends = np.minimum(paused.held_from, lookup.end)[paused.rows]
    begun, resumed = (
        lookup.positions(np.clip(edges, starts[paused.rows], ends))
        for edges in (paused.starts, paused.ends)
    )
    taken = resumed - begun
    reached = position[paused.rows] + paused.sums_before(taken)
    runs_into = begun < reached if at_close else begun <= reached
    position += paused.sums(taken * runs_into)
    hold = lookup.positions(np.clip(paused.held_from, starts, lookup.end))
    comes_to_hold = hold < position if at_close else hold <= position
    comes_to_hold &= paused.held_from <= lookup.end
    return position, comes_to_hold | (paused.held_from <= starts)


def _backward(
    lookup: Lookup, starts: Instants, before: Instants, paused: Paused, *, at_close: bool
) -> Instants:
    """The mirror image; a pause that lasts has only lasted until the start."""
    position = lookup.positions(starts) + before
    begun, resumed = (
        lookup.positions(np.clip(edges, lookup.start, starts[paused.rows]))
        for edges in (paused.starts, paused.ends)
    )
    taken = resumed - begun
    taken_later = paused.sums(taken)[paused.rows] - paused.sums_before(taken) - taken
    reached = position[paused.rows] - taken_later
    runs_into = resumed >= reached if at_close else resumed > reached
    return position - paused.sums(taken * runs_into)
