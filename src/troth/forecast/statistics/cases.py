"""Cases that lie in an engine: a table of Ibis that is never read as a whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from troth.clock import Calendar
from troth.forecast.errors import ForecastError, UnfitHistoryError, unknown_facet
from troth.forecast.scale import Scale, Unit
from troth.forecast.spells import Clock
from troth.forecast.statistics.engines import answer, micros, require_engine
from troth.history.arrays import EARLIEST, LATEST
from troth.history.errors import listed
from troth.history.facts import STARTED_BUSINESS

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: Columns of every case.
CASE = ("started_at", "ended_at", "ending")
#: Columns that hold business time, in seconds: the reading of the clock at the start, and what it
#: counts from there to the ending.
BUSINESS = (STARTED_BUSINESS, "elapsed_business_seconds")
FACET = "facet_"


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How far all cases reach, within the scope or not: UTC microseconds."""

    cases: int
    #: The first start.
    start_us: int
    #: The first and the last start or ending.
    first_us: int
    last_us: int


@dataclass(frozen=True, kw_only=True, eq=False)
class CaseTable:
    """Cases of one metric in an engine, and the clock that counts how long they took.

    The table has a row for each case, with the columns `started_us`, `ended_us` (null where no
    ending is recorded), `is_withdrawn`, `facet_NAME` for each facet (text, or null), and with a
    calendar those of `BUSINESS`.
    """

    metric: str
    clock: Clock
    table: "ir.Table"
    #: Only cases with one of these values of each facet take part.
    scope: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def rows(self) -> "ir.Table":
        """The cases that take part."""
        table = self.table
        for facet, values in self.scope.items():
            table = table.filter(table[FACET + facet].isin(list(values)))
        return table

    @property
    def facets(self) -> tuple[str, ...]:
        """The names by which cases can be told apart."""
        names = self.table.columns
        return tuple(name.removeprefix(FACET) for name in names if name.startswith(FACET))

    @cached_property
    def extent(self) -> Extent:
        """The earliest and the latest start or ending.

        Raises:
            UnfitHistoryError: without a case, and with instants outside the years 1900 to 2199.
        """
        cases, started, ended = self.table.count(), self.table.started_us, self.table.ended_us
        found = self.table.aggregate(
            cases=cases,
            dated=started.count(),
            first=started.min(),
            last=started.max(),
            first_end=ended.min(),
            last_end=ended.max(),
        )
        row = answer(found).to_pylist()[0]
        if not row["cases"]:
            raise UnfitHistoryError("the history has no case; right would be 30 that have ended")
        instants = [row[name] for name in ("first", "last", "first_end", "last_end")]
        known = [us for us in instants if us is not None]
        if row["dated"] < row["cases"] or min(known) < EARLIEST or max(known) >= LATEST:
            raise UnfitHistoryError(
                "'started_at' is empty or an instant is outside the years 1900 to 2199; import the "
                "source again"
            )
        return Extent(
            cases=row["cases"], start_us=row["first"], first_us=min(known), last_us=max(known)
        )

    def within(self, scope: Mapping[str, Collection[str]] | None) -> "CaseTable":
        """With a scope.

        Raises:
            UnknownSituationError: for a facet that the cases do not have.
        """
        for facet in scope or {}:
            self.require(facet)
        return replace(self, scope=scope or {})

    def require(self, facet: str) -> None:
        """Refuse a facet that the cases do not have."""
        if facet not in self.facets:
            raise unknown_facet(facet, self.facets)


def of_table(
    table: "ir.Table",
    *,
    metric: str,
    calendar: Calendar | None = None,
    zone: str = "UTC",
    compares_days: bool = False,
) -> CaseTable:
    """The cases in a table of an engine, such as one of a warehouse.

    Args:
        table: of Ibis, with the columns of a history: `started_at` and `ended_at`, timestamps in
            UTC; `ending`, "withdrawn" where the customer withdrew; `facet_NAME`; and for business
            time those of `BUSINESS`.
        metric: what was measured.
        calendar: with which business time was counted; None counts elapsed time, or days.
        zone: of the source's clocks, an IANA name.
        compares_days: counts calendar days of that zone, not elapsed time.

    Raises:
        ForecastError: for a column that is missing, or an engine that has not been tried.
        MissingExtraError: without the extra `scale`.
    """
    require_engine()
    business = BUSINESS if calendar else ()
    missing = [name for name in (*CASE, *business) if name not in table.columns]
    if missing:
        raise ForecastError(
            f"the cases lack the columns {listed(missing)}; 'troth history import' writes them"
        )
    unit: Unit = "business" if calendar else "days" if compares_days else "elapsed"
    clock = Clock(scale=Scale(unit), calendar=calendar, zone=zone)
    return CaseTable(metric=metric, clock=clock, table=_in_micros(table, business))


def _in_micros(table: "ir.Table", business: Collection[str]) -> "ir.Table":
    engine = table.get_backend().name
    facets = [name for name in table.columns if name.startswith(FACET)]
    ending = _typed(table, "ending", "string")
    return table.select(
        started_us=micros(table.started_at, engine),
        ended_us=micros(_typed(table, "ended_at", "timestamp('UTC')"), engine),
        is_withdrawn=(ending == "withdrawn").fill_null(False),
        **{name: _typed(table, name, "string") for name in facets},
        **{name: table[name] for name in business},
    )


def _typed(table: "ir.Table", name: str, kind: str) -> "ir.Value":
    """A column; one without a single value has a type of its own in Parquet."""
    found = table[name]
    fits = found.type().is_timestamp() if kind.startswith("timestamp") else found.type().is_string()
    return found if fits else found.cast(kind)
