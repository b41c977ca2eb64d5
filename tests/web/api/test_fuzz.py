"""Schemathesis asks whatever the description allows, and what it does not (T27)."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case

from tests.web.api.world import World
from troth_web.wsgi import application

#: A full run asks for more.
EXAMPLES = 3


@pytest.fixture(autouse=True)
def _same_connection() -> Iterator[None]:
    """Keep the connection of the test open between requests, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
quickly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@quickly
def test_as_admin(case: Case, world: World) -> None:
    """Whatever an admin asks, the answer is as described."""
    case.call_and_validate(headers={"Authorization": f"Bearer {world['alice'].key}"})
