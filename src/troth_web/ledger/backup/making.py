"""Making a backup while the server runs: one moment of the database, in a file of its own."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from troth.promises.hashing import instant
from troth_web.ledger.backup import container, tables
from troth_web.ledger.backup.container import Columns, Row
from troth_web.ledger.models import LedgerSetting, PersonKey
from troth_web.ledger.secrets import master_key
from troth_web.settings.environment import data_directory

#: Called with how many rows were done, now and then.
Progress = Callable[[int], None]

SECRETS = Columns(table="secret", columns=(("name", "plain"), ("value", "bytes")))
#: The files of the data directory that go with the keys.
CHECKPOINT_KEY = "checkpoint-key"
MASTER_KEY = "master-key"

_EVERY = 10_000


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a backup holds."""

    file: str
    #: The file of the keys; None where none was asked for.
    keys: str | None
    at: str
    entries: int
    rows: int


def make(
    path: Path, keys: Path | None = None, *, at: datetime, progress: Progress | None = None
) -> Made:
    """Back everything up into one file, and the keys of persons into another.

    It is called within one snapshot, so that both show the same moment. Without its keys, nobody
    can read in a backup what is personal of customers; so keep the two files apart.

    Args:
        path: where the backup shall be.
        keys: where the keys shall be; None leaves them out.
        at: now, for the file.
        progress: told how many rows were written.

    Raises:
        ExistsError: one of the files is there.
        OSError: one of them cannot be written.
    """
    told = _Told(progress)
    about = _about(at)
    with container.writing(path, "backup", about) as writer:
        rows = {
            model._meta.label: writer.section(tables.columns_of(model), told(tables.rows_of(model)))
            for model in tables.models()
        }
    if keys:
        save_keys(keys, at)
    return Made(
        file=str(path),
        keys=str(keys) if keys else None,
        at=instant(at),
        entries=rows["ledger.LedgerEntry"],
        rows=sum(rows.values()),
    )


def save_keys(path: Path, at: datetime) -> None:
    """Write the keys of all persons, and the master key with which they are wrapped.

    Raises:
        ExistsError: the file is there.
        OSError: it cannot be written.
    """
    with container.writing(path, "keys", {"at": instant(at)}) as writer:
        writer.section(SECRETS, _secrets())
        writer.section(tables.columns_of(PersonKey), tables.rows_of(PersonKey))


def _about(at: datetime) -> dict[str, object]:
    migrations = MigrationRecorder(connection).applied_migrations()
    return {
        "at": instant(at),
        "version": version("troth"),
        "engine": connection.vendor,
        "epoch": int(LedgerSetting.objects.get(name="epoch").value),
        "migrations": sorted(migrations),
    }


def _secrets() -> Iterator[Row]:
    folder = data_directory()
    yield [MASTER_KEY, b64encode(master_key(folder)).decode()]
    signing = folder / CHECKPOINT_KEY
    if signing.is_file():
        yield [CHECKPOINT_KEY, b64encode(signing.read_bytes()).decode()]


class _Told:
    """Tells of rows as they pass, over all tables."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._number = 0

    def __call__(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows."""
        for row in rows:
            self._number += 1
            if self._progress and self._number % _EVERY == 0:
                self._progress(self._number)
            yield row
