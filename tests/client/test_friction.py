"""Friction, claims and how standards were kept, by the client, on each engine."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.client.conftest import new_customer
from tests.client.server import Server
from tests.web.api.cells import TEXT
from troth.client import Client, ConflictError, NotAllowedError
from troth.operations import (
    AnswerClaim,
    AnswerFriction,
    AssignFriction,
    Keep,
    LogFriction,
    Make,
)
from troth.promises.claims import Reply
from troth.promises.friction import Settlement

FELT = LogFriction(touchpoint="ask", example="We said Monday.")


def test_friction(either: Server) -> None:
    """Logged by a program, read by all, assigned and answered by people."""
    with either.client("manager") as client:
        _publish(client)
    with either.client("ai-agent") as client:
        made = client.friction.log(FELT, key="felt")
        assert client.friction.log(FELT, key="felt") == made
        with pytest.raises(NotAllowedError):
            client.friction.answer(made.id, AnswerFriction(settlement=Settlement.STAYS, says="No."))
    with either.client("agent") as client:
        given = client.friction.assign(made.id, AssignFriction(owner="team:delivery"))
        said = AnswerFriction(settlement=Settlement.PLANNED, says="Next week.")
        with pytest.raises(ConflictError):
            client.friction.answer(made.id, said, expected=made.sequence)
        answered = client.friction.answer(made.id, said, expected=given.sequence)
    with either.client("viewer") as client:
        assert client.friction.get(made.id) == answered
        assert next(client.friction.list()) == answered


def test_claims(either: Server) -> None:
    """What a team says stands beside the claim, and in the draft."""
    with either.client("manager") as client:
        _publish(client)
        (asked,) = client.claims.list()
        assert asked.answer is None or asked.answer.reply
        said = client.claims.answer("page", AnswerClaim(team="support", reply=Reply.ACCEPTS))
        assert said.draft == client.editions.draft().sequence
        until = datetime.now(UTC).date() + timedelta(days=30)
        draft = client.editions.waive("TR206", ["page"], reason="soon", until=until)
        assert f"until: {until}" in draft.text
        client.editions.drop_draft()


def test_kept(either: Server) -> None:
    """Promises that were kept count for their standard; findings have owners."""
    customer = new_customer(either)
    with either.client("manager") as client:
        _publish(client)
        before = _kept(client)
        promise = client.promises.make(Make(metric="first-reply", customer=customer))
        client.promises.keep(promise.id, Keep())
        assert _kept(client) == before + 1
        found = client.editions.findings()
        (one,) = [each for each in found.findings if each.finding["code"] == "TR206"]
        assert one.owner == "legal"


def _publish(client: Client) -> None:
    found = client.editions.check(TEXT).findings
    client.editions.publish(TEXT, accept=sorted({str(each["code"]) for each in found}))


def _kept(client: Client) -> int:
    return next(each.kept for each in client.editions.kept().standards if each.standard == "reply")
