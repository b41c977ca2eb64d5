"""Settings: programs that act for the company, and the keys with which they come in."""

from datetime import datetime, time

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, form_page
from troth_web.desk.page import acts, page
from troth_web.desk.setting import (
    Once,
    Step,
    SureForm,
    Teams,
    act,
    colleagues,
    once,
    show_once,
    tabs,
)
from troth_web.people import operations
from troth_web.people.models import ApiKey, ServiceAccount
from troth_web.people.operations import MadeKey
from troth_web.people.principals import Principal
from troth_web.people.roles import Role

_HERE = "desk_settings_keys"
_KINDS = (("ai-agent", _("an AI agent")), ("integration", _("another system")))


@page("keys.list")
def show(request: HttpRequest) -> HttpResponse:
    """One's own keys; those in charge also see those of programs."""
    call = Call.of(request)
    keys = [(key, _state(key, call.at)) for key in _keys(call.principal)]
    accounts = ServiceAccount.objects.select_related("owner").prefetch_related("teams")
    facts = {
        "keys": keys,
        "programs": [(each, dict(_KINDS)[each.kind]) for each in accounts.filter(ended_at=None)],
        "tabs": tabs(request, _HERE),
    }
    return render(request, "desk/settings_keys.html", facts)


def _keys(who: Principal) -> QuerySet[ApiKey]:
    mine = Q(person_id=who.id)
    if who.role in {Role.ADMIN, Role.MANAGER}:
        mine |= Q(service__isnull=False)
    return ApiKey.objects.filter(mine).select_related("service").order_by("-made_at", "id")


def _state(key: ApiKey, at: datetime) -> str:
    """Empty while it works."""
    if key.revoked_at:
        return gettext("revoked")
    return gettext("expired") if key.expires_at and key.expires_at <= at else ""


class KeyForm(ActForm):
    """A key."""

    name = forms.CharField(label=_("What it is for"), max_length=200)
    holder = forms.ChoiceField(label=_("For whom"))
    scopes = forms.CharField(
        label=_("What it opens"),
        help_text=_("Names of permissions, one in a line: read, promises.*, promises.make."),
        initial="read",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expires = forms.DateField(
        label=_("Until"),
        help_text=_("Empty: it does not expire."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    cap = forms.IntegerField(
        label=_("Writes in an hour, at most"),
        help_text=_("Empty: as many as it likes."),
        min_value=0,
        max_value=1_000_000,
        required=False,
    )
    networks = forms.CharField(
        label=_("From where it works"),
        help_text=_("Networks, one in a line: 192.0.2.0/24. Empty: from anywhere."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def for_whom(self, programs: list[tuple[str, str]]) -> None:
        """Oneself, or a program."""
        field = self.fields["holder"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("me", gettext("myself")), *programs]

    def limits(self) -> dict[str, object]:
        """What the key may not exceed."""
        day = self.cleaned_data["expires"]
        end = timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None
        networks = self.cleaned_data["networks"].split()
        return {"expires_at": end, "cap": self.cleaned_data["cap"], "networks": networks}


@acts("keys.make")
def make(request: HttpRequest) -> HttpResponse:
    """A key; its secret is shown this once."""
    call = Call.of(request)
    form = KeyForm(request.POST if request.method == "POST" else None)
    may = call.principal.role in {Role.ADMIN, Role.MANAGER}
    accounts = ServiceAccount.objects.filter(ended_at=None).order_by("name") if may else ()
    form.for_whom([(str(each.pk), each.name) for each in accounts])
    made: list[MadeKey] = []

    def do(call: Call, _work: Work) -> None:
        said = form.cleaned_data
        limits = form.limits()
        asked = {"name": said["name"], "scopes": said["scopes"].split(), "at": call.at, **limits}
        if said["holder"] == "me":
            made.append(operations.make_key(call.principal, **asked))
        else:
            made.append(operations.make_service_key(call.principal, said["holder"], **asked))

    if form.is_valid() and once(request, form, do):
        # Sent twice, nothing is made anew, and the secret is not known any more.
        return show_once(request, _told(form.cleaned_data["name"], made))
    return form_page(
        request,
        form,
        title=gettext("Make a key"),
        go=gettext("Make the key"),
        back=reverse(_HERE),
    )


def _told(name: str, made: list[MadeKey]) -> Once:
    return Once(
        title=gettext("The key is made") if made else gettext("This key was made already"),
        heading=gettext("Copy the key now: it is shown this once"),
        lines=[(gettext("The key"), str(each.text)) for each in made],
        lost=gettext(
            "Its secret is not known any more. Revoke it and make another if it got lost."
        ),
        back=reverse(_HERE),
        name=name,
    )


@acts("keys.revoke")
def revoke(request: HttpRequest, key_id: str) -> HttpResponse:
    """Stop a key, at once."""
    step = Step(
        title=gettext("Revoke this key?"),
        intro=gettext("What comes with it is refused from now on."),
        go=gettext("Revoke it"),
        back=_HERE,
        said=gettext("The key is revoked."),
        do=lambda call, _work: operations.revoke_key(call.principal, key_id, at=call.at),
    )
    return act(request, SureForm(request.POST if request.method == "POST" else None), step)


class ProgramForm(ActForm):
    """A program that acts for the company."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=_KINDS)
    owner = forms.ChoiceField(label=_("Who answers for it"), choices=colleagues)
    teams = Teams()


@acts("services.make")
def add_program(request: HttpRequest) -> HttpResponse:
    """A program; keys for it come after."""
    mine = {"owner": Call.of(request).principal.id}
    form = ProgramForm(request.POST if request.method == "POST" else None, initial=mine)

    def do(call: Call, _work: Work) -> None:
        said = form.cleaned_data
        operations.make_service(
            call.principal,
            name=said["name"],
            kind=said["kind"],
            owner=said["owner"],
            teams=said["teams"],
            at=call.at,
        )

    step = Step(
        title=gettext("Add a program"),
        intro=gettext("It speaks in the company's name, and somebody answers for it."),
        go=gettext("Add it"),
        back=_HERE,
        said=gettext("The program is here. Now make a key for it."),
        do=do,
    )
    return act(request, form, step)


@acts("services.end")
def end_program(request: HttpRequest, account_id: str) -> HttpResponse:
    """End a program and all its keys."""
    step = Step(
        title=gettext("End this program?"),
        intro=gettext("It and all its keys are refused from now on."),
        go=gettext("End it"),
        back=_HERE,
        said=gettext("The program is ended."),
        do=lambda call, _work: operations.end_service(call.principal, account_id, at=call.at),
    )
    return act(request, SureForm(request.POST if request.method == "POST" else None), step)


urlpatterns = [
    path("settings/keys/", show, name="desk_settings_keys"),
    path("settings/keys/make/", make, name="desk_settings_key_make"),
    path("settings/keys/<str:key_id>/revoke/", revoke, name="desk_settings_key_revoke"),
    path("settings/programs/add/", add_program, name="desk_settings_program_add"),
    path("settings/programs/<str:account_id>/end/", end_program, name="desk_settings_program_end"),
]
