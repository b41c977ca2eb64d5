"""The playbook as a map: what customers may expect, at which stage, and who keeps it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext

from troth.operations.errors import NoEditionError, NotFoundError
from troth.playbook.schema.people import Stage
from troth.playbook.scope import scope_text
from troth.report.parties import team_name
from troth_web.api.calls import Call
from troth_web.desk.atlas import View, plan_of
from troth_web.desk.atlas.cards import STRENGTHS, card, standard_line, title
from troth_web.desk.atlas.plan import ROLES, cards_of, role_of, stop
from troth_web.desk.atlas.touchpoint import expected, includes, moments_of
from troth_web.desk.page import page
from troth_web.desk.telling import told

#: So many editions are listed.
SHOWN = 30


@page("editions.read")
def show(request: HttpRequest, edition_id: str | None = None) -> HttpResponse:
    """The whole map."""
    call = Call.of(request)
    view = _view(call, edition_id)
    if view is None:
        return render(request, "desk/playbook.html", {"editor": _address("desk_editor")})
    facts = {
        "view": view,
        "heading": _heading(view),
        "plan": plan_of(view),
        "current": call.store.edition(),
        "editions": call.store.subjects("edition", None, None, SHOWN).items,
        "editor": _address("desk_editor") if not view.named else "",
        "friction": _address("desk_friction"),
    }
    return render(request, "desk/playbook.html", facts)


@page("editions.read")
def stage(request: HttpRequest, stage_id: str, edition_id: str | None = None) -> HttpResponse:
    """One stage: its teams, and all that happens in it."""
    view = _needed(Call.of(request), edition_id)
    found = next((each for each in view.playbook.stages if each.id == stage_id), None)
    if found is None:
        raise NotFoundError("stage", stage_id)
    facts = {
        **_around(view, stop(view, found).name),
        "about": found.about,
        "teams": [_role(view, found, team) for team in _teams_of(found)],
        "cards": [
            card(view, name)
            for name, each in view.playbook.touchpoints.items()
            if each.stage == stage_id
        ],
        "milestones": [
            (each.name or title(name), _names(view, each.ours), _duties(view, each.theirs))
            for name, each in view.playbook.milestones.items()
            if each.stage == stage_id
        ],
    }
    return render(request, "desk/playbook_stage.html", facts)


@page("editions.read")
def team(request: HttpRequest, team_id: str, edition_id: str | None = None) -> HttpResponse:
    """One team: where it helps, what it keeps, and what others say of it."""
    view = _needed(Call.of(request), edition_id)
    playbook = view.playbook
    found = playbook.teams.get(team_id)
    if found is None:
        raise NotFoundError("team", team_id)
    facts = {
        **_around(view, team_name(playbook, team_id)),
        "about": found.about,
        "supplier": found.supplier,
        "hours": _hours(view, found.calendar),
        "stages": [
            (stop(view, each), ROLES.get(role_of(each, team_id), ""), cards_of(view, each, team_id))
            for each in playbook.stages
            if role_of(each, team_id) or cards_of(view, each, team_id)
        ],
        "standards": [
            standard_line(view, name)
            for name, each in playbook.standards.items()
            if each.team == team_id
        ],
        "says": [each for each in playbook.claims.values() if each.team == team_id],
        "relied": [
            (each, team_name(playbook, each.team), each.agreed.get(team_id))
            for each in playbook.claims.values()
            if team_id in each.relies_on
        ],
        "able": [each for each in playbook.capabilities.values() if each.team == team_id],
    }
    return render(request, "desk/playbook_team.html", facts)


@page("editions.read")
def touchpoint(
    request: HttpRequest, touchpoint_id: str, edition_id: str | None = None
) -> HttpResponse:
    """One touchpoint: who, what, when, where, why, how; what is expected, and what answers it."""
    view = _needed(Call.of(request), edition_id)
    found = view.playbook.touchpoints.get(touchpoint_id)
    if found is None:
        raise NotFoundError("touchpoint", touchpoint_id)
    shown = card(view, touchpoint_id)
    where = next((each for each in view.playbook.stages if each.id == found.stage), None)
    facts = {
        **_around(view, shown.name),
        "card": shown,
        "touchpoint": found,
        "stage": stop(view, where) if where else None,
        "owner": team_name(view.playbook, found.owner) if found.owner else "",
        "owner_url": view.url("team", found.owner) if found.owner else "",
        "moments": moments_of(found),
        "expected": [expected(view, each) for each in found.expectations],
        "standards": [(standard_line(view, name), _terms(view, name)) for name in found.standards],
        "included": includes(view, touchpoint_id),
        "friction": _address("desk_friction"),
        "log": _address("desk_friction_log") if not view.named else "",
    }
    return render(request, "desk/playbook_touchpoint.html", facts)


def _view(call: Call, edition_id: str | None) -> View | None:
    """The edition of that id, or the one in force; None before the first."""
    edition = call.store.edition(edition_id)
    if edition is None:
        if edition_id is not None:
            raise NotFoundError("edition", edition_id)
        return None
    return View(call=call, edition=edition, named=edition_id is not None)


def _needed(call: Call, edition_id: str | None) -> View:
    view = _view(call, edition_id)
    if view is None:
        raise NoEditionError
    return view


def _around(view: View, heading: str) -> dict[str, Any]:
    """What every part of the map shows around it."""
    return {"view": view, "heading": heading, "map": view.url()}


def _heading(view: View) -> str:
    about = (view.playbook.about or "").strip().rstrip(".")
    if about:
        return about
    said = gettext("What customers of %(company)s may expect, and who keeps it")
    return said % {"company": view.playbook.company}


def _teams_of(found: Stage) -> list[str]:
    return [each for each in (found.primary, found.secondary, found.tertiary) if each]


def _role(view: View, found: Stage, team_id: str) -> tuple[str, object, str, str]:
    role = role_of(found, team_id)
    return role, ROLES[role], team_name(view.playbook, team_id), view.url("team", team_id)


def _hours(view: View, calendar_id: str | None) -> str:
    declared = view.playbook.calendars.get(calendar_id or "")
    if declared is None:
        return ""
    return " ".join(part for part in (declared.hours or calendar_id, declared.timezone) if part)


def _terms(view: View, standard_id: str) -> dict[str, Any]:
    """What belongs to a standard beside its term."""
    standard = view.playbook.standards[standard_id]
    return {
        "says": standard.says,
        "firmness": STRENGTHS[standard.strength],
        "scope": told(scope_text(standard.scope)) if standard.scope else "",
        "needs": _duties(view, standard.needs),
        "updates": str(standard.updates or ""),
        "precept": view.playbook.precepts.get(standard.precept or "", ""),
        "review": standard.review,
    }


def _duties(view: View, names: tuple[str, ...]) -> list[str]:
    duties = view.playbook.duties
    return [(duties[name].says or title(name)) if name in duties else name for name in names]


def _names(view: View, standards: tuple[str, ...]) -> list[str]:
    known = view.playbook.standards
    return [standard_line(view, name).metric for name in standards if name in known]


def _address(name: str) -> str:
    """The address of a page that may not be there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _addresses() -> list[Any]:
    """The map and its parts: of the edition in force, and of any edition by its id."""
    parts = (
        ("", show, ""),
        ("stages/<str:stage_id>/", stage, "_stage"),
        ("teams/<str:team_id>/", team, "_team"),
        ("touchpoints/<str:touchpoint_id>/", touchpoint, "_touchpoint"),
    )
    return [
        *(
            path(f"playbook/{where}", view, name=f"desk_playbook{name}")
            for where, view, name in parts
        ),
        *(
            path(f"playbook/editions/<str:edition_id>/{where}", view, name=f"desk_edition{name}")
            for where, view, name in parts
        ),
    ]


urlpatterns = _addresses()
