"""The evidence rule and closing courtesies, without any payload around them."""

from datetime import UTC, datetime
from email.message import Message
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth_web.connectors.automatic import by_subject
from troth_web.connectors.courtesy import is_courtesy
from troth_web.connectors.events import By, Event
from troth_web.connectors.evidence import not_evidence, passed_over
from troth_web.notices.automatic import why_automatic

AT = datetime(2026, 11, 30, 8, tzinfo=UTC)


def event(**said: Any) -> Event:
    """Something that happened."""
    return Event(**{"name": "reply", "id": "1", "at": AT, **said})


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "thank you so much, bye",
        "<p>Thank you</p><blockquote>It comes tomorrow.</blockquote>",
        "Perfect 🎉 thx",
        "Vielen Dank für die schnelle Hilfe!",
        "Danke schön\n\nAm Mo., 30. Nov. 2026 schrieb Larkwind:\n> Ihr Koffer ist da",
        "Merci beaucoup, bonne journée",
        "Great, that solved it. Have a nice weekend",
        "Muchas gracias",
    ],
)
def test_courtesies(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thanks, but it is still broken",
        "Thanks. When does it come?",
        "Thanks, flight LW 12",
        "yes",
        "help, thanks",
        "Schnelle Antwort bitte, danke",
        "Nein danke",
        "Danke, aber der Koffer fehlt",
        "спасибо",
        "thanks " * 40,
        "Great. Not solved.",
    ],
)
def test_what_asks_for_something(text: str) -> None:
    assert not is_courtesy(text)


@given(text=st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    """Nothing is too odd to be read, and a question is never a courtesy."""
    is_courtesy(text)
    assert not is_courtesy(f"{text}?")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"automatic": "a bot"}, "automatic message: a bot"),
        ({"private": True}, "private note"),
        ({"actors": ("17", "Troth@Example.com")}, "our own writing"),
        ({}, None),
    ],
)
def test_what_is_passed_over(said: dict[str, Any], why: str | None) -> None:
    assert passed_over(event(**said), ["troth@example.com"]) == why


@pytest.mark.parametrize("does", ["make", "keep", "pause", "resume", "tell", "withdraw", "reopen"])
def test_what_may_do_what(does: str) -> None:
    """Staff may do all; the customer keeps nothing; their courtesy starts nothing either."""
    assert not_evidence(event(by=By.STAFF, text="thanks"), does) is None
    theirs = not_evidence(event(by=By.CUSTOMER, text="Where is it?"), does)
    assert (theirs is not None) is (does in {"keep", "tell"})
    courteous = not_evidence(event(by=By.CUSTOMER, text="Thanks!"), does)
    assert (courteous is not None) is (does not in {"pause", "withdraw"})


@pytest.mark.parametrize(
    ("headers", "automatic"),
    [
        ({"auto-submitted": "auto-replied; x=1"}, True),
        ({"auto-submitted": "no"}, False),
        ({"precedence": "LIST"}, True),
        ({"return-path": "<>"}, True),
        ({"return-path": "<ada@example.com>"}, False),
        ({"content-type": "multipart/report; report-type=delivery-status"}, True),
        ({"x-autoreply": ""}, True),
        ({"from": "Mail System <MAILER-DAEMON>"}, True),
        ({"from": "no-reply@example.com"}, True),
        ({"from": "Postmaster Smith <ada@example.com>"}, False),
        ({}, False),
    ],
)
def test_mails_that_nobody_wrote(headers: dict[str, str], automatic: bool) -> None:
    mail = Message()
    for name, value in headers.items():
        mail[name] = value
    assert bool(why_automatic(mail)) is automatic


def test_a_subject_says_why() -> None:
    assert by_subject("Automatic reply: hello") == "its subject begins with 'Automatic reply'"
    assert by_subject("Out of office: back on Monday")
    assert by_subject("Re: Where is my bag?") == ""
    assert by_subject(None) == ""


@pytest.mark.parametrize("run", ["<", "<br", "</div", "<a href="])
def test_tags_that_never_end_are_no_courtesy(run: str) -> None:
    """They are read all the same, and nobody looks for their ends for hours."""
    assert not is_courtesy(f"Thanks {run * 200_000} now")
