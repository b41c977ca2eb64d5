"""The airline's people on a server: invited, joined, in their teams; and the assistant's key."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from examples.airline.year.cast import ASSISTANT, STAFF, Cast, Colleague, mailbox
from examples.airline.year.editions import FOLDER
from troth.playbook import load
from troth_web.people.authentication import of_session
from troth_web.people.models import Person
from troth_web.people.operations.founding import found
from troth_web.people.operations.invitations import accept, invite
from troth_web.people.operations.keys import make_service_key
from troth_web.people.operations.services import make_service
from troth_web.people.operations.teams import make_team
from troth_web.people.principals import Principal

#: What the assistant may do, narrower than any person who answers travellers.
SCOPES = (
    "read",
    "may.promise",
    "promises.make",
    "promises.offer",
    "promises.tell",
    "promises.pause",
    "promises.resume",
    "promises.hand_over",
    "duties.ask",
    "duties.tell",
    "quotes.record",
    "guard.check",
    "guard.record",
    "distortions.report",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """How somebody comes in. Known at this moment only; the server keeps a hash."""

    name: str
    role: str
    email: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Everybody, and the secrets with which they come in."""

    cast: Cast
    sign_ins: tuple[SignIn, ...]
    #: The key of the assistant.
    key: str


def staffed(joined: datetime, until: datetime) -> Staff:
    """Make everybody of the airline on a server that knows nobody yet.

    Args:
        joined: when they began; aware.
        until: when the assistant got its key; aware.
    """
    founder, sign_in = _founded(joined)
    by = of_session(UUID(founder.id))
    for team_id, team in load(FOLDER).teams.items():
        if not team.supplier:
            make_team(by, team_id, team.name or team_id, at=joined)
    others = [_joined(by, name, role, teams, joined) for name, role, teams in STAFF[1:]]
    assistant = make_service(
        by, name=ASSISTANT, kind="ai-agent", owner=founder.id, teams=("support",), at=joined
    )
    service = str(assistant.pk)
    key = make_service_key(by, service, name="the help desk's mail", scopes=SCOPES, at=until)
    return Staff(
        cast=Cast(people=(founder, *(each for each, _ in others)), assistant=service),
        sign_ins=(sign_in, *(each for _, each in others)),
        key=str(key.text),
    )


def first_of_each(sign_ins: Iterable[SignIn]) -> tuple[SignIn, ...]:
    """One sign-in for each role."""
    firsts: dict[str, SignIn] = {}
    for each in sign_ins:
        firsts.setdefault(each.role, each)
    return tuple(firsts.values())


def _founded(at: datetime) -> tuple[Colleague, SignIn]:
    name, role, teams = STAFF[0]
    sign_in = _sign_in(name, role)
    person = found(email=sign_in.email, name=name, password=sign_in.password, at=at)
    return _colleague(person, teams), sign_in


def _joined(
    by: Principal, name: str, role: str, teams: tuple[str, ...], at: datetime
) -> tuple[Colleague, SignIn]:
    sign_in = _sign_in(name, role)
    invited = invite(by, email=sign_in.email, name=name, role=role, teams=teams, at=at)
    person = accept(invited.token, sign_in.password, at=at)
    return _colleague(person, teams), sign_in


def _sign_in(name: str, role: str) -> SignIn:
    return SignIn(name=name, role=role, email=mailbox(name), password=secrets.token_urlsafe(12))


def _colleague(person: Person, teams: tuple[str, ...]) -> Colleague:
    return Colleague(
        id=str(person.pk),
        name=person.name,
        email=person.email,
        role=person.role,
        teams=teams,
    )
