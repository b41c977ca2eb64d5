"""A company with its people and their keys, a published playbook, and a customer."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.web.api.world import PLAYBOOK, World, caller
from troth_web import clock
from troth_web.people.models import Membership, Person, ServiceAccount, Team
from troth_web.people.roles import Role

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def _stopped_clock() -> Iterator[None]:
    with clock.stopped(NOW):
        yield


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """Alice runs it, Mia manages, Ann is in support, Dan in delivery, Vic looks on."""
    teams = {
        name: Team.objects.create(id=name, name=name.title(), restricted=name == "legal")
        for name in ("support", "delivery", "legal")
    }
    cast = (
        ("alice", Role.ADMIN, ()),
        ("mia", Role.MANAGER, ("support",)),
        ("ann", Role.AGENT, ("support",)),
        ("dan", Role.AGENT, ("delivery",)),
        ("lea", Role.AGENT, ("legal",)),
        ("vic", Role.VIEWER, ()),
    )
    found = {}
    for name, role, memberships in cast:
        person = Person.objects.create(
            email=f"{name}@example.com", name=name.title(), role=role, joined_at=NOW
        )
        for team in memberships:
            Membership.objects.create(person=person, team=teams[team])
        found[name] = person
    return found


@pytest.fixture
def programs(people: dict[str, Person]) -> dict[str, ServiceAccount]:
    """An AI agent of support and the integration of a help desk, for both of which Mia answers."""
    found = {}
    for name, kind in (("bot", Role.AI_AGENT), ("desk", Role.INTEGRATION)):
        account = ServiceAccount.objects.create(
            name=name, kind=kind, owner=people["mia"], made_at=NOW
        )
        account.teams.set(Team.objects.filter(id="support"))
        found[name] = account
    return found


@pytest.fixture
def world(
    _stopped_clock: None, people: dict[str, Person], programs: dict[str, ServiceAccount]
) -> World:
    """Everybody with a key, the playbook published, and one customer."""
    everybody: dict[str, Person | ServiceAccount] = {**people, **programs}
    made = World({name: caller(holder, people["mia"], NOW) for name, holder in everybody.items()})
    made.edition = made["mia"].post("/editions", {"text": PLAYBOOK}, expect=201)
    made.customer = made["ann"].post("/customers", {"name": "Ada Byron"}, expect=201)["id"]
    return made
