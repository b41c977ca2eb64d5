"""Any other system, by a mapping that says how to read it."""

import json
from datetime import datetime
from typing import Any

import pytest

from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import raw, signed

MAPPING: dict[str, Any] = {
    "source": {
        "case": "data.ticket.id",
        "at": "data.changed",
        "customer": {"email": "data.by.mail", "name": {"path": "data.by.name", "literal": "Guest"}},
        "events": [
            {"name": "asked", "when": [{"path": "type", "equals": "ticket.new"}]},
            {
                "name": "answered",
                "when": [{"path": "/type", "equals": "ticket.reply"}],
                "id": "data.reply.id",
                "at": "data.reply.at",
                "by": {"literal": "staff"},
                "private": [{"path": "data.reply.hidden", "equals": True}],
                "automatic": [{"path": "data.reply.robot", "one_of": ["yes", True]}],
                "text": "data.reply.text",
            },
        ],
    },
    "facets": {"fare": "data.ticket.fare"},
    "channel": "portal",
    "rules": [
        {"event": "asked", "does": "make", "metric": "first-reply"},
        {
            "event": "answered",
            "does": "keep",
            "metric": "first-reply",
            "when": [{"path": "data.ticket.queue", "equals": "spam", "unlike": True}],
        },
    ],
}
NEW = {
    "type": "ticket.new",
    "data": {
        "changed": "2026-11-30T08:00:00Z",
        "ticket": {"id": 12, "fare": "flex", "queue": "bags"},
        "by": {"mail": "emily@example.com"},
    },
}


def reply(**said: Any) -> dict[str, Any]:
    """An answer."""
    answer = {"id": 3, "at": "2026-11-30T09:00:00Z", **said}
    data = NEW["data"]
    assert isinstance(data, dict)
    return {
        "type": "ticket.reply",
        "data": {**data, "changed": "2026-11-30T09:00:01Z", "reply": answer},
    }


def test_it_works(make: Make) -> None:
    """The facet chooses the tighter standard; the reply keeps it."""
    desk = make("generic", mapping=MAPPING).at("2026-11-30T09:30:00Z")
    assert desk.send(NEW)["outcome"] == "applied"
    promise = desk.promise("first-reply")
    assert promise["basis"]["id"] == "reply-flex"
    assert promise["channel"] == "portal"
    desk.send(reply())
    assert desk.promise("first-reply")["kept_at"] == "2026-11-30T09:00:00Z"
    customer = desk.world["mia"].get("/customers?email=emily@example.com")["items"][0]
    assert customer["name"]["text"] == "Guest"


def test_what_is_yet_to_come_is_sent_again(make: Make) -> None:
    """Our clock was an hour behind: nothing is lost once it is right."""
    desk = make("generic", mapping=MAPPING).at("2026-11-30T07:30:00Z")
    body, at = raw(NEW), datetime.fromisoformat("2026-11-30T07:30:00Z")
    answer = desk.post(body, signed("generic", desk.connector["secret"], body, at))
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert desk.deliveries()[0]["outcome"] == "too-early"
    assert desk.promises() == []
    assert desk.at("2026-11-30T09:30:00Z").send(NEW)["outcome"] == "applied"
    assert desk.send(NEW, "d1")["outcome"] == "duplicate"
    assert [each["outcome"] for each in desk.deliveries()] == ["applied"]


@pytest.mark.parametrize(
    ("said", "why"),
    [({"hidden": True}, "private note"), ({"robot": "yes"}, "automatic message")],
)
def test_evidence_counts_here_too(make: Make, said: dict[str, Any], why: str) -> None:
    desk = make("generic", mapping=MAPPING).at("2026-11-30T09:30:00Z")
    desk.send(NEW)
    assert why in desk.send(reply(**said))["says"][0]
    assert desk.promise("first-reply")["outcome"] == "open"


def test_conditions_hold_by_type_too(make: Make) -> None:
    """True is not 1, and what is missing is unlike anything."""
    desk = make("generic", mapping=MAPPING).at("2026-11-30T09:30:00Z")
    desk.send(NEW)
    desk.send(reply(hidden=1, robot=1))
    assert desk.promise("first-reply")["outcome"] == "kept"


def test_a_payload_that_the_mapping_cannot_read(make: Make) -> None:
    desk = make("generic", mapping=MAPPING)
    answer = desk.send({"type": "ticket.new", "data": {"changed": "yesterday"}})
    assert answer["outcome"] == "refused"
    assert "'yesterday'" in answer["says"][0]
    assert "must be an instant" in answer["says"][0]


def rule(on: str, does: str) -> dict[str, Any]:
    """One rule in place of all."""
    return {"rules": [{"event": on, "does": does, "metric": "m"}]}


@pytest.mark.parametrize(
    ("changes", "where", "says"),
    [
        ({"source": None}, "mapping.source", "generic needs it"),
        (
            {"rules": [{"event": "x", "does": "make", "metric": "m"}]},
            "mapping.rules.0.event",
            "no event 'x'",
        ),
        (
            {"rules": [{"event": "asked", "does": "keep", "metric": "m"}]},
            "mapping.rules.0.metric",
            "no rule makes",
        ),
        (
            {"rules": [{"event": "asked", "does": "dance", "metric": "m"}]},
            "mapping.rules.0.does",
            "'make'",
        ),
        ({"facets": {"fare": "a..b"}}, "mapping.facets.fare", "no path"),
        ({"nonsense": 1}, "mapping.nonsense", "no such key"),
        ({"channel": 7}, "mapping.channel", "string"),
    ],
)
def test_mistakes_are_said_when_it_is_saved(
    make: Make, changes: dict[str, Any], where: str, says: str
) -> None:
    desk = make("generic", mapping=MAPPING)
    wrong = {key: value for key, value in {**MAPPING, **changes}.items() if value is not None}
    answer = desk.world["mia"].ask("PATCH", f"/connectors/{desk.id}", {"mapping": wrong})
    assert answer.status_code == 422, answer.content
    problem = json.loads(answer.content)
    assert problem["code"] == "unfit"
    assert any(each["where"].startswith(where) for each in problem["errors"]), problem
    assert any(says in each["message"] for each in problem["errors"]), problem


def test_a_trial_changes_nothing(make: Make) -> None:
    """It says what would happen, and nothing of it stays."""
    desk = make("generic", mapping=MAPPING)
    found = desk.world["mia"].post(f"/connectors/{desk.id}/try", {"payload": NEW})
    assert found["outcome"] == "applied"
    assert found["promises"][0]["metric"] == "first-reply"
    assert found["promises"][0]["due"] == "2026-11-30T10:00:00Z"
    assert desk.promises() == []
    assert desk.deliveries() == []
    assert desk.world["mia"].get("/customers?email=emily@example.com")["items"] == []
    wrong = desk.world["mia"].post(
        f"/connectors/{desk.id}/try", {"payload": {"type": "ticket.new"}}
    )
    assert wrong["outcome"] == "refused"
