"""The feed: every entry, once, in order."""

import pytest

from tests.contracts.stores.cast import ANNA, NOW, customer, made, published
from troth.promises.entries import Draft, EntryType
from troth.promises.store import BadCursorError, Store


def write(store: Store, *subjects: str) -> list[str]:
    """One entry on each subject in one transaction; their ids."""
    drafts = [Draft(type=EntryType.MILESTONE_OPENED, subject=each, at=NOW) for each in subjects]
    with store.writing(actor=ANNA, at=NOW) as work:
        return [entry.id for entry in work.append(drafts)]


def test_it_works(store: Store) -> None:
    """Entries in the order in which they were written, with what is personal."""
    published(store)
    carla = customer(store)
    promise = made(store, carla.id)
    items = store.feed().items
    assert [entry.subject for entry in items] == ["edition-1", carla.id, promise.id]
    assert items[2].said("wording") == "We answer soon, Carla"


def test_it_goes_on_from_a_cursor(store: Store) -> None:
    """In pages, and later with what was written since."""
    written = write(store, "a", "b", "a") + write(store, "b", "c")
    read, after = [], None
    for _ in range(3):
        page = store.feed(after, limit=2)
        read += [entry.id for entry in page.items]
        after = page.next
    assert read == written
    assert store.feed(after).items == ()
    assert store.feed(after).next == after
    later = write(store, "a")
    assert [entry.id for entry in store.feed(after).items] == later


def test_an_empty_feed_has_a_cursor(store: Store) -> None:
    """From which everything follows."""
    begin = store.feed().next
    assert begin is not None
    written = write(store, "a", "b")
    assert [entry.id for entry in store.feed(begin).items] == written


@pytest.mark.parametrize("cursor", ["x", "", "-1", "1.2", "1.2.x", "١", "9" * 40 + ".x"])
def test_something_else_is_no_cursor(store: Store, cursor: str) -> None:
    """It is refused, and not taken for the beginning."""
    with pytest.raises(BadCursorError, match="begin without 'after'"):
        store.feed(cursor)
