"""A write with an idempotency key is done once, however often it is sent."""

from typing import Any

from tests.web.api.world import PLAYBOOK, World
from troth_web.ledger import current_store


def _made(world: World) -> int:
    return len(world["ann"].get("/promises?limit=500")["items"])


def test_it_works(world: World) -> None:
    """The second time it is answered as the first time, and says that it was."""
    body = {"metric": "first-reply", "customer": world.customer}
    first = world["ann"].ask("POST", "/promises", body, headers={"Idempotency-Key": "k"})
    again = world["ann"].ask("POST", "/promises", body, headers={"Idempotency-Key": "k"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()  # type: ignore[attr-defined]
    assert again["Idempotent-Replayed"] == "true"
    assert again["ETag"] == first["ETag"]
    assert "Idempotent-Replayed" not in first
    assert _made(world) == 1


def test_another_body(world: World) -> None:
    """A key that was used for something else is refused, and nothing is done."""
    body = {"metric": "first-reply", "customer": world.customer}
    headers = {"Idempotency-Key": "k"}
    world["ann"].post("/promises", body, expect=201, headers=headers)
    refused = world["ann"].post(
        "/promises", {**body, "metric": "delivery"}, expect=422, headers=headers
    )
    assert refused["code"] == "key-reused"
    assert _made(world) == 1


def test_keys_of_others(world: World) -> None:
    """Two callers may choose the same key."""
    body = {"metric": "first-reply", "customer": world.customer}
    for name in ("ann", "mia"):
        world[name].post("/promises", body, expect=201, headers={"Idempotency-Key": "k"})
    assert _made(world) == 2


def test_what_failed_is_not_kept(world: World) -> None:
    """A refusal leaves the key free for the mended request."""
    headers = {"Idempotency-Key": "k"}
    bad = {"metric": "nothing", "customer": world.customer}
    world["ann"].post("/promises", bad, expect=422, headers=headers)
    good: dict[str, Any] = {**bad, "metric": "delivery"}
    world["ann"].post("/promises", good, expect=201, headers=headers)


def test_no_rights_no_replay(world: World) -> None:
    """A saved answer is for who may still ask for it."""
    headers = {"Idempotency-Key": "k"}
    body = {"metric": "first-reply", "customer": world.customer}
    world["ann"].post("/promises", body, expect=201, headers=headers)
    assert world["vic"].ask("POST", "/promises", body, headers=headers).status_code == 403


def test_secrets_are_told_once(world: World) -> None:
    """An invitation's link is in the first answer alone, and kept nowhere."""
    headers = {"Idempotency-Key": "k"}
    body = {"email": "new@example.com", "name": "Noa", "role": "agent"}
    first = world["mia"].post("/people/invitations", body, expect=201, headers=headers)
    again = world["mia"].post("/people/invitations", body, expect=201, headers=headers)
    assert first["link"].startswith("http")
    assert again == {**first, "link": None}


def test_the_journal_knows_the_key(world: World) -> None:
    """The entry says under which key it was written."""
    promise = world["ann"].post(
        "/promises",
        {"metric": "first-reply", "customer": world.customer},
        expect=201,
        headers={"Idempotency-Key": "order-7"},
    )
    assert current_store().entries(promise["id"])[0].idempotency_key == "order-7"


def test_a_draft_is_published_once(world: World) -> None:
    """It is gone with that; what was answered is answered again."""
    headers = {"Idempotency-Key": "k"}
    world["mia"].ask("PUT", "/editions/draft", {"text": PLAYBOOK})
    path, body = "/editions/draft/publish", {"note": "Again"}
    first = world["mia"].post(path, body, expect=201, headers=headers)
    assert world["mia"].post(path, body, expect=201, headers=headers) == first
    world["mia"].post(path, body, expect=404, headers={"Idempotency-Key": "another"})
