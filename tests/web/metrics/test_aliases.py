"""`/health` and `/ready` answer as the API does."""

import pytest
from django.test import Client

from tests.web.api.world import World


@pytest.mark.parametrize("name", ["health", "ready"])
def test_it_works(world: World, name: str) -> None:
    """To anybody."""
    mine, of_api = Client().get(f"/{name}"), Client().get(f"/api/v1/{name}")
    assert (mine.status_code, mine.json()) == (200, of_api.json())
    assert mine["Content-Type"] == of_api["Content-Type"] == "application/json"


def test_what_is_wrong_is_a_problem(world: World, settings: object) -> None:
    """With the same status, code and sentence."""
    settings.WORKER = True  # type: ignore[attr-defined]
    mine, of_api = Client().get("/health"), Client().get("/api/v1/health")
    assert (mine.status_code, mine.json()) == (503, of_api.json())
    assert mine["Content-Type"] == "application/problem+json"
    assert mine.json()["code"] == "unwell"


def test_they_take_nothing_else(world: World) -> None:
    assert Client(enforce_csrf_checks=True).post("/health").status_code == 405
    assert Client().get("/ready?x=1").status_code == 422
