"""What no standard matched becomes a promise, by hand or because something applies by now."""

import pytest

from tests.scene import AGENT, HOUR, MANAGER, PLAYBOOK, ROBOT, Scene
from troth import operations
from troth.operations import (
    BeyondAuthorityError,
    Catch,
    HandOver,
    Match,
    NotNowError,
    Publish,
    UnfitError,
)
from troth.promises import EntryType, Outcome, Promise
from troth.promises.explain import as_text, explained
from troth.promises.parties import Actor
from troth.promises.promise import Stage

#: As in the scene, but that replies are promised to those alone of whom the fare is known.
NARROW = PLAYBOOK.replace(
    "    pauses: [waiting-for-customer, strike]", "    scope: {fare: [flex]}"
).replace("within 4 hours, scope: {fare: [flex]}", "within 4 hours, scope: {fare: [light]}")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def match(scene: Scene, record: Promise, actor: Actor = AGENT, **said: object) -> Promise:
    with scene.work(actor) as work:
        return operations.match(work, record.id, Match.model_validate(said))


def test_it_works(scene: Scene) -> None:
    """Nothing covers it; a day later somebody gives a term, which counts from when it was asked."""
    record = scene.make("silent", wording="We will come back to you")
    assert record.stage is Stage.NO_PROMISE
    promise = match(scene.go(24), record, term="within 2 days")
    assert (promise.id, promise.stage, promise.reason) == (record.id, Stage.PROMISED, None)
    assert promise.due == scene.at(48)
    assert promise.made_at == scene.at(24)
    assert promise.wording == "We will come back to you"
    assert scene.outcome(promise) is Outcome.OPEN
    assert scene.outcome(promise, 49) is Outcome.BROKEN
    types = [entry.type for entry in scene.store.entries(promise.id)]
    assert types == [EntryType.PROMISE_UNMATCHED, EntryType.PROMISE_MADE]


def test_a_standard_is_named(scene: Scene) -> None:
    """Its term, team and rhythm hold, and it stays in sight that it was named by hand."""
    with scene.work(MANAGER) as work:
        operations.publish(work, Publish(text=NARROW))
    record = scene.make("reply")
    assert record.stage is Stage.NO_PROMISE
    promise = match(scene, record, standard="reply")
    assert str(promise.promiser) == "team:support"
    assert promise.due == scene.at(8)
    assert promise.basis is not None
    assert (promise.basis["level"], promise.basis["id"]) == ("standard", "reply")
    assert promise.basis["named"] is True
    edition = scene.store.edition(promise.edition)
    told = as_text(explained(scene.store.entries(promise.id), edition, scene.now))
    assert "by standard reply, named for it" in told


def test_what_applies_by_now_decides(scene: Scene) -> None:
    """A facet that was not known, or a new edition, is all that was missing."""
    with scene.work(MANAGER) as work:
        operations.publish(work, Publish(text=NARROW))
    first, second = scene.make("reply"), scene.make("reply")
    with pytest.raises(UnfitError, match="no standard for reply covers a case"):
        match(scene, first)
    known = match(scene, first, facets={"fare": "flex"})
    assert (known.due, known.facets) == (scene.at(8), {"fare": "flex"})
    with scene.work(MANAGER) as work:
        edition = operations.publish(work, Publish(text=PLAYBOOK))
    later = match(scene, second)
    assert (later.due, later.edition) == (scene.at(8), edition.id)
    assert later.basis is not None
    assert "named" not in later.basis


def test_what_was_asked_for_with_it_holds(scene: Scene) -> None:
    """Duties stop its clock, and the holder to whom it was handed over keeps it."""
    duty = scene.ask("receipt")
    record = scene.make("silent", needs=[duty.id], strength="aim", updates="every 1 day")
    with scene.work() as work:
        operations.hand_over(work, record.id, HandOver(to="team:refunds", note="yours"))
    promise = match(scene, record, term="within 2 days")
    assert (promise.strength, promise.updates) == ("aim", "every 1 day")
    assert str(promise.holder) == "team:refunds"
    assert promise.open_pause is not None
    assert scene.read(duty).needed_by == (promise.id,)


def test_a_date_that_is_over_is_no_promise(scene: Scene) -> None:
    """Counted from then it would be broken when it is made; it may count from now."""
    record = scene.make("silent")
    scene.go(50)
    with pytest.raises(UnfitError, match="which is over") as unfit:
        match(scene, record, term="within 2 days")
    assert unfit.value.where == "starts_at"
    promise = match(scene, record, term="within 2 days", starts_at=scene.now)
    assert promise.due == scene.now + 48 * HOUR


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"standard": "nothing"}, "standard"),
        ({"standard": "refund"}, "standard"),
        ({"standard": "reply", "term": "within 2 days"}, "standard"),
        ({}, "standard"),
        ({"term": "at most EUR 2"}, "term"),
        ({"term": "within 2 days", "calendar": "moon"}, "calendar"),
        ({"term": "within 2 days", "promiser": "team:nobody"}, "promiser"),
    ],
)
def test_what_does_not_fit_is_refused(scene: Scene, said: dict[str, object], where: str) -> None:
    record = scene.make("silent")
    with pytest.raises(UnfitError) as unfit:
        match(scene, record, AGENT, **said)
    assert unfit.value.where == where
    assert scene.read(record) == record


def test_only_what_is_unmatched(scene: Scene) -> None:
    """A promise has its term, and what was withdrawn nobody needs."""
    with pytest.raises(NotNowError, match="is not unmatched"):
        match(scene, scene.make(), term="within 2 days")
    record = scene.make("silent")
    scene.withdraw(record)
    with pytest.raises(NotNowError, match="was withdrawn"):
        match(scene, record, term="within 2 days")


def test_an_ai_agent_names_no_standard(scene: Scene) -> None:
    """Where nothing applies it promises nothing, by whatever name."""
    with scene.work(MANAGER) as work:
        operations.publish(work, Publish(text=NARROW))
    record = scene.make("reply")
    for said in ({"standard": "reply"}, {"term": "within 9 days"}):
        with pytest.raises(BeyondAuthorityError):
            match(scene, record, ROBOT, **said)


def test_a_tighter_standard_is_not_for_everybody(scene: Scene) -> None:
    """Where something applies by now, naming a tighter one needs the right to it."""
    with scene.work(MANAGER) as work:
        operations.publish(work, Publish(text=NARROW))
    record = scene.make("reply")
    with scene.work(MANAGER) as work:
        operations.publish(work, Publish(text=PLAYBOOK))
    with pytest.raises(BeyondAuthorityError):
        match(scene, record, standard="reply-flex")
    assert match(scene, record, MANAGER, standard="reply-flex").due == scene.at(4)


def caught(scene: Scene) -> Promise:
    """Words of which nobody said what they promise."""
    with scene.work() as work:
        words = Catch(customer=scene.customer, wording="We will come back to you")
        return operations.catch(work, words)


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ({"metric": "reply"}, "within 8 hours"),
        ({"metric": "silent", "term": "within 2 days"}, "within 2 days"),
        ({"standard": "reply"}, "within 8 hours"),
        ({"metric": "reply", "standard": "reply"}, "within 8 hours"),
    ],
)
def test_of_words_that_were_caught_it_is_said_what_they_promise(
    scene: Scene, said: dict[str, object], term: str
) -> None:
    """By a metric, or by a standard, which has one; the words stay."""
    promise = match(scene, caught(scene), AGENT, **said)
    assert promise.stage is Stage.PROMISED
    assert promise.metric == said.get("metric", "reply")
    assert (str(promise.term), promise.wording) == (term, "We will come back to you")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "name a metric: the playbook has reply"),
        ({"term": "within 2 days"}, "name a metric"),
        ({"standard": "nothing"}, "name a metric"),
        ({"metric": "nothing"}, "the playbook has no metric 'nothing'"),
        ({"metric": "silent", "standard": "reply"}, "reply is about reply"),
        ({"metric": "unsaid"}, "the playbook has no metric 'unsaid'"),
    ],
)
def test_of_words_that_were_caught_it_must_be_said(
    scene: Scene, said: dict[str, object], why: str
) -> None:
    """With what would be right; the record stays as it is."""
    record = caught(scene)
    with pytest.raises(UnfitError, match=why):
        match(scene, record, AGENT, **said)
    assert scene.read(record).stage is Stage.NO_PROMISE


def test_what_was_asked_for_stays_what_it_is(scene: Scene) -> None:
    """The metric of a record that has one is not another one now."""
    record = scene.make("silent")
    with pytest.raises(UnfitError, match="this was asked of silent"):
        match(scene, record, metric="reply", term="within 2 days")
    promise = match(scene, record, metric="silent", term="within 2 days")
    assert promise.metric == "silent"
