"""What every store does, in memory and on both engines."""

from tests.contracts.stores.cast import customer, made, published
from troth.promises.store import Store


def test_it_works(store: Store) -> None:
    """A promise that was made is there, as it was made."""
    published(store)
    promise = made(store, customer(store).id)
    assert store.promise(promise.id) == promise
    assert promise.wording == "We answer soon, Carla"
    assert [entry.type for entry in store.entries(promise.id)] == ["promise.made"]
