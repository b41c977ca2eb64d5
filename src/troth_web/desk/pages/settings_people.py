"""Settings: who works here, in which role and teams; inviting somebody, and seeing somebody off."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.api.people import people_of
from troth_web.desk.acting import ActForm, form_page
from troth_web.desk.listing import bar_of, file_of
from troth_web.desk.page import acts, page
from troth_web.desk.setting import ChangeForm, Step, SureForm, Teams, act, once, roles, tabs
from troth_web.desk.words import role_text
from troth_web.people import operations
from troth_web.people.errors import NotFoundError
from troth_web.people.mail import link_of
from troth_web.people.models import Invitation, Person, Team
from troth_web.people.operations import Invited

_HERE = "desk_settings"


class FilterForm(forms.Form):
    """Which colleagues; what is left empty does not matter."""

    team = forms.ChoiceField(label=_("Team"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("Here"),
        required=False,
        choices=[("", _("any")), ("here", _("works here")), ("left", _("has left"))],
    )

    def __init__(self, data: QueryDict) -> None:
        """With the teams that there are."""
        super().__init__(data)
        teams = Team.objects.order_by("name").values_list("pk", "name")
        for name, choices in (("team", list(teams)), ("role", roles())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", gettext("any")), *choices]

    def asked(self) -> dict[str, Any]:
        """The filter as the API takes it."""
        said = self.cleaned_data
        asked = {name: said[name] for name in ("team", "role") if said[name]}
        return asked | ({"active": said["state"] == "here"} if said["state"] else {})


def _usual() -> dict[str, dict[str, str]]:
    return {gettext("All"): {}, gettext("Who works here"): {"state": "here"}}


@page("people.list")
def show(request: HttpRequest) -> HttpResponse:
    """Everybody, those who have left at the end; and who is invited."""
    call = Call.of(request)
    form = FilterForm(request.GET)
    asked = form.asked() if form.is_valid() else {}
    rows = people_of(**asked)
    may_invite = "people.invite" in call.principal.permissions
    open_ = Invitation.objects.filter(
        accepted_at=None, withdrawn_at=None, expires_at__gt=call.at
    ).order_by("invited_at")
    facts = {
        "people": [(each, role_text(each.role)) for each in rows],
        "invitations": list(open_) if may_invite else [],
        "tabs": tabs(request, _HERE),
        "filter": form,
        "bar": bar_of(request, call, "people", usual=_usual(), csv=file_of("people", asked)),
        "may_choose": "people.change" in call.principal.permissions,
        "mine": call.principal.id,
    }
    return render(request, "desk/settings_people.html", facts)


class InviteForm(ActForm):
    """Somebody who shall join."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), help_text=_("They sign in with it."))
    role = forms.ChoiceField(label=_("Role"), choices=roles, initial="agent")
    teams = Teams()


@acts("people.invite")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown this once."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    made: list[Invited] = []

    def do(call: Call, _work: Work) -> None:
        said = form.cleaned_data
        made.append(
            operations.invite(
                call.principal,
                email=said["email"],
                name=said["name"],
                role=said["role"],
                teams=said["teams"],
                at=call.at,
            )
        )

    if form.is_valid() and once(request, form, do):
        # Sent twice, nothing is made anew, and the link is not known any more.
        facts = {"link": link_of(made[0]) if made else "", "invited": form.cleaned_data}
        return render(request, "desk/settings_invited.html", facts)
    return form_page(
        request,
        form,
        title=gettext("Invite a colleague"),
        go=gettext("Make the invitation"),
        back="/settings/",
    )


class PersonForm(ChangeForm):
    """What somebody is here."""

    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=roles)
    teams = Teams()


@acts("people.change")
def change(request: HttpRequest, person_id: str) -> HttpResponse:
    """Name, role and teams of somebody."""
    person = _person(person_id)
    mine = sorted(person.teams.values_list("pk", flat=True))
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial={"name": person.name, "role": person.role, "teams": mine},
    )

    def do(call: Call, _work: Work) -> None:
        said, key = form.cleaned_data, str(person.pk)
        if said["name"] != person.name:
            operations.rename(call.principal, key, said["name"], at=call.at)
        if said["role"] != person.role:
            operations.change_role(call.principal, key, said["role"], at=call.at)
        if sorted(said["teams"]) != mine:
            operations.set_teams(call.principal, key, said["teams"], at=call.at)

    step = Step(
        title=person.name,
        intro=gettext("It holds from their next click on."),
        go=gettext("Keep"),
        back=_HERE,
        said=gettext("Changed."),
        do=do,
    )
    return act(request, form, step)


@acts("people.leave")
def leave(request: HttpRequest, person_id: str) -> HttpResponse:
    """See somebody off."""
    person = _person(person_id)
    step = Step(
        title=gettext("Remove %(name)s?") % {"name": person.name},
        intro=gettext(
            "No browser and no key of theirs works any more, at once. What they promised stays "
            "promised; hand it over."
        ),
        go=gettext("Remove them"),
        back=_HERE,
        said=gettext("They are removed; nothing of theirs works here any more."),
        do=lambda call, _work: operations.leave(call.principal, person_id, at=call.at),
    )
    return act(request, SureForm(request.POST if request.method == "POST" else None), step)


@acts("people.invite")
def withdraw(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """Take an invitation back."""
    step = Step(
        title=gettext("Take the invitation back?"),
        intro=gettext("Its link works no more."),
        go=gettext("Take it back"),
        back=_HERE,
        said=gettext("The invitation is taken back."),
        do=lambda call, _work: operations.withdraw_invitation(
            call.principal, invitation_id, at=call.at
        ),
    )
    return act(request, SureForm(request.POST if request.method == "POST" else None), step)


def _person(person_id: str) -> Person:
    try:
        return Person.objects.get(pk=person_id)
    except (Person.DoesNotExist, ValidationError):
        raise NotFoundError(f"there is no person {person_id!r}") from None


urlpatterns = [
    path("settings/", show, name="desk_settings"),
    path("settings/people/invite/", invite, name="desk_settings_invite"),
    path("settings/people/<str:person_id>/", change, name="desk_settings_person"),
    path("settings/people/<str:person_id>/leave/", leave, name="desk_settings_leave"),
    path("settings/invitations/<str:invitation_id>/", withdraw, name="desk_settings_withdraw"),
]
