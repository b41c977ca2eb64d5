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
from troth.promises.entries import Draft, EntryType
from troth.promises.store import Store
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


class OldKeysError(TrothError):
    """Keys that were saved before the backup was."""

    def __init__(self, keys: str, backup: str) -> None:
        super().__init__(
            f"the keys are of {keys}, the backup is of {backup}; customers added in between would "
            "be lost: take the keys that were saved with the backup, or later"
        )


class UnknownTablesError(TrothError):
    """A backup of a troth that this one does not know."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            f"a newer troth made this backup (it has {', '.join(names)}); install that version"
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
        keys: the keys, saved with it or later. Who has no key in a later file was erased since.
        erased: ids of persons who were erased since.
        store: opens the store of the database, once its keys are there.
        at: now.
        progress: told how many rows were read.

    Raises:
        BadBackupError: a file is not whole, or not what it should be.
        NotEmptyError: the database holds something.
        OldKeysError, OtherKeyError: the keys do not go with the backup or the machine.
        UnknownTablesError: a newer troth made it.
    """
    about, keys_about = container.about(path, "backup"), container.about(keys, "keys")
    if keys_about["at"] < about["at"]:
        raise OldKeysError(keys_about["at"], about["at"])
    _make_tables(about["migrations"])
    if LedgerEntry.objects.exists() or not nobody():
        raise NotEmptyError
    _put_secrets(keys)
    with transaction.atomic():
        known = _put_keys(keys, set(erased))
        rows = _put_rows(path, known, progress)
        epoch = _next_epoch(about["epoch"])
        entries = LedgerEntry.objects.count()
        hold(at)
        again = _tell(store(), about, known, entries, at)
    migrate()
    return Restored(backup_at=about["at"], entries=entries, rows=rows, erased=again, epoch=epoch)


def _make_tables(migrations: list[list[str]]) -> None:
    """The tables as they were, so that every column finds its place."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    wanted = [(app, name) for app, name in migrations if app in executor.loader.migrated_apps]
    if missing := [f"{app}.{name}" for app, name in wanted if (app, name) not in known]:
        raise UnknownTablesError(missing)
    done = set(executor.loader.applied_migrations)
    if not done:
        executor.migrate([each for each in wanted if each in known])
    elif done - set(wanted):
        raise NotEmptyError


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


def _put_rows(path: Path, known: Collection[str], progress: Progress | None) -> int:
    expected = {tables.columns_of(model).table for model in tables.models()}
    number = 0
    for columns, rows in container.sections(path):
        if columns.table not in expected:
            raise BadBackupError(path, f"there is no table {columns.table!r}")
        number += tables.put(columns, _told(_kept(columns, rows, known), number, progress))
    tables.reset_numbers()
    return number


def _kept(columns: Columns, rows: Iterable[Row], known: Collection[str]) -> Iterator[Row]:
    """The rows without those of persons whose key is gone: what they hold never reaches the disk."""
    of_person = _OF_PERSON.get(columns.table)
    if of_person is None:
        yield from rows
        return
    name, split = of_person
    at = columns.names.index(name)
    yield from (row for row in rows if all(each in known for each in split(row[at])))


def _one(value: Any) -> list[str]:  # noqa: ANN401 - a JSON value
    return [value]


def _several(value: Any) -> list[str]:  # noqa: ANN401 - a JSON value
    return [each for each in str(value).split("|") if each]


#: The column that says of whom a row is, and how.
_OF_PERSON: dict[str, tuple[str, Callable[[Any], list[str]]]] = {
    "ledger_sealed": ("person", _one),
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
    store: Store, about: dict[str, Any], known: Collection[str], entries: int, at: datetime
) -> int:
    """Write into the journal what was done: the restore, and who was erased again."""
    again = _erased_since(known)
    with store.writing(actor=OPERATOR, at=at) as work:
        for each in again:
            operations.erase(work, each)
        payload = {"backup_at": about["at"], "entries": entries, "erased": len(again)}
        work.append(
            [Draft(type=EntryType.LEDGER_RESTORED, subject=SUBJECT, at=at, payload=payload)]
        )
    return len(again)


def _erased_since(known: Collection[str]) -> list[str]:
    """Customers without key whose journal does not say yet that they were erased."""
    customers = Head.objects.filter(kind="customer").values_list("subject", flat=True)
    gone = {each for each in customers.iterator() if each not in known}
    said = LedgerEntry.objects.filter(type=EntryType.CUSTOMER_ERASED.value)
    return sorted(gone - set(said.values_list("subject", flat=True).iterator()))


def _told(rows: Iterable[Row], before: int, progress: Progress | None) -> Iterator[Row]:
    for number, row in enumerate(rows, start=before + 1):
        if progress and number % _EVERY == 0:
            progress(number)
        yield row
