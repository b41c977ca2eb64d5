"""Schemathesis asks whatever the description allows, and what it does not (T27)."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case, CheckContext, GenerationMode, Response
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

from tests.web.api.world import World
from troth_web.wsgi import application

#: A full run asks for more.
EXAMPLES = 3


@pytest.fixture(autouse=True)
def _same_connection(world: World) -> Iterator[None]:
    """Keep the connection of the test open: set after the client, which does so for itself."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


#: What fits the description may still not fit the playbook or what happened; but never is its
#: form refused: see `form_is_accepted`.
checks = ChecksConfig(
    positive_data_acceptance=PositiveDataAcceptanceConfig(
        expected_statuses=["2xx", "3xx", 401, 403, 404, 409, 410, 412, 422]
    )
)
config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(checks=checks)))
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


@schemathesis.check
def form_is_accepted(context: CheckContext, response: Response, case: Case[Any]) -> bool | None:
    """What fits the description is not refused for its form."""
    meta = case.meta
    if meta is None or meta.generation.mode is not GenerationMode.POSITIVE:
        return None
    if response.status_code == 422:
        assert response.json()["code"] != "not-valid", response.json()["detail"]
    return None


quickly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@quickly
def test_as_admin(case: Case[Any], world: World) -> None:
    """Whatever an admin asks, the answer is as described."""
    case.call_and_validate(headers={"Authorization": f"Bearer {world['alice'].key}"})
