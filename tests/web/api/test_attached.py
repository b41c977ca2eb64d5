"""Files of promises: sent, listed, given back harmless, shown, removed; refused with a sentence."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import override_settings

from tests.web.api.world import World


@pytest.fixture
def path(world: World) -> str:
    """Where the files of a promise are."""
    return f"/promises/{world.promise()['id']}/files"


def said(answer: HttpResponse, status: int = 201) -> Any:
    """What is answered, which must have this status."""
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def test_it_works(world: World, path: str) -> None:
    """A file comes back as it was sent, to be saved under its name."""
    ann = world["ann"]
    made = said(ann.send_file(path, {"what": "her order", "channel": "email"}))
    assert (made["name"]["text"], made["what"]["text"]) == ("order.pdf", "her order")
    assert (made["size"], made["media_type"], made["shared"]) == (8, "application/pdf", False)
    assert ann.get(path)["items"] == [made]
    answer = ann.ask("GET", f"{path}/{made['id']}")
    assert (answer.status_code, answer.content) == (200, b"%PDF-1.7")
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": "attachment; filename=\"order.pdf\"; filename*=UTF-8''order.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    assert {name: answer[name] for name in headers} == headers
    again = ann.ask("GET", f"{path}/{made['id']}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_names_fool_nobody(world: World, path: str) -> None:
    """Neither a header nor a reader."""
    made = said(world["ann"].send_file(path, name='gnp\u202efdp "x";\u00fc.exe'))
    answer = world["ann"].ask("GET", f"{path}/{made['id']}")
    assert made["name"]["text"] == 'gnpfdp "x";\u00fc.exe'
    assert answer["Content-Disposition"] == (
        "attachment; filename=\"gnpfdp _x___.exe\"; filename*=UTF-8''gnpfdp%20%22x%22%3B%C3%BC.exe"
    )


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"<svg onload='x'/>"])
def test_nothing_runs(world: World, path: str, content: bytes) -> None:
    """A page that somebody sends is a text to be saved, whatever its name says."""
    made = said(world["ann"].send_file(path, name="page.html", content=content))
    answer = world["ann"].ask("GET", f"{path}/{made['id']}")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_retry_attaches_once(world: World, path: str) -> None:
    """Also where the parts of the form are divided otherwise; another file is another request."""
    headers = {"Idempotency-Key": "k"}
    first = world["ann"].send_file(path, {"what": "x"}, headers=headers)
    body = (
        b'--other\r\nContent-Disposition: form-data; name="file"; filename="order.pdf"\r\n\r\n'
        b'%PDF-1.7\r\n--other\r\nContent-Disposition: form-data; name="what"\r\n\r\nx\r\n--other--'
    )
    again = world["ann"].ask(
        "POST",
        path,
        raw=body,
        content_type="multipart/form-data; boundary=other",
        headers=headers,
    )
    assert said(again) == said(first)
    assert again["Idempotent-Replayed"] == "true"
    assert len(world["ann"].get(path)["items"]) == 1
    refused = world["ann"].send_file(path, {"what": "x"}, content=b"other", headers=headers)
    assert said(refused, 422)["code"] == "key-reused"


def test_the_customer_sees_it_only_where_a_person_says_so(world: World, path: str) -> None:
    """A program attaches what it receives and shows nothing."""
    made = said(world["bot"].send_file(path))
    assert said(world["bot"].send_file(path, {"shared": "true"}), 403)["code"] == "not-allowed"
    world["bot"].post(f"{path}/{made['id']}/share", {"shared": True}, expect=403)
    shared = world["ann"].post(f"{path}/{made['id']}/share", {"shared": True})
    assert shared["shared"]
    assert said(world["ann"].send_file(path, {"shared": "true"}))["shared"]


def test_what_is_removed_is_gone(world: World, path: str) -> None:
    """The journal says that it was there."""
    made = said(world["ann"].send_file(path))
    stale = world["ann"].ask("DELETE", f"{path}/{made['id']}", headers={"If-Match": '"1"'})
    assert said(stale, 412)["code"] == "changed"
    said(world["ann"].ask("DELETE", f"{path}/{made['id']}", {"reason": "not hers"}), 200)
    world["ann"].get(f"{path}/{made['id']}", expect=404)
    entries = world["ann"].get(path.replace("/files", "/journal"))["items"]
    assert [each["type"] for each in entries[1:]] == [
        "promise.file-attached",
        "promise.file-removed",
    ]
    assert entries[1]["personal"]["name"]["text"] == "order.pdf"
    assert entries[2]["personal"]["reason"]["text"] == "not hers"
    assert len(entries[1]["payload"]["seal"]) == 64
    assert "order.pdf" not in json.dumps(entries[1]["payload"])


def test_a_duty_has_files_too(world: World) -> None:
    """What the customer sent."""
    wanted = {"duty": "passport", "customer": world.customer}
    duty = world["ann"].post("/duties", wanted, expect=201)
    said(world["ann"].send_file(f"/promises/{duty['id']}/files"))


@override_settings(FILE_BYTES=10)
def test_what_is_too_large_is_refused(world: World, path: str) -> None:
    """With its size; what would be too much for memory is not held at all."""
    refused = said(world["ann"].send_file(path, content=b"12345678901"), 413)
    assert refused["detail"] == "a file has at most 10 bytes, and this one has 11"
    refused = said(world["ann"].send_file(path, content=b"x" * 7_000_000), 413)
    assert refused["detail"] == "a file has at most 10 bytes, and this one has 7,000,000"
    refused = said(world["ann"].send_file(path, content=b"x" * 25_000_000), 413)
    assert refused["code"] == "too-large"
    assert world["ann"].get(path)["items"] == []


def test_what_cannot_be_read_is_refused(world: World, path: str) -> None:
    """With what would be right."""
    ann = world["ann"]
    refused = said(ann.ask("POST", path, {"file": "x"}), 415)
    assert "multipart/form-data" in refused["detail"]
    broken = ann.ask("POST", path, raw=b"x", content_type="multipart/form-data")
    assert said(broken, 400)["code"] == "malformed"
    empty = ann.ask("POST", path, raw=b"--b--\r\n", content_type="multipart/form-data; boundary=b")
    assert said(empty, 422)["errors"][0]["where"] == "file"
    assert said(ann.send_file(path, content=b""), 422)["code"] == "unfit"
    assert said(ann.send_file(path, {"what": "x" * 301}), 422)["errors"][0]["where"] == "what"
    assert said(ann.send_file(path, {"shared": "perhaps"}), 422)["errors"][0]["where"] == "shared"
    assert said(ann.send_file(path, {"wat": "x"}), 422)["errors"][0]["where"] == "wat"


def test_everything_that_is_held_of_a_customer_has_them(world: World, path: str) -> None:
    """Each with where its bytes are."""
    made = said(world["ann"].send_file(path))
    access = world["alice"].get(f"/customers/{world.customer}/access")
    assert access["files"] == [made]
