"""What is not signed, not now, or not byte for byte, is refused, for every provider (T18)."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk, fixture, raw, signed
from troth_web import clock

GENERIC = {
    "source": {
        "case": "id",
        "at": "at",
        "customer": {"email": "email"},
        "events": [{"name": "created"}],
    },
    "rules": [{"event": "created", "does": "make", "metric": "first-reply"}],
}
PAYLOADS: dict[str, Any] = {
    "zammad": fixture("zammad/created"),
    "chatwoot": fixture("chatwoot/message_created"),
    "zendesk": fixture("zendesk/ticket_created"),
    "shopify": fixture("shopify/order"),
    "generic": {"id": 1, "at": "2026-11-30T08:00:00Z", "email": "emily@example.com"},
}
#: Those whose providers sign the time.
TIMED = ("chatwoot", "zendesk", "generic")
KINDS = tuple(PAYLOADS)
_NO_TIMES = ("", "soon", "99999999999999999999", "9" * 5_000, "-1", "1e9", "NaN", "²")


def desk_of(make: Make, kind: str) -> Desk:
    """A connector of a kind."""
    return make(kind, **({"mapping": GENERIC} if kind == "generic" else {}))


@pytest.mark.parametrize("kind", KINDS)
def test_it_works(make: Make, kind: str) -> None:
    """Signed as the provider signs, it opens a promise."""
    desk = desk_of(make, kind)
    assert desk.send(PAYLOADS[kind])["outcome"] == "applied"
    assert desk.promises()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_else_comes_in(make: Make, kind: str) -> None:
    """Missing, wrong and of another secret; one byte changed; written anew: all are refused."""
    desk = desk_of(make, kind)
    body, at = raw(PAYLOADS[kind]), clock.now()
    right = signed(kind, desk.connector["secret"], body, at)
    other = "whsec_" + "QUJD" * 11 if kind == "generic" else "another secret, and long"
    written_anew = json.dumps(PAYLOADS[kind], indent=1).encode()
    wrong = [
        (body, {}),
        (body, signed(kind, other, body, at)),
        (written_anew, right),
        *((_changed(body, place), right) for place in range(0, len(body), 97)),
        *(
            (body, right | {name: _changed_text(value)})
            for name, value in right.items()
            if _proves(name)
        ),
        *((body, {k: v for k, v in right.items() if k != name}) for name in right if _proves(name)),
    ]
    for sent, headers in wrong:
        answer = desk.post(sent, headers)
        assert answer.status_code == 401, (headers, answer.content)
        problem = json.loads(answer.content)
        assert problem["code"] == "not-signed-in"
        assert answer["Content-Type"] == "application/problem+json"
    assert desk.promises() == []
    assert desk.deliveries() == []


@pytest.mark.parametrize("kind", TIMED)
@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24, 60 * 24])
def test_stale_is_refused(make: Make, kind: str, minutes: int) -> None:
    desk = desk_of(make, kind)
    body, at = raw(PAYLOADS[kind]), clock.now() + timedelta(minutes=minutes)
    answer = desk.post(body, signed(kind, desk.connector["secret"], body, at))
    assert answer.status_code == 401
    assert "more than 5 minutes" in json.loads(answer.content)["detail"]


@pytest.mark.parametrize("kind", TIMED)
@pytest.mark.parametrize("minutes", [-4.5, 4.5])
def test_a_slow_clock_is_borne(make: Make, kind: str, minutes: float) -> None:
    desk = desk_of(make, kind)
    body, at = raw(PAYLOADS[kind]), clock.now() + timedelta(minutes=minutes)
    answer = desk.post(body, signed(kind, desk.connector["secret"], body, at))
    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize("kind", TIMED)
@pytest.mark.parametrize("stamp", _NO_TIMES)
def test_a_time_that_is_none(make: Make, kind: str, stamp: str) -> None:
    desk = desk_of(make, kind)
    body = raw(PAYLOADS[kind])
    headers = signed(kind, desk.connector["secret"], body, clock.now())
    name = next(each for each in headers if "timestamp" in each.lower())
    assert desk.post(body, headers | {name: stamp}).status_code == 401


@pytest.mark.parametrize("kind", KINDS)
def test_two_secrets_while_one_changes(make: Make, kind: str) -> None:
    """Nothing is refused while the other side takes the new secret; then the old one ends."""
    desk = desk_of(make, kind)
    before = desk.connector["secret"]
    rotated = desk.world["mia"].post(f"/connectors/{desk.id}/rotate", {"hours": 24})
    assert rotated["secret"] != before
    assert desk.send(PAYLOADS[kind], "old", before)["outcome"] == "applied"
    assert desk.send(PAYLOADS[kind], "new", rotated["secret"])["outcome"] != "duplicate" or (
        kind == "zendesk"
    )
    with clock.stopped(clock.now() + timedelta(hours=25)):
        body = raw(PAYLOADS[kind])
        answer = desk.post(body, signed(kind, before, body, clock.now()))
        assert answer.status_code == 401


def test_a_chatwoot_that_signs_nothing_sends_a_token(make: Make) -> None:
    desk = make("chatwoot")
    body = raw(PAYLOADS["chatwoot"])
    assert desk.post(body, {}, "?token=guess").status_code == 401
    # A signature that is there counts, whatever the address says.
    query = f"?token={desk.connector['secret']}"
    assert desk.post(body, {"X-Chatwoot-Signature": "sha256=no"}, query).status_code == 401
    assert desk.post(body, {}, query).status_code == 200


def test_who_else_knocks(make: Make) -> None:
    """Other methods, unknown connectors, and bodies that are no JSON."""
    desk = make("zammad")
    for method in ("GET", "PUT", "DELETE", "HEAD", "OPTIONS"):
        asked = desk.client.generic(method, f"/in/{desk.id}")
        assert asked.status_code == 405
        assert asked["Allow"] == "POST"
    for name in ("x", "01936f2e-7c00-7000-8000-000000000001", "%00", "%ED%A0%80", "a" * 300):
        unknown = desk.client.post(f"/in/{name}")
        assert unknown.status_code == 404, name
        assert json.loads(unknown.content)["code"] == "not-found"
    for body in (b"", b"{", b"\xff", b'{"a":1,"a":2}', b"NaN", b"[" * 5000):
        answer = desk.post(body, signed("zammad", desk.connector["secret"], body, clock.now()))
        assert answer.status_code == 400, body[:10]
    for body in (b"[]", b"1", b'{"ticket": 7}', b'{"ticket": {"id": null}}'):
        answer = desk.post(
            body, signed("zammad", desk.connector["secret"], body, clock.now(), str(body))
        )
        assert json.loads(answer.content)["outcome"] == "refused"


def test_a_connector_that_is_off_or_gone(make: Make) -> None:
    desk = make("zammad")
    body = raw(PAYLOADS["zammad"])
    headers = signed("zammad", desk.connector["secret"], body, clock.now())
    desk.world["mia"].ask("PATCH", f"/connectors/{desk.id}", {"active": False})
    assert desk.post(body, headers).status_code == 404
    desk.world["mia"].ask("PATCH", f"/connectors/{desk.id}", {"active": True})
    assert desk.post(body, headers).status_code == 200
    desk.world["mia"].ask("DELETE", f"/connectors/{desk.id}")
    assert desk.post(body, headers).status_code == 404
    assert desk.world["mia"].ask("GET", f"/connectors/{desk.id}").status_code == 404


def test_a_body_that_is_too_large(make: Make) -> None:
    desk = make("zammad")
    body = b"x" * 2000
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000):
        answer = desk.post(body, signed("zammad", desk.connector["secret"], body, clock.now()))
    assert answer.status_code == 413


def _proves(name: str) -> bool:
    """Whether a header proves something, other than a name that nobody signs."""
    return name not in {"X-Zammad-Delivery", "X-Chatwoot-Delivery", "X-Shopify-Webhook-Id"}


def _changed(body: bytes, place: int) -> bytes:
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def _changed_text(value: str) -> str:
    # The first sign of a number or of what stands behind a prefix.
    head, mark, rest = value.rpartition("=") if "=" in value[:8] else value.rpartition(",")
    flipped = chr(ord(rest[0]) ^ 1) + rest[1:] if rest else "x"
    return f"{head}{mark}{flipped}"
