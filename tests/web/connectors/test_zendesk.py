"""Zendesk: ticket events, as its webhooks send them."""

from typing import Any

import pytest

from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk, fixture, merged

CREATED = fixture("zendesk/ticket_created")
COMMENT = fixture("zendesk/comment_added")
STATUS = fixture("zendesk/status_changed")


def status(to: str, at: str, event: str) -> dict[str, Any]:
    """The ticket in another state."""
    said = {"event": {"current": to}, "time": at, "id": event}
    return merged(STATUS, said | {"detail": {"status": to, "updated_at": at}})


def theirs(text: str, at: str, event: str, state: str = "OPEN") -> dict[str, Any]:
    """The customer writes."""
    author = {"id": "8447388090494", "is_staff": False, "name": "Emily Adams"}
    said = {"event": {"comment": {"id": event, "body": text, "author": author}}}
    return merged(
        COMMENT, said | {"time": at, "id": event, "detail": {"updated_at": at, "status": state}}
    )


@pytest.fixture
def desk(make: Make) -> Desk:
    """A help desk at 12:00 in Berlin, with a ticket of 09:00."""
    found = make("zendesk").at("2026-11-30T11:00:00Z")
    found.send(CREATED)
    return found


def test_it_works(desk: Desk) -> None:
    """Nanoseconds are cut; the customer is known by their id, as Zendesk sends no address."""
    assert desk.promise("first-reply")["made_at"] == "2026-11-30T08:00:00Z"
    assert desk.world["mia"].get("/customers?ref=zendesk:8447388090494")["items"]
    desk.send(COMMENT)
    assert desk.promise("first-reply")["kept_at"] == "2026-11-30T09:30:00.123456Z"


@pytest.mark.parametrize(
    ("comment", "why"),
    [
        ({"is_public": False}, "private note"),
        ({"author": {"id": "-1", "is_staff": True}}, "a rule of Zendesk"),
        ({"author": {"id": "8447388090494", "is_staff": False}}, ""),
    ],
)
def test_notes_rules_and_the_customer_keep_nothing(
    desk: Desk, comment: dict[str, Any], why: str
) -> None:
    answer = desk.send(merged(COMMENT, {"event": {"comment": comment}}))
    assert desk.promise("first-reply")["outcome"] == "open"
    assert any(why in each for each in answer["says"]) or not why


@pytest.mark.parametrize(
    ("state", "reason"), [("PENDING", "waiting-for-customer"), ("HOLD", "waiting-for-others")]
)
def test_states_pause_by_reason(desk: Desk, state: str, reason: str) -> None:
    desk.send(status(state, "2026-11-30T09:30:00Z", "e1"))
    paused = desk.promise("resolution")
    assert [each["reason"] for each in paused["pauses"]] == [reason]
    desk.send(theirs("Seat 12 A.", "2026-11-30T10:00:00Z", "e2"))
    assert desk.promise("resolution")["clock"] == "running"


def test_solved_keeps_and_a_courtesy_opens_nothing(desk: Desk) -> None:
    desk.send(status("SOLVED", "2026-11-30T09:30:00Z", "e1"))
    assert desk.promise("resolution")["outcome"] == "kept"
    desk.send(theirs("Vielen Dank!", "2026-11-30T10:00:00Z", "e2"))
    assert desk.promise("resolution")["outcome"] == "kept"
    desk.send(theirs("It broke again", "2026-11-30T10:30:00Z", "e3"))
    assert desk.promise("resolution")["outcome"] == "open"


def test_an_older_state_that_comes_late_changes_nothing(desk: Desk) -> None:
    """What counts is when it was so, and not when it came."""
    desk.send(status("SOLVED", "2026-11-30T10:00:00Z", "e2"))
    due = desk.promise("resolution")["due"]
    desk.send(status("OPEN", "2026-11-30T09:00:00Z", "e1"))
    assert desk.promise("resolution")["outcome"] == "kept"
    assert desk.promise("resolution")["due"] == due


def test_spam_is_withdrawn(desk: Desk) -> None:
    spam = merged(STATUS, {"type": "zen:event-type:ticket.marked_as_spam", "id": "e1"})
    desk.send(spam)
    assert {each["outcome"] for each in desk.promises()} == {"withdrawn"}


def test_other_events_are_passed_over(desk: Desk) -> None:
    answer = desk.send({"type": "zen:event-type:user.created", "id": "u1"})
    assert answer["outcome"] == "ignored"
