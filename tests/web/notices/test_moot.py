"""What is over by the time it could be said is not said."""

from tests.scene import Scene
from troth import operations
from troth.operations import Acknowledge, HandOn, Hear
from troth.playbook.schema.words import NoticeKind
from troth_web.notices.moot import moot


def test_what_was_handed_on_since_is_nobody_s_to_hear_of() -> None:
    """The next leg of the chain has it by then."""
    scene = Scene()
    promise = scene.make("refund")
    scene.hand_over(promise, "person:mia")
    since = scene.now
    assert not moot(NoticeKind.HANDED_OVER, scene.read(promise), since, since)
    with scene.go(1).work() as work:
        operations.hand_on(work, promise.id, HandOn())
    assert moot(NoticeKind.HANDED_OVER, scene.read(promise), since, scene.now)


def test_an_answer_about_a_date_of_what_is_done_is_not_said() -> None:
    scene = Scene()
    promise = scene.make()
    kinds = (NoticeKind.CHANGE_CONFIRMED, NoticeKind.CHANGE_DECLINED)
    assert not any(moot(each, scene.read(promise), scene.now, scene.now) for each in kinds)
    scene.go(1).keep(promise)
    assert all(moot(each, scene.read(promise), scene.now, scene.now) for each in kinds)


def test_what_a_customer_said_and_somebody_read_is_not_said_again() -> None:
    scene = Scene()
    promise = scene.make()
    with scene.work(scene.themselves) as work:
        operations.hear(work, promise.id, Hear(says="When?"))
    assert not moot(NoticeKind.HEARD, scene.read(promise), scene.now, scene.now)
    with scene.work() as work:
        operations.acknowledge(work, promise.id, Acknowledge())
    assert moot(NoticeKind.HEARD, scene.read(promise), scene.now, scene.now)
