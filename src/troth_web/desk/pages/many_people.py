"""Several colleagues at once: put into a team."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.choosing import ChosenForm, Many, act_on, chosen
from troth_web.desk.page import acts
from troth_web.people import operations
from troth_web.people.models import Team
from troth_web.people.operations import checks


def _teams() -> list[tuple[str, str]]:
    found = Team.objects.order_by("name").values_list("pk", "name")
    return [("", gettext("Choose")), *found]


class TeamForm(ChosenForm):
    """Which team, and whether they come or go."""

    team = forms.ChoiceField(label=_("Team"), choices=_teams)
    leave = forms.BooleanField(
        label=_("They leave it"),
        help_text=_("What they look after stays theirs until somebody hands it over."),
        required=False,
    )


@acts("people.change")
def set_team(request: HttpRequest) -> HttpResponse:
    """Put several colleagues into a team, or take them out of it."""
    back = reverse("desk_settings")
    form = chosen(request, TeamForm, back)

    def do(call: Call, _work: Work, person_id: str) -> object:
        said = form.cleaned_data
        present = set(checks.person(person_id).teams.values_list("pk", flat=True))
        wanted = present - {said["team"]} if said["leave"] else present | {said["team"]}
        if wanted != present:
            operations.set_teams(call.principal, person_id, sorted(wanted), at=call.at)
        return person_id

    n = len(form.ids)
    many = Many(
        title=ngettext("Team of %d colleague", "Team of %d colleagues", n) % n,
        intro=gettext("It holds from their next click on."),
        go=gettext("Keep"),
        said=ngettext("%d colleague is changed.", "%d colleagues are changed.", n) % n,
        do=do,
    )
    return act_on(request, form, back, many)


#: `settings/people/team/` is nobody, so it stands before the page of one.
urlpatterns = [path("settings/people/team/", set_team, name="desk_team_many")]
