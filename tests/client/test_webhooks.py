"""Endpoints by the client."""

import pytest

from tests.client.server import Server
from troth.client import NotAllowedError


def test_it_works(ledger: Server) -> None:
    """What the API takes, each by its method."""
    with ledger.client("manager") as client:
        owner = next(each.id for each in client.people.list() if each.role == "manager")
        made = client.webhooks.add("https://hooks.example.com/", ["promise.*"], owner)
        assert made.secret
        assert [each.id for each in client.webhooks.list()] == [made.id]
        changed = client.webhooks.change(made.id, types=["*"], description="all")
        assert (changed.types, changed.description, changed.url) == (("*",), "all", made.url)
        assert client.webhooks.rotate(made.id).secret != made.secret
        sent = client.webhooks.test(made.id)
        assert [each.id for each in client.webhooks.deliveries(made.id)] == [sent.id]
        assert client.webhooks.retry(made.id, sent.id).id == sent.id
        client.webhooks.remove(made.id)
        assert client.webhooks.list() == ()


def test_an_agent_may_not(ledger: Server) -> None:
    """Entries leave the company by those in charge."""
    with ledger.client() as client, pytest.raises(NotAllowedError):
        client.webhooks.list()
