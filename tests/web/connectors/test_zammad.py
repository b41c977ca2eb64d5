"""Zammad: tickets and articles, as its triggers send them."""

from typing import Any

import pytest

from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk, fixture, merged

CREATED = fixture("zammad/created")
AGENT = {"id": 5, "login": "emma@example.org", "email": "emma@example.org"}


def article(number: int, at: str, **said: Any) -> dict[str, Any]:
    """An answer of an agent."""
    return {
        "id": number,
        "sender": "Agent",
        "type": "email",
        "internal": False,
        "body": "We found it. It comes tomorrow.",
        "subject": "Re: Where is my bag?",
        "created_at": at,
        "created_by": AGENT,
        **said,
    }


def after(
    at: str, state: str = "open", art: dict[str, Any] | None = None, **ticket: Any
) -> dict[str, Any]:
    """The ticket as it stands at an instant, with the article that came."""
    said = {"updated_at": at, "state": state, "article_count": 2, "updated_by": AGENT, **ticket}
    found = merged(CREATED, {"ticket": said})
    return found | {"article": art}


@pytest.fixture
def desk(make: Make) -> Desk:
    """A help desk at Monday 09:30 in Berlin, half an hour after the mail."""
    return make("zammad").at("2026-11-30T08:30:00Z")


def test_it_works(desk: Desk) -> None:
    """A ticket opens two promises under the edition in force; its customer is added."""
    answer = desk.send(CREATED)
    assert answer["outcome"] == "applied", answer
    reply, solve = desk.promise("first-reply"), desk.promise("resolution")
    # Monday 09:00 in Berlin, within 4 business hours.
    assert reply["due"] == "2026-11-30T12:00:00.282000Z"
    assert reply["made_at"] == "2026-11-30T08:00:00.282000Z"
    assert reply["promiser"] == "team:support"
    assert solve["updates"] == "every 1 business day"
    customer = desk.world["mia"].get("/customers?email=emily@example.com")["items"][0]
    assert customer["name"]["text"] == "Emily Adams"
    assert {reply["customer"], solve["customer"]} == {customer["id"]}
    assert desk.deliveries()[0]["outcome"] == "applied"


def test_a_reply_keeps_the_first_reply_and_tells(desk: Desk) -> None:
    desk.send(CREATED)
    desk.at("2026-11-30T10:30:00Z").send(
        after("2026-11-30T09:30:00Z", art=article(105, "2026-11-30T09:30:00Z"))
    )
    assert desk.promise("first-reply")["outcome"] == "kept"
    assert desk.promise("first-reply")["kept_at"] == "2026-11-30T09:30:00Z"
    assert desk.promise("resolution")["told_at"] == "2026-11-30T09:30:00Z"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"sender": "System"}, "automatic message"),
        ({"internal": True}, "private note"),
        ({"type": "note"}, "private note"),
        ({"subject": "Automatic reply: Where is my bag?"}, "automatic message"),
    ],
)
def test_what_nobody_wrote_to_the_customer_keeps_nothing(
    desk: Desk, said: dict[str, Any], why: str
) -> None:
    desk.send(CREATED)
    at = "2026-11-30T09:30:00Z"
    answer = desk.at(at).send(after(at, "new", article(105, at, **said)))
    assert desk.promise("first-reply")["outcome"] == "open"
    assert any(why in each for each in answer["says"]), answer
    assert answer["outcome"] == "ignored"


def test_our_own_account_keeps_nothing(make: Make) -> None:
    desk = make("zammad", mapping={"own": ["troth@example.org"], "rules": RULES})
    at, ours = "2026-11-30T09:30:00Z", {"id": 9, "email": "Troth@example.org"}
    desk.at(at).send(CREATED)
    desk.send(after(at, "new", article(105, at, created_by=ours)))
    assert desk.promise("first-reply")["outcome"] == "open"
    assert "our own writing" in desk.deliveries()[0]["says"][0]


RULES = [
    {"event": "created", "does": "make", "metric": "first-reply"},
    {"event": "reply", "does": "keep", "metric": "first-reply"},
]


def test_pending_pauses_and_the_customer_resumes(desk: Desk) -> None:
    """Two hours of waiting for the customer move the date by the open part of them."""
    desk.send(CREATED)
    before = desk.promise("resolution")["due"]
    desk.at("2026-11-30T10:30:00Z").send(after("2026-11-30T10:00:00Z", "pending reminder"))
    paused = desk.promise("resolution")
    assert paused["clock"] == "paused"
    assert paused["pauses"][0]["reason"] == "waiting-for-customer"
    theirs = article(106, "2026-12-01T08:00:00Z", sender="Customer", body="Seat 12 A.")
    desk.at("2026-12-01T08:00:00Z").send(after("2026-12-01T08:00:00Z", "open", theirs))
    resumed = desk.promise("resolution")
    assert resumed["clock"] == "running"
    assert resumed["due"] > before


def test_closed_keeps_and_reopened_goes_on(desk: Desk) -> None:
    desk.send(CREATED)
    desk.at("2026-11-30T10:30:00Z").send(
        after("2026-11-30T10:00:00Z", "closed", article(105, "2026-11-30T10:00:00Z"))
    )
    assert desk.promise("resolution")["outcome"] == "kept"
    theirs = article(106, "2026-11-30T12:00:00Z", sender="Customer", body="Still no bag!")
    desk.at("2026-11-30T13:00:00Z").send(after("2026-11-30T12:00:00Z", "open", theirs))
    assert desk.promise("resolution")["outcome"] == "open"
    desk.send(after("2026-11-30T13:00:00Z", "closed"))
    assert desk.promise("resolution")["kept_at"] == "2026-11-30T13:00:00Z"


def test_a_courtesy_opens_nothing_again(desk: Desk) -> None:
    """Zammad opens the ticket again; thanks is no new question."""
    desk.send(CREATED)
    desk.at("2026-11-30T10:30:00Z").send(
        after("2026-11-30T10:00:00Z", "closed", article(105, "2026-11-30T10:00:00Z"))
    )
    thanks = article(106, "2026-11-30T12:00:00Z", sender="Customer", body="Thanks a lot, bye!")
    desk.at("2026-11-30T13:00:00Z")
    answer = desk.send(after("2026-11-30T12:00:00Z", "open", thanks))
    assert desk.promise("resolution")["outcome"] == "kept"
    assert any("closing courtesy" in each for each in answer["says"])
    # Somebody sets a tag: the ticket is still open, and still for the same reason.
    desk.send(after("2026-11-30T12:30:00Z", "open"))
    assert desk.promise("resolution")["outcome"] == "kept"


def test_merged_withdraws(desk: Desk) -> None:
    desk.send(CREATED)
    desk.at("2026-11-30T10:30:00Z").send(after("2026-11-30T10:00:00Z", "merged"))
    assert {each["outcome"] for each in desk.promises()} == {"withdrawn"}


def test_zammad_knows_of_an_answer_whose_webhook_was_lost(desk: Desk) -> None:
    desk.send(CREATED)
    at = "2026-11-30T11:00:00Z"
    desk.at(at).send(after(at, "open", first_response_at="2026-11-30T09:00:00Z"))
    assert desk.promise("first-reply")["kept_at"] == "2026-11-30T09:00:00Z"


def test_what_we_begin_starts_no_promise(desk: Desk) -> None:
    answer = desk.send(merged(CREATED, {"ticket": {"create_article_sender": "Agent"}}))
    assert answer["outcome"] == "nothing-new"
    assert desk.promises() == []


def test_a_metric_without_standard_is_listed(make: Make) -> None:
    desk = make(
        "zammad",
        mapping={"rules": [{"event": "created", "does": "make", "metric": "unheard-of"}]},
    )
    answer = desk.send(CREATED)
    assert answer["outcome"] == "applied"
    unmatched = desk.promise("unheard-of")
    assert unmatched["stage"] == "no-promise"
    assert unmatched["reason"] == "there is no standard for unheard-of"


def test_a_metric_that_the_playbook_lacks_is_refused_and_made_up_for(desk: Desk) -> None:
    rules = [{"event": "created", "does": "make", "metric": "callback"}]
    changed = desk.world["mia"].ask(
        "PATCH", f"/connectors/{desk.id}", {"mapping": {"rules": rules}}
    )
    assert b"no metric 'callback'" in changed.content
    answer = desk.send(CREATED)
    assert answer["outcome"] == "refused"
    assert "the playbook has no metric 'callback'" in answer["says"][0]
    assert desk.deliveries("?outcome=refused")[0]["says"] == answer["says"]
