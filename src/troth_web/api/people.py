"""`/people`: colleagues, who invites them, and their leaving."""

from datetime import datetime
from typing import Annotated

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from troth.answers import (
    Body,
    InvitationBody,
    InvitationList,
    LeftBody,
    PersonBody,
    PersonList,
)
from troth.operations.commands import Command, Id, Text, Word
from troth.said import said as worded
from troth.said import said_as
from troth_web.api.answering import done, shown
from troth_web.api.asked import AskedPeople
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.people import operations
from troth_web.people.errors import NotFoundError
from troth_web.people.mail import link_of
from troth_web.people.models import Invitation, Person

people = Resource("people")

Teams = Annotated[tuple[Word, ...], Field(max_length=100, strict=False)]


class Invite(Command):
    """Somebody who shall join."""

    email: Text = Field(description="Where the invitation goes; they sign in with it.")
    name: Text = Field(description="What colleagues call them.")
    role: Word = Field(description="admin, manager, agent or viewer; none above one's own.")
    teams: Teams = Field((), description="The teams they start in.")


class ChangePerson(Command):
    """What changes about a colleague; what is not said stays."""

    name: Text | None = Field(None, description="What colleagues call them.")
    role: Word | None = Field(None, description="admin, manager, agent or viewer.")
    teams: Teams | None = Field(None, description="Exactly these teams.")


@people.reads("/people", needs="people.list", answers=PersonList)
def list_(request: HttpRequest, asked: Query[AskedPeople]) -> HttpResponse:
    """List colleagues by name, those who have left at the end."""
    rows = people_of(role=asked.role, team=asked.team, active=asked.active)
    return shown(request, PersonList(items=tuple(map(person_body, rows)), next=None))


@people.reads("/people/invitations", needs="people.invite", answers=InvitationList)
def invitations(request: HttpRequest) -> HttpResponse:
    """List invitations that are still open."""
    at = Call.of(request).at
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    items = tuple(map(_invitation, rows.prefetch_related("teams").order_by("invited_at")))
    return shown(request, InvitationList(items=items, next=None))


@people.writes(
    "POST", "/people/invitations", needs="people.invite", answers=InvitationBody, status=201
)
def invite(request: HttpRequest, body: Invite) -> HttpResponse:
    """Invite somebody. The link is told in this answer alone, and not again on a retry."""

    def invited(call: Call, _: object) -> Body:
        made = operations.invite(
            call.principal,
            email=body.email,
            name=body.name,
            role=body.role,
            teams=body.teams,
            at=call.at,
        )
        return invited_body(made)

    return done(request, invited, status=201)


@people.writes(
    "DELETE",
    "/people/invitations/{invitation_id}",
    needs="people.invite",
    answers=InvitationBody,
)
def withdraw_invitation(request: HttpRequest, invitation_id: Id) -> HttpResponse:
    """Take an open invitation back."""

    def withdrawn(call: Call, _: object) -> Body:
        operations.withdraw_invitation(call.principal, invitation_id, at=call.at)
        return _invitation(Invitation.objects.get(pk=invitation_id))

    return done(request, withdrawn)


@people.reads("/people/{person_id}", needs="people.read", answers=PersonBody)
def get(request: HttpRequest, person_id: Id) -> HttpResponse:
    """Say who a colleague is."""
    return shown(request, person_body(_person(person_id)))


@people.writes(
    "PATCH", "/people/{person_id}", needs="people.change", answers=PersonBody, open_to="known"
)
def change(request: HttpRequest, person_id: Id, body: ChangePerson) -> HttpResponse:
    """Change name, role or teams. One's own name needs no permission."""

    def changed(call: Call, _: object) -> Body:
        _change(call, person_id, body, call.at)
        return person_body(_person(person_id))

    return done(request, changed)


@people.writes("POST", "/people/{person_id}/leave", needs="people.leave", answers=LeftBody)
def leave(request: HttpRequest, person_id: Id) -> HttpResponse:
    """See somebody off: no session and no key of theirs works any more, at once."""

    def left(call: Call, _: object) -> Body:
        gone = operations.leave(call.principal, person_id, at=call.at)
        return LeftBody(
            person=person_body(gone.person),
            sessions=gone.sessions,
            keys=gone.keys,
            promises=tuple(gone.promises),
            services=tuple(str(service.pk) for service in gone.services),
        )

    return done(request, left)


def invited_body(made: operations.Invited) -> InvitationBody:
    """An invitation with its link, which is told once."""
    return _invitation(made.invitation).model_copy(update={"link": link_of(made)})


def people_of(
    *, role: str | None = None, team: str | None = None, active: bool | None = None
) -> QuerySet[Person]:
    """Colleagues by name, those who have left at the end; what is None does not matter."""
    said = {"role": role, "teams": team, "active": active}
    asked = {name: value for name, value in said.items() if value is not None}
    rows = Person.objects.filter(**asked).prefetch_related("teams")
    return rows.order_by("-active", "name", "id")


def person_body(person: Person) -> PersonBody:
    """A colleague as the API answers."""
    return PersonBody(
        id=str(person.pk),
        name=person.name,
        email=person.email,
        role=person.role,
        active=person.active,
        joined_at=person.joined_at,
        left_at=person.left_at,
        teams=tuple(sorted(team.pk for team in person.teams.all())),
    )


def _change(call: Call, person_id: str, body: ChangePerson, at: datetime) -> None:
    if body.name is not None:
        operations.rename(call.principal, person_id, body.name, at=at)
    if body.role is not None:
        operations.change_role(call.principal, person_id, body.role, at=at)
    if body.teams is not None:
        operations.set_teams(call.principal, person_id, body.teams, at=at)


def _invitation(row: Invitation) -> InvitationBody:
    return InvitationBody(
        id=str(row.pk),
        email=row.email,
        name=row.name,
        role=row.role,
        teams=tuple(sorted(team.pk for team in row.teams.all())),
        invited_at=row.invited_at,
        expires_at=row.expires_at,
    )


def _person(person_id: str) -> Person:
    try:
        return Person.objects.prefetch_related("teams").get(pk=person_id)
    except (Person.DoesNotExist, ValidationError):
        raise NotFoundError(
            worded(
                "there is no {kind} {subject}",
                kind=said_as("kind", "person"),
                subject=repr(person_id),
            )
        ) from None
