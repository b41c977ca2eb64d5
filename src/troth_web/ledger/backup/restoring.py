"""Restoring a backup into an empty database: all of it or nothing, silent, and erased as before.

1. Both files are read through, so that nothing begins with a file that is not whole.
2. The tables are made as they were when the backup was made.
3. In one transaction: keys, rows, what was erased since, the next epoch, and the hold on sending.
4. The tables are brought up to date.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from troth import operations
from troth.errors import TrothError
from troth.promises.customer import customer
from troth.promises.entries import Draft, EntryType
from troth.promises.store import Store, Work
from troth_web.ledger.backup import container, tables
from troth_web.ledger.backup.container import BadBackupError, Columns, Row
from troth_web.ledger.backup.making import CHECKPOINT_KEY, MASTER_KEY, SECRETS
from troth_web.ledger.held import OPERATOR, SUBJECT, hold
from troth_web.ledger.models import Head, LedgerEntry, LedgerSetting, PersonKey
from troth_web.ledger.schema import migrate, nobody
from troth_web.settings.environment import data_directory, text

Progress = Callable[[int], None]

_EVERY = 10_000


class NotEmptyError(TrothError):
    """Something stands where a backup shall be restored."""

    def __init__(self) -> None:
        super().__init__(
            "this database is not empty; a backup is restored into one that holds nothing: "
            "name another with TROTH_DATA or TROTH_DATABASE"
        )


class OtherKeyError(TrothError):
    """The keys of the backup do not go with the key of this machine."""

    def __init__(self) -> None:
        super().__init__(
            "TROTH_MASTER_KEY is another than the one with which this backup's keys are sealed; "
            "unset it for the restore, or set it to that one"
        )


class NoKeyError(TrothError):
    """Something sealed in a backup, whose key is missing though nobody says that it was erased."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"the backup has something sealed of {person}, and the keys have none of theirs; take "
            "the keys that were saved with the backup, or later, and name with --erased the list "
            "of those who were erased since"
        )


class UnknownTablesError(TrothError):
    """A backup of a troth that this one does not know."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            f"a newer troth made this backup (it has {', '.join(names)}); install that version"
        )


class NewerTablesError(TrothError):
    """A database that has tables already, made since the backup."""

    def __init__(self) -> None:
        super().__init__(
            "this database has tables that are newer than the backup; restore into one without "
            "tables, which are then made as they were and brought up to date"
        )


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a restore brought back."""

    #: The moment that the backup shows.
    backup_at: str
    entries: int
    rows: int
    #: How many persons were erased again, as they were erased after the backup.
    erased: int
    epoch: int


def restore(
    path: Path,
    keys: Path,
    erased: Collection[str] = (),
    *,
    store: Callable[[], Store],
    at: datetime,
    progress: Progress | None = None,
) -> Restored:
    """Bring a backup back. Nothing is sent from here until somebody says so.

    Args:
        path: the backup.
        keys: the keys, saved with it or later.
        erased: ids of persons who were erased since.
        store: opens the store of the database, once its keys are there.
        at: now.
        progress: told how many rows were read.

    Raises:
        BadBackupError: a file is not whole, or not what it should be.
        NotEmptyError: the database holds something.
        NoKeyError, OtherKeyError: the keys do not go with the backup or the machine.
        UnknownTablesError: a newer troth made it.
    """
    about = container.about(path, "backup")
    container.about(keys, "keys")
    _make_tables(about["migrations"])
    if LedgerEntry.objects.exists() or not nobody():
        raise NotEmptyError
    _put_secrets(keys)
    with transaction.atomic():
        gone = set(erased)
        known = _put_keys(keys, gone)
        rows = _put_rows(path, known, gone, progress)
        epoch = _next_epoch(about["epoch"])
        entries = LedgerEntry.objects.count()
        hold(at)
        again = _tell(store(), about, gone, entries, at)
    migrate()
    return Restored(backup_at=about["at"], entries=entries, rows=rows, erased=again, epoch=epoch)


def _make_tables(migrations: list[list[str]]) -> None:
    """The tables as they were, so that every column finds its place."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    wanted = {(app, name) for app, name in migrations if app in loader.migrated_apps}
    if missing := wanted - set(loader.disk_migrations):
        raise UnknownTablesError(f"{app}.{name}" for app, name in sorted(missing))
    if set(loader.applied_migrations) - wanted:
        raise NewerTablesError
    last = [key for key in wanted if not wanted & set(loader.graph.node_map[key].children)]
    executor.migrate(sorted(last))


def _put_secrets(keys: Path) -> None:
    for columns, rows in container.sections(keys):
        found = list(rows) if columns.table == SECRETS.table else []
        for name, value in found:
            _put_secret(name, b64decode(value))


def _put_secret(name: str, value: bytes) -> None:
    if name not in {MASTER_KEY, CHECKPOINT_KEY}:
        return
    if name == MASTER_KEY and text("TROTH_MASTER_KEY"):
        if b64decode(text("TROTH_MASTER_KEY")) != value:
            raise OtherKeyError
        return
    path = data_directory() / name
    content = b64encode(value) if name == MASTER_KEY else value
    if path.is_file():
        if path.read_bytes().strip() == content.strip():
            return
        # Nothing here is sealed with it, as the database is empty; but it may be somebody's.
        path.rename(path.with_name(f"{name}.before-restore"))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_keys(keys: Path, erased: Collection[str]) -> set[str]:
    """Put the keys of all who were not erased; whose there are."""
    known: set[str] = set()
    for columns, rows in container.sections(keys):
        if columns.table == PersonKey._meta.db_table:
            tables.put(columns, _noted(rows, known, erased))
    return known


def _noted(rows: Iterable[Row], known: set[str], erased: Collection[str]) -> Iterator[Row]:
    for row in rows:
        if row[0] not in erased:
            known.add(row[0])
            yield row


def _put_rows(
    path: Path, known: Collection[str], gone: Collection[str], progress: Progress | None
) -> int:
    expected = {tables.columns_of(model).table for model in tables.models()}
    number = 0
    for columns, rows in container.sections(path):
        if columns.table not in expected:
            raise BadBackupError(path, f"there is no table {columns.table!r}")
        number += tables.put(columns, _told(_kept(columns, rows, known, gone), number, progress))
    tables.reset_numbers()
    return number


def _kept(
    columns: Columns, rows: Iterable[Row], known: Collection[str], gone: Collection[str]
) -> Iterator[Row]:
    """The rows without those of persons who were erased: what they hold never reaches the disk."""
    of_person = _OF_PERSON.get(columns.table)
    if of_person is None:
        yield from rows
        return
    name, split = of_person
    at = columns.names.index(name)
    for row in rows:
        missing = [each for each in split(row[at]) if each not in known]
        if not missing:
            yield row
        for each in missing:
            if each not in gone:
                raise NoKeyError(each)


def _one(value: Any) -> list[str]:  # noqa: ANN401 - a JSON value
    return [value]


def _several(value: Any) -> list[str]:  # noqa: ANN401 - a JSON value
    return [each for each in str(value).split("|") if each]


#: The column that says of whom a row is, and how.
_OF_PERSON: dict[str, tuple[str, Callable[[Any], list[str]]]] = {
    "ledger_sealed": ("person", _one),
    "ledger_file": ("person", _one),
    "ledger_lookup": ("subject", _one),
    "ledger_answer": ("persons", _several),
}


def _next_epoch(before: int) -> int:
    """Begin the next life of the database; turns of the last one say nothing in it."""
    row = LedgerSetting.objects.get(name="epoch")
    epoch = max(before, int(row.value)) + 1
    LedgerSetting.objects.filter(name="epoch").update(value=str(epoch))
    Head.objects.update(turn=0)
    return epoch


def _tell(
    store: Store, about: dict[str, Any], gone: Collection[str], entries: int, at: datetime
) -> int:
    """Write into the journal what was done: the restore, and who was erased again."""
    with store.writing(actor=OPERATOR, at=at) as work:
        again = [each for each in sorted(gone) if _still_there(work, each)]
        for each in again:
            operations.erase(work, each)
        payload = {"backup_at": about["at"], "entries": entries, "erased": len(again)}
        work.append(
            [Draft(type=EntryType.LEDGER_RESTORED, subject=SUBJECT, at=at, payload=payload)]
        )
    return len(again)


def _still_there(work: Work, person: str) -> bool:
    """Whether the journal knows a customer and does not say that they were erased."""
    found = customer(work.entries(person))
    return found is not None and found.erased_at is None


def _told(rows: Iterable[Row], before: int, progress: Progress | None) -> Iterator[Row]:
    for number, row in enumerate(rows, start=before + 1):
        if progress and number % _EVERY == 0:
            progress(number)
        yield row
