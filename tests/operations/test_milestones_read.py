"""What a customer signs or chooses themselves waits until somebody of ours has read it."""

import pytest

from tests.scene import AGENT, Scene
from troth import operations
from troth.operations import Acknowledge, Choosable, Choose, NotNowError, OpenMilestone, Sign
from troth.promises.entries import EntryType
from troth.promises.milestone import Milestone, Side
from troth.promises.promise import Agreement
from troth.promises.store import ConflictError


@pytest.fixture
def scene() -> Scene:
    """A desk with one customer."""
    return Scene()


@pytest.fixture
def opened(scene: Scene) -> Milestone:
    """A document with two options."""
    options = (Choosable(id="a", says="Slow"), Choosable(id="b", says="Fast"))
    with scene.work() as work:
        wanted = OpenMilestone(customer=scene.customer, name="Kick-off", options=options)
        return operations.open_milestone(work, wanted)


def choose(scene: Scene, found: Milestone) -> Milestone:
    """They choose."""
    with scene.work(scene.themselves) as work:
        return operations.choose_option(work, found.id, Choose(option="b", channel="link"))


def sign(scene: Scene, found: Milestone, *, decline: bool = False) -> Milestone:
    """Their word."""
    with scene.work(scene.themselves) as work:
        return operations.sign(work, found.id, Sign(decline=decline, channel="link"))


def acknowledge(scene: Scene, found: Milestone, expected: int | None = None) -> Milestone:
    """Somebody has read it."""
    with scene.work(AGENT) as work:
        return operations.acknowledge_milestone(work, found.id, Acknowledge(), expected)


def test_it_waits_since_the_first_word_until_it_is_read(scene: Scene, opened: Milestone) -> None:
    assert opened.unanswered is None
    chosen = choose(scene.go(1), opened)
    assert chosen.unanswered == scene.at(1)
    signed = sign(scene.go(2), opened)
    assert signed.unanswered == scene.at(1)
    read = acknowledge(scene.go(3), opened, signed.sequence)
    assert read.unanswered is None
    assert scene.store.entries(opened.id)[-1].type is EntryType.MILESTONE_ACKNOWLEDGED
    with pytest.raises(NotNowError, match="unread"):
        acknowledge(scene, opened)


def test_a_refusal_waits_as_well(scene: Scene, opened: Milestone) -> None:
    assert sign(scene.go(1), opened, decline=True).unanswered == scene.at(1)


def test_whoever_signs_for_us_has_read_it(scene: Scene, opened: Milestone) -> None:
    choose(scene.go(1), opened)
    sign(scene, opened)
    with scene.work(AGENT) as work:
        assert operations.sign(work, opened.id, Sign()).unanswered is None


def test_what_a_colleague_wrote_down_waits_for_nobody(scene: Scene, opened: Milestone) -> None:
    with scene.work(AGENT) as work:
        found = operations.choose_option(work, opened.id, Choose(option="a"))
        assert found.unanswered is None


def test_that_it_was_read_changes_no_document(scene: Scene, opened: Milestone) -> None:
    """Whoever saw the document before signs it all the same, and what was signed stays signed."""
    seen = choose(scene.go(1), opened).sequence
    acknowledge(scene.go(2), opened)
    with scene.go(3).work(scene.themselves) as work:
        signed = operations.sign(work, opened.id, Sign(), seen)
    word = acknowledge(scene.go(4), opened).signed(Side.CUSTOMER)
    assert word
    assert word.agreement is Agreement.CONFIRMED
    with pytest.raises(ConflictError), scene.work(AGENT) as work:
        operations.sign(work, signed.id, Sign(), seen)
