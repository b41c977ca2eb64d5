"""Whether a customer may be reminded of a payment, as the API says it."""

from datetime import timedelta

from tests.web.api.conftest import NOW
from tests.web.api.world import World
from troth_web import clock


def test_it_works(world: World) -> None:
    """A promise that is late holds the reminder; done, the customer has as long as it was late."""
    asked = f"/customers/{world.customer}/may-remind?about=4711"
    promise = world.promise(facets={"order": "4711"})
    assert world["vic"].get(asked)["answer"] == "allowed"
    with clock.stopped(NOW + timedelta(days=2)):
        held = world["bot"].get(asked)
        assert (held["allowed"], held["until"]) == (False, None)
        assert [each["promise"] for each in held["because"]] == [promise["id"]]
        assert next(iter(held)) == "record"
        assert "statutory" in held["statutory"]
        world["ann"].post(f"/promises/{promise['id']}/keep", {})
        held = world["ann"].get(asked)
        assert held["answer"] == "hold"
        assert held["grace_seconds"] == held["because"][0]["late_seconds"] > 0
    with clock.stopped(NOW + timedelta(days=4)):
        assert world["ann"].get(asked)["allowed"]


def test_a_restricted_team(world: World) -> None:
    """What legal promised holds it; who may not know of it learns neither what nor whose."""
    hidden = world.promise(by="lea", metric="opinion")
    asked = f"/customers/{world.customer}/may-remind?about=4711"
    with clock.stopped(NOW + timedelta(days=30)):
        told = world["ann"].get(asked)
        assert (told["answer"], told["because"], told["withheld"]) == ("hold", [], 1)
        assert "opinion" not in str(told)
        assert hidden["id"] not in str(told)
        assert world["lea"].get(asked)["because"][0]["promise"] == hidden["id"]
    refused = f"/customers/{world.customer}/may-remind?about={hidden['id']}"
    world["ann"].get(refused, expect=404)


def test_nobody(world: World) -> None:
    """A customer who is not there, and a question without a subject."""
    world["ann"].get(f"/customers/{world.edition['id']}/may-remind?about=1", expect=422)
    world["ann"].get(f"/customers/{world.customer}/may-remind", expect=422)
    never = "01936f2e-7c00-7000-8000-000000000001"
    world["ann"].get(f"/customers/{never}/may-remind?about=1", expect=404)
