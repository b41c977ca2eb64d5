"""Idempotency keys: a retry gets the same answer and does nothing."""

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
from troth.promises.store import Answer, KeyReusedError, Store, Work

SAID = Answer(201, {"id": "7", "name": "Ünal", "list": [1, None, 2.5]})


def test_it_works(store: Store) -> None:
    """The second write with a key gets the answer of the first."""
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="f") as work:
        assert work.answer is None
        work.remember(SAID)
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="f") as work:
        assert work.answer == SAID


def test_a_key_is_for_one_request(store: Store) -> None:
    """Another fingerprint is refused."""
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="f") as work:
        work.remember(SAID)
    with (
        pytest.raises(KeyReusedError, match="'k'"),
        store.writing(actor=ANNA, at=NOW, key="k", fingerprint="g"),
    ):
        pytest.fail("the block is not entered")


def test_each_actor_has_keys_of_their_own(store: Store) -> None:
    """The same key of somebody else is another one."""
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="f") as work:
        work.remember(SAID)
    with store.writing(actor=BOB, at=NOW, key="k", fingerprint="g") as work:
        assert work.answer is None


def test_a_write_that_failed_can_be_tried_again(store: Store) -> None:
    """Its key was not used up."""
    with pytest.raises(UndoneError):
        store.write(undone(lambda work: work.remember(SAID)), actor=ANNA, at=NOW, key="k")
    with store.writing(actor=ANNA, at=NOW, key="k") as work:
        assert work.answer is None


def test_a_write_without_answer_runs_again(store: Store) -> None:
    """Only what was remembered is given again."""
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="f"):
        pass
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="f") as work:
        assert work.answer is None
        work.remember(SAID)
    with store.writing(actor=ANNA, at=NOW, key="k", fingerprint="f") as work:
        assert work.answer == SAID


def test_an_answer_goes_with_the_person_it_names(store: Store) -> None:
    """What was answered about somebody is not answered after they were erased."""
    published(store)
    carla, karl = customer(store), customer(store, "Karl Other")
    for key, person in (("carla", carla), ("karl", karl)):
        with store.writing(actor=ANNA, at=NOW, key=key, fingerprint="f") as work:
            operations.make(work, operations.Make(metric="refund", customer=person.id))
            work.remember(Answer(201, {"name": person.name}))
    store.write(lambda work: operations.erase(work, carla.id), actor=BOB, at=NOW)
    with store.writing(actor=ANNA, at=NOW, key="carla", fingerprint="f") as work:
        assert work.answer is None
    with store.writing(actor=ANNA, at=NOW, key="karl", fingerprint="f") as work:
        assert work.answer == Answer(201, {"name": "Karl Other"})


def test_erasing_somebody_can_be_answered(store: Store) -> None:
    """The answer says that they are gone, and is kept."""
    carla = customer(store)
    with store.writing(actor=BOB, at=NOW, key="k") as work:
        assert operations.erase(work, carla.id).name is None
        work.remember(Answer(200, {"erased": carla.id}))
    with store.writing(actor=BOB, at=NOW, key="k") as work:
        assert work.answer == Answer(200, {"erased": carla.id})


def test_write_gives_back_what_was_done(store: Store) -> None:
    """With the answer of before where there is one."""
    published(store)
    carla = customer(store)
    assert made(store, carla.id).customer == carla.id
    for expected in (None, SAID):
        answer = store.write(remembering, actor=ANNA, at=NOW, key="k")
        assert answer == expected


def remembering(work: Work) -> Answer | None:
    """A write that remembers what it answered."""
    before = work.answer
    work.remember(SAID)
    return before
