"""Several who write at once: nothing is lost, doubled, or out of order."""

import random
import threading
import time
from collections import Counter

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from tests.contracts.stores.cast import ANNA, BOB, NOW, customer, made, published
from tests.contracts.stores.crowd import at_once
from troth import operations
from troth.operations import AddCustomer, Keep, Make, Tell
from troth.promises import Actor
from troth.promises.entries import Draft, Entry, EntryType
from troth.promises.hashing import broken_links
from troth.promises.ids import new_id
from troth.promises.store import Answer, ConflictError, Store, Work
from troth_web.ledger.errors import BusyError
from troth_web.ledger.store import SqlStore


def signed(subject: str) -> Draft:
    """An entry without anything personal."""
    return Draft(type=EntryType.MILESTONE_SIGNED, subject=subject, at=NOW)


def test_one_request_sent_many_times_at_once_makes_one_promise(store: Store) -> None:
    """T19: all get the same answer."""
    published(store)
    carla = customer(store)

    def make(work: Work) -> Answer:
        if work.answer is None:
            promise = operations.make(work, Make(metric="refund", customer=carla.id))
            work.remember(Answer(201, {"id": promise.id, "head": promise.head}))
        return work.answer or Answer(201, {"id": promise.id, "head": promise.head})

    for key in ("one", "two"):
        answers = at_once(
            25,
            lambda _: store.write(make, actor=ANNA, at=NOW, key=key, fingerprint="f"),  # noqa: B023 - called here
        )
        assert len({str(each.body) for each in answers}) == 1
    assert len(store.subjects("promise").items) == 2


def test_a_promise_is_kept_once(store: Store) -> None:
    """A retry at the same instant is answered, not refused because the first one was faster."""
    published(store)
    promise = made(store, customer(store).id)

    def keep(work: Work) -> Answer:
        if work.answer is None:
            operations.keep(work, promise.id, Keep())
            work.remember(Answer(200, {}))
        return work.answer or Answer(200, {})

    answers = at_once(12, lambda _: store.write(keep, actor=ANNA, at=NOW, key="k"))
    assert answers == [Answer(200, {})] * 12
    assert [entry.type for entry in store.entries(promise.id)] == ["promise.made", "promise.kept"]


def test_many_who_write_to_one_promise_wait_for_each_other(store: Store) -> None:
    """T6: no update is lost, and nobody sees that the others were there."""
    published(store)
    promise = made(store, customer(store).id)

    def tell(which: int) -> None:
        for number in range(3):
            said = Tell(says=f"{which} {number}")
            store.write(
                lambda work: operations.tell(work, promise.id, said),  # noqa: B023 - called here
                actor=ANNA,
                at=NOW,
            )

    at_once(8, tell)
    entries = store.entries(promise.id)
    assert [entry.sequence for entry in entries] == list(range(1, 26))
    assert broken_links(entries) == []
    assert len({entry.said("says") for entry in entries[1:]}) == 24


def test_one_of_two_who_use_an_id_is_refused(store: Store) -> None:
    """Two customers of one id that are added at once: the second one is a conflict."""
    taken = new_id(NOW)
    wanted = AddCustomer(id=taken, name="Carla")

    def add(_: int) -> str:
        try:
            store.write(lambda work: operations.add(work, wanted), actor=ANNA, at=NOW)
        except ConflictError:
            return "refused"
        return "added"

    assert Counter(at_once(6, add)) == {"added": 1, "refused": 5}
    assert len(store.entries(taken)) == 1


def test_only_one_of_those_who_expect_the_same_entry_writes(store: Store) -> None:
    """The others read again, then decide."""
    store.write(lambda work: work.append([signed("m")]), actor=ANNA, at=NOW)

    def expecting(_: int) -> bool:
        try:
            store.write(lambda work: work.append([signed("m")], {"m": 1}), actor=ANNA, at=NOW)
        except ConflictError:
            return False
        return True

    assert sum(at_once(6, expecting)) == 1


def test_no_reader_of_the_feed_misses_an_entry(sql_store: SqlStore) -> None:
    """T20: eight writers that take their time to commit, and a reader that does not wait."""
    writers, rounds, subjects = 8, 12, [f"m-{number}" for number in range(5)]
    for subject in subjects:
        sign(sql_store, ANNA, subject)
    left = set(range(writers))

    def act(which: int) -> list[Entry]:
        if which == writers:
            return everything(sql_store, left)
        chance = random.Random(which)  # noqa: S311 - no secret
        try:
            for _ in range(rounds):
                with transaction.atomic(using=sql_store.using):
                    sign(sql_store, BOB, chance.choice(subjects))
                    time.sleep(chance.random() * 0.02)
        finally:
            left.remove(which)
        return []

    read = at_once(writers + 1, act)[writers]
    assert len(read) == len(subjects) + writers * rounds
    for subject in subjects:
        sequences = [entry.sequence for entry in read if entry.subject == subject]
        assert sequences == list(range(1, len(sequences) + 1))


def everything(store: SqlStore, left: set[int]) -> list[Entry]:
    """What a reader sees that asks again and again until all have left."""
    read: list[Entry] = []
    after = None
    while True:
        last = not left
        page = store.feed(after, limit=7)
        read += page.items
        after = page.next
        if last and not page.items:
            return read


def test_a_transaction_that_began_first_and_wrote_last_comes_last(
    postgresql_store: SqlStore,
) -> None:
    """Its number is lower than that of the one it waited for; the journal's order stands."""
    store = postgresql_store
    sign(store, ANNA, "m")
    began, wrote = threading.Event(), threading.Event()

    def act(which: int) -> None:
        if which == 1:
            began.wait(timeout=30)
            sign(store, BOB, "m")
            wrote.set()
            return
        # The idempotency key is written first of all, and gives the transaction its number.
        with store.writing(actor=ANNA, at=NOW, key="k") as work:
            began.set()
            wrote.wait(timeout=30)
            work.append([signed("m")])

    at_once(2, act)
    items = store.feed().items
    assert [entry.sequence for entry in items] == [1, 2, 3]
    assert [entry.actor for entry in items] == [ANNA, BOB, ANNA]


def test_an_entry_that_others_may_still_precede_is_not_shown(postgresql_store: SqlStore) -> None:
    """Not until the other transaction ends; then both are."""
    store = postgresql_store
    began, seen = threading.Event(), threading.Event()

    def act(which: int) -> None:
        if which == 1:
            began.wait(timeout=30)
            sign(store, BOB, "second")
            assert store.feed().items == ()
            seen.set()
            return
        with transaction.atomic(using=store.using):
            sign(store, ANNA, "first")
            began.set()
            seen.wait(timeout=30)

    at_once(2, act)
    assert [entry.subject for entry in store.feed().items] == ["first", "second"]


def test_after_five_more_tries_a_write_gives_up(postgresql_store: SqlStore) -> None:
    """Somebody else begins the same journal each time, just before it ends."""
    store, tries = postgresql_store, list[str]()

    def loses(work: Work) -> None:
        subject = f"m-{len(tries)}"
        tries.append(subject)
        work.append([signed(subject)])
        at_once(1, lambda _: sign(store, BOB, subject))

    with pytest.raises(BusyError, match="try again in a moment"):
        store.write(loses, actor=ANNA, at=NOW)
    assert len(tries) == 6
    assert {entry.actor for entry in store.feed().items} == {BOB}


def test_a_write_within_a_transaction_is_not_tried_again(postgresql_store: SqlStore) -> None:
    """The transaction around it is lost as well; who began it tries again."""
    store, tries = postgresql_store, list[str]()

    def loses(work: Work) -> None:
        tries.append("once")
        work.append([signed("m")])
        at_once(1, lambda _: sign(store, BOB, "m"))

    with pytest.raises(IntegrityError), transaction.atomic(using=store.using):
        store.write(loses, actor=ANNA, at=NOW)
    assert tries == ["once"]


def sign(store: SqlStore, who: Actor, subject: str) -> None:
    """One more entry in a transaction of its own, or in the one that is open."""
    store.write(lambda work: work.append([signed(subject)]), actor=who, at=NOW)
