"""Bringing the keys of persons that go with an export, before its entries."""

from base64 import b64decode
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.db import transaction

from troth.errors import TrothError
from troth.promises.sealing import unwrapped, wrapped
from troth_web.ledger.backup import container
from troth_web.ledger.backup.container import BadBackupError
from troth_web.ledger.backup.making import MASTER_KEY, SECRETS
from troth_web.ledger.erasing import tombstones
from troth_web.ledger.models import PersonKey
from troth_web.ledger.secrets import master_key
from troth_web.settings.environment import data_directory

_AT_ONCE = 1_000


class OtherPersonKeyError(TrothError):
    """A person has a key here already, and it is another."""

    def __init__(self, person: str) -> None:
        super().__init__(
            f"{person} has another key here than in the file; entries of two ledgers cannot be "
            "mixed: import into a database of its own"
        )


def bring_keys(path: Path) -> int:
    """Add the keys that are not here yet, wrapped with this ledger's master key; how many.

    Of those who were erased here, no key is taken.

    Raises:
        BadBackupError: the file is no file of keys, or not whole.
        OtherPersonKeyError: somebody has another key here.
    """
    container.about(path, "keys")
    folder = data_directory()
    theirs, ours, gone = _master_of(path), master_key(folder), tombstones(folder)
    keys = (
        (person, unwrapped(theirs, content, person))
        for person, content in _wrapped(path)
        if person not in gone
    )
    new = 0
    with transaction.atomic():
        while some := dict(islice(keys, _AT_ONCE)):
            new += _add(some, ours)
    return new


def _add(keys: dict[str, bytes], ours: bytes) -> int:
    for row in PersonKey.objects.filter(person__in=keys):
        if unwrapped(ours, bytes(row.wrapped), row.person) != keys.pop(row.person):
            raise OtherPersonKeyError(row.person)
    PersonKey.objects.bulk_create(
        PersonKey(person=person, wrapped=wrapped(ours, key, person)) for person, key in keys.items()
    )
    return len(keys)


def _master_of(path: Path) -> bytes:
    for columns, rows in container.sections(path):
        for name, value in rows if columns.table == SECRETS.table else ():
            if name == MASTER_KEY:
                return b64decode(value)
    raise BadBackupError(path, "it holds no master key")


def _wrapped(path: Path) -> Iterator[tuple[str, bytes]]:
    for columns, rows in container.sections(path):
        if columns.table == PersonKey._meta.db_table:
            yield from ((person, b64decode(content)) for person, content in rows)
