"""Checkpoints that both sides sign."""

import pytest

from tests.scene import AGENT, PLAYBOOK, ROBOT, Scene
from troth import operations
from troth.operations import (
    Choose,
    Close,
    NotNowError,
    NotYoursError,
    OpenMilestone,
    Sign,
    UnfitError,
)
from troth.promises import Actor, ActorKind
from troth.promises.milestone import Milestone

MILESTONES = """\
milestones:
  kick-off:
    name: Kick-off
    ours: [reply]
    theirs: [receipt]
    includes: [a plan]
    excludes: [travel]
    options: [With training, Without training]
"""


@pytest.fixture
def scene() -> Scene:
    return Scene(
        playbook=PLAYBOOK.replace("pauses: [", "needs: [receipt]\n    pauses: [") + MILESTONES
    )


def open_(scene: Scene, **said: object) -> Milestone:
    with scene.work() as work:
        wanted = {"customer": scene.customer, "milestone": "kick-off"} | said
        return operations.open_milestone(work, OpenMilestone.model_validate(wanted))


def choose(scene: Scene, found: Milestone, option: str, actor: Actor | None = None) -> Milestone:
    with scene.work(actor or scene.themselves) as work:
        said = Choose(option=option, understanding="two days on site")
        return operations.choose_option(work, found.id, said)


def sign(scene: Scene, found: Milestone, actor: Actor | None = None, **said: object) -> Milestone:
    with scene.work(actor or scene.themselves) as work:
        return operations.sign(work, found.id, Sign.model_validate(said))


def close(scene: Scene, found: Milestone) -> Milestone:
    with scene.work() as work:
        return operations.close_milestone(work, found.id, Close())


def test_it_works(scene: Scene) -> None:
    """Opened from the playbook, chosen, signed by both, closed with what is still open."""
    found = open_(scene)
    assert (found.name, found.includes, found.excludes) == ("Kick-off", ("a plan",), ("travel",))
    assert [option.says for option in found.options] == ["With training", "Without training"]
    choose(scene, found, "1")
    sign(scene, found, AGENT)
    signed = sign(scene, found)
    assert signed.agreed
    assert signed.chosen is not None
    assert signed.chosen.understanding == "two days on site"
    closed = close(scene, found)
    assert closed.closed_at == scene.now
    assert set(closed.left_open) == {*found.ours, *found.theirs}


def test_both_sides_promise_and_ours_waits_for_theirs(scene: Scene) -> None:
    found = open_(scene)
    ours, theirs = scene.store.promise(found.ours[0]), scene.store.promise(found.theirs[0])
    assert ours is not None
    assert theirs is not None
    assert (ours.metric, theirs.metric, theirs.is_duty) == ("reply", "receipt", True)
    assert ours.open_pause is not None
    assert ours.open_pause.duty == theirs.id


def test_a_free_one_is_about_promises_that_were_made(scene: Scene) -> None:
    promise, duty = scene.make(), scene.ask("form")
    options = ({"id": "a", "says": "Fast", "price": "EUR 9"},)
    said = {"milestone": None, "name": "Ours", "ours": (promise.id,), "theirs": (duty.id,)}
    found = open_(scene, options=options, **said)
    assert (found.ours, found.theirs, found.name) == ((promise.id,), (duty.id,), "Ours")
    assert found.options[0].price == "EUR 9"


def test_what_is_not_theirs_or_ours_is_refused(scene: Scene) -> None:
    promise = scene.make()
    with pytest.raises(UnfitError, match="not a duty"):
        open_(scene, milestone=None, theirs=(promise.id,))
    with pytest.raises(UnfitError, match="no milestone"):
        open_(scene, milestone="moon")


def test_an_option_is_chosen_before_it_is_signed(scene: Scene) -> None:
    found = open_(scene)
    with pytest.raises(NotNowError, match="choose one"):
        sign(scene, found)
    assert sign(scene, found, decline=True).signatures[0].agreement == "declined"


def test_another_choice_is_another_document(scene: Scene) -> None:
    found = open_(scene)
    choose(scene, found, "1")
    sign(scene, found, AGENT)
    assert sign(scene, found).agreed
    again = choose(scene, found, "2")
    assert not again.agreed
    with pytest.raises(NotNowError, match="not signed"):
        close(scene, found)


def test_what_staff_record_is_reported_until_the_customer_confirms(scene: Scene) -> None:
    found = open_(scene)
    reported = choose(scene, found, "1", AGENT)
    assert reported.chosen is not None
    assert reported.chosen.agreement == "reported"
    sign(scene, found, AGENT)
    signed = sign(scene, found, AGENT, side="customer")
    assert not signed.agreed
    choose(scene, found, "1")
    assert sign(scene, found).agreed


def test_a_program_signs_for_nobody(scene: Scene) -> None:
    found = open_(scene, milestone=None, name="Free")
    with pytest.raises(NotYoursError):
        sign(scene, found, ROBOT)
    with pytest.raises(NotYoursError):
        sign(scene, found, side="company")


def test_a_signature_names_what_it_signs(scene: Scene) -> None:
    found = open_(scene, milestone=None, name="Free")
    assert sign(scene, found).signatures[0].signs == found.head


@pytest.mark.parametrize("side", [None, "company", "customer"])
@pytest.mark.parametrize(
    "actor",
    [
        Actor(ActorKind.CUSTOMER, "somebody-else"),
        Actor(ActorKind.INTEGRATION, "crm", on_behalf_of="customer:somebody-else"),
    ],
    ids=["themselves", "through a program"],
)
def test_another_customer_signs_for_neither_side(
    scene: Scene, actor: Actor, side: str | None
) -> None:
    found = open_(scene, milestone=None, name="Free")
    with pytest.raises(NotYoursError):
        sign(scene, found, actor, side=side)


def test_a_promise_that_is_named_twice_is_stopped_once(scene: Scene) -> None:
    promise = scene.make("restarted")
    duty = scene.ask("receipt", promise, promise)
    assert len(scene.read(promise).pauses) == 1
    assert scene.read(duty).needed_by == (promise.id,)


def test_a_clock_that_runs_again_still_waits_for_a_duty_of_that_name() -> None:
    scene = Scene(playbook=PLAYBOOK.replace("strike]", "receipt]"))
    promise = scene.make()
    scene.pause(promise, "receipt")
    duty = scene.ask("receipt", promise)
    resumed = scene.go(1).resume(promise, reason="receipt")
    assert [(each.duty, each.end) for each in resumed.pauses] == [
        (None, scene.at(1)),
        (duty.id, None),
    ]
    assert resumed.open_pause is not None


def test_a_duty_whose_date_nobody_can_count_is_refused() -> None:
    says = "says: Send us the receipt, term: within 2"
    scene = Scene(playbook=PLAYBOOK.replace(f"{says} days", f"{says} business days"))
    with pytest.raises(UnfitError):
        scene.ask("receipt")
