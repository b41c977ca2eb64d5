"""Chatwoot: messages and conversations, as its webhooks send them."""

from typing import Any

import pytest

from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk, fixture, merged

FIRST = fixture("chatwoot/message_created")
USER = {"id": 1, "name": "John", "email": "john@example.org", "type": "user"}
#: 09:30 in Berlin on that Monday, and so many minutes later.
NINE_THIRTY = 1796025600 + 1800


def message(number: int, seconds: int, **said: Any) -> dict[str, Any]:
    """An answer of an agent at an instant, and the conversation as it stands."""
    stands = {"updated_at": seconds + 0.5, "timestamp": seconds}
    default = {
        "id": number,
        "content": "It comes tomorrow.",
        "created_at": seconds,
        "message_type": "outgoing",
        "sender": USER,
        "conversation": stands,
    }
    return merged(FIRST, default) | {"sender": USER} | said


def status(state: str, seconds: int, **said: Any) -> dict[str, Any]:
    """The conversation alone, in another state."""
    conversation = FIRST["conversation"]
    said = {"status": state, "updated_at": seconds + 0.5, "timestamp": seconds, **said}
    return merged(conversation, said) | {"event": "conversation_status_changed"}


@pytest.fixture
def desk(make: Make) -> Desk:
    """A chat at 11:00 in Berlin, with its first message taken in."""
    found = make("chatwoot").at("2026-11-30T10:00:00Z")
    found.send(FIRST)
    return found


def test_it_works(desk: Desk) -> None:
    assert desk.promise("first-reply")["made_at"] == "2026-11-30T08:00:00Z"
    customer = desk.world["mia"].get("/customers?ref=chatwoot:14")["items"][0]
    assert customer["email"]["text"] == "emily@example.com"
    desk.send(message(119, NINE_THIRTY))
    assert desk.promise("first-reply")["kept_at"] == "2026-11-30T08:30:00Z"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"private": True}, "private note"),
        ({"sender": {"id": 3, "type": "agent_bot"}}, "outgoing of agent_bot"),
        ({"sender": {"id": 3, "type": "captain_assistant"}}, "outgoing of captain_assistant"),
        ({"sender": None}, "nobody sent it"),
        ({"message_type": "template", "sender": None}, "template of the system"),
        ({"message_type": 3, "sender": None}, "template of the system"),
        ({"content_type": "input_csat"}, "a input_csat"),
        ({"content_attributes": {"automation_rule_id": 4}}, "automation rule"),
        ({"additional_attributes": {"campaign_id": 4}}, "campaign"),
    ],
)
def test_bots_rules_and_notes_keep_nothing(desk: Desk, said: dict[str, Any], why: str) -> None:
    answer = desk.send(message(119, NINE_THIRTY, **said))
    assert desk.promise("first-reply")["outcome"] == "open"
    assert any(why in each for each in answer["says"]), answer


def test_states(desk: Desk) -> None:
    """Snoozed waits, the customer resumes, resolved keeps; thanks changes nothing."""
    desk.send(message(119, NINE_THIRTY))
    desk.send(status("snoozed", NINE_THIRTY + 60))
    assert desk.promise("resolution")["clock"] == "paused"
    theirs = {"message_type": "incoming", "sender": FIRST["sender"], "content": "Seat 12 A"}
    desk.send(message(120, NINE_THIRTY + 120, **theirs))
    assert desk.promise("resolution")["clock"] == "running"
    desk.send(status("resolved", NINE_THIRTY + 180))
    assert desk.promise("resolution")["outcome"] == "kept"
    thanks = theirs | {"content": "Perfect, thank you so much!"}
    desk.send(message(121, NINE_THIRTY + 240, **thanks))
    desk.send(status("open", NINE_THIRTY + 241, messages=[]))
    # Chatwoot opens it again in a payload of its own; in that of the message it is open already.
    assert desk.deliveries()[1]["outcome"] == "ignored"
    assert "closing courtesy" in desk.deliveries()[1]["says"][0]


def test_a_first_reply_that_was_not_heard_of(desk: Desk) -> None:
    desk.send(status("open", NINE_THIRTY + 60, first_reply_created_at=NINE_THIRTY))
    assert desk.promise("first-reply")["kept_at"] == "2026-11-30T08:30:00Z"


def test_what_is_about_no_conversation(desk: Desk) -> None:
    answer = desk.send({"event": "contact_updated", "id": 14, "name": "Emily"})
    assert answer == {
        "outcome": "ignored",
        "says": ["ignored: it tells of no case"],
        "promises": [],
    }


def test_a_visitor_without_address(make: Make) -> None:
    desk = make("chatwoot").at("2026-11-30T10:00:00Z")
    sender = {"id": 15, "name": "little-haze-776", "email": None}
    desk.send(merged(FIRST, {"conversation": {"meta": {"sender": sender}}}))
    assert desk.world["mia"].get("/customers?ref=chatwoot:15")["items"][0]["email"] is None
