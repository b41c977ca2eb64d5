"""The company of the API's tests, with connectors."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from tests.web.api.conftest import (  # noqa: F401 - fixtures
    NOW,
    _stopped_clock,
    people,
    programs,
    world,
)
from tests.web.api.world import World
from tests.web.connectors.desk import PLAYBOOK, Desk
from troth_web import clock

Make = Callable[..., Desk]


@pytest.fixture
def make(world: World) -> Make:  # noqa: F811 - the fixture
    """Make a connector of a kind, under a playbook that knows its metrics."""
    world["mia"].post("/editions", {"text": PLAYBOOK}, expect=201)

    def make(kind: str, **said: object) -> Desk:
        body = {"name": f"our {kind}", "kind": kind, **said}
        return Desk(world, world["mia"].post("/connectors", body, expect=201))

    return make


@pytest.fixture
def at() -> Iterator[Callable[[datetime], None]]:
    """Turn the clock."""
    turned: list[object] = []

    def turn(moment: datetime) -> None:
        turning = clock.stopped(moment)
        turning.__enter__()
        turned.append(turning)

    yield turn
    for turning in reversed(turned):
        turning.__exit__(None, None, None)  # type: ignore[attr-defined]
