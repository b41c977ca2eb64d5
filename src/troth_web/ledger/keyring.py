"""Persons' keys on their way to another ledger, apart from what they seal."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from troth.promises import sealing
from troth_web.ledger.engines import engine
from troth_web.ledger.erasing import tombstones
from troth_web.ledger.keys import PersonKeys
from troth_web.ledger.snapshots import snapshot, stream
from troth_web.ledger.store import SqlStore


def wrapped_keys(store: SqlStore) -> Iterator[tuple[str, bytes]]:
    """Persons and their keys, wrapped in the master key; to be kept apart from backups."""
    with snapshot(store.connection):
        for person, wrapped in stream(
            store.connection, "SELECT person, wrapped FROM ledger_key ORDER BY person"
        ):
            yield person, bytes(wrapped)


def bring_keys(store: SqlStore, keys: Iterable[tuple[str, bytes]]) -> int:
    """Take over wrapped keys, but of nobody who was erased here or has a key; how many were new.

    Raises:
        SealError: they are wrapped in another master key.
    """
    gone = tombstones(store.directory)
    with transaction.atomic(using=store.using), store.connection.cursor() as cursor:
        cursor.execute("SELECT person FROM ledger_key")
        gone |= {person for (person,) in cursor.fetchall()}
        new = {
            person: sealing.unwrapped(store.master, wrapped, person)
            for person, wrapped in keys
            if person not in gone
        }
        PersonKeys(store.master).add(cursor, engine(store.connection), new)
    return len(new)
