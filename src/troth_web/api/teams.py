"""`/teams`: as the playbook names them."""

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from troth.answers import Body, TeamBody, TeamList
from troth.operations.commands import Command, Text, Word
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.people import operations
from troth_web.people.models import Team

teams = Resource("teams")


class MakeTeam(Command):
    """A team under the id that it has in the playbook."""

    id: Word = Field(description="As in the playbook: support.")
    name: Text = Field(description="As on screens.")
    restricted: bool = Field(default=False, description="Only members and admins see its promises.")


class ChangeTeam(Command):
    """What changes about a team; what is not said stays."""

    name: Text | None = Field(None, description="As on screens.")
    restricted: bool | None = Field(None, description="Only members and admins see its promises.")


@teams.reads("/teams", needs="teams.list", answers=TeamList)
def list_(request: HttpRequest) -> HttpResponse:
    """List teams by id."""
    items = tuple(map(_body, Team.objects.order_by("id")))
    return shown(request, TeamList(items=items, next=None))


@teams.writes("POST", "/teams", needs="teams.make", answers=TeamBody, status=201)
def make(request: HttpRequest, body: MakeTeam) -> HttpResponse:
    """Make a team."""

    def made(call: Call, _: object) -> Body:
        return _body(
            operations.make_team(
                call.principal, body.id, body.name, restricted=body.restricted, at=call.at
            )
        )

    return done(request, made, status=201)


@teams.writes("PATCH", "/teams/{team_id}", needs="teams.change", answers=TeamBody)
def change(request: HttpRequest, team_id: Word, body: ChangeTeam) -> HttpResponse:
    """Rename a team, or close or open it to others."""

    def changed(call: Call, _: object) -> Body:
        return _body(
            operations.change_team(
                call.principal, team_id, name=body.name, restricted=body.restricted, at=call.at
            )
        )

    return done(request, changed)


def _body(team: Team) -> TeamBody:
    return TeamBody(id=team.pk, name=team.name, restricted=team.restricted)
