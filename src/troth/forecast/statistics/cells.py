"""What an engine counts: a row for each (group, kind, bin), however many cases it stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from troth.clock.instants import DAY
from troth.forecast.counts import Counts, gather
from troth.forecast.groups import Groups, grouped
from troth.forecast.model import Coded, Settings
from troth.forecast.scale import Bins
from troth.forecast.statistics.cases import FACET, CaseTable
from troth.forecast.statistics.engines import answer
from troth.forecast.statistics.known import settled
from troth.history.arrays import Flags, Instants, Numbers

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

#: Weights are added as decimals: engines add in any order, and the sum is the same.
EXACT = "decimal(38, 18)"


@dataclass(frozen=True, kw_only=True, eq=False)
class Cells:
    """Columns of what was counted, in the order of facets, kind, bin and recent.

    Engines give rows in any order; what is added up of them in one order has one sum.
    """

    #: Values of each facet, and the code of each cell.
    facets: dict[str, Coded]
    kind: Bins
    #: -1 for cases of which no bin was lived through.
    bin: Bins
    #: Whether its cases started after the instant from which on they are recent.
    recent: Flags
    cases: Bins
    weight: Numbers
    #: Of its cases, the first and the last start, UTC microseconds.
    first_us: Instants
    last_us: Instants

    def in_order(self) -> "Cells":
        """The same cells, each in the place that it always has."""
        codes = [codes for _, codes in self.facets.values()]
        order = np.lexsort([*codes, self.kind, self.bin, self.recent][::-1])
        columns = (one.name for one in fields(self) if one.name != "facets")
        return Cells(
            facets={
                facet: (values, codes[order]) for facet, (values, codes) in self.facets.items()
            },
            **{name: getattr(self, name)[order] for name in columns},
        )

    def counts(self) -> Counts:
        """Of a fit."""
        return gather(
            grouped(self.facets, len(self.kind)),
            self.kind,
            self.bin,
            cases=self.cases,
            weight=self.weight,
            first_us=self.first_us,
            last_us=self.last_us,
        )

    @property
    def tops(self) -> Bins:
        """The code of the first facet of each cell."""
        coded = next(iter(self.facets.values()), None)
        return np.zeros(len(self.kind), np.int64) if coded is None else coded[1]

    def groups_in(self, groups: Groups) -> Bins:
        """The narrowest of some other groups that each cell belongs to."""
        codes = [
            _translated(coded, values)
            for coded, values in zip(self.facets.values(), groups.values, strict=True)
        ]
        return groups.of_codes(codes, len(self.kind))


def cells(cases: CaseTable, at_us: int, settings: Settings, recent_from: int) -> Cells:
    """Count cases as they were known at an instant.

    Args:
        cases: all of them.
        at_us: UTC microseconds.
        settings: facets and half-life; facets must be known.
        recent_from: cases that started later than this are counted apart.
    """
    names = [FACET + facet for facet in settings.facets]
    table = settled(cases, at_us)
    table = table.mutate(recent=table.started_us > recent_from)
    found = answer(
        table.group_by([*names, "kind", "bin", "recent"]).aggregate(
            cases=table.count(),
            weight=_weight(table, at_us, settings.half_life_days),
            first_us=table.started_us.min(),
            last_us=table.started_us.max(),
        )
    )
    return _cells(found, settings.facets)


def _weight(table: "ir.Table", at_us: int, half_life_days: float | None) -> "ir.Value":
    """Half as much for each half-life: see `model.weights`."""
    import ibis

    if half_life_days is None:
        return table.count()
    age = (at_us - table.started_us) / DAY
    return (ibis.literal(2.0) ** (-age / half_life_days)).cast(EXACT).sum()


def _cells(found: "pa.Table", facets: Sequence[str]) -> Cells:
    import pyarrow as pa

    return Cells(
        facets={facet: _coded(found[FACET + facet]) for facet in facets},
        kind=_whole(found["kind"]),
        bin=_whole(found["bin"]),
        recent=np.asarray(found["recent"]),
        cases=_whole(found["cases"]),
        weight=np.asarray(found["weight"].cast(pa.float64())),
        first_us=_whole(found["first_us"]),
        last_us=_whole(found["last_us"]),
    ).in_order()


def _whole(column: "pa.ChunkedArray") -> Bins:
    return np.asarray(column).astype(np.int64)


def _coded(column: "pa.ChunkedArray") -> Coded:
    """Values in their order, so that it does not matter in which the engine gave them; None last.

    Here as everywhere None is a value.
    """
    import pyarrow as pa

    encoded = column.cast(pa.string()).dictionary_encode().unify_dictionaries().combine_chunks()
    values: list[str] = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=values.__getitem__)
    rank = np.empty(len(values) + 1, np.int64)
    rank[[*order, len(values)]] = np.arange(len(values) + 1)
    codes = np.asarray(encoded.indices.fill_null(len(values)), np.int64)
    return [*(values[place] for place in order), None], rank[codes]


def _translated(coded: Coded, values: Sequence[str | None]) -> Bins:
    """Codes among other values, -1 for what is not one of them."""
    own, codes = coded
    place = {value: code for code, value in enumerate(values)}
    return np.array([place.get(value, -1) for value in own], np.int64)[codes]
