"""Slash commands: a promise from a chat, answered to who made it."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse

from tests.web.api.world import World
from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk, hmac_of
from troth_web import clock


@pytest.fixture
def desk(make: Make, world: World) -> Desk:
    """A chat that knows Ann, and Vic who may only look."""
    people = {"U1": world["ann"].get("/me")["id"], "U2": world["vic"].get("/me")["id"]}
    return make("slash", people=people)


def form(text: str, user: str = "U1", **more: str) -> bytes:
    """What a chat posts."""
    fields = {
        "token": "deprecated",
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": user,
        "user_name": "ann",
        "command": "/promise",
        "text": text,
        "response_url": "https://hooks.example.com/1",
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
        **more,
    }
    return urlencode(fields).encode()


def slack(desk: Desk, body: bytes, late: float = 0) -> HttpResponse:
    """Post as Slack does."""
    stamp = str(int((clock.now() - timedelta(minutes=late)).timestamp()))
    found = hmac_of("sha256", desk.connector["secret"], f"v0:{stamp}:".encode() + body).hex()
    headers = {"X-Slack-Signature": f"v0={found}", "X-Slack-Request-Timestamp": stamp}
    return post(desk, body, headers)


def post(desk: Desk, body: bytes, headers: dict[str, str]) -> HttpResponse:
    """Post a form."""
    kind = "application/x-www-form-urlencoded"
    answer = desk.client.generic("POST", f"/in/{desk.id}", body, content_type=kind, headers=headers)
    assert isinstance(answer, HttpResponse)
    return answer


def said(desk: Desk, text: str, user: str = "U1", trigger: str = "t1") -> str:
    """What somebody is answered."""
    answer = slack(desk, form(text, user, trigger_id=trigger))
    assert answer.status_code == 200, answer.content
    found = json.loads(answer.content)
    assert found["response_type"] == "ephemeral"
    return str(found["text"])


def test_it_works(desk: Desk, world: World) -> None:
    answer = said(desk, "ada@example.com refund within 5 business days")
    promise = desk.promise("refund")
    assert promise["id"] in answer
    assert "Promised to ada@example.com: refund within 5 business days" in answer
    assert "due Tue 8 Dec 2026 17:00 (Europe/Berlin)" in answer
    entry = world["mia"].get(f"/promises/{promise['id']}/journal")["items"][0]
    assert entry["actor"]["id"] == world["ann"].get("/me")["id"]
    assert world["mia"].get("/customers?email=ada@example.com")["items"]


def test_once(desk: Desk) -> None:
    """Sent again, the same is answered and nothing is recorded."""
    text = "<mailto:ada@example.com|ada@example.com> refund"
    assert said(desk, text) == said(desk, text)
    assert len(desk.promises("refund")) == 1
    said(desk, text, trigger="t2")
    assert len(desk.promises("refund")) == 2


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("", "/promise ada@example.com refund within 5 business days"),
        ("help", "/promise ada@example.com refund within 5 business days"),
        ("ada@example.com", "/promise ada@example.com refund"),
        ("<@U024BE7LH> refund", "/promise ada@example.com refund"),
        ("ada@example.com nothing soon", "the playbook measures. It has:"),
        ("ada@example.com refnd soon", "did you mean 'refund'?"),
        ("ada@example.com refund tomorrowish", "refund within 5 business days"),
        ("ada@example.com refund at most EUR 5", "is about money"),
        ("ada@example.com refund within 1 hour", "agent may not promise refund"),
    ],
)
def test_what_is_wrong_is_said(desk: Desk, text: str, right: str) -> None:
    assert right in said(desk, text)
    assert desk.promises() == []


@pytest.mark.parametrize("address", ["vic@example.com", "Ann@Example.COM"])
def test_a_colleague_is_no_customer(desk: Desk, world: World, address: str) -> None:
    """It is said, with what would be right; nobody is added."""
    answer = said(desk, f"{address} refund within 5 business days")
    assert f"{address.casefold()} is a colleague's address" in answer
    assert "/promise ada@example.com refund" in answer
    assert desk.promises() == []
    assert not world["mia"].get(f"/customers?email={address}")["items"]


def test_no_standard(desk: Desk) -> None:
    answer = said(desk, "ada@example.com unheard-of")
    assert "nothing says by when" in answer
    assert desk.promise("unheard-of")["stage"] == "no-promise"


def test_who_is_not_known_or_may_not(desk: Desk) -> None:
    assert "do not know who U9 is" in said(desk, "ada@example.com refund", user="U9")
    assert "viewer may not promises.make" in said(desk, "ada@example.com refund", user="U2")
    assert desk.promises() == []


def test_signs_of_the_chat_are_spelled_out(desk: Desk) -> None:
    assert "&lt;!channel&gt;" in said(desk, "ada@example.com <!channel>")


def test_mattermost_sends_its_token(desk: Desk) -> None:
    body = form("ada@example.com refund", token=desk.connector["secret"])
    assert post(desk, body, {}).status_code == 200
    body = form("ada@example.com refund", trigger_id="t3")
    known = {"Authorization": f"Token {desk.connector['secret']}"}
    assert post(desk, body, known).status_code == 200
    assert len(desk.promises("refund")) == 2


def test_nobody_else_comes_in(desk: Desk) -> None:
    body = form("ada@example.com refund")
    assert slack(desk, body, late=6).status_code == 401
    assert slack(desk, body, late=-6).status_code == 401
    wrong: list[dict[str, str]] = [
        {},
        {"Authorization": "Token no"},
        {"X-Slack-Signature": "v0=no"},
        {"X-Slack-Signature": "v0=no", "X-Slack-Request-Timestamp": "soon"},
    ]
    for headers in wrong:
        assert post(desk, body, headers).status_code == 401
    assert slack(desk, b"\xff&=&&&").status_code == 200
    assert desk.promises() == []
