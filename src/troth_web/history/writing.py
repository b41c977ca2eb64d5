"""Writing the history: one file for each metric, and one for each of its months.

    FOLDER/first-reply.parquet            all cases, for 'troth backtest', 'troth quote' and so on
    FOLDER/first-reply.events.parquet     what happened to them
    FOLDER/first-reply/2026-11.parquet    the cases that were promised in a month, for engines

Each file takes the place of the one before it whole. Memory holds a page of promises and the rows
of one month's files that are not written yet.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from troth.history.beside import events_beside
from troth.history.importing import import_history
from troth.outputs import draft_of
from troth.playbook import Playbook
from troth.promises.hashing import instant
from troth.promises.promise import Promise
from troth.promises.store import PromiseFilter, Store
from troth.queries import every_promise
from troth_web.history.rows import counts, facets_of, reading, row, schema
from troth_web.ledger.models import LedgerEntry

DONE = "history.json"
#: After so many cases it is said how far it is.
_TOLD = 500
_GROUP = 10_000


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a history holds."""

    folder: str
    #: As of when; UTC.
    at: str
    #: Cases by metric.
    cases: dict[str, int]


def write_history(
    store: Store, folder: Path, *, at: datetime, progress: Callable[[int], None] | None = None
) -> Written:
    """Write the history of all promises into a folder; persons who were erased have no cases.

    Args:
        store: read once; within one snapshot, where the caller opened one.
        folder: made if it is missing.
        at: as of when, for what became of promises.
        progress: told how many promises were read.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    edition = store.edition()
    playbook = edition.playbook if edition else None
    with TemporaryDirectory(prefix=".history-", dir=folder) as drafts:
        sources = _Sources(Path(drafts), facets_of(playbook), at)
        for number, promise in enumerate(_cases(store), start=1):
            sources.add(promise)
            if progress and number % _TOLD == 0:
                progress(number)
        sources.close()
        for metric in sorted(sources.cases):
            _publish(sources, metric, folder, playbook)
    _forget(folder, set(sources.cases))
    written = Written(folder=str(folder), at=instant(at), cases=dict(sorted(sources.cases.items())))
    with draft_of(folder / DONE) as draft:
        said = {"at": written.at, "cases": written.cases}
        draft.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    return written


def last_written(folder: Path) -> Written | None:
    """What a folder's history holds; None where there is none."""
    try:
        said = json.loads((folder / DONE).read_text(encoding="utf-8"))
        cases = {str(metric): int(number) for metric, number in said["cases"].items()}
        at = instant(datetime.fromisoformat(said["at"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Written(folder=str(folder), at=at, cases=cases)


class _Sources:
    """Rows of promises on their way, one file for each metric and month."""

    def __init__(self, folder: Path, facets: tuple[str, ...], at: datetime) -> None:
        self.facets = facets
        self.cases: dict[str, int] = {}
        self._folder = folder
        self._at = at
        self._schema = schema(facets)
        self._month = ""
        self._open: dict[str, pq.ParquetWriter] = {}
        self._held: dict[str, list[dict[str, Any]]] = {}

    def add(self, promise: Promise) -> None:
        """Take a promise; they come by when they were made, so that one month is open at a time."""
        month = f"{promise.made_at:%Y-%m}"
        if month != self._month:
            self.close()
            self._month = month
        metric = promise.metric
        held = self._held.setdefault(metric, [])
        held.append(row(promise, self.facets, self._at))
        self.cases[metric] = self.cases.get(metric, 0) + 1
        if len(held) >= _GROUP:
            self._write(metric)

    def close(self) -> None:
        """End the files of the month."""
        for metric in list(self._held):
            self._write(metric)
        for writer in self._open.values():
            writer.close()
        self._open.clear()

    def files(self, metric: str) -> list[Path]:
        """The files of a metric by month."""
        return sorted((self._folder / metric).glob("*.parquet"))

    def _write(self, metric: str) -> None:
        if metric not in self._open:
            path = self._folder / metric / f"{self._month}.parquet"
            path.parent.mkdir(exist_ok=True)
            self._open[metric] = pq.ParquetWriter(path, self._schema, compression="zstd")
        held = self._held.pop(metric)
        self._open[metric].write_batch(pa.RecordBatch.from_pylist(held, self._schema))


def _publish(sources: _Sources, metric: str, folder: Path, playbook: Playbook | None) -> None:
    mapping, files = reading(metric, playbook, sources.facets), sources.files(metric)
    import_history(mapping, files, folder / f"{metric}.parquet")
    months = folder / metric
    months.mkdir(exist_ok=True)
    for file in files:
        import_history(mapping, [file], months / file.name)
    for old in months.glob("????-??.parquet"):
        if old.name not in {file.name for file in files}:
            _remove(old)


def _cases(store: Store) -> Iterator[Promise]:
    """Promises that are cases, those made last first, without those of persons erased."""
    erased = frozenset(
        LedgerEntry.objects.filter(type="customer.erased").values_list("subject", flat=True)
    )
    for promise in every_promise(store, PromiseFilter(duties=False)):
        if counts(promise) and promise.customer not in erased:
            yield promise


def _forget(folder: Path, metrics: set[str]) -> None:
    """Take away what we wrote of metrics that have no cases any more."""
    before = last_written(folder)
    for metric in set(before.cases) - metrics if before else ():
        _remove(folder / f"{metric}.parquet")
        shutil.rmtree(folder / metric, ignore_errors=True)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    events_beside(path).unlink(missing_ok=True)
