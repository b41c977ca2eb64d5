"""Mails as a real mail server gets them, and what its answers mean."""

import html
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django.fixtures import Settings

from tests.web.channels.letters import MESSAGE, parcel
from troth_web.channels.email import EMAIL
from troth_web.channels.port import NotTakenError

ANSWERS = {
    "gone@example.com": "550 5.1.1 <gone@example.com>: no such user",
    "shut@example.com": "550 5.2.1 mailbox disabled",
    "bare@example.com": "550 no such user here",
    "grey@example.com": "450 4.2.0 greylisted",
    "full@example.com": "552 5.2.2 mailbox full",
    "policy@example.com": "550 5.7.1 relaying denied",
}


@dataclass
class Server:
    """A mail server that keeps what it takes."""

    taken: list[EmailMessage] = field(default_factory=list)
    #: Its answer to the content of any mail.
    answer: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: object
    ) -> str:
        """Take a recipient, or say why not."""
        if address in ANSWERS:
            return ANSWERS[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take a mail, or say why not."""
        assert isinstance(envelope.content, bytes)
        if self.answer.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.taken.append(mail)
        return self.answer


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    """The server, which `TROTH_MAIL` names."""
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
    yield handler
    controller.stop()


def parts(mail: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a mail."""
    plain, marked = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert marked is not None
    return plain.get_content(), marked.get_content()


def test_it_works(server: Server) -> None:
    """With all that keeps machines from answering, and one way to stop it."""
    with EMAIL.open() as send:
        send(parcel("bea@example.com"))
    (mail,) = server.taken
    assert mail["Subject"] == "Broken promises: 22, Promises at risk: 1"
    assert mail["To"] == "bea@example.com"
    assert mail["Message-ID"] == f"<notice.{MESSAGE}@127.0.0.1>"
    assert mail["Date"] == "Tue, 01 Dec 2026 09:00:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "OOF" in mail["X-Auto-Response-Suppress"]
    assert "NDR" not in mail["X-Auto-Response-Suppress"]
    assert mail["List-Unsubscribe"] == "<https://troth.example.com/notices/off/ab/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_both_forms_have_the_same_words(server: Server) -> None:
    """Nothing is in one that is not in the other, and what others wrote is text in both."""
    with EMAIL.open() as send:
        send(parcel("bea@example.com"))
    plain, marked = parts(server.taken[0])
    assert "<script" not in marked
    assert "&lt;script&gt;" in marked
    assert "the customer said: “</li><script>" in plain
    assert "- and 21 more" in plain
    assert "Broken promises\r\n22 of these were noticed late" in plain
    assert not re.search(r"<(img|link|style|iframe)|src=", marked)
    seen = html.unescape(re.sub(r"<[^>]*>", " ", marked))
    for line in plain.splitlines():
        sentence = line.strip("- ").removeprefix("Stop these notices: ")
        assert sentence in seen or f'href="{sentence}"' in marked, sentence


@pytest.mark.parametrize(
    ("address", "gone", "again"),
    [
        ("gone@example.com", True, False),
        ("shut@example.com", True, False),
        ("bare@example.com", True, False),
        ("grey@example.com", False, True),
        ("full@example.com", False, False),
        ("policy@example.com", False, False),
    ],
)
def test_what_an_answer_means(server: Server, address: str, gone: bool, again: bool) -> None:
    """Nobody has the address, or not now, or it is about us; the next mail goes all the same."""
    with EMAIL.open() as send:
        with pytest.raises(NotTakenError) as refused:
            send(parcel(address))
        send(parcel("bea@example.com"))
    assert (refused.value.gone, refused.value.again) == (gone, again)
    assert not refused.value.unreachable
    assert address not in str(refused.value)
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("answer", "again"), [("554 5.6.0 we do not like it", False), ("451 4.3.0 later", True)]
)
def test_a_mail_that_is_refused_for_what_it_says(server: Server, answer: str, again: bool) -> None:
    """Its reader is not to blame."""
    server.answer = answer
    with EMAIL.open() as send, pytest.raises(NotTakenError) as refused:
        send(parcel("bea@example.com"))
    assert (refused.value.gone, refused.value.again) == (False, again)


def test_a_server_that_is_not_there(settings: Settings) -> None:
    """Nothing else is tried at once."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with pytest.raises(NotTakenError) as refused, EMAIL.open():
        pass
    assert refused.value.unreachable
    assert refused.value.again
