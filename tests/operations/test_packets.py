"""Packets: what was sold goes to those who keep it; they accept, ask or contest each promise."""

import pytest

from tests.scene import Scene
from troth import operations, queries
from troth.operations import (
    AddCustomer,
    AnswerPacket,
    ExplainPacket,
    HandPacket,
    NotFoundError,
    NotNowError,
    UnfitError,
    Withdraw,
)
from troth.promises.packet import Packet, PacketAnswer
from troth.promises.store import ConflictError


@pytest.fixture
def scene() -> Scene:
    return Scene()


def hand(scene: Scene, *promises: str, **said: object) -> Packet:
    wanted = {"customer": scene.customer, "to": "refunds", "promises": promises} | said
    with scene.work() as work:
        return operations.hand_packet(work, HandPacket.model_validate(wanted))


def answer(scene: Scene, found: Packet, promise: str, said: str, **more: object) -> Packet:
    wanted = {"promise": promise, "answer": said} | more
    with scene.work() as work:
        return operations.answer_packet(work, found.id, AnswerPacket.model_validate(wanted))


def holder(scene: Scene, promise_id: str) -> str:
    found = scene.store.promise(promise_id)
    assert found is not None
    return str(found.holder)


def test_each_promise_has_its_own_answer(scene: Scene) -> None:
    one, two = scene.make().id, scene.make("window").id
    made = hand(scene, one, two, note="They fly on Friday.")
    assert made.note == "They fly on Friday."
    assert [each.promise for each in made.open] == [one, two]
    accepted = answer(scene, made, one, "accepted")
    assert holder(scene, one) == "team:refunds", "it is theirs to look after"
    assert [each.promise for each in accepted.open] == [two]
    contested = answer(scene, made, two, "contested", note="We have no van on that day.")
    with scene.work() as work:
        said = ExplainPacket(promise=two, note="A courier is paid for.")
        explained = operations.explain_packet(work, made.id, said, contested.sequence)
    item = explained.item(two)
    assert item is not None
    assert (item.answer, item.explained) == (PacketAnswer.CONTESTED, True)
    assert [each.says for each in item.words] == [
        "We have no van on that day.",
        "A courier is paid for.",
    ]
    done = answer(scene, explained, two, "accepted")
    assert done.open == ()
    assert queries.packets(scene.store, scene.customer).items == (done,)


def test_no_needs_its_reason_and_yes_is_said_once(scene: Scene) -> None:
    promise = scene.make().id
    made = hand(scene, promise)
    with pytest.raises(UnfitError, match="say what you ask"):
        answer(scene, made, promise, "questioned")
    with scene.work() as work, pytest.raises(NotNowError, match="nobody asked"):
        operations.explain_packet(work, made.id, ExplainPacket(promise=promise, note="so"))
    answer(scene, made, promise, "accepted")
    with pytest.raises(NotNowError, match="accepted already"):
        answer(scene, made, promise, "contested", note="no")
    said = ExplainPacket(promise=promise, note="so")
    with scene.work() as work, pytest.raises(ConflictError):
        operations.explain_packet(work, made.id, said, made.sequence)


def test_what_was_withdrawn_meanwhile_is_accepted_without_a_holder(scene: Scene) -> None:
    promise = scene.make().id
    made = hand(scene, promise)
    with scene.work() as work:
        operations.withdraw(work, promise, Withdraw(reason="cancelled"))
    assert answer(scene, made, promise, "accepted").open == ()
    assert holder(scene, promise) != "team:refunds"


def test_what_does_not_fit_is_refused(scene: Scene) -> None:
    promise = scene.make().id
    with scene.work() as work:
        other = operations.add(work, AddCustomer(name="Otto")).id
    with pytest.raises(UnfitError, match="no team 'nobody'"):
        hand(scene, promise, to="nobody")
    with pytest.raises(UnfitError, match="named twice"):
        hand(scene, promise, promise)
    with pytest.raises(UnfitError, match="not a promise to this customer"):
        hand(scene, promise, customer=other)
    made = hand(scene, promise)
    with pytest.raises(UnfitError, match="not in this packet"):
        answer(scene, made, scene.make().id, "accepted")
    with pytest.raises(NotFoundError):
        queries.packet(scene.store, promise)
