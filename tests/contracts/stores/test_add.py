"""Taking entries over from another store, with equal hashes."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from tests.contracts.stores.cast import ANNA, BOB, MINUTE, NOW, customer, made, published
from troth import operations
from troth.operations import Keep
from troth.promises import Outcome
from troth.promises.entries import Draft, EntryType
from troth.promises.store import BrokenChainError, PromiseFilter, Sealed, Store
from troth.testing import MemoryStore


def told() -> list[Sealed]:
    """Entries of another ledger that say nothing personal."""
    other = MemoryStore()
    for number in range(6):
        with other.writing(actor=ANNA, at=NOW) as work:
            subject = f"m-{number % 2}"
            work.append([Draft(type=EntryType.MILESTONE_OPENED, subject=subject, at=NOW)])
    return list(other.sealed())


def entries(sealed: Iterable[Sealed]) -> list[tuple[str, str, bytes | None]]:
    """What must be equal on both sides."""
    return [(each.entry.id, each.entry.hash, each.content) for each in sealed]


def test_it_works(store: Store) -> None:
    """All of it, in the same order, once."""
    given = told()
    assert store.add(given) == 6
    assert entries(store.sealed()) == entries(given)
    assert store.add(given) == 0
    assert store.feed().items == tuple(each.entry for each in given)


def test_writing_goes_on_where_the_taken_entries_end(store: Store) -> None:
    """Chains continue."""
    store.add(told())
    with store.writing(actor=ANNA, at=NOW) as work:
        (entry,) = work.append([Draft(type=EntryType.MILESTONE_CLOSED, subject="m-1", at=NOW)])
    assert entry.sequence == 4
    assert entry.previous == store.entries("m-1")[2].hash


def test_promises_without_their_keys_are_listed(store: Store) -> None:
    """What is sealed may stay away; what lists are made from does not need it."""
    other = MemoryStore()
    published(other)
    promise = made(other, customer(other).id)
    other.write(lambda work: operations.keep(work, promise.id, Keep()), actor=ANNA, at=NOW + MINUTE)
    store.add(replace(each, content=None) for each in other.sealed())
    wanted = PromiseFilter(outcome=Outcome.KEPT, at=NOW + MINUTE)
    (found,) = store.promises(wanted).items
    assert found.id == promise.id
    assert found.wording is None


def test_a_lost_entry_is_refused(store: Store) -> None:
    """A journal has no gaps."""
    given = told()
    with pytest.raises(BrokenChainError, match="entry 3 of m-0 is refused: entry 2 is missing"):
        store.add([*given[:2], *given[3:]])
    assert store.feed().items == ()


def test_a_changed_entry_is_refused(store: Store) -> None:
    """It does not say what was written."""
    given = told()
    changed = replace(given[3].entry, payload={"changed": True})
    with pytest.raises(BrokenChainError, match="it does not say what was written"):
        store.add([*given[:3], Sealed(changed, None), *given[4:]])


def test_another_entry_under_a_known_id_is_refused(store: Store) -> None:
    """An id stands for one entry for ever."""
    given = told()
    store.add(given)
    with pytest.raises(BrokenChainError, match="another entry has its id"):
        store.add([Sealed(replace(given[0].entry, hash="0" * 64), None)])


def test_a_personal_part_that_was_not_sealed_so_is_refused(store: Store) -> None:
    """The seal covers its bytes."""
    other = MemoryStore()
    customer(other)
    (given,) = other.sealed()
    with pytest.raises(BrokenChainError, match="its personal part is not what was sealed"):
        store.add([replace(given, content=b"something else")])


def test_a_chain_goes_on_from_what_is_here(store: Store) -> None:
    """Entries that continue nothing are refused, those that continue are taken."""
    given = told()
    store.add(given[:4])
    assert store.add(given[2:]) == 2
    assert entries(store.sealed()) == entries(given)
    assert BOB.name not in {each.entry.actor.name for each in store.sealed()}
