"""Whatever is sent, the answer is what was asked for or a problem that says what is wrong."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.web.api.cells import CASES, Targets
from tests.web.api.test_cells import OPERATIONS, fill, filling, targets
from tests.web.api.world import Caller

__all__ = ["targets"]

VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**400, 1e308, [], {}, [[]], {"a": {"b": 1}}),
    *("", " ", "x" * 20_000, "a\x00b", "\ud800", "０１", "ａｄｍｉｎ", "\u0130d", "1e400"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "9000-01-01T00:00:00Z"),
    *("2026-12-01T09:00:00", "2026-02-30T00:00:00Z", "2026-12-01T09:00:60Z"),
    *("within 999999999999 days", "within 99999999 business hours", "every 1 minute"),
    *("between 5 and 3 days", "EUR 999999999999999999999", "team:support\u0301"),
    *("person:" + "x" * 300, "customer:\u202e"),
)
BODIES = (
    *(b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe{}", b'{"a":1,"a":2}', b"[" * 100_000),
    *(b'{"metric": NaN}', b'{"metric": 1e999}', b'{"metric": "\\ud800"}', b"\xef\xbb\xbf{}"),
    *(b"{}" + b" " * 7_000_000, b'{"metric":' + b"9" * 5_000 + b"}"),
)
TYPES = ("application/json", "text/plain", "multipart/form-data; boundary=x", "", "garbage")
HEADERS = {
    "If-Match": ('"9999999999999999999999"', '"-1"', '"١"', '""', "x" * 5_000, '"1", "2"'),
    "If-None-Match": ("x" * 5_000, '"'),
    "Idempotency-Key": ("k" * 300, "\x00", "\u202e", "a\nb", "é", ""),
    "On-Behalf-Of": ("x" * 5_000, "customer:", "customer:\x00", "person:1", "customer:ünï"),
    "Authorization": (
        "Bearer",
        "Basic eDp5",
        "Bearer troth_\x00_x",
        "Bearer troth_é_" + "b" * 9_999,
    ),
    "Accept": ("garbage", "*/*;q=x", "image/svg+xml"),
    "Content-Length": ("-1", "x", "٣", "99999999999999999999"),
    "Host": ("evil.example", "a" * 300),
}
QUERIES = (
    *("after=x", "after=%00", "after=-1", "after=%ff", "after=%D9%A1", "after=" + "9" * 5_000),
    *("after=1-01936f2e-7c00-7000-8000-000000000001", "limit=0", "limit=1e9", "limit=%D9%A1"),
    *("customer=%00", "holder=team:%00", "due_before=9999-12-31T23:59:59-14:00", "stage=x"),
    *("name=" + "a+" * 3_000, "subject=%00", "subject=%ff", "facets=%00:1", "metric=%ff"),
    *("x[]=1", "&&&", "="),
)
IDS = (
    *("x", "%00", "%ff", "..", "01936F2E-7C00-7000-8000-000000000001", "01936f2e7c0070008000"),
    *("٠1936f2e-7c00-7000-8000-000000000001", "1" * 3_000, "-1", "9" * 30, "%0a", "a%20b"),
)


def assert_answered(answer: HttpResponse, what: object) -> None:
    """No mistake of the server's, and a refusal says in a sentence what is wrong."""
    assert answer.status_code < 500, (what, answer.content)
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json", what
        said = json.loads(answer.content)
        assert said["status"] == answer.status_code, what
        assert len(said["detail"].split()) > 2, what


def send(caller: Caller, method: str, path: str, *body: Any, **more: Any) -> HttpResponse:
    """An answer; what it changed is undone."""
    with transaction.atomic():
        answer = caller.ask(method, path, *body, **more)
        transaction.set_rollback(True)
    return answer


def spoilt() -> Iterator[tuple[str, str, Any]]:
    """Every key of every body with some of the bad values; each value meets many keys."""
    number = 0
    for name, operation in OPERATIONS.items():
        for key in operation.keys:
            number += 1
            for value in VALUES[number % 4 :: 4]:
                yield name, key.name, value


def test_values(targets: Targets) -> None:
    """Wrong types, huge numbers, absurd dates, characters that are none."""
    filled = {name: filling(targets, case, "own") for name, case in CASES.items()}
    for name, key, value in spoilt():
        method, path = name.split(" ")
        path = re.sub(r"\{\w+\}", filled[name]["target"], path)
        body = {**(fill(CASES[name].body, filled[name]) or {}), key: value}
        assert_answered(send(targets.world["alice"], method, path, body), (name, key, value))


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:20]))
def test_bodies(targets: Targets, body: bytes) -> None:
    """No JSON, too much of it, or under another name."""
    for name in ("POST /promises", "POST /quotes", "PUT /editions/draft", "POST /ledger/retain"):
        method, path = name.split(" ")
        for kind in TYPES:
            answer = send(targets.world["alice"], method, path, raw=body, content_type=kind)
            assert_answered(answer, (name, kind))


@pytest.mark.parametrize("header", HEADERS)
def test_headers(targets: Targets, header: str) -> None:
    """Bad ETags, keys, callers and lengths, from people and programs."""
    path = f"/promises/{targets.of('promise', 'own')}"
    for value in HEADERS[header]:
        for who in ("alice", "desk"):
            caller = Caller("") if header == "Authorization" else targets.world[who]
            for method, rest, body in (("GET", "/explain", None), ("POST", "/tell", {"says": "x"})):
                answer = send(caller, method, path + rest, body, headers={header: value})
                assert_answered(answer, (method, header, value))


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("GET")])
def test_queries(targets: Targets, name: str) -> None:
    """Cursors that were tampered with, limits, filters."""
    path = re.sub(r"\{\w+\}", targets.of("promise", "own"), name.removeprefix("GET "))
    for query in QUERIES:
        answer = send(targets.world["alice"], "GET", f"{path}?{query}")
        assert_answered(answer, (name, query))


@pytest.mark.parametrize("name", [name for name in CASES if "{" in name])
def test_ids(targets: Targets, name: str) -> None:
    """Look-alikes, other spellings, and what is no id."""
    method, path = name.split(" ")
    body = fill(CASES[name].body, filling(targets, CASES[name], "none"))
    for bad in IDS:
        where = re.sub(r"\{\w+\}", bad, path)
        assert_answered(send(targets.world["alice"], method, where, body), (name, bad))
