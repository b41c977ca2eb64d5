"""What lies outside: a mail server and receivers of webhooks that do what the seed says."""

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from lab.simulation.times import Times


@dataclass(frozen=True)
class Mail:
    """A mail that the mail server took."""

    #: By the true clock, and by that of the server.
    true: datetime
    at: datetime
    to: str
    #: Its Message-ID.
    id: str
    #: Whether the server heard that it was taken.
    heard: bool


@dataclass(frozen=True)
class Got:
    """A request that a receiver took."""

    true: datetime
    path: str
    headers: dict[str, str]
    body: bytes
    heard: bool


@dataclass
class Outside:
    """Everybody outside, and what becomes of what reaches them."""

    times: Times
    #: What the mail server does now, and what receivers do by their path; ok without.
    mail: str = "ok"
    receivers: dict[str, str] = field(default_factory=dict)
    mails: list[Mail] = field(default_factory=list)
    got: list[Got] = field(default_factory=list)
    #: Requests and mails that reached somebody, taken or not.
    reached: list[datetime] = field(default_factory=list)

    def change(self, path: str, does: str) -> None:
        """Let a receiver do something else; who is gone stays gone."""
        if self.receivers.get(path) != "gone":
            self.receivers[path] = does

    def take_mail(self, message: EmailMessage) -> None:
        """Take a mail, or do not."""
        self.reached.append(self.times.at)
        to = message.to[0]
        if self.mail == "later":
            raise smtplib.SMTPRecipientsRefused({to: (450, b"4.2.0 try again later")})
        if self.mail == "busy":
            raise smtplib.SMTPDataError(451, b"4.3.0 local error")
        if self.mail == "refused":
            raise smtplib.SMTPDataError(554, b"5.6.0 not like this")
        heard = self.mail != "hangs"
        name = str(message.extra_headers["Message-ID"])
        self.mails.append(Mail(self.times.at, self.times.now, to, name, heard))
        if not heard:
            raise TimeoutError("timed out")

    def answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        """Answer a request, or do not."""
        self.reached.append(self.times.at)
        does = self.receivers.get(request.url.path, "ok")
        if does == "hangs":
            raise httpx.ReadTimeout("no answer", request=request)
        if does in _STATUS:
            return _response(_STATUS[does], _HEADERS.get(does))
        headers = dict(request.headers)
        heard = does == "ok"
        self.got.append(Got(self.times.at, request.url.path, headers, body, heard))
        if not heard:
            raise httpx.ReadError("cut", request=request)
        return _response(200)


def _response(status: int, headers: dict[str, str] | None = None) -> httpx.Response:
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(b"heard"))


_STATUS = {"error": 500, "busy": 429, "gone": 410, "elsewhere": 301}
_HEADERS = {"busy": {"Retry-After": "900"}, "elsewhere": {"Location": "https://1.1.1.1/other"}}

#: Whom the process reaches; one seed at a time.
_outside: list[Outside] = []


def reach(outside: Outside) -> None:
    """Let mails and requests reach these."""
    _outside[:] = [outside]


class Backend(BaseEmailBackend):
    """Django's way to the mail server."""

    def open(self) -> bool:
        """Connect."""
        if _outside[0].mail == "away":
            raise ConnectionRefusedError
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hand mails over."""
        for each in email_messages:
            _outside[0].take_mail(each)
        return len(email_messages)


class Wire(httpx.AsyncBaseTransport):
    """The way of httpx to a receiver."""

    def __init__(self, **_: Any) -> None:
        """As `httpx.AsyncHTTPTransport`, of which nothing is needed."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        return _outside[0].answer(request, await request.aread())
