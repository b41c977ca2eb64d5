"""Customers say themselves that their part is done: our clock goes on, and somebody looks."""

import pytest

from tests.scene import AGENT, Scene
from troth import operations
from troth.operations import Acknowledge, Keep, NotYoursError, Reopen
from troth.promises import Actor, ActorKind, Promise
from troth.promises.entries import EntryType
from troth.promises.outcomes import clock_state
from troth.promises.promise import ClockState


@pytest.fixture
def scene() -> Scene:
    """Somebody was promised a reply."""
    return Scene()


def done(scene: Scene, duty: Promise, actor: Actor | None = None) -> Promise:
    """They did their part, and say so by their link."""
    with scene.work(actor or scene.themselves) as work:
        return operations.keep(work, duty.id, Keep(note="sent by mail", channel="link"))


def test_the_clock_goes_on_and_the_journal_says_who_said_so(scene: Scene) -> None:
    promise = scene.make()
    duty = scene.go(1).ask("receipt", promise)
    assert clock_state(scene.read(promise)) is ClockState.PAUSED
    said = done(scene.go(3), duty)
    assert said.kept_at == scene.at(3)
    assert scene.read(promise).due == scene.at(8 + 2)
    assert clock_state(scene.read(promise)) is ClockState.RUNNING
    entry = scene.store.entries(duty.id)[-1]
    assert (entry.type, entry.actor) == (EntryType.PROMISE_KEPT, scene.themselves)
    assert (entry.channel, entry.said("note")) == ("link", "sent by mail")


def test_it_waits_until_somebody_has_read_it(scene: Scene) -> None:
    duty = scene.ask("receipt", scene.make())
    assert done(scene.go(1), duty).unanswered == scene.at(1)
    with scene.work(AGENT) as work:
        assert operations.acknowledge(work, duty.id, Acknowledge()).unanswered is None


def test_what_did_not_come_is_open_again(scene: Scene) -> None:
    promise = scene.make()
    duty = scene.ask("receipt", promise)
    done(scene.go(1), duty)
    with scene.go(2).work(AGENT) as work:
        again = operations.reopen(work, duty.id, Reopen(reason="The receipt is not here."))
    assert again.kept_at is None
    assert again.unanswered is None, "whoever says so has read it"
    assert clock_state(scene.read(promise)) is ClockState.PAUSED


def test_what_a_colleague_saw_waits_for_nobody(scene: Scene) -> None:
    assert scene.keep(scene.ask("receipt", scene.make())).unanswered is None


def test_they_say_so_of_their_own_part_alone(scene: Scene) -> None:
    promise = scene.make()
    duty = scene.ask("receipt", promise)
    with pytest.raises(NotYoursError, match="their own part"):
        done(scene, promise)
    with pytest.raises(NotYoursError, match="their own part"):
        done(scene, duty, Actor(ActorKind.CUSTOMER, "somebody-else"))
    assert scene.read(duty).kept_at is None
