"""Links for customers, notes and packets, by the client, on each engine."""

import pytest

from tests.client.conftest import new_customer
from tests.client.server import Server
from troth.client import Client, NotAllowedError
from troth.operations import (
    AnswerPacket,
    CorrectNote,
    DropNote,
    ExplainPacket,
    HandPacket,
    Hear,
    Make,
    OpenHatch,
    TakeNote,
)


def promised(client: Client, customer: str) -> str:
    """A promise to a customer."""
    return client.promises.make(Make(metric="first-reply", customer=customer)).id


def test_a_link_is_made_and_withdrawn(either: Server) -> None:
    customer = new_customer(either)
    with either.client() as client:
        about = promised(client, customer)
        made = client.hatches.open(OpenHatch(about=about))
        assert made.url
        assert client.hatches.get(about) == made
        assert client.hatches.open(OpenHatch(about=about)).number == made.number
        heard = client.promises.hear(about, Hear(says="When?"))
        assert client.promises.journal(about)[-1].personal
        assert heard.outcome == "open"
        assert client.hatches.shut(about).url is None
    with either.client("ai-agent") as client, pytest.raises(NotAllowedError):
        client.hatches.open(OpenHatch(about=about))


def test_notes(either: Server) -> None:
    customer = new_customer(either)
    wanted = TakeNote(customer=customer, kind="goal", says="Home before Christmas")
    with either.client("ai-agent") as client:
        made = client.notes.take(wanted)
        with pytest.raises(NotAllowedError):
            client.notes.correct(made.id, CorrectNote(says="x"))
    with either.client() as client:
        assert client.notes.get(made.id) == made
        right = CorrectNote(says="Home by the 20th")
        corrected = client.notes.correct(made.id, right, expected=made.sequence)
        assert corrected.says
        assert corrected.says.text == "Home by the 20th"
        dropped = client.notes.drop(made.id, DropNote(reason="no longer"))
        assert dropped.dropped_at
        assert list(client.notes.list(customer)) == [dropped]


def test_packets(either: Server) -> None:
    customer = new_customer(either)
    with either.client() as client:
        promise = promised(client, customer)
        made = client.packets.hand(HandPacket(customer=customer, to="support", promises=(promise,)))
        asked = AnswerPacket(promise=promise, answer="questioned", note="By whom?")
        client.packets.answer(made.id, asked, expected=made.sequence)
        client.packets.explain(made.id, ExplainPacket(promise=promise, note="By us."))
        done = client.packets.answer(made.id, AnswerPacket(promise=promise, answer="accepted"))
        assert [each.answer for each in done.items] == ["accepted"]
        assert client.packets.get(made.id) == done
        assert list(client.packets.list(customer)) == [done]
