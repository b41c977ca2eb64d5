"""One's own notices by the client."""

import pytest

from tests.client.server import Server
from troth.client import Client, NotAllowedError, RefusedRequestError


def wanted(client: Client) -> dict[str, bool]:
    """Which kinds one is told of."""
    return {each.kind: each.wanted for each in client.notices.get().kinds}


def test_it_works(ledger: Server) -> None:
    """What is not said stays; an empty text takes away; a secret is told once."""
    with ledger.client("manager") as client:
        before = client.notices.get()
        assert (before.channels, before.zone, before.waking) == (("email",), None, None)
        assert wanted(client)["broken"]
        client.notices.set(off=["broken"], zone="Asia/Tokyo", waking="08:00-18:00")
        made = client.notices.set(
            channels=["email", "webhook"], webhook="https://hooks.example.com/secret"
        )
        assert made.secret
        assert made.addresses == {"webhook": "hooks.example.com"}
        told = client.notices.get()
        assert (told.channels, told.secret) == (("email", "webhook"), None)
        assert (told.zone, told.waking) == ("Asia/Tokyo", "08:00-18:00")
        assert not wanted(client)["broken"]
        client.notices.set(channels=["email"], off=[], zone="", waking="", webhook="")
        assert client.notices.get() == before


def test_what_cannot_be_is_refused(ledger: Server) -> None:
    """With its place, and what would be right; nothing is changed."""
    with ledger.client("manager") as client:
        before = client.notices.get()
        with pytest.raises(RefusedRequestError, match="nobody can do without it") as refused:
            client.notices.set(off=["account"], zone="Asia/Tokyo")
        assert refused.value.errors[0]["where"] == "off"
        with pytest.raises(RefusedRequestError, match="right would be Asia/Tokyo"):
            client.notices.set(zone="posix/Asia/Tokyo")
        assert client.notices.get() == before


def test_each_has_their_own(ledger: Server) -> None:
    """What one person says holds for no other."""
    with ledger.client("manager") as manager, ledger.client() as agent:
        manager.notices.set(off=["at-risk"])
        assert not wanted(manager)["at-risk"]
        assert wanted(agent)["at-risk"]
        manager.notices.set(off=[])


def test_a_program_has_none(ledger: Server) -> None:
    """It follows the feed, or has a webhook."""
    with ledger.client("ai-agent") as program, pytest.raises(NotAllowedError):
        program.notices.get()
