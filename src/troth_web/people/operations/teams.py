"""Teams, as the playbook names them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from troth.promises.entries import EntryType
from troth.said import said
from troth_web.people import journal
from troth_web.people.errors import NotAllowedError, NotFoundError, PeopleError, TakenError
from troth_web.people.models import Team
from troth_web.people.operations import checks
from troth_web.people.permissions import require
from troth_web.people.principals import Principal
from troth_web.people.roles import Role


def make_team(
    by: Principal, team_id: str, name: str, *, restricted: bool = False, at: datetime
) -> Team:
    """Make a team under the id that it has in the playbook.

    Raises:
        TakenError: there is one with this id.
        PeopleError: the id is none that a playbook could hold.
    """
    require(by, "teams.make")
    _may_restrict(by, before=False, after=restricted)
    team = Team(id=team_id, name=checks.name(name), restricted=restricted)
    try:
        team.clean_fields()
    except ValidationError as error:
        raise PeopleError(
            said(
                "{team} is no id of a team; write it as in the playbook, such as 'support'",
                team=repr(team_id),
            ),
            where="id",
        ) from error
    try:
        with transaction.atomic():
            team.save(force_insert=True)
            payload: dict[str, journal.Json] = {"what": "made", "restricted": restricted}
            journal.record(EntryType.TEAM_CHANGED, team_id, by.actor, payload, at)
    except IntegrityError as error:
        raise TakenError(
            said("there is a team {team} already", team=repr(team_id)), where="id"
        ) from error
    return team


def change_team(
    by: Principal,
    team_id: str,
    *,
    name: str | None = None,
    restricted: bool | None = None,
    at: datetime,
) -> Team:
    """Rename a team, or close or open it to others.

    Raises:
        NotFoundError: there is no such team.
        NotAllowedError: only an admin restricts a team or opens it again.
    """
    require(by, "teams.change")
    with transaction.atomic():
        team = Team.objects.select_for_update().filter(pk=team_id).first()
        if team is None:
            raise NotFoundError(said("there is no team {team}", team=repr(team_id)))
        closed = team.restricted if restricted is None else restricted
        _may_restrict(by, before=team.restricted, after=closed)
        team.restricted = closed
        team.name = team.name if name is None else checks.name(name)
        team.save(update_fields=["name", "restricted"])
        payload: dict[str, journal.Json] = {"what": "changed", "restricted": closed}
        journal.record(EntryType.TEAM_CHANGED, team_id, by.actor, payload, at)
    return team


def _may_restrict(by: Principal, *, before: bool, after: bool) -> None:
    if before != after and by.role is not Role.ADMIN:
        raise NotAllowedError(
            said("only an admin restricts a team or opens it"), where="restricted"
        )
