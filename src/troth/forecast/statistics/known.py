"""What was known of cases at an instant, as columns that an engine makes: see `spells.Known`.

The expressions are those of `spells` and `scale`, operation for operation, so that both come to the
same bins. Business time is as exact as its columns: a microsecond.
"""

from typing import TYPE_CHECKING

import numpy as np

from troth.clock import zones
from troth.clock.instants import DAY, SECOND
from troth.forecast.scale import BINS, DAY_SECONDS, RATIO
from troth.forecast.spells import DONE, OPEN, WITHDRAWN
from troth.forecast.statistics.cases import BUSINESS, CaseTable

if TYPE_CHECKING:
    import ibis.expr.types as ir

LOG_RATIO = float(np.log(RATIO))


def known(cases: CaseTable, at_us: int) -> "ir.Table":
    """The cases that had started at an instant, with `kind` and `seconds` as known then."""
    import ibis

    started = cases.rows.filter(cases.rows.started_us <= at_us)
    has_ended = (started.ended_us <= at_us).fill_null(False)
    # A withdrawal without an instant counts from the start, as in every statement.
    withdrawn = started.is_withdrawn & (has_ended | started.ended_us.isnull())
    kind = ibis.cases((withdrawn, WITHDRAWN), (has_ended, DONE), else_=OPEN)
    seconds = ibis.cases(
        (has_ended, _to_ending(cases, started)),
        (withdrawn, 0.0),
        else_=_so_far(cases, started, at_us),
    )
    return started.mutate(kind=kind, seconds=ibis.greatest(seconds, 0.0))


def settled(cases: CaseTable, at_us: int) -> "ir.Table":
    """What of it can be counted, with the `bin` in which each case was last seen.

    The bin is -1 where none has been lived through.
    """
    table = known(cases, at_us)
    if cases.clock.scale.unit == "days":
        today = _ends_on(cases, table) >= cases.clock.reading(at_us)
        table = table.mutate(kind=today.ifelse(OPEN, table.kind))
    return table.mutate(bin=_bin(cases, table))


def _ends_on(cases: CaseTable, table: "ir.Table") -> "ir.Value":
    """The day of the ending; withdrawals without one count from the start."""
    return _reading(cases, table.ended_us.fill_null(table.started_us))


def _to_ending(cases: CaseTable, table: "ir.Table") -> "ir.Value":
    if cases.clock.calendar is not None:
        # Empty where the ending comes before the start: then it counts as one at it.
        return table[BUSINESS[1]].fill_null(0.0)
    return _reading(cases, table.ended_us) - _reading(cases, table.started_us)


def _so_far(cases: CaseTable, table: "ir.Table", at_us: int) -> "ir.Value":
    """What the clock counts from the start to an instant; its reading then is a plain number."""
    business = cases.clock.calendar is not None
    started = table[BUSINESS[0]] if business else _reading(cases, table.started_us)
    return cases.clock.reading(at_us) - started


def _reading(cases: CaseTable, us: "ir.Value") -> "ir.Value":
    if cases.clock.scale.unit == "days":
        return (_local(cases, us) / DAY).floor() * DAY_SECONDS
    return us / SECOND


def _local(cases: CaseTable, us: "ir.Value") -> "ir.Value":
    """Microseconds on the wall: engines know zones in different editions, and this one is ours."""
    import ibis

    zone = zones.load(cases.clock.zone)
    first, last = cases.extent.first_us, cases.extent.last_us
    offset = int(zones.to_local(np.array([first]), zone)[0]) - first
    branches = []
    for at, by in zones.changes(zone, first, last + 1):
        branches.append((us < at, us + offset))
        offset += by
    return ibis.cases(*branches, else_=us + offset) if branches else us + offset


def _bin(cases: CaseTable, table: "ir.Table") -> "ir.Value":
    import ibis

    if cases.clock.scale.unit == "days":
        days = ibis.least((table.seconds / DAY_SECONDS).floor(), BINS - 1)
        # A day on which a case is still open is not over yet.
        return (days - (table.kind == OPEN).ifelse(1, 0)).cast("int64")
    steps = (ibis.greatest(table.seconds, 1.0).ln() / LOG_RATIO).ceil()
    return ibis.least(steps, BINS - 1).cast("int64")
