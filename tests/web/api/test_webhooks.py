"""Endpoints by the API."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import override_settings
from lab.receiver import always, receiving

from tests.web.api.conftest import NOW
from tests.web.api.world import World
from troth_web.ledger import current_store
from troth_web.outbound import Client
from troth_web.people.models import Person
from troth_web.webhooks.models import Endpoint, Hop
from troth_web.webhooks.sending import Sender
from troth_web.worker.dispatch import dispatch
from troth_web.worker.leases import release, take
from troth_web.worker.turn import Turn

NONE = "01936f2e-7c00-7000-8000-000000000001"
URL = "https://hooks.example.com/troth"


@pytest.fixture(autouse=True)
def _local() -> Iterator[None]:
    with override_settings(OUTBOUND_LOCAL=True):
        yield


def added(world: World, by: str = "mia", **more: object) -> dict[str, object]:
    """A new endpoint of Mia's."""
    mia = str(Person.objects.get(email="mia@example.com").pk)
    body = {"url": URL, "types": ["promise.*"], "owner": mia, **more}
    found: dict[str, object] = world[by].post("/webhooks", body, expect=201)
    return found


def worked() -> None:
    """The worker's rounds, once through."""
    sender = Sender(Client(local=True))
    turns = {}
    for name in ("dispatch", "webhooks"):
        lease = take(name, "tests", NOW, timedelta(days=1))
        assert lease is not None
        turns[name] = Turn(NOW, current_store(), lease)
    while dispatch(turns["dispatch"]):
        pass
    while sender.act(turns["webhooks"]):
        pass
    for turn in turns.values():
        release(turn.lease)


def test_it_works(world: World) -> None:
    """Mia adds an endpoint and tests it; it answers, and the list of deliveries says so."""
    with receiving(always("ok")) as receiver:
        made = added(world, url=receiver.url(), description="The help desk")
        path = f"/webhooks/{made['id']}"
        sent = world["mia"].post(f"{path}/test", None)
        assert (sent["type"], sent["state"], sent["tries"]) == ("webhook.test", "waiting", [])
        worked()
        (found,) = world["mia"].get(f"{path}/deliveries")["items"]
        again = world["mia"].post(f"{path}/deliveries/{found['id']}/retry", None)
        assert again["state"] == "waiting"
        worked()
    assert found["state"] == "delivered"
    assert found["tries"][0]["status"] == 200
    assert found["tries"][0]["says"]["text"] == "done"
    assert found["tries"][0]["says"]["untrusted"] is True
    assert receiver.ids() == [found["webhook_id"]] * 2
    said = json.loads(receiver.got[0].body)
    assert (said["type"], said["data"]) == ("webhook.test", {"endpoint": made["id"]})


def test_the_secret_is_told_once(world: World) -> None:
    """Not in a list, not on a retry, and not in the database as it is."""
    mia = str(Person.objects.get(email="mia@example.com").pk)
    body = {"url": URL, "types": ["*"], "owner": mia}
    key = {"Idempotency-Key": "k1"}
    made = world["mia"].post("/webhooks", body, expect=201, headers=key)
    plain = base64.b64decode(made["secret"].removeprefix("whsec_"))
    assert len(plain) == 32
    assert world["mia"].post("/webhooks", body, expect=201, headers=key)["secret"] is None
    assert world["mia"].get("/webhooks")["items"][0]["secret"] is None
    row = Endpoint.objects.get(pk=made["id"])
    assert plain not in bytes(row.secret)
    exchanged = world["mia"].post(f"/webhooks/{made['id']}/rotate", None)
    assert exchanged["secret"] not in {None, made["secret"]}
    until = exchanged["old_secret_until"]
    assert until == "2026-12-02T09:00:00Z"


def test_each_step_is_an_entry(world: World) -> None:
    """With the host alone, as an address may be a secret."""
    made = added(world, url=f"{URL}/very-secret")
    path = f"/webhooks/{made['id']}"
    changed = world["mia"].ask("PATCH", path, {"types": ["promise.kept", "*"], "description": "x"})
    assert json.loads(changed.content)["types"] == ["*", "promise.kept"]
    world["mia"].post(f"{path}/rotate", None)
    assert world["mia"].ask("DELETE", path).status_code == 200
    assert world["mia"].get("/webhooks")["items"] == []
    entries = world["mia"].get(f"/journal?subject={made['id']}")["items"]
    types = [entry["type"].removeprefix("webhook.") for entry in entries]
    assert types == ["added", "changed", "rotated", "removed"]
    assert entries[0]["payload"]["host"] == "hooks.example.com"
    assert "very-secret" not in str(entries)


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"url": "https://10.0.0.1/"}, "url"),
        ({"url": "ftp://example.com/"}, "url"),
        ({"types": ["promise.sung"]}, "types"),
        ({"types": []}, "types"),
        ({"owner": NONE}, "owner"),
    ],
)
def test_what_cannot_be_is_said_where(world: World, said: dict[str, object], where: str) -> None:
    mia = str(Person.objects.get(email="mia@example.com").pk)
    body = {"url": URL, "types": ["*"], "owner": mia, **said}
    refused = world["mia"].post("/webhooks", body, expect=422)
    assert refused["errors"][0]["where"] == where
    assert Endpoint.objects.count() == 0


def test_personal_parts_leave_by_admins_alone(world: World) -> None:
    mia = str(Person.objects.get(email="mia@example.com").pk)
    body = {"url": URL, "types": ["*"], "owner": mia, "personal": True}
    assert world["mia"].post("/webhooks", body, expect=403)["code"] == "not-allowed"
    made = world["alice"].post("/webhooks", body, expect=201)
    assert made["personal"] is True
    plain = added(world)
    refused = world["mia"].ask("PATCH", f"/webhooks/{plain['id']}", {"personal": True})
    assert refused.status_code == 403
    # Nor does a manager send them elsewhere.
    moved = world["mia"].ask("PATCH", f"/webhooks/{made['id']}", {"url": "https://x.example.com/"})
    assert moved.status_code == 403


def test_an_owner_who_sees_more_is_named_by_nobody_who_sees_less(world: World) -> None:
    """Else what legal promises would leave by an endpoint that Mia points to herself."""
    owners = {
        name: str(Person.objects.get(email=f"{name}@example.com").pk) for name in ("alice", "lea")
    }
    for owner in owners.values():
        body = {"url": URL, "types": ["*"], "owner": owner}
        assert world["mia"].post("/webhooks", body, expect=403)["code"] == "not-allowed"
    made = added(world, by="alice", owner=owners["lea"])
    assert world["mia"].get("/webhooks")["items"] == []
    world["mia"].get(f"/webhooks/{made['id']}/deliveries", expect=404)
    assert world["mia"].ask("PATCH", f"/webhooks/{made['id']}", {"url": URL}).status_code == 404
    assert len(world["alice"].get("/webhooks")["items"]) == 1


def test_what_is_not_there(world: World) -> None:
    made = added(world)
    for path in (
        f"/webhooks/{NONE}/rotate",
        f"/webhooks/{NONE}/enable",
        f"/webhooks/{NONE}/test",
        f"/webhooks/{made['id']}/deliveries/7/retry",
    ):
        world["mia"].post(path, None, expect=404)
    world["mia"].get(f"/webhooks/{NONE}/deliveries", expect=404)
    world["mia"].post(f"/webhooks/{made['id']}/enable", None, expect=409)


def test_deliveries_come_page_by_page(world: World) -> None:
    path = f"/webhooks/{added(world)['id']}"
    for _ in range(5):
        world["mia"].post(f"{path}/test", None)
    first = world["mia"].get(f"{path}/deliveries?limit=3")
    rest = world["mia"].get(f"{path}/deliveries?limit=3&after={first['next']}")
    numbers = [each["id"] for each in (*first["items"], *rest["items"])]
    assert numbers == sorted(numbers, reverse=True)
    assert (len(numbers), rest["next"]) == (5, None)
    assert world["mia"].get(f"{path}/deliveries?after=x", expect=422)["code"] == "unfit"


def test_a_hop_is_noted_with_what_it_caused(world: World) -> None:
    made = world["desk"].ask(
        "POST",
        "/promises",
        {"metric": "first-reply", "customer": world.customer},
        headers={"X-Troth-Hop": "2"},
    )
    assert made.status_code == 201
    (row,) = Hop.objects.all()
    (entry,) = current_store().entries(json.loads(made.content)["id"])
    assert (row.entry, row.hop) == (entry.id, 2)
    bad = world["ann"].ask("POST", "/customers", {"name": "Bo"}, headers={"X-Troth-Hop": "many"})
    assert bad.status_code == 400
