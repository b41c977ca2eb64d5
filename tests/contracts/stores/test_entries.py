"""Writing entries: their order, their chain, and what is refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.contracts.stores.cast import (
    ANNA,
    BOB,
    MINUTE,
    NOW,
    UndoneError,
    customer,
    made,
    published,
    undone,
)
from troth import operations
from troth.operations import Pause, Tell
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.hashing import broken_links, hash_of
from troth.promises.ids import new_id
from troth.promises.journal import ErasedPersonError
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import ConflictError, DuplicateIdError, Store


def opened(subject: str, note: str = "a note") -> Draft:
    """An entry of no promise."""
    return Draft(
        type=EntryType.MILESTONE_OPENED,
        subject=subject,
        at=NOW,
        payload={"n": 1, "text": "naïve ☃", "none": None, "list": [1.5, True]},
        personal={"note": note},
        person=COMPANY,
    )


def test_it_works(store: Store) -> None:
    """Entries come back as they were given back when they were written."""
    with store.writing(actor=ANNA, at=NOW, key="k") as work:
        written = work.append([opened("m-1"), opened("m-2"), opened("m-1", "more")])
    assert store.entries("m-1") == (written[0], written[2])
    assert [entry.sequence for entry in store.entries("m-1")] == [1, 2]
    assert store.entries("m-2")[0].personal == {"note": "a note"}
    assert store.entries("m-2")[0].idempotency_key == "k"


def test_a_subject_that_is_not_there_has_no_entries(store: Store) -> None:
    """No journal is empty, and no promise is None."""
    assert store.entries("nothing") == ()
    assert store.promise("nothing") is None
    with store.writing(actor=ANNA, at=NOW) as work:
        assert work.entries("nothing") == ()
        assert work.promise("nothing") is None


def test_the_chain_of_each_subject_holds(store: Store) -> None:
    """Each entry continues the one before it, over several transactions."""
    published(store)
    promise = made(store, customer(store).id)
    for number in range(3):
        with store.writing(actor=ANNA, at=NOW + MINUTE) as work:
            operations.tell(work, promise.id, Tell(says=f"soon {number}"))
    entries = store.entries(promise.id)
    assert len(entries) == 4
    assert broken_links(entries) == []
    assert all(entry.hash == hash_of(entry) for entry in entries)


def test_instants_keep_their_microseconds_and_become_utc(store: Store) -> None:
    """Whatever zone an instant came in."""
    at = datetime(2026, 12, 1, 12, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=5)))
    draft = Draft(type=EntryType.MILESTONE_OPENED, subject="m", at=at)
    with store.writing(actor=ANNA, at=NOW) as work:
        work.append([draft])
    (entry,) = store.entries("m")
    assert entry.at == at
    assert entry.at.tzinfo is UTC
    assert entry.personal == {}


def test_an_actor_comes_back_whole(store: Store) -> None:
    """With role and for whom."""
    actor = Actor(ActorKind.SERVICE, "bot", "ai-agent", "customer:9")
    with store.writing(actor=actor, at=NOW) as work:
        work.append([opened("m")])
    assert store.entries("m")[0].actor == actor


def test_a_transaction_reads_what_it_wrote(store: Store) -> None:
    """Entries, the promise, editions."""
    edition = published(store)
    carla = customer(store)
    with store.writing(actor=ANNA, at=NOW) as work:
        promise = operations.make(work, operations.Make(metric="first-reply", customer=carla.id))
        paused = operations.pause(work, promise.id, Pause(reason="waiting-for-customer"))
        assert paused.open_pause is not None
        assert len(work.entries(promise.id)) == 2
        assert work.editions() == (edition,)
    assert store.promise(promise.id) == paused


def test_an_exception_undoes_all_of_it(store: Store) -> None:
    """Nothing is left: no entry, no key, no place in the feed."""
    before = store.feed().next
    with pytest.raises(UndoneError):
        store.write(undone(lambda work: work.append([opened("m")])), actor=ANNA, at=NOW, key="k")
    assert store.entries("m") == ()
    assert store.feed(before).items == ()
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="other") as work:
        assert work.answer is None


@pytest.mark.parametrize("expected", [0, 2])
def test_a_subject_that_is_elsewhere_than_expected_is_a_conflict(
    store: Store, expected: int
) -> None:
    """It has come further, or less far; nothing is written."""
    with store.writing(actor=ANNA, at=NOW) as work:
        work.append([opened("m")], expected={"m": 0})
    with (
        pytest.raises(ConflictError, match=f"come to entry 1, not {expected}"),
        store.writing(actor=ANNA, at=NOW) as work,
    ):
        work.append([opened("m")], expected={"m": expected})
    assert len(store.entries("m")) == 1


def test_an_id_is_used_once(store: Store) -> None:
    """Also within one call, and under another subject."""
    taken = new_id(NOW)
    one = Draft(type=EntryType.MILESTONE_OPENED, subject="m", at=NOW, id=taken)
    other = Draft(type=EntryType.MILESTONE_OPENED, subject="n", at=NOW, id=taken)
    with store.writing(actor=ANNA, at=NOW) as work:
        work.append([one])
    with pytest.raises(DuplicateIdError, match=taken), store.writing(actor=ANNA, at=NOW) as work:
        work.append([other])
    assert store.entries("n") == ()


def test_nothing_personal_is_written_of_who_has_no_key(store: Store) -> None:
    """Somebody who was never added."""
    draft = Draft(
        type=EntryType.PROMISE_TOLD, subject="p", at=NOW, personal={"says": "x"}, person="nobody"
    )
    with pytest.raises(ErasedPersonError, match="nobody"), store.writing(actor=ANNA, at=NOW) as w:
        w.append([draft])


def test_editions_stay(store: Store) -> None:
    """The current one is the last; earlier ones can be read."""
    first = published(store)
    second = published(store)
    current = store.edition()
    assert current is not None
    assert current.id == second
    earlier = store.edition(first)
    assert earlier is not None
    assert earlier.playbook.company == "acme"
    assert store.edition("edition-9") is None
    with store.writing(actor=BOB, at=NOW) as work:
        assert work.edition() == current
        assert work.edition(first) == earlier
        assert work.edition("edition-9") is None


def test_agreements_are_listed_by_customer(store: Store) -> None:
    """Those with segments apart."""
    with store.writing(actor=ANNA, at=NOW) as work:
        drafts = [
            Draft(type=EntryType.AGREEMENT_MADE, subject=f"a-{n}", at=NOW, payload=payload)
            for n, payload in enumerate([{}, {"customer": "c"}, {"customer": "c"}, {}])
        ]
        work.append(drafts[:3])
        assert work.agreements("c") == ("a-1", "a-2")
    with store.writing(actor=ANNA, at=NOW) as work:
        work.append(drafts[3:])
        assert work.agreements(None) == ("a-0", "a-3")
        assert work.agreements("other") == ()
        assert len(work.entries("a-1")) == 1
    assert store.agreements(None) == ("a-0", "a-3")
    assert store.agreements("c") == ("a-1", "a-2")
    assert store.agreements("other") == ()


def test_what_was_held_unread_is_read_whole(store: Store) -> None:
    """Writing to a journal reads nothing of it; who asks afterwards gets what is personal too."""
    with store.writing(actor=ANNA, at=NOW) as work:
        first = work.append([opened("m", "a word")])
    with store.writing(actor=ANNA, at=NOW) as work:
        second = work.append([opened("m", "another")])
        assert work.entries("m") == (*first, *second)
