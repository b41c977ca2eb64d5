"""Whose words a promise is said in: the playbook's, or of whoever chose them."""

import pytest

from tests.scene import AGENT, PLAYBOOK, ROBOT, Scene
from troth import operations
from troth.answers import PromiseBody, promise_body
from troth.answers.base import Source
from troth.operations import Agree, HandOver, Make, Match, Offer, Option, Reopen, UnfitError
from troth.promises import Actor, ActorKind, Promise

CLAIMS = """\
claims:
  page: {metric: reply, term: within 8 hours, says: You hear from us today., owner: support}
  ad: {metric: refund, term: within 9 days, says: Your money is back soon., owner: support}
  mute: {metric: reply, term: within 9 hours, owner: support}
"""
DESK = Actor(ActorKind.INTEGRATION, "desk", "integration")


@pytest.fixture
def scene() -> Scene:
    return Scene(playbook=PLAYBOOK + CLAIMS)


def make(scene: Scene, actor: Actor = AGENT, **said: object) -> PromiseBody:
    with scene.work(actor) as work:
        wanted = {"metric": "reply", "customer": scene.customer} | said
        return promise_body(operations.make(work, Make.model_validate(wanted)), scene.now)


def body(scene: Scene, promise: Promise) -> PromiseBody:
    return promise_body(scene.read(promise), scene.now)


@pytest.mark.parametrize(
    ("actor", "source"),
    [(AGENT, Source.STAFF), (ROBOT, Source.PROGRAM), (DESK, Source.INTEGRATION)],
)
def test_it_works(scene: Scene, actor: Actor, source: Source) -> None:
    """Words of their own are of whoever says them."""
    made = make(scene, actor, wording="We answer soon.")
    wording = made.wording
    assert wording is not None
    assert (wording.text, wording.source, made.words) == ("We answer soon.", source, None)
    assert wording.untrusted


def test_words_of_a_claim(scene: Scene) -> None:
    """Named or said word for word, they are the playbook's, whoever says them."""
    for actor in (AGENT, ROBOT):
        for said in ({"claim": "page"}, {"wording": "You hear from us today."}):
            made = make(scene, actor, **said)
            assert made.wording is not None
            assert made.wording.text == "You hear from us today."
            assert (made.wording.source, made.words) == (Source.PLAYBOOK, "claims.page")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"claim": "none"}, "claim"),
        ({"claim": "ad"}, "claim"),
        ({"claim": "mute"}, "claim"),
        ({"claim": "page", "wording": "At once."}, "wording"),
    ],
)
def test_words_that_are_not_the_claims(scene: Scene, said: dict[str, str], where: str) -> None:
    with pytest.raises(UnfitError) as unfit:
        make(scene, AGENT, **said)
    assert unfit.value.where == where


def test_a_duty_is_asked_for_in_the_words_of_the_playbook(scene: Scene) -> None:
    """Unless others are chosen."""
    theirs, own = scene.ask("receipt"), scene.ask("receipt", wording="The receipt, please")
    bodies = [body(scene, each) for each in (theirs, own)]
    found = [(each.wording and each.wording.source, each.words) for each in bodies]
    assert found == [(Source.PLAYBOOK, "duties.receipt"), (Source.STAFF, None)]


def test_an_option_stays_in_the_words_of_who_offered_it(scene: Scene) -> None:
    """Whoever agrees to it."""
    option = Option(id="a", term="within 9 hours", says="Within nine hours.", includes=("A call",))
    wanted = Offer(metric="reply", customer=scene.customer, options=(option,))
    with scene.work(DESK) as work:
        offered = operations.offer(work, wanted)
    (shown,) = body(scene, offered).options
    assert shown.says is not None
    assert {shown.says.source, shown.includes[0].source} == {Source.INTEGRATION}
    with scene.work(scene.themselves) as work:
        operations.agree(work, offered.id, Agree(option="a"))
    wording = body(scene, offered).wording
    assert wording is not None
    assert (wording.text, wording.source) == ("Within nine hours.", Source.INTEGRATION)


def test_what_goes_on_keeps_its_words(scene: Scene) -> None:
    """After a restart, and where no standard matched at first."""
    first = make(scene, DESK, metric="restarted", wording="By tonight.")
    with scene.work() as work:
        operations.keep(work, first.id, operations.Keep())
        again = operations.reopen(work, first.id, Reopen(reason="no"))
    record = make(scene, DESK, metric="silent", wording="We look into it.")
    with scene.work() as work:
        promise = operations.match(work, record.id, Match(term="within 2 days"))
    for each in (again, promise):
        wording = body(scene, each).wording
        assert wording is not None
        assert wording.source is Source.INTEGRATION


def test_a_note_is_of_who_hands_over(scene: Scene) -> None:
    """An AI agent that fetches a person is not taken for one."""
    promise = scene.make()
    with scene.work(ROBOT) as work:
        operations.hand_over(work, promise.id, HandOver(to="team:refunds", note="angry"))
    (note,) = body(scene, promise).handed_over
    assert note.note is not None
    assert note.note.source is Source.PROGRAM
