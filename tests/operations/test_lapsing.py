"""Without a duty whose effect is `voids` there is no promise."""

import pytest

from tests.scene import AGENT, Scene
from troth import operations
from troth.answers import promise_body
from troth.operations import NotNowError
from troth.promises import EntryType, Outcome, Promise
from troth.promises.explain import as_text, explained
from troth.promises.fold import fold


@pytest.fixture
def scene() -> Scene:
    return Scene()


def lapse(scene: Scene, duty: Promise) -> tuple[Promise, ...]:
    with scene.work() as work:
        return operations.lapse(work, duty.id)


def test_it_works(scene: Scene) -> None:
    """Consent was due in two days; the refund is withdrawn from then, however late it is seen."""
    promise = scene.make("refund")
    duty = scene.ask("consent", promise)
    (gone,) = lapse(scene.go(24 * 30), duty)
    assert gone.id == promise.id
    assert gone.withdrawn_at == scene.at(48)
    assert gone.lapsed == {"duty": duty.id, "name": "consent", "by": "2026-11-04T08:00:00Z"}
    assert scene.outcome(promise) is Outcome.WITHDRAWN
    entry = scene.store.entries(promise.id)[-1]
    assert entry.type is EntryType.PROMISE_WITHDRAWN
    assert str(entry.actor) == "rule:duty-voids@1"
    assert fold(scene.store.entries(promise.id)) == scene.read(promise)


def test_the_explanation_names_the_duty(scene: Scene) -> None:
    """In words and as values; the API says it too."""
    promise = scene.make("refund")
    duty = scene.ask("consent", promise)
    lapse(scene.go(49), duty)
    entries = scene.store.entries(promise.id)
    found = explained(entries, scene.store.edition(promise.edition), scene.now)
    assert "withdrawn by rule: consent did not come by Wed 4 Nov 2026 09:00" in as_text(found)
    assert found.as_json()["lapsed"]["duty"] == duty.id
    body = promise_body(scene.read(promise), scene.now)
    assert body.lapsed is not None
    assert body.lapsed["name"] == "consent"


def test_what_was_late_before_stays_broken(scene: Scene) -> None:
    """A deadline of ours that was over before the duty was due is no fault of the customer's."""
    promise = scene.make()
    duty = scene.ask("consent", promise)
    lapse(scene.go(49), duty)
    assert scene.outcome(promise) is Outcome.BROKEN


def test_all_that_wait_lapse(scene: Scene) -> None:
    """Also one that was made with it; what was kept by then stays kept."""
    first, kept = scene.make("refund"), scene.make("refund")
    duty = scene.ask("consent", first, kept)
    later = scene.make("refund", needs=[duty.id])
    scene.keep(kept)
    scene.go(49)
    assert {each.id for each in lapse(scene, duty)} == {first.id, later.id}
    assert scene.outcome(kept) is Outcome.KEPT
    with pytest.raises(NotNowError, match="nothing waits"):
        lapse(scene, duty)


def test_a_clock_that_stands_still_ends_there(scene: Scene) -> None:
    """What pauses the promise besides does not keep it."""
    promise = scene.make("refund")
    scene.ask("receipt", promise)
    duty = scene.ask("consent", promise)
    (gone,) = lapse(scene.go(60), duty)
    assert gone.open_pause is None
    assert scene.outcome(promise) is Outcome.WITHDRAWN


def test_nothing_lapses_before_its_time(scene: Scene) -> None:
    """Nor when it was done, late or not, or let off, or when it pauses only."""
    promise = scene.make("refund")
    duties = [scene.ask("consent", promise) for _ in range(3)]
    for duty in duties:
        with pytest.raises(NotNowError, match="not overdue"):
            lapse(scene.go(47), duty)
    scene.keep(duties[0])
    scene.withdraw(duties[1])
    scene.go(49)
    scene.keep(duties[2])
    for duty in duties:
        with pytest.raises(NotNowError, match="not overdue"):
            lapse(scene, duty)
    with pytest.raises(NotNowError, match="no duty without which"):
        lapse(scene, scene.ask("receipt", promise))
    assert scene.outcome(promise) is Outcome.OPEN


def test_a_date_that_was_agreed_counts(scene: Scene) -> None:
    """The customer has until then."""
    promise = scene.make("refund")
    duty = scene.ask("consent", promise)
    scene.change(duty, AGENT, agreed=True, due=scene.at(72))
    with pytest.raises(NotNowError, match="not overdue"):
        lapse(scene.go(60), duty)
    assert lapse(scene.go(73), duty)[0].withdrawn_at == scene.at(72)
