"""What a customer said themselves waits until somebody answers or reads it."""

import pytest

from tests.scene import AGENT, Scene
from troth import operations
from troth.operations import Acknowledge, Hear, Keep, Offer, Option, Tell
from troth.operations.errors import NotNowError
from troth.promises import Actor, ActorKind, Promise
from troth.promises.entries import EntryType


@pytest.fixture
def scene() -> Scene:
    """Somebody was promised a reply."""
    return Scene()


def heard(scene: Scene, promise: Promise) -> Promise:
    """The customer writes."""
    with scene.work(scene.themselves) as work:
        return operations.hear(work, promise.id, Hear(says="When?"))


def acknowledge(scene: Scene, promise: Promise) -> Promise:
    """Somebody has read it."""
    with scene.work(AGENT) as work:
        return operations.acknowledge(work, promise.id, Acknowledge())


def test_it_waits_since_the_first_word(scene: Scene) -> None:
    promise = scene.make()
    assert promise.unanswered is None
    assert heard(scene.go(1), promise).unanswered == scene.at(1)
    assert heard(scene.go(2), promise).unanswered == scene.at(1)


def test_it_is_acknowledged_once(scene: Scene) -> None:
    promise = scene.make()
    with pytest.raises(NotNowError):
        acknowledge(scene, promise)
    heard(scene.go(1), promise)
    assert acknowledge(scene.go(2), promise).unanswered is None
    assert scene.store.entries(promise.id)[-1].type is EntryType.PROMISE_ACKNOWLEDGED
    with pytest.raises(NotNowError):
        acknowledge(scene, promise)


def test_to_tell_them_answers_unless_that_was_before(scene: Scene) -> None:
    promise = scene.make()
    heard(scene.go(2), promise)
    with scene.go(3).work() as work:
        before = Tell(says="Soon.", at=scene.at(1))
        assert operations.tell(work, promise.id, before).unanswered == scene.at(2)
    assert scene.tell(promise).unanswered is None


def test_what_a_colleague_wrote_down_waits_for_nobody(scene: Scene) -> None:
    promise = scene.make()
    with scene.work(AGENT) as work:
        assert operations.hear(work, promise.id, Hear(says="When?")).unanswered is None


def test_an_agreement_waits_to_be_read_until_it_is_done(scene: Scene) -> None:
    promise = scene.make()
    moved = scene.go(1).change(promise, due=scene.at(30))
    assert scene.agree(moved).unanswered == scene.at(1)
    assert scene.go(2).keep(promise).unanswered is None


def test_that_all_is_well_waits_for_nobody(scene: Scene) -> None:
    well, ill = (scene.make(metric="friendly") for _ in range(2))
    assert scene.go(1).settle(well, kept=True).unanswered is None
    assert scene.settle(ill, kept=False).unanswered == scene.at(1)


#: A system that sees what happens, such as a shop.
SYSTEM = Actor(ActorKind.INTEGRATION, "shop")


def test_an_agreement_to_a_date_is_over_with_the_promise(scene: Scene) -> None:
    promise = scene.make()
    scene.agree(scene.go(1).change(promise, due=scene.at(30)))
    with scene.go(2).work(SYSTEM) as work:
        assert operations.keep(work, promise.id, Keep()).unanswered is None


def test_a_question_outlives_a_promise_that_a_system_ended(scene: Scene) -> None:
    promise = scene.make()
    scene.agree(scene.go(1).change(promise, due=scene.at(30)))
    heard(scene.go(2), promise)
    with scene.go(3).work(SYSTEM) as work:
        ended = operations.keep(work, promise.id, Keep())
    assert ended.unanswered == scene.at(2), "what they wrote, and not that they agreed"
    assert acknowledge(scene.go(4), promise).unanswered is None


def test_what_they_chose_waits_to_be_read_until_it_is_done(scene: Scene) -> None:
    options = (Option(id="a", term="within 8 hours"), Option(id="b", term="within 9 hours"))
    with scene.work() as work:
        wanted = Offer(metric="reply", customer=scene.customer, options=options)
        offered = operations.offer(work, wanted)
    scene.go(1)
    chosen = scene.agree(offered, option="a")
    assert chosen.unanswered == scene.at(1)
    with scene.go(2).work(SYSTEM) as work:
        assert operations.keep(work, chosen.id, Keep()).unanswered is None
