"""The cast: who they are, and what each may and may not see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from troth_web.people import operations
from troth_web.people.authentication import of_session
from troth_web.people.models import Person
from troth_web.people.principals import Principal

#: A Tuesday.
AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

#: Of the one person in the cast who signs in with it.
PASSWORD = "seven purple bicycles"  # noqa: S105 - of nobody


@dataclass(frozen=True, kw_only=True)
class Cast:
    """A small company with three teams: support, billing, and legal, which is restricted."""

    #: Admin, in no team; signs in with PASSWORD.
    ada: Person
    #: Manager, in support.
    max: Person
    #: Agent, in support.
    gus: Person
    #: Agent, in the restricted team legal.
    lea: Person
    #: Viewer, in billing.
    vera: Person


def by(person: Person) -> Principal:
    """The person as they come by browser."""
    return of_session(person.pk)


def signed_in(person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(person, BACKEND)
    # What signing in by the form would do too.
    UserSession.objects.create(
        user=person,
        session_key=client.session.session_key,
        ip="127.0.0.1",
        user_agent="a browser",
        created_at=AT,
        last_seen_at=AT,
    )
    return client


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """Rate limits of one test do not reach into the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, as they came: the first by founding, all others invited."""
    ada = operations.found(email="ada@example.com", name="Ada", password=PASSWORD, at=AT)
    for team, name in (("support", "Support"), ("billing", "Billing")):
        operations.make_team(by(ada), team, name, at=AT)
    operations.make_team(by(ada), "legal", "Legal", restricted=True, at=AT)

    def join(name: str, role: str, team: str) -> Person:
        invited = operations.invite(
            by(ada), email=f"{name}@example.com", name=name.title(), role=role, teams=[team], at=AT
        )
        return operations.accept_by_sign_in(invited.invitation, at=AT)

    return Cast(
        ada=ada,
        max=join("max", "manager", "support"),
        gus=join("gus", "agent", "support"),
        lea=join("lea", "agent", "legal"),
        vera=join("vera", "viewer", "billing"),
    )
