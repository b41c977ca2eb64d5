"""What tests of the API speak with: callers with keys, and the playbook they work under."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from troth_web.people.authentication import of_session
from troth_web.people.models import Person, ServiceAccount
from troth_web.people.operations.keys import make_key, make_service_key
from troth_web.people.permissions import of_role

PLAYBOOK = """
troth: 1
company: Larkwind
calendars:
  desk: {timezone: Europe/Berlin, hours: "Mo-Fr 09:00-17:00"}
teams:
  support: {calendar: desk}
  delivery: {calendar: desk}
  legal: {calendar: desk}
stages: [{id: service, primary: support}]
facets: {fare: [basic, flex]}
metrics:
  first-reply: {kind: duration}
  delivery: {kind: duration}
  opinion: {kind: duration}
  clean-cabin: {kind: yes-no, settled-by: customer}
standards:
  reply: {team: support, metric: first-reply, term: within 4 business hours}
  bags: {team: delivery, metric: delivery, term: within 2 business days}
  letter: {team: legal, metric: opinion, term: within 5 business days}
duties:
  passport: {term: within 3 business days, calendar: desk, effect: pauses, says: Send a copy.}
"""


@dataclass
class Caller:
    """Somebody with a key."""

    key: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """One request."""
        named = dict(headers or {})
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        if self.key:
            named["Authorization"] = f"Bearer {self.key}"
        answer = self.client.generic(
            method, f"/api/v1{path}", data, content_type=content_type, headers=named
        )
        assert isinstance(answer, HttpResponse)
        return answer

    def send_file(
        self,
        path: str,
        fields: Mapping[str, Any] | None = None,
        *,
        name: str = "order.pdf",
        content: bytes = b"%PDF-1.7",
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """A form with a file."""
        form = {**(fields or {}), "file": SimpleUploadedFile(name, content)}
        return self.ask(
            "POST",
            path,
            raw=encode_multipart(BOUNDARY, form),
            content_type=MULTIPART_CONTENT,
            headers=headers,
        )

    def get(self, path: str, *, expect: int = 200, headers: Mapping[str, str] | None = None) -> Any:
        """What is answered, which must have this status."""
        return _expected(self.ask("GET", path, headers=headers), expect)

    def post(
        self,
        path: str,
        body: Any,
        *,
        expect: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """What is answered, which must have this status."""
        return _expected(self.ask("POST", path, body, headers=headers), expect)


@dataclass
class World:
    """Everybody, by name."""

    callers: dict[str, Caller]
    edition: dict[str, Any] = field(default_factory=dict)
    customer: str = ""

    def __getitem__(self, name: str) -> Caller:
        return self.callers[name]

    def promise(self, by: str = "ann", metric: str = "first-reply", **more: Any) -> dict[str, Any]:
        """A promise to the customer."""
        body = {"metric": metric, "customer": self.customer, **more}
        made: dict[str, Any] = self[by].post("/promises", body, expect=201)
        return made


def caller(holder: Person | ServiceAccount, manager: Person, at: datetime) -> Caller:
    """Somebody with a fresh key that opens all that they may do."""
    scopes = sorted(of_role(holder.rank()))
    if isinstance(holder, Person):
        made = make_key(of_session(holder.pk), name="tests", scopes=scopes, at=at)
    else:
        by = of_session(manager.pk)
        made = make_service_key(by, str(holder.pk), name="tests", scopes=scopes, at=at)
    return Caller(str(made.text))


def nobody() -> Caller:
    """Somebody without a key."""
    return Caller("")


def _expected(answer: HttpResponse, status: int) -> Any:
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content) if answer.content else None
