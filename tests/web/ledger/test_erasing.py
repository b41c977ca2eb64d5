"""Erasing a person from the files of a database (T25)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contracts.stores.cast import ANNA, BOB, NOW, customer, published
from tests.contracts.stores.databases import emptied
from tests.contracts.stores.fixtures import rows
from troth import operations
from troth.operations import AddCustomer, Make, Rectify, Tell
from troth.promises.entries import Draft, EntryType
from troth.promises.journal import ErasedPersonError
from troth.promises.store import Answer, Sealed
from troth_web.ledger.erasing import bury, tombstones
from troth_web.ledger.errors import MissingKeyError
from troth_web.ledger.keyring import bring_keys, wrapped_keys
from troth_web.ledger.store import SqlStore
from troth_web.ledger.verify import verify

CANARY = "Zyxwv Canary"
EMAIL = "zyxwv@canary.example"
WORDS = ("Zyxwv", "zyxwv", "canary.example", "Canary")


def canary(store: SqlStore) -> str:
    """A customer who left words everywhere; the id."""
    wanted = AddCustomer(name=CANARY, email=EMAIL, phone="Zyxwv 7", ref="zyxwv:1")
    with store.writing(actor=ANNA, at=NOW, key="add", fingerprint="f") as work:
        person = operations.add(work, wanted)
        work.remember(Answer(201, {"name": person.name, "email": person.email}))
    with store.writing(actor=ANNA, at=NOW, key="make", fingerprint="f") as work:
        promise = operations.make(
            work, Make(metric="refund", customer=person.id, wording=f"Dear {CANARY}")
        )
        operations.tell(work, promise.id, Tell(says=f"{CANARY}, soon"))
        work.remember(Answer(201, {"wording": f"Dear {CANARY}"}))
    said = Rectify(name=f"{CANARY} II", reason=f"{CANARY} said so")
    store.write(lambda work: operations.rectify(work, person.id, said), actor=ANNA, at=NOW)
    return person.id


def files(store: SqlStore) -> bytes:
    """Every byte of the database and of what lies beside it."""
    path = Path(str(store.connection.settings_dict["NAME"]))
    beside = [*path.parent.glob(path.name + "*"), *store.directory.glob("*")]
    return b"".join(each.read_bytes() for each in beside)


def found(store: SqlStore) -> list[str]:
    """Which of the canary's words stand in the files, in any way that text is kept."""
    content = files(store)
    return [
        word
        for word in WORDS
        for encoding in ("utf-8", "utf-16-le")
        if word.encode(encoding) in content
    ]


def test_nothing_personal_is_ever_written_in_the_clear(sqlite_store: SqlStore) -> None:
    """Not before they are erased either; what is not personal is."""
    published(sqlite_store)
    canary(sqlite_store)
    assert found(sqlite_store) == []
    assert b"first-reply" in files(sqlite_store)


def test_the_key_of_who_was_erased_is_nowhere(sqlite_store: SqlStore) -> None:
    """Neither in the file nor in its log nor in free pages, wrapped though it was."""
    store = sqlite_store
    published(store)
    person = canary(store)
    other = customer(store).id
    wrapped = dict(wrapped_keys(store))
    sealed = [
        bytes(content)
        for (content,) in rows(store, "SELECT content FROM ledger_sealed WHERE person = %s", person)
    ]
    assert len(sealed) == 4
    store.write(lambda work: operations.erase(work, person), actor=BOB, at=NOW)
    content = files(store)
    assert wrapped[person] not in content
    assert wrapped[other] in content
    assert not any(each in content for each in sealed)
    assert found(store) == []


def test_what_is_left_holds(sql_store: SqlStore) -> None:
    """Chains, heads, rows: on both engines."""
    published(sql_store)
    person = canary(sql_store)
    sql_store.write(lambda work: operations.erase(work, person), actor=BOB, at=NOW)
    assert verify(sql_store, every=True).findings == ()
    for table, column in (
        ("ledger_key", "person"),
        ("ledger_sealed", "person"),
        ("ledger_lookup", "subject"),
    ):
        statement = f"SELECT COUNT(*) FROM {table} WHERE {column} = %s"  # noqa: S608
        assert rows(sql_store, statement, person) == [(0,)]
    assert rows(sql_store, "SELECT COUNT(*) FROM ledger_answer") == [(0,)]


def test_a_key_in_memory_elsewhere_seals_nothing_any_more(
    sql_store: SqlStore, tmp_path: Path
) -> None:
    """Another process kept the key; the database takes nothing of who has none."""
    published(sql_store)
    person = canary(sql_store)
    other = SqlStore(sql_store.master, tmp_path, using=sql_store.using)
    assert other.entries(person)[0].said("name") == CANARY
    sql_store.write(lambda work: operations.erase(work, person), actor=BOB, at=NOW)
    words = Draft(
        type=EntryType.MILESTONE_OPENED, subject="m", at=NOW, person=person, personal={"a": "b"}
    )
    with pytest.raises(ErasedPersonError):
        other.write(lambda work: work.append([words]), actor=ANNA, at=NOW)
    assert other.entries(person)[0].personal is None


def test_who_was_erased_is_listed_beside_the_database(sql_store: SqlStore) -> None:
    """Once each, and only once it is done."""
    person = customer(sql_store).id
    with pytest.raises(ZeroDivisionError):
        sql_store.write(lambda work: (operations.erase(work, person), 1 / 0), actor=BOB, at=NOW)
    assert tombstones(sql_store.directory) == set()
    sql_store.write(lambda work: operations.erase(work, person), actor=BOB, at=NOW)
    bury(sql_store.directory, [person])
    assert (sql_store.directory / "erased.txt").read_text() == f"{person}\n"
    assert tombstones(sql_store.directory) == {person}


def test_an_old_copy_does_not_bring_them_back(
    databases: Callable[[str], str], sql_store: SqlStore
) -> None:
    """Entries from before the erasure are taken without what is personal."""
    person = canary_without_playbook(sql_store)
    before = list(sql_store.sealed())
    keys = [*wrapped_keys(sql_store)]
    engine = "postgresql" if sql_store.connection.vendor == "sqlite" else "sqlite"
    copy = restored(databases(engine), sql_store, keys)
    bury(copy.directory, [person])
    assert copy.add(before) == len(before)
    assert copy.entries(person)[0].personal is None
    assert copy.found("email", EMAIL) == ()


def test_a_copy_with_its_keys_is_whole(
    databases: Callable[[str], str], sql_store: SqlStore
) -> None:
    """On the other engine, with equal hashes; and nothing is sent from it."""
    person = canary_without_playbook(sql_store)
    keys = [*wrapped_keys(sql_store)]
    engine = "postgresql" if sql_store.connection.vendor == "sqlite" else "sqlite"
    copy = restored(databases(engine), sql_store, keys)
    copy.add(sql_store.sealed())
    assert copy.entries(person) == sql_store.entries(person)
    assert copy.found("email", EMAIL) == (person,)
    assert verify(copy, every=True).digest == verify(sql_store).digest
    assert verify(copy, every=True).findings == ()
    assert rows(copy, "SELECT COUNT(*) FROM ledger_outbox") == [(0,)]


def test_a_copy_without_its_keys_is_refused(
    databases: Callable[[str], str], sql_store: SqlStore
) -> None:
    """Keys come first: nobody's words are lost by the order of two commands."""
    canary_without_playbook(sql_store)
    engine = "postgresql" if sql_store.connection.vendor == "sqlite" else "sqlite"
    copy = restored(databases(engine), sql_store, [])
    with pytest.raises(MissingKeyError, match="bring the keys first"):
        copy.add(sql_store.sealed())
    assert copy.feed().items == ()


def test_what_was_let_go_elsewhere_is_no_finding(
    databases: Callable[[str], str], sql_store: SqlStore
) -> None:
    """A personal part that was kept no longer, of somebody who is still known."""
    canary_without_playbook(sql_store)
    keys = [*wrapped_keys(sql_store)]
    engine = "postgresql" if sql_store.connection.vendor == "sqlite" else "sqlite"
    copy = restored(databases(engine), sql_store, keys)
    copy.add(Sealed(each.entry, None) for each in sql_store.sealed())
    assert verify(copy, every=True).findings == ()


def canary_without_playbook(store: SqlStore) -> str:
    """A customer with all that is personal; the id."""
    wanted = AddCustomer(name=CANARY, email=EMAIL)
    return store.write(lambda work: operations.add(work, wanted), actor=ANNA, at=NOW).id


def restored(alias: str, of: SqlStore, keys: list[tuple[str, bytes]]) -> SqlStore:
    """An empty store with the same master key, and with these persons' keys."""
    emptied(alias)
    directory = of.directory / "copy"
    directory.mkdir()
    copy = SqlStore(of.master, directory, using=alias)
    bring_keys(copy, keys)
    return copy
