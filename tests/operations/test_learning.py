"""Pages that were read, and answers that are counted in nobody's name."""

from dataclasses import replace

import pytest

from tests.scene import AGENT, ROBOT, Scene
from troth import operations, queries
from troth.operations import NotFoundError, Publish, ReadGuidelines, UnfitError
from troth.promises.entries import EntryType
from troth.promises.quizzes import quiz_subject
from troth.promises.receipts import readers_subject, receipts


@pytest.fixture
def scene() -> Scene:
    return Scene()


def read(scene: Scene, team: str = "support", edition: str | None = None) -> str:
    with scene.work() as work:
        return operations.read_guidelines(work, team, ReadGuidelines(edition=edition)).edition


def test_a_receipt_is_kept_once(scene: Scene) -> None:
    assert read(scene) == read(scene) == "edition-1"
    subject = readers_subject(AGENT.id)
    assert len(scene.store.entries(subject)) == 1
    with scene.work() as work:
        edition = work.edition()
        assert edition is not None
        text = edition.text
        operations.publish(work, Publish(text=text.replace("Larkwind", "Lark")))
    assert read(scene) == "edition-2"
    assert receipts(scene.store.entries(subject))["support"].edition == "edition-2"


def test_only_people_read_what_there_is(scene: Scene) -> None:
    for team, edition in (("nobody", None), ("bank", None), ("support", "edition-9")):
        with pytest.raises(NotFoundError):
            read(scene, team, edition)
    with scene.work(ROBOT) as work, pytest.raises(UnfitError):
        operations.read_guidelines(work, "support", ReadGuidelines())


def test_news_is_what_changed_since(scene: Scene) -> None:
    read(scene)
    assert queries.news(scene.store, "support", "edition-1") == ()
    with scene.work() as work:
        edition = work.edition()
        assert edition is not None
        text = edition.text
        operations.publish(work, Publish(text=text + "never-promise: [miracles]\n"))
    (change,) = queries.news(scene.store, "support", "edition-1")
    assert (change.section, change.after) == ("never-promise", "miracles")


def answer(scene: Scene, once: str, **missed: bool) -> None:
    with scene.work() as work:
        operations.count_answers(work, "edition-1", "support", missed, once)


def test_answers_are_counted_in_fives_and_once_each(scene: Scene) -> None:
    for person in range(4):
        answer(scene, f"p{person}", reply=True, refund=False)
        answer(scene, f"p{person}", reply=True, refund=True)
    assert queries.missed(scene.store, "support").topics == ()
    answer(scene, "p4", reply=False, refund=False)
    found = queries.missed(scene.store, "support")
    assert found.people == 5
    assert [(each.topic, each.missed, each.asked) for each in found.topics] == [
        ("reply", 4, 5),
        ("refund", 0, 5),
    ]
    # One more tells nothing, or it could be told what they said.
    answer(scene, "p5", reply=True, refund=True)
    assert queries.missed(scene.store, "support") == found


def test_a_topic_of_which_few_were_asked_is_not_told(scene: Scene) -> None:
    for person in range(5):
        answer(scene, f"p{person}", **{"reply": True, **({"price": True} if person else {})})
    assert [each.topic for each in queries.missed(scene.store, "support").topics] == ["reply"]


def test_nobody_stands_in_the_entry(scene: Scene) -> None:
    answer(scene, "p1", reply=True)
    (entry,) = scene.store.entries(quiz_subject("edition-1", "support"))
    assert entry.type is EntryType.QUIZ_ANSWERED
    assert AGENT.id not in str(replace(entry, hash="", previous="", id=""))
    assert (entry.actor.name, entry.idempotency_key) == ("rule:quiz@1", None)
