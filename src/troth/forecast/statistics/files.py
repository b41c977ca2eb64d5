"""Histories as files that an engine reads: some files, or folders or patterns of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from troth import history
from troth.clock import Calendar
from troth.forecast.errors import ForecastError
from troth.forecast.statistics.cases import BUSINESS, CASE, FACET, CaseTable, of_table
from troth.forecast.statistics.engines import require_engine
from troth.history import History, NotAHistoryError
from troth.history.extra import require_arrow

if TYPE_CHECKING:
    import ibis.expr.types as ir
    from ibis.backends import BaseBackend

Paths = str | Path | Sequence[str | Path]


def read(paths: Paths, engine: "BaseBackend", calendar: Calendar | None = None) -> CaseTable:
    """The cases of one history in some files that `troth history import` wrote.

    Args:
        paths: files, folders with `.parquet` files at any depth, or patterns such as
            `2026-*.parquet`; one or several.
        engine: a backend of Ibis; see `engines.duckdb`.
        calendar: counts business time, which must have been counted with it at the import; else
            elapsed time or, where the histories compare them, calendar days.

    Raises:
        NotAHistoryError: for any other file, or none.
        ForecastError: for histories that do not belong together, or of another calendar.
        MissingExtraError: without the extra `scale`.
    """
    require_engine()
    require_arrow()
    histories = [history.read(path) for path in _files(paths)]
    first = histories[0]
    for other in histories[1:]:
        _check_alike(first, other)
    if calendar is not None:
        _check_counted(histories, calendar)
    parts = [
        of_table(
            table,
            metric=first.metric,
            calendar=calendar,
            zone=first.rule.zone,
            compares_days=first.rule.compare == "day",
        )
        for table in _tables(histories, engine, BUSINESS if calendar else ())
    ]
    return parts[0] if len(parts) == 1 else replace(parts[0], table=_union(parts))


def _files(paths: Paths) -> list[Path]:
    several = [paths] if isinstance(paths, str | Path) else paths
    found = [file for path in several for file in _files_of(Path(path))]
    if not found:
        raise NotAHistoryError(
            f"{', '.join(map(str, several)) or 'no path'}: there is no Parquet file; "
            "'troth history import' makes a history"
        )
    return found


def _files_of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.rglob("*.parquet"))
    elif not path.exists() and any(sign in path.name for sign in "*?["):
        yield from sorted(path.parent.glob(path.name))
    else:
        yield path


def _check_alike(first: History, other: History) -> None:
    if (first.metric, first.rule, first.facets) != (other.metric, other.rule, other.facets):
        raise ForecastError(
            f"{other.path}: has another metric, facets or rule of what is kept than {first.path}; "
            "right would be files of one mapping"
        )


def _check_counted(histories: Sequence[History], calendar: Calendar) -> None:
    for one in histories:
        if one.facts.calendar_version != calendar.version:
            raise ForecastError(
                f"{one.path}: its business time was not counted with this calendar; name the "
                "calendar in the mapping and import the source again"
            )


def _tables(
    histories: Sequence[History], engine: "BaseBackend", business: Sequence[str]
) -> "Iterator[ir.Table]":
    """Their columns, with files of the same types together."""
    names = [*CASE, *(FACET + facet for facet in histories[0].facets), *business]
    alike: dict[str, list[Path]] = {}
    for one in histories:
        alike.setdefault(_types(one.path, names), []).append(one.path)
    for paths in alike.values():
        for table in _read(paths, engine):
            yield table.select(names)


def _types(path: Path, names: Sequence[str]) -> str:
    """A column without a single value has a type of its own, which engines do not unite."""
    import pyarrow.parquet as pq

    schema = pq.read_schema(path)
    return str([schema.field(name).type for name in names])


def _read(paths: Sequence[Path], engine: "BaseBackend") -> "Iterator[ir.Table]":
    if engine.name == "duckdb":
        yield engine.read_parquet([escape(str(path)) for path in paths])
    else:
        yield from (engine.read_parquet(str(path)) for path in paths)


def _union(parts: Sequence[CaseTable]) -> "ir.Table":
    import ibis

    return ibis.union(*(part.table for part in parts))
