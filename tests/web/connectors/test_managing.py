"""Connectors over the API: who may make them, what is told once, and what is listed."""

import json
from typing import Any

import pytest

from tests.web.api.world import World
from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import fixture, raw, signed
from troth_web import clock
from troth_web.connectors.models import Connector, Delivery

CREATED = fixture("zammad/created")


def test_it_works(world: World) -> None:
    """Made, listed, changed, removed; the secret is told once, and kept sealed."""
    mia = world["mia"]
    made = mia.post("/connectors", {"name": "Help desk", "kind": "zammad"}, expect=201)
    assert made["address"].endswith(f"/in/{made['id']}")
    assert mia.get("/connectors")["items"][0] | {"secret": made["secret"]} == made
    assert mia.get(f"/connectors/{made['id']}")["secret"] is None
    kept = Connector.objects.get()
    assert made["secret"].encode() not in bytes(kept.secret)
    entry = mia.get(f"/journal?subject={made['id']}")["items"][0]
    assert entry["type"] == "connector.made"
    assert made["secret"] not in json.dumps(entry)


def test_a_retry_does_not_tell_the_secret_again(world: World) -> None:
    headers, body = {"Idempotency-Key": "k1"}, {"name": "desk", "kind": "zammad"}
    first = world["mia"].post("/connectors", body, expect=201, headers=headers)
    second = world["mia"].post("/connectors", body, expect=201, headers=headers)
    assert second == first | {"secret": None}
    assert Connector.objects.count() == 1


@pytest.mark.parametrize("name", ["ann", "vic", "bot", "desk"])
def test_others_may_not(world: World, name: str) -> None:
    world[name].post("/connectors", {"name": "desk", "kind": "zammad"}, expect=403)
    world[name].get("/connectors", expect=403)


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"kind": "fax"}, "kind"),
        ({"kind": "zammad", "secret": "short"}, "secret"),
        ({"kind": "generic", "mapping": {}}, "mapping.source"),
        ({"kind": "generic", "mapping": {}, "secret": "whsec_???, long enough"}, "secret"),
        ({"kind": "generic", "mapping": {}, "secret": "whsec_QUJDREVGR0g="}, "secret"),
        ({"kind": "generic"}, "mapping"),
        ({"kind": "zammad", "people": {"U1": "01936f2e-7c00-7000-8000-000000000001"}}, "people"),
        ({"kind": "zammad", "owner": "01936f2e-7c00-7000-8000-000000000001"}, "owner"),
        ({"kind": "mail", "mapping": {"rules": []}}, "mapping"),
    ],
)
def test_what_will_not_do(world: World, said: dict[str, Any], where: str) -> None:
    refused = world["mia"].post("/connectors", {"name": "desk", **said}, expect=422)
    assert refused["code"] == "unfit"
    assert where in [each["where"] for each in refused["errors"]]


def test_what_will_not_work_is_warned_of(world: World) -> None:
    """The playbook of the world knows no metric `resolution`."""
    made = world["mia"].post("/connectors", {"name": "desk", "kind": "zammad"}, expect=201)
    assert "no metric 'resolution'" in made["warnings"][0]


def test_each_delivery_counts_once(make: Make) -> None:
    """Sent five times it is taken in once, also under another name."""
    desk = make("zammad")
    first = desk.send(CREATED, "a")
    assert first["outcome"] == "applied"
    again = [desk.send(CREATED, "a") for _ in range(4)]
    assert {each["outcome"] for each in again} == {"duplicate"}
    assert again[0]["promises"] == first["promises"]
    # Zammad signs no id: whoever replays the body under another one gains nothing.
    assert desk.send(CREATED, "b")["outcome"] == "nothing-new"
    assert len(desk.promises()) == 2
    assert Delivery.objects.count() == 2


def test_one_that_was_forgotten_counts_no_second_time(make: Make) -> None:
    """Its row is gone, but its case knows it."""
    desk = make("zammad").at("2026-11-30T08:30:00Z")
    assert desk.send(fixture("zammad/created"))["outcome"] == "applied"
    before = desk.world["mia"].get("/promises")["items"]
    Delivery.objects.all().delete()
    assert desk.send(fixture("zammad/created"))["outcome"] == "nothing-new"
    assert desk.world["mia"].get("/promises")["items"] == before


def test_our_own_writes_come_to_an_end(make: Make) -> None:
    desk = make("zammad")
    body = raw(CREATED)
    headers = signed("zammad", desk.connector["secret"], body, clock.now(), "a")
    answer = json.loads(desk.post(body, headers | {"X-Troth-Hop": "1"}).content)
    assert answer["outcome"] == "ignored"
    assert "our own writing" in answer["says"][0]
    assert desk.promises() == []


def test_deliveries_go_on(make: Make) -> None:
    desk = make("zammad")
    for number in range(5):
        desk.send(CREATED, f"d{number}")
    first = desk.world["mia"].get(f"/connectors/{desk.id}/deliveries?limit=2")
    second = desk.world["mia"].get(
        f"/connectors/{desk.id}/deliveries?limit=2&after={first['next']}"
    )
    assert [each["key"] for each in (*first["items"], *second["items"])] == ["d4", "d3", "d2", "d1"]
    desk.world["mia"].get(f"/connectors/{desk.id}/deliveries?after=x", expect=422)


def test_nothing_personal_is_kept_beside_the_ledger(make: Make) -> None:
    """Neither what was written nor who wrote it stands in the tables of connectors."""
    desk = make("zammad")
    desk.send(CREATED)
    from django.apps import apps

    for model in apps.get_app_config("connectors").get_models():
        kept = repr(list(model._default_manager.values()))
        for word in ("emily", "Emily", "LW 12", "10081"):
            assert word not in kept, (model, word)


def test_a_customer_who_was_erased(make: Make) -> None:
    """What comes of their case is told, and brings nothing of them back."""
    desk = make("zammad")
    desk.send(CREATED)
    customer = desk.promise("resolution")["customer"]
    desk.world["mia"].ask("DELETE", f"/customers/{customer}")
    later = json.loads(json.dumps(CREATED))
    later["ticket"] |= {"state": "closed", "updated_at": "2026-12-01T08:30:00Z"}
    answer = desk.send(later)
    assert answer["outcome"] == "refused"
    assert "refused: resolution: the customer was erased" in answer["says"]
    assert desk.world["mia"].get("/customers?email=emily@example.com")["items"] == []
