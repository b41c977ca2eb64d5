"""A break is recorded at its true deadline, however late somebody notices."""

import pytest

from tests.scene import Scene
from troth import operations
from troth.operations import NotNowError
from troth.promises import EntryType, Promise


@pytest.fixture
def scene() -> Scene:
    return Scene()


def notice(scene: Scene, promise: Promise) -> Promise:
    with scene.work() as work:
        return operations.notice(work, promise.id)


def test_it_works(scene: Scene) -> None:
    """Eight hours were promised; a day later the entry names the eighth hour, and a rule."""
    promise = scene.make()
    noticed = notice(scene.go(24), promise)
    entry = scene.store.entries(promise.id)[-1]
    assert entry.type is EntryType.PROMISE_BROKEN
    assert noticed.broken_at == entry.at == promise.due
    assert entry.recorded_at == scene.now
    assert str(entry.actor) == "rule:deadlines@1"


def test_what_did_not_break_is_not_noticed(scene: Scene) -> None:
    promise = scene.make()
    with pytest.raises(NotNowError, match="did not break"):
        notice(scene.go(8), promise)


def test_one_break_is_noticed_once(scene: Scene) -> None:
    promise = scene.make()
    notice(scene.go(24), promise)
    with pytest.raises(NotNowError, match="is on record"):
        notice(scene.go(30), promise)


def test_it_does_not_change_what_became_of_the_promise(scene: Scene) -> None:
    promise = scene.make()
    before = scene.go(24).outcome(promise)
    notice(scene, promise)
    assert scene.outcome(promise) == before
