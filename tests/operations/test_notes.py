"""Notes of a customer: taken, corrected, dropped; what stood before stays."""

import pytest

from tests.scene import Scene
from troth import operations, queries
from troth.operations import (
    AddCustomer,
    CorrectNote,
    DropNote,
    NotFoundError,
    NotNowError,
    NotYoursError,
    TakeNote,
    UnfitError,
)
from troth.promises import Actor, ActorKind
from troth.promises.note import Note
from troth.promises.store import ConflictError


@pytest.fixture
def scene() -> Scene:
    return Scene()


def take(scene: Scene, **said: object) -> Note:
    wanted = {"customer": scene.customer, "kind": "expectation", "says": "An answer today"} | said
    with scene.work() as work:
        return operations.take_note(work, TakeNote.model_validate(wanted))


def test_an_expectation_has_its_source(scene: Scene) -> None:
    made = take(scene, metric="reply", source="past-service", stated="before")
    assert (made.says, made.metric, made.source) == ("An answer today", "reply", "past-service")
    assert queries.note(scene.store, made.id) == made
    assert queries.notes(scene.store, scene.customer).items == (made,)


def test_they_put_it_right_themselves_and_nobody_else_does(scene: Scene) -> None:
    made = take(scene)
    stranger = Actor(ActorKind.CUSTOMER, "somebody")
    with pytest.raises(NotYoursError), scene.work(stranger) as work:
        operations.correct_note(work, made.id, CorrectNote(says="mine"))
    with scene.work(scene.themselves) as work:
        found = operations.correct_note(work, made.id, CorrectNote(says="An answer at once"))
    assert (found.says, found.corrected_by) == ("An answer at once", scene.themselves)
    before = scene.store.entries(made.id)[0]
    assert before.said("expected") == "An answer today"


def test_what_is_dropped_holds_again_once_it_is_corrected(scene: Scene) -> None:
    made = take(scene, kind="goal")
    with scene.work() as work:
        dropped = operations.drop_note(work, made.id, DropNote(reason="never said"))
        with pytest.raises(NotNowError):
            operations.drop_note(work, made.id, DropNote(reason="again"))
        again = operations.correct_note(work, made.id, CorrectNote(says="So it is"))
    assert (dropped.dropped_at, dropped.reason) == (scene.now, "never said")
    assert (again.dropped_at, again.says) == (None, "So it is")


def test_who_was_slower_is_told(scene: Scene) -> None:
    made = take(scene)
    with scene.work() as work:
        operations.correct_note(work, made.id, CorrectNote(says="other"), made.sequence)
        with pytest.raises(ConflictError):
            operations.drop_note(work, made.id, DropNote(reason="late"), made.sequence)


def test_what_does_not_fit_is_refused(scene: Scene) -> None:
    promise = scene.make()
    with scene.work() as work:
        other = operations.add(work, AddCustomer(name="Otto")).id
    refused: tuple[tuple[dict[str, object], str], ...] = (
        ({"metric": "none"}, "no metric 'none'"),
        ({"kind": "goal", "source": "sales"}, "a goal has no source"),
        ({"rating": 3}, "expectation has no rating"),
        ({"customer": other, "promise": promise.id}, "not a promise of this customer"),
    )
    for said, why in refused:
        with pytest.raises(UnfitError, match=why):
            take(scene, **said)
    with pytest.raises(NotFoundError):
        take(scene, customer=promise.id)


def test_feedback_is_erased_with_its_customer(scene: Scene) -> None:
    made = take(scene, kind="feedback", rating=2, promise=scene.make().id)
    assert made.rating == 2
    with scene.work() as work:
        operations.erase(work, scene.customer)
    assert queries.note(scene.store, made.id).says is None
