"""Jobs by the client, on each engine."""

from uuid import uuid4

import pytest

from tests.client.server import Server
from troth.client import NotAllowedError, RefusedRequestError


def test_it_works(either: Server) -> None:
    """It is asked for once, and can be looked at."""
    with either.client("manager") as client:
        key = uuid4().hex
        asked = client.jobs.ask("score-quotes", key)
        assert client.jobs.ask("score-quotes", key).id == asked.id
        assert client.jobs.get(asked.id) == asked
        assert [each.id for each in client.jobs.list(state="waiting") if each.key == key] == [
            asked.id
        ]
        assert not list(client.jobs.list(name="fit-odds"))


def test_what_is_wrong_is_refused(ledger: Server) -> None:
    """With what would be right; and an agent asks for none."""
    with ledger.client("manager") as client, pytest.raises(RefusedRequestError, match="line 1"):
        client.jobs.ask("import-quotes", "one", {"text": "no quote"})
    with ledger.client() as client, pytest.raises(NotAllowedError):
        client.jobs.list(limit=1).__next__()
