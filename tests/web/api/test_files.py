"""Every list as CSV and Parquet: complete, formula-safe, for whoever may list."""

import io
import re
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.http import StreamingHttpResponse

from tests.web.api.world import Caller, World
from troth import answers
from troth.answers import PromiseList
from troth.answers.sheets import read_csv
from troth_web.api.files import CSV, PARQUET
from troth_web.api.openapi import document, operations

FORMULA = "=cmd|' /C calc'!A0"


def asked(caller: Caller, path: str, accept: str = "*/*") -> StreamingHttpResponse:
    """A file, on its way."""
    headers = {"Authorization": f"Bearer {caller.key}", "Accept": accept}
    answer: Any = caller.client.get(f"/api/v1{path}", headers=headers)
    assert answer.status_code == 200, answer.content
    assert isinstance(answer, StreamingHttpResponse)
    return answer


def body_of(answer: StreamingHttpResponse) -> bytes:
    """All that was sent."""
    sent: bytes = answer.getvalue()
    return sent


def csv_of(caller: Caller, path: str, form: str = "PromiseList") -> list[Any]:
    """The items of a CSV, read back."""
    mark = "&" if "?" in path else "?"
    text = body_of(asked(caller, f"{path}{mark}format=csv")).decode()
    lines = io.StringIO(text, newline="")
    return [each.model_dump(mode="json") for each in read_csv(lines, getattr(answers, form))]


def lists() -> list[tuple[str, str]]:
    """Paths of lists, and their forms, as the description has them."""
    found = []
    for path, _, operation in operations(document()):
        content = operation["responses"].get("200", {}).get("content", {})
        if CSV in content:
            form = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
            found.append((path.removeprefix("/api/v1"), form))
    return found


@pytest.fixture
def hostile(world: World) -> World:
    """A company in which every text that can be is a formula."""
    ann, mia = world["ann"], world["mia"]
    body = {"name": FORMULA, "ref": FORMULA, "email": f"{FORMULA}@example.com"}
    world.customer = ann.post("/customers", body, expect=201)["id"]
    said: dict[str, Any] = {"wording": FORMULA, "facets": {"=order": "-1"}, "channel": "@mail"}
    promise = world.promise(**said)
    ann.post(f"/promises/{promise['id']}/withdraw", {"reason": FORMULA})
    ann.post(
        "/duties", {"duty": "passport", "customer": world.customer, "wording": FORMULA}, expect=201
    )
    mia.post("/teams", {"id": "plus", "name": FORMULA}, expect=201)
    mia.post("/editions/draft/publish", {"note": FORMULA}, expect=404)
    world["ann"].post("/calendar-feeds", {}, expect=201)
    return world


def test_it_works(world: World) -> None:
    """All promises, not a page of them, as the list has them."""
    made = [world.promise()["id"] for _ in range(60)]
    found = csv_of(world["ann"], "/promises")
    assert {each["id"] for each in found} == set(made)
    assert len(found) == len(made)
    assert found[:50] == world["ann"].get("/promises")["items"]


def test_parquet(world: World) -> None:
    """The same with types, in one file."""
    promise = world.promise(wording=FORMULA)
    raw = body_of(asked(world["ann"], "/promises", PARQUET))
    (row,) = pq.read_table(io.BytesIO(raw)).to_pylist()
    assert row["due"].isoformat() == promise["due"].replace("Z", "+00:00")
    assert (row["wording.text"], row["duty"]) == (FORMULA, False)


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "text/html,*/*"])
def test_json_unless_asked(world: World, accept: str | None) -> None:
    headers = {"Accept": accept} if accept else {}
    assert world["ann"].get("/promises", headers=headers) == {"items": [], "next": None}


def test_as_accept_says(world: World) -> None:
    answer = asked(world["ann"], "/promises", "text/csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="promises.csv"'
    assert body_of(answer).startswith(b"id,sequence,stage,")


def test_an_empty_list_has_a_header(world: World) -> None:
    assert csv_of(world["ann"], "/promises") == []
    raw = body_of(asked(world["ann"], "/promises?format=parquet"))
    assert pq.read_table(io.BytesIO(raw)).num_rows == 0


def test_filters_and_bounds(world: World) -> None:
    """What bounds the list bounds the file."""
    first, *_ = (world.promise()["id"] for _ in range(3))
    world["ann"].post(f"/promises/{first}/keep", {})
    kept = csv_of(world["ann"], "/promises?outcome=kept")
    assert [each["id"] for each in kept] == [first]
    two = world["ann"].get("/promises?limit=2")["items"]
    assert csv_of(world["ann"], "/promises?limit=2") == two


def test_what_is_hidden_stays_so(world: World) -> None:
    """A file holds what the list holds for whoever asks."""
    hidden = world.promise(by="lea", metric="opinion")["id"]
    assert csv_of(world["ann"], "/promises") == []
    assert [each["id"] for each in csv_of(world["lea"], "/promises")] == [hidden]
    assert world["vic"].ask("GET", "/feed?format=csv").status_code == 403


def test_the_feed_ends(world: World) -> None:
    """It never says that it is over, and its file is."""
    world.promise()
    found = csv_of(world["desk"], "/feed", "EntryList")
    assert found == world["desk"].get("/feed?limit=500")["items"]


@pytest.mark.parametrize("said", ["xlsx", "CSV", ""])
def test_another_format(world: World, said: str) -> None:
    refused = world["ann"].get(f"/promises?format={said}", expect=422)
    assert "json, csv, parquet" in refused["detail"]
    assert world["ann"].get("/promises?format=csv&after=x", expect=422)["code"] == "unfit"


def test_a_thing_is_no_list(world: World) -> None:
    world["ann"].get(f"/customers/{world.customer}?format=csv", expect=422)


#: What lists of deliveries belong to.
SENT: dict[str, Callable[[World], dict[str, Any]]] = {
    "connectors": lambda _: {"name": "d", "kind": "zammad"},
    "webhooks": lambda world: {
        "url": "https://example.com/hooks",
        "types": ["*"],
        "owner": world["alice"].get("/me")["id"],
    },
}


@pytest.mark.parametrize(("path", "form"), lists())
def test_every_list(hostile: World, path: str, form: str) -> None:
    """No cell of any list is a formula, and each list comes back as it was."""
    promise = hostile["ann"].get("/promises")["items"][0]["id"]
    path = path.replace("{promise_id}", promise)
    for name, body in SENT.items():
        if f"/{name}/" in path:
            made = hostile["alice"].post(f"/{name}", body(hostile), expect=201)
            path = re.sub(r"\{\w+\}", made["id"], path)
    path += f"?subject={promise}" if path == "/journal" else ""
    mark = "&" if "?" in path else "?"
    raw = body_of(asked(hostile["alice"], f"{path}{mark}format=csv")).decode()
    assert '"=' not in raw.replace('""=', "")
    as_json = hostile["alice"].get(path)["items"]
    assert csv_of(hostile["alice"], path, form) == as_json


def test_there_are_lists() -> None:
    assert len(lists()) >= 16
    assert PromiseList.__name__ in {form for _, form in lists()}
