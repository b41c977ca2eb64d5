"""Terms for one customer or a segment, and which of several wins."""

import pytest

from tests.scene import AGENT, ROBOT, Scene
from troth import operations
from troth.operations import (
    BeyondAuthorityError,
    EndAgreement,
    MakeAgreement,
    NotNowError,
    UnfitError,
)
from troth.promises.agreements import Agreement


@pytest.fixture
def scene() -> Scene:
    return Scene()


def agree(scene: Scene, **said: object) -> Agreement:
    with scene.work() as work:
        wanted = {"metric": "reply", "term": "within 6 hours"} | said
        return operations.make_agreement(work, MakeAgreement.model_validate(wanted))


def end(scene: Scene, agreement: Agreement, **said: object) -> Agreement:
    with scene.work() as work:
        wanted = EndAgreement.model_validate({"reason": "over"} | said)
        return operations.end_agreement(work, agreement.id, wanted)


def test_it_works(scene: Scene) -> None:
    """The customer's agreement wins over the standard, and the promise says so."""
    agreed = agree(scene, customer=scene.customer)
    promise = scene.make()
    assert promise.due == scene.at(6)
    assert promise.basis == {
        "level": "customer",
        "id": agreed.id,
        "term": "within 6 hours",
        "instead_of": [
            {
                "level": "standard",
                "id": "reply",
                "term": "within 8 hours",
                "why": "a customer term is more specific than a standard term",
            },
            {
                "level": "standard",
                "id": "reply-flex",
                "term": "within 4 hours",
                "why": "applies to fare flex",
            },
        ],
    }


def test_the_most_specific_wins(scene: Scene) -> None:
    agree(scene, scope={"fare": ("flex",)}, term="within 3 hours")
    flex = {"fare": "flex"}
    assert scene.make(facets=flex).due == scene.at(3)
    assert scene.make().due == scene.at(8)
    agree(scene, customer=scene.customer)
    assert scene.make(facets=flex).due == scene.at(6)
    assert scene.make(term="within 7 hours", facets=flex).due == scene.at(7)


def test_between_agreements_the_later_one_wins(scene: Scene) -> None:
    first = agree(scene, customer=scene.customer)
    scene.go(1)
    agree(scene, customer=scene.customer, term="within 5 hours")
    promise = scene.make()
    assert promise.due == scene.at(6)
    assert promise.basis is not None
    assert promise.basis["instead_of"][0]["id"] == first.id


def test_it_holds_from_one_instant_to_another(scene: Scene) -> None:
    agreed = agree(scene, customer=scene.customer, since=scene.at(2), until=scene.at(20))
    assert scene.make().due == scene.at(8)
    assert scene.go(2).make().due == scene.at(8)
    before = scene.go(9).make()
    assert end(scene, agreed).until == scene.at(9)
    assert scene.make().due == scene.at(17)
    assert scene.read(before).due == scene.at(15)


def test_it_ends_once(scene: Scene) -> None:
    agreed = agree(scene, customer=scene.customer)
    scene.go(1)
    end(scene, agreed)
    with pytest.raises(NotNowError, match="already"):
        end(scene, agreed)


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({}, "scope"),
        ({"scope": {"colour": ("red",)}}, "scope"),
        ({"scope": {"fare": ("gold",)}}, "scope"),
        ({"scope": {"fare": ("flex",)}, "metric": "speed"}, "metric"),
        ({"scope": {"fare": ("flex",)}, "term": "at most EUR 2"}, "term"),
        ({"scope": {"fare": ("flex",)}, "team": "nobody"}, "team"),
        ({"scope": {"fare": ("flex",)}, "calendar": "moon"}, "calendar"),
    ],
)
def test_what_does_not_fit_is_refused(scene: Scene, said: dict[str, object], where: str) -> None:
    with pytest.raises(UnfitError) as unfit:
        agree(scene, **said)
    assert unfit.value.where == where


def test_an_ai_agent_makes_none(scene: Scene) -> None:
    wanted = MakeAgreement(metric="reply", term="within 1 hour", customer=scene.customer)
    with pytest.raises(BeyondAuthorityError), scene.work(ROBOT) as work:
        operations.make_agreement(work, wanted)
    with scene.work(AGENT) as work:
        assert operations.make_agreement(work, wanted).term == "within 1 hour"
