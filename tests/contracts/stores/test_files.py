"""Files: their bytes lie beside the journal, sealed, and go with the person or the file."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.contracts.stores.cast import (
    ANNA,
    BOB,
    NOW,
    UndoneError,
    customer,
    made,
    published,
    undone,
)
from tests.contracts.stores.fixtures import empty_store, rows
from troth import operations
from troth.operations import AttachFile, RemoveFile, Upload
from troth.promises import Promise
from troth.promises.entries import EntryType
from troth.promises.file import File
from troth.promises.hashing import broken_links
from troth.promises.journal import ErasedPersonError
from troth.promises.store import BrokenChainError, Store
from troth.testing import MemoryStore
from troth_web.ledger.keyring import bring_keys
from troth_web.ledger.store import SqlStore
from troth_web.ledger.verify import verify

CANARY = b"%PDF-1.7 Carla Canary's order"


@pytest.fixture
def promise(store: Store) -> Promise:
    """A promise to a customer."""
    published(store)
    return made(store, customer(store).id)


def attach(store: Store, promise: Promise, content: bytes = CANARY) -> File:
    """A file of it."""
    said, upload = AttachFile(what="her order"), Upload("order.pdf", content)
    return store.write(
        lambda work: operations.attach_file(work, promise.id, said, upload), actor=ANNA, at=NOW
    )


def remove(store: Store, promise: Promise, file: File) -> None:
    """It is not to be kept."""
    store.write(
        lambda work: operations.remove_file(work, promise.id, file.id, RemoveFile(reason="not")),
        actor=ANNA,
        at=NOW,
    )


def erase(store: Store, promise: Promise) -> None:
    """Erase its customer."""
    assert promise.customer is not None
    whom = promise.customer
    store.write(lambda work: operations.erase(work, whom), actor=BOB, at=NOW)


def test_it_works(store: Store, promise: Promise) -> None:
    """The bytes come back; the journal has their seal and size, and neither name nor bytes."""
    file = attach(store, promise)
    other = attach(store, promise, b"hello")
    assert store.file(file.id) == CANARY
    assert store.file(other.id) == b"hello"
    assert store.file(promise.id) is None
    entry = store.entries(promise.id)[-2]
    assert entry.type is EntryType.PROMISE_FILE_ATTACHED
    assert set(entry.payload) == {"size", "media_type", "shared", "seal"}
    assert (entry.said("name"), entry.said("sha256")) == ("order.pdf", file.sha256)
    found = store.promise(promise.id)
    assert found is not None
    assert found.files == (file, other)


def test_what_is_removed_is_gone(store: Store, promise: Promise) -> None:
    """That it was there stays, with its name."""
    file, other = attach(store, promise), attach(store, promise, b"hello")
    remove(store, promise, file)
    assert store.file(file.id) is None
    assert store.file(other.id) == b"hello"
    entry = store.entries(promise.id)[-1]
    assert (entry.said("name"), entry.said("reason")) == ("order.pdf", "not")
    assert broken_links(store.entries(promise.id)) == []


def test_erasing_the_person_takes_their_files(store: Store, promise: Promise) -> None:
    """And those of nobody else; nothing more can be attached."""
    file = attach(store, promise)
    karls = made(store, customer(store, "Karl").id)
    kept = attach(store, karls)
    erase(store, promise)
    assert store.file(file.id) is None
    assert store.file(kept.id) == CANARY
    found = store.promise(promise.id)
    assert found is not None
    assert [(each.name, each.sha256, each.size) for each in found.files] == [
        (None, None, len(CANARY))
    ]
    assert broken_links(store.entries(promise.id)) == []
    with pytest.raises(ErasedPersonError):
        attach(store, promise)


def test_what_is_undone_is_not_kept(store: Store, promise: Promise) -> None:
    """All of it or nothing."""
    said, upload = AttachFile(), Upload("order.pdf", CANARY)
    with pytest.raises(UndoneError):
        store.write(
            undone(lambda work: operations.attach_file(work, promise.id, said, upload)),
            actor=ANNA,
            at=NOW,
        )
    file = attach(store, promise)
    with pytest.raises(UndoneError):
        store.write(
            undone(lambda work: operations.remove_file(work, promise.id, file.id, RemoveFile())),
            actor=ANNA,
            at=NOW,
        )
    assert store.file(file.id) == CANARY


def test_a_changed_file_is_refused(store: Store) -> None:
    """Its entry says its seal."""
    given = full(MemoryStore())
    wrong = [replace(each, file=b"other") if each.file else each for each in given.sealed()]
    with pytest.raises(BrokenChainError, match="its file is not what was sealed"):
        store.add(replace(each, content=None) for each in wrong)


def full(store: Store) -> Store:
    """A ledger with three files, one of which was removed and one erased."""
    published(store)
    for name in ("Carla", "Karl", "Kim"):
        promise = made(store, customer(store, name).id)
        file = attach(store, promise)
        if name == "Karl":
            remove(store, promise, file)
        if name == "Kim":
            erase(store, promise)
    return store


def test_files_go_from_store_to_store(
    sql_store: SqlStore,
    databases: Callable[[str], str],
) -> None:
    """Sealed as they are; what was removed or erased goes nowhere."""
    full(sql_store)
    given = list(sql_store.sealed())
    keys = rows(sql_store, "SELECT person, wrapped FROM ledger_key")
    assert [len(each.file) for each in given if each.file] == [len(CANARY) + 28]
    engine = "sqlite" if sql_store.connection.vendor == "postgresql" else "postgresql"
    other = empty_store(engine, databases, sql_store.directory)
    other.master = sql_store.master
    bring_keys(other, [(person, bytes(wrapped)) for person, wrapped in keys])
    assert other.add(given) == len(given)
    attached = [each for each in given if each.entry.type is EntryType.PROMISE_FILE_ATTACHED]
    assert [other.file(each.entry.id) for each in attached] == [CANARY, None, None]
    assert verify(other).holds, verify(other)


def test_it_verifies(sql_store: SqlStore) -> None:
    """With files removed and erased, as it was written."""
    full(sql_store)
    assert verify(sql_store).holds
    assert all(CANARY not in bytes(content) for (content,) in _contents(sql_store))


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM ledger_file", "its file is missing"),
        ("UPDATE ledger_file SET content = entry || ''", "its file is not what was sealed"),
        ("UPDATE ledger_file SET entry = 'x'", "a file without its entry"),
        ("UPDATE ledger_file SET content = NULL", None),
    ],
)
def test_it_finds_what_was_done_to_files(
    sql_store: SqlStore, statement: str, why: str | None
) -> None:
    """Whatever was done to the table; what was let go is no fault."""
    full(sql_store)
    if sql_store.connection.vendor == "postgresql":
        statement = statement.replace("entry || ''", "'x'")
    with sql_store.connection.cursor() as cursor:
        cursor.execute(statement)
    found = [each.why for each in verify(sql_store).findings]
    assert (why in found) if why else not found


def test_what_was_removed_and_is_there_is_found(sql_store: SqlStore) -> None:
    """Somebody put it back."""
    full(sql_store)
    removed = rows(
        sql_store,
        "SELECT e.id, e.person FROM ledger_entry e "
        "WHERE e.type = 'promise.file-attached' AND NOT EXISTS "
        "(SELECT 1 FROM ledger_file f WHERE f.entry = e.id) "
        "AND EXISTS (SELECT 1 FROM ledger_key k WHERE k.person = e.person)",
    )
    with sql_store.connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger_file (entry, person) VALUES (%s, %s)", removed[0])
    found = [each.why for each in verify(sql_store).findings]
    assert found == ["its file is there, and it was removed"]


def _contents(store: SqlStore) -> list[tuple[bytes]]:
    return [(bytes(content),) for (content,) in rows(store, "SELECT content FROM ledger_file")]
