"""Erasing a person: what was personal is gone, and the chain still holds."""

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
from troth import operations
from troth.operations import NotFoundError, Tell
from troth.promises.hashing import broken_links
from troth.promises.journal import ErasedPersonError
from troth.promises.store import Store


def test_it_works(store: Store) -> None:
    """Name, wording and what they are found by are gone; that it was done stays."""
    published(store)
    carla, karl = customer(store, email="c@example.com"), customer(store, "Karl")
    theirs, other = made(store, carla.id), made(store, karl.id)
    store.write(lambda work: operations.erase(work, carla.id), actor=BOB, at=NOW)
    assert [entry.personal for entry in store.entries(carla.id)] == [None, {}]
    assert store.entries(theirs.id)[0].personal is None
    assert store.found("email", "c@example.com") == ()
    found = store.promise(theirs.id)
    assert found is not None
    assert found.wording is None
    kept = store.promise(other.id)
    assert kept is not None
    assert kept.wording is not None


def test_the_chain_still_holds(store: Store) -> None:
    """The hash covers the seal, which stays."""
    published(store)
    carla = customer(store)
    promise = made(store, carla.id)
    store.write(lambda work: operations.erase(work, carla.id), actor=BOB, at=NOW)
    assert broken_links((*store.entries(carla.id), *store.entries(promise.id))) == []


def test_nothing_personal_can_be_added(store: Store) -> None:
    """Their promises go on without words."""
    published(store)
    carla = customer(store)
    promise = made(store, carla.id)
    store.write(lambda work: operations.erase(work, carla.id), actor=BOB, at=NOW)
    with pytest.raises(ErasedPersonError):
        store.write(
            lambda work: operations.tell(work, promise.id, Tell(says="x")), actor=ANNA, at=NOW
        )
    with pytest.raises(NotFoundError):
        store.write(lambda work: operations.erase(work, carla.id), actor=BOB, at=NOW)


def test_the_transaction_that_erases_sees_them_no_more(store: Store) -> None:
    """So that no answer names them."""
    published(store)
    carla = customer(store)
    promise = made(store, carla.id)
    with store.writing(actor=BOB, at=NOW) as work:
        assert work.entries(carla.id)[0].said("name") == "Carla Canary"
        assert operations.erase(work, carla.id).name is None
        assert work.entries(promise.id)[0].personal is None


def test_an_erasure_that_fails_erases_nobody(store: Store) -> None:
    """All of it or nothing."""
    carla = customer(store, email="c@example.com")
    with pytest.raises(UndoneError):
        store.write(undone(lambda work: operations.erase(work, carla.id)), actor=BOB, at=NOW)
    assert store.entries(carla.id)[0].said("name") == "Carla Canary"
    assert store.found("email", "C@EXAMPLE.com") == (carla.id,)
