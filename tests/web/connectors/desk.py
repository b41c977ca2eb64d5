"""Another system that sends what its provider would, signed as its provider signs."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.test import Client
from standardwebhooks.webhooks import Webhook

from tests.web.api.world import World
from troth_web import clock

FIXTURES = Path(__file__).parent / "fixtures"

PLAYBOOK = """
troth: 1
company: Larkwind
calendars:
  desk: {timezone: Europe/Berlin, hours: "Mo-Fr 09:00-17:00"}
teams:
  support: {calendar: desk}
  delivery: {calendar: desk}
stages: [{id: service, primary: support}]
facets: {fare: [basic, flex]}
metrics:
  first-reply: {kind: duration}
  resolution: {kind: duration}
  restarted: {kind: duration, reopening: restarts}
  delivery: {kind: duration}
  refund: {kind: duration}
  unheard-of: {kind: duration}
standards:
  reply: {team: support, metric: first-reply, term: within 4 business hours}
  reply-flex:
    {team: support, metric: first-reply, term: within 2 business hours, scope: {fare: [flex]}}
  solve:
    team: support
    metric: resolution
    term: within 3 business days
    pauses: [waiting-for-customer, waiting-for-others]
    updates: every 1 business day
  again: {team: support, metric: restarted, term: within 3 business days}
  deliver: {team: delivery, metric: delivery, term: within 5 business days}
  refund: {team: delivery, metric: refund, term: within 5 business days}
"""


def fixture(name: str) -> dict[str, Any]:
    """A payload by its name: `zammad/created`."""
    found: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text())
    return found


def merged(payload: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A payload with other values in its parts."""
    found = deepcopy(dict(payload))
    for key, value in changes.items():
        inner = found.get(key)
        deep = isinstance(value, Mapping) and isinstance(inner, Mapping)
        found[key] = merged(inner, value) if deep and isinstance(inner, Mapping) else value
    return found


def raw(payload: object) -> bytes:
    """The bytes of a payload."""
    return json.dumps(payload, separators=(",", ":")).encode()


def hmac_of(algorithm: str, secret: str, data: bytes) -> bytes:
    """An HMAC, made here apart from the code that checks it."""
    return hmac.new(secret.encode(), data, getattr(hashlib, algorithm)).digest()


def signed(
    kind: str, secret: str, body: bytes, at: datetime, delivery: str = "d1"
) -> dict[str, str]:
    """The headers that a provider sends."""
    seconds = str(int(at.timestamp()))
    if kind == "zammad":
        found = hmac_of("sha1", secret, body).hex()
        return {"X-Hub-Signature": f"sha1={found}", "X-Zammad-Delivery": delivery}
    if kind == "chatwoot":
        found = hmac_of("sha256", secret, f"{seconds}.".encode() + body).hex()
        return {
            "X-Chatwoot-Signature": f"sha256={found}",
            "X-Chatwoot-Timestamp": seconds,
            "X-Chatwoot-Delivery": delivery,
        }
    if kind == "zendesk":
        stamp = at.isoformat().replace("+00:00", "Z")
        found = base64.b64encode(hmac_of("sha256", secret, stamp.encode() + body)).decode()
        return {
            "X-Zendesk-Webhook-Signature": found,
            "X-Zendesk-Webhook-Signature-Timestamp": stamp,
        }
    if kind == "shopify":
        found = base64.b64encode(hmac_of("sha256", secret, body)).decode()
        return {"X-Shopify-Hmac-Sha256": found, "X-Shopify-Webhook-Id": delivery}
    assert kind == "generic"
    return {
        "webhook-id": delivery,
        "webhook-timestamp": seconds,
        "webhook-signature": Webhook(secret).sign(delivery, at, body.decode()),
    }


@dataclass
class Desk:
    """The other system's side of one connector."""

    world: World
    connector: dict[str, Any]
    sent: int = 0
    #: When things arrive, and when it is looked at what became of them; the world's clock if None.
    now: datetime | None = None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    @property
    def id(self) -> str:
        """The connector's id."""
        return str(self.connector["id"])

    def post(self, body: bytes, headers: Mapping[str, str], query: str = "") -> HttpResponse:
        """Send bytes."""
        with self._clock():
            answer = self.client.generic(
                "POST",
                f"/in/{self.id}{query}",
                body,
                content_type="application/json",
                headers=dict(headers),
            )
        assert isinstance(answer, HttpResponse)
        return answer

    def _clock(self) -> AbstractContextManager[object]:
        return clock.stopped(self.now) if self.now else nullcontext()

    def at(self, instant: str) -> "Desk":
        """Turn the clock."""
        self.now = datetime.fromisoformat(instant)
        return self

    def send(self, payload: object, delivery: str = "", secret: str = "") -> dict[str, Any]:
        """Send a payload as the provider would; what was answered."""
        self.sent += 1
        body = raw(payload)
        headers = signed(
            self.connector["kind"],
            secret or self.connector["secret"],
            body,
            self.now or clock.now(),
            delivery or f"d{self.sent}",
        )
        answer = self.post(body, headers)
        assert answer.status_code == 200, answer.content.decode()
        found: dict[str, Any] = json.loads(answer.content)
        return found

    def promises(self, metric: str = "") -> list[dict[str, Any]]:
        """All promises of a metric, the first made first."""
        with self._clock():
            found = self.world["mia"].get("/promises?limit=500")["items"]
        return [each for each in reversed(found) if metric in {"", each["metric"]}]

    def promise(self, metric: str) -> dict[str, Any]:
        """The one promise of a metric that was not withdrawn."""
        found = self.promises(metric)
        assert len(found) == 1, found
        return found[0]

    def deliveries(self, query: str = "") -> list[dict[str, Any]]:
        """What came in, the latest first."""
        path = f"/connectors/{self.id}/deliveries{query}"
        found: list[dict[str, Any]] = self.world["mia"].get(path)["items"]
        return found


def minutes(number: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=number)
