"""Arithmetic on half-open intervals [open, close) held in arrays, microseconds since 1970 UTC."""

from typing import NamedTuple

import numpy as np

from troth.clock.zones import Instants


class Pieces(NamedTuple):
    """Open time in pieces, in any order. Pieces of different dates may touch or overlap."""

    opens: Instants
    closes: Instants
    #: The business date that owns each piece, as a proleptic ordinal.
    owners: Instants


class Spans(NamedTuple):
    """Intervals that are sorted, apart from each other, and not empty."""

    opens: Instants
    closes: Instants


def merge(opens: Instants, closes: Instants) -> Spans:
    """The union of intervals in any order; those that touch become one, empty ones go."""
    real = opens < closes
    order = np.argsort(opens[real], kind="stable")
    opens, closes = opens[real][order], closes[real][order]
    if not opens.size:
        return Spans(opens, closes)
    reach = np.maximum.accumulate(closes)
    first = np.concatenate(([True], opens[1:] > reach[:-1]))
    last = np.concatenate((first[1:], [True]))
    return Spans(opens[first], reach[last])


def clip(spans: Spans, start: int, end: int) -> Spans:
    """The part of the intervals that lies in [start, end)."""
    low = int(np.searchsorted(spans.closes, start, side="right"))
    high = int(np.searchsorted(spans.opens, end, side="left"))
    return Spans(np.maximum(spans.opens[low:high], start), np.minimum(spans.closes[low:high], end))


def subtract(pieces: Pieces, closed: Spans) -> Pieces:
    """What is left of the pieces outside the closed spans; owners stay.

    A closed span without length splits the piece in which it lies.
    """
    first = np.searchsorted(closed.closes, pieces.opens, side="right")
    stop = np.searchsorted(closed.opens, pieces.closes, side="left")
    cuts = np.maximum(stop - first, 0)
    source = np.repeat(np.arange(cuts.size), cuts + 1)
    # Number of the cut on the left of each remnant, counted within its piece from -1.
    within = np.arange(source.size) - np.repeat(np.cumsum(cuts + 1) - cuts, cuts + 1)
    left = first[source] + within
    opens, closes = pieces.opens[source], pieces.closes[source]
    after_cut = within >= 0
    before_cut = within + 1 < cuts[source]
    opens[after_cut] = closed.closes[left[after_cut]]
    closes[before_cut] = closed.opens[left[before_cut] + 1]
    real = opens < closes
    return Pieces(opens[real], closes[real], pieces.owners[source][real])
