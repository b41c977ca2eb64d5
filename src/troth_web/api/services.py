"""`/services`: programs that act in the company's name."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from troth.answers import Body, ServiceBody, ServiceList
from troth.operations.commands import Command, Id, Text
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.people import Teams
from troth_web.api.resource import Resource
from troth_web.people import operations
from troth_web.people.models import ServiceAccount
from troth_web.people.operations.services import running

services = Resource("services")


class MakeService(Command):
    """An account for a program; keys for it come after."""

    name: Text = Field(description="What people call it.")
    kind: Literal["ai-agent", "integration"]
    owner: Id = Field(description="The person who answers for it.")
    teams: Teams = Field((), description="The teams for which it acts.")


class ChangeService(Command):
    """What changes about a program; what is not said stays."""

    owner: Id | None = Field(None, description="The person who answers for it.")
    teams: Teams | None = Field(None, description="Exactly these teams.")


@services.reads("/services", needs="services.list", answers=ServiceList)
def list_(request: HttpRequest) -> HttpResponse:
    """List programs by name, those that ended too."""
    rows = ServiceAccount.objects.prefetch_related("teams").order_by("name", "id")
    return shown(request, ServiceList(items=tuple(map(_body, rows)), next=None))


@services.writes("POST", "/services", needs="services.make", answers=ServiceBody, status=201)
def make(request: HttpRequest, body: MakeService) -> HttpResponse:
    """Make an account for a program."""

    def made(call: Call, _: object) -> Body:
        return _body(
            operations.make_service(
                call.principal,
                name=body.name,
                kind=body.kind,
                owner=body.owner,
                teams=body.teams,
                at=call.at,
            )
        )

    return done(request, made, status=201)


@services.writes("PATCH", "/services/{service_id}", needs="services.change", answers=ServiceBody)
def change(request: HttpRequest, service_id: Id, body: ChangeService) -> HttpResponse:
    """Let a program act for other teams, or another person answer for it."""

    def changed(call: Call, _: object) -> Body:
        account = running(service_id)
        if body.owner is not None:
            account = operations.hand_over_service(
                call.principal, service_id, body.owner, at=call.at
            )
        if body.teams is not None:
            account = operations.set_service_teams(
                call.principal, service_id, body.teams, at=call.at
            )
        return _body(account)

    return done(request, changed)


@services.writes("POST", "/services/{service_id}/end", needs="services.end", answers=ServiceBody)
def end(request: HttpRequest, service_id: Id) -> HttpResponse:
    """End a program's account and all its keys, at once."""
    return done(
        request,
        lambda call, _: _body(operations.end_service(call.principal, service_id, at=call.at)),
    )


def _body(account: ServiceAccount) -> ServiceBody:
    return ServiceBody(
        id=str(account.pk),
        name=account.name,
        kind=account.kind,
        owner=str(account.owner_id),
        teams=tuple(sorted(team.pk for team in account.teams.all())),
        made_at=account.made_at,
        ended_at=account.ended_at,
    )
