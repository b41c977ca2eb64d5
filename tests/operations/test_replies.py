"""Replies that went out."""

import pytest

from tests.scene import Scene
from troth import operations
from troth.operations import RecordReply, Spoken, UnfitError


def send(scene: Scene, hours: float, *spoken: Spoken) -> tuple[str, ...]:
    with scene.work() as work:
        said = RecordReply(
            message="m-1", customer=scene.customer, text="We write today.", at=scene.at(hours)
        )
        return operations.record_reply(work, said, spoken).promises


def test_it_works() -> None:
    """Its promises are made, once, whatever is sent again."""
    scene = Scene().go(5)
    made = send(scene, 4, Spoken(metric="reply", wording="We write today."))
    assert len(made) == 1
    assert send(scene, 4) == made


@pytest.mark.parametrize("spoken", [(), (Spoken(metric="reply", wording="We write today."),)])
def test_it_was_not_sent_tomorrow(spoken: tuple[Spoken, ...]) -> None:
    """Not even one that promises nothing."""
    with pytest.raises(UnfitError):
        send(Scene(), 24, *spoken)
