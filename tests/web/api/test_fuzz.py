"""Schemathesis asks whatever the description allows, and what it does not (T27)."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from schemathesis import Case, CheckContext, GenerationMode, Response
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

from tests.web.api.world import PLAYBOOK, caller
from troth import operations
from troth.operations import Publish
from troth.promises.parties import Actor, ActorKind
from troth_web import clock
from troth_web.ledger import current_store
from troth_web.people.models import Person
from troth_web.wsgi import application

#: Random requests for each operation, beside those at the edges; a full run asks for 200.
EXAMPLES = int(os.environ.get("TROTH_FUZZ", "1"))


schemathesis.openapi.format(
    "term", st.sampled_from(["within 2 hours", "within 3 business days", "EUR 5", "always"])
)
#: What fits the description may still not fit the playbook or what happened; but never is its
#: form refused: see `form_is_accepted`.
checks = ChecksConfig(
    positive_data_acceptance=PositiveDataAcceptanceConfig(
        expected_statuses=["2xx", "3xx", 401, 403, 404, 409, 410, 412, 422]
    )
)


def _described(*, edges: bool) -> schemathesis.BaseSchema:
    """The API as it describes itself; with requests at the edges of every parameter, or without."""
    phases = PhasesConfig(coverage=CoveragePhaseConfig(enabled=edges))
    project = ProjectConfig(checks=checks, phases=phases)
    config = SchemathesisConfig(projects=ProjectsConfig(default=project))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


schema = _described(edges=True)
#: Forms and edges are the same for everybody, so that one role is asked about them.
quick_schema = _described(edges=False)


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


@pytest.fixture
def _published(db: None) -> Iterator[None]:
    """A playbook in force, on a connection that stays open between requests."""
    actor = Actor(ActorKind.RULE, "tests")
    with current_store().writing(actor=actor, at=clock.now()) as work:
        operations.publish(work, Publish(text=PLAYBOOK))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _headers(role: str) -> dict[str, str]:
    """What somebody of a role sends."""
    person = Person.objects.create(
        email=f"{role}@example.com", name=role, role=role, joined_at=clock.now()
    )
    return {"Authorization": f"Bearer {caller(person, person, clock.now()).key}"}


@pytest.fixture
def admin(_published: None) -> dict[str, str]:
    """The headers of an admin."""
    return _headers("admin")


@pytest.fixture
def agent(_published: None) -> dict[str, str]:
    """The headers of an agent."""
    return _headers("agent")


@schema.parametrize()
@quickly
def test_as_admin(case: Case[Any], admin: dict[str, str]) -> None:
    """Whatever an admin asks, the answer is as described."""
    case.call_and_validate(headers=admin)


@quick_schema.parametrize()
@quickly
def test_as_agent(case: Case[Any], agent: dict[str, str]) -> None:
    """Whatever an agent asks, the answer is as described."""
    case.call_and_validate(headers=agent)
