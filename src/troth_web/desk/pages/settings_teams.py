"""Settings: the teams that have people here, and those that only the playbook knows."""

from django import forms
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.page import acts, page
from troth_web.desk.setting import ChangeForm, Step, act, tabs
from troth_web.people import operations
from troth_web.people.errors import NotFoundError
from troth_web.people.models import Team

_HERE = "desk_settings_teams"


@page("teams.list")
def show(request: HttpRequest) -> HttpResponse:
    """Teams with how many belong to each."""
    call = Call.of(request)
    here = Q(people__active=True)
    teams = list(Team.objects.annotate(count=Count("people", filter=here)).order_by("name"))
    known = {team.pk for team in teams}
    edition = call.store.edition()
    missing = [
        (name, team.name or name)
        for name, team in (edition.playbook.teams.items() if edition else ())
        if name not in known and not team.supplier
    ]
    facts = {"teams": teams, "missing": missing, "tabs": tabs(request, _HERE)}
    return render(request, "desk/settings_teams.html", facts)


class TeamForm(ChangeForm):
    """A team."""

    id = forms.SlugField(
        label=_("Short name"), help_text=_("As in the playbook: support."), max_length=100
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    restricted = forms.BooleanField(
        label=_("Only its members and admins see its promises"), required=False
    )


@acts("teams.make")
def make(request: HttpRequest) -> HttpResponse:
    """A team that is not here yet."""
    begin = {"id": request.GET.get("id", ""), "name": request.GET.get("name", "")}
    form = TeamForm(request.POST if request.method == "POST" else None, initial=begin)

    def do(call: Call, _work: Work) -> None:
        said = form.cleaned_data
        operations.make_team(
            call.principal, said["id"], said["name"], restricted=said["restricted"], at=call.at
        )

    step = Step(
        title=gettext("Add a team"),
        go=gettext("Add it"),
        back=_HERE,
        said=gettext("The team is here."),
        do=do,
    )
    return act(request, form, step)


@acts("teams.change")
def change(request: HttpRequest, team_id: str) -> HttpResponse:
    """Its name, and who may see its promises."""
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise NotFoundError(f"there is no team {team_id!r}")
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        initial={"name": team.name, "restricted": team.restricted},
    )
    del form.fields["id"]

    def do(call: Call, _work: Work) -> None:
        said = form.cleaned_data
        operations.change_team(
            call.principal, team_id, name=said["name"], restricted=said["restricted"], at=call.at
        )

    step = Step(title=team.name, go=gettext("Keep"), back=_HERE, said=gettext("Changed."), do=do)
    return act(request, form, step)


urlpatterns = [
    path("settings/teams/", show, name="desk_settings_teams"),
    path("settings/teams/add/", make, name="desk_settings_team_add"),
    path("settings/teams/<str:team_id>/", change, name="desk_settings_team"),
]
