"""A customer's link: one at a time, for a promise or a milestone of theirs, and what they say."""

from dataclasses import replace

import pytest

from tests.scene import AGENT, Scene
from troth import operations, queries
from troth.operations import Hear, NotFoundError, NotNowError, OpenHatch, UnfitError
from troth.promises.hatch import Hatch


@pytest.fixture
def scene() -> Scene:
    return Scene()


def open_(scene: Scene, about: str, of: str = "promise") -> Hatch:
    with scene.work() as work:
        return operations.open_hatch(work, OpenHatch.model_validate({"of": of, "about": about}))


def shut(scene: Scene, about: str) -> Hatch:
    with scene.work() as work:
        return operations.shut_hatch(work, about)


def test_one_is_open_at_a_time_and_another_has_another_number(scene: Scene) -> None:
    promise = scene.make()
    first = open_(scene, promise.id)
    assert (first.of, first.customer, first.by) == ("promise", scene.customer, AGENT.name)
    assert open_(scene, promise.id) == first
    assert shut(scene, promise.id).shut_at == scene.now
    with pytest.raises(NotNowError):
        shut(scene, promise.id)
    second = open_(scene, promise.id)
    assert second.shut_at is None
    assert second.number > first.number
    assert queries.hatch(scene.store, promise.id) == second


def test_what_is_no_customers_has_none(scene: Scene) -> None:
    between = scene.make(customer=None, promisee="team:refunds")
    with pytest.raises(UnfitError, match="no customer"):
        open_(scene, between.id)
    with pytest.raises(NotFoundError):
        open_(scene, between.id, of="milestone")
    with pytest.raises(NotFoundError):
        shut(scene, between.id)
    with pytest.raises(NotFoundError):
        queries.hatch(scene.store, between.id)


def test_who_was_erased_has_none(scene: Scene) -> None:
    promise = scene.make()
    with scene.work() as work:
        operations.erase(work, scene.customer)
    with pytest.raises(NotFoundError):
        open_(scene, promise.id)


def test_what_they_say_is_kept_and_waits_and_changes_nothing_else(scene: Scene) -> None:
    promise = scene.make()
    with scene.work(scene.themselves) as work:
        heard = operations.hear(work, promise.id, Hear(says="When?", channel="link"))
    assert heard.unanswered == scene.now
    waiting = replace(promise, unanswered=heard.unanswered, written=heard.unanswered)
    assert heard == replace(waiting, sequence=heard.sequence, head=heard.head)
    entry = queries.journal(scene.store, promise.id)[-1]
    assert (entry.said("heard"), entry.actor, entry.channel) == ("When?", scene.themselves, "link")


def test_they_say_it_also_once_it_is_over(scene: Scene) -> None:
    promise = scene.make()
    with scene.work() as work:
        operations.withdraw(work, promise.id, operations.Withdraw(reason="no longer"))
        operations.hear(work, promise.id, Hear(says="A pity."))
    assert queries.journal(scene.store, promise.id)[-1].said("heard") == "A pity."
