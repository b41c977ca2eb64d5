"""Settings: an address that hears of entries, and what was sent to it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from troth.promises.entries import EntryType
from troth.promises.store import Work
from troth_web.api.asked import Asked
from troth_web.api.calls import Call
from troth_web.api.numbered import latest
from troth_web.desk.acting import form_page
from troth_web.desk.channels import rows, states
from troth_web.desk.choosing import ChosenForm, Many, act_on, chosen
from troth_web.desk.listing import bar_of, file_of
from troth_web.desk.page import acts, page
from troth_web.desk.setting import (
    ChangeForm,
    Once,
    Step,
    SureForm,
    act,
    colleagues,
    once,
    posted,
    show_once,
)
from troth_web.ledger.projection import instant_of
from troth_web.people.principals import Principal
from troth_web.people.roles import Role
from troth_web.webhooks import operations
from troth_web.webhooks.models import Delivery, State
from troth_web.webhooks.operations import OVERLAP, Told
from troth_web.webhooks.owners import found

_CHANNELS = "desk_settings_channels"
ROWS = 50


@page("webhooks.deliveries")
def show(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """One address: how it stands, and what was sent there, the latest first."""
    call = Call.of(request)
    endpoint = found(call.principal, endpoint_id)
    state, after = _state(request), request.GET.get("after") or None
    sent = Delivery.objects.filter(endpoint=endpoint)
    wanted = sent.filter(state=state) if state else sent
    items, more = latest(wanted, Asked(after=after, limit=ROWS))
    path_ = f"webhooks/{endpoint.id}/deliveries"
    facts = {
        "endpoint": endpoint,
        "state": states.of_endpoint(endpoint),
        "disabled": _moment(endpoint.disabled_us),
        "failing": _moment(endpoint.failing_since_us),
        "old_until": _moment(endpoint.old_until_us),
        "waiting": sent.filter(state=State.WAITING).count(),
        "rows": [rows.sent(each, enabled=endpoint.disabled_us is None) for each in items],
        "bar": bar_of(
            request,
            call,
            "webhooks",
            usual=_usual(),
            csv=file_of(path_, {"state": state} if state else {}),
        ),
        "next": more,
        "after": after,
    }
    return render(request, "desk/settings_webhooks.html", facts)


def _state(request: HttpRequest) -> str:
    said = request.GET.get("state", "")
    return said if said in State.values else ""


def _usual() -> dict[str, dict[str, str]]:
    return {
        gettext("All"): {},
        gettext("Given up"): {"state": State.FAILED.value},
        gettext("Under way"): {"state": State.WAITING.value},
        gettext("Arrived"): {"state": State.DELIVERED.value},
    }


def _moment(microseconds: int | None) -> Any:  # noqa: ANN401 - None only for None
    return None if microseconds is None else instant_of(microseconds)


class EndpointForm(ChangeForm):
    """An address, and what it hears of."""

    url = forms.CharField(
        label=_("Where to"),
        help_text=_("An address of yours that takes a POST: https://example.com/hooks"),
        max_length=2000,
        widget=forms.URLInput,
    )
    types = forms.CharField(
        label=_("What it hears of"),
        max_length=5000,
        initial="promise.*",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "class": "mono"}),
    )
    description = forms.CharField(label=_("What it is for"), max_length=500, required=False)
    owner = forms.ChoiceField(
        label=_("Who answers for it"),
        help_text=_("It hears of no more than they may see; they are told when it fails."),
        choices=colleagues,
    )
    personal = forms.BooleanField(
        label=_("Names, words and notes go with the entries"),
        help_text=_("What is personal leaves the company then."),
        required=False,
    )

    def within(self, by: Principal) -> None:
        """Offer no more than they may allow, and say what there is to hear of."""
        kinds = ", ".join(sorted({f"{each.kind}.*" for each in EntryType}))
        self.fields["types"].help_text = gettext(
            "Kinds or types of entries, one in a line: %(kinds)s; promise.kept; or * for all."
        ) % {"kinds": kinds}
        if by.role is not Role.ADMIN:
            del self.fields["personal"]

    def wanted(self) -> dict[str, Any]:
        """What the operation is told."""
        names = ("url", "description", "owner", "personal")
        said = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return said | {"types": self.cleaned_data["types"].replace(",", " ").split()}


@acts("webhooks.add")
def add(request: HttpRequest) -> HttpResponse:
    """An address; its secret is shown this once."""
    by = Call.of(request).principal
    form = EndpointForm(posted(request), initial={"owner": by.id})
    form.within(by)
    made: list[Told] = []

    def do(call: Call, work: Work) -> None:
        made.append(operations.add(work, call.principal, **form.wanted()))

    if form.is_valid() and once(request, form, do):
        return show_once(request, _told(made, reverse(_CHANNELS)))
    return form_page(
        request,
        form,
        title=gettext("Add an address that hears of entries"),
        intro=gettext(
            "Each entry goes there signed, once or more often, and again for three days where "
            "nobody answers."
        ),
        go=gettext("Add it"),
        back=reverse(_CHANNELS),
    )


def _told(made: list[Told], back: str) -> Once:
    here = reverse("desk_webhook", args=[made[0].endpoint.id]) if made else back
    return Once(
        title=gettext("The secret is made") if made else gettext("This was done already"),
        heading=gettext("Copy the secret now: it is shown this once"),
        lines=[(gettext("The secret"), each.secret) for each in made],
        lost=gettext("The secret is not known any more. Exchange it if it got lost."),
        back=here,
        name=str(made[0].endpoint.host or "") if made else "",
        steps=[
            gettext("Your program verifies each call with it, as Standard Webhooks says."),
            gettext("Then send a test from here, and see that it arrives."),
            gettext("The page docs/guides/webhooks.md has the rest, with an example in Python."),
        ],
    )


@acts("webhooks.change")
def change(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Where it is, what it hears of, who answers for it."""
    call = Call.of(request)
    endpoint = found(call.principal, endpoint_id)
    begin = {
        "url": endpoint.url,
        "types": "\n".join(endpoint.types),
        "description": endpoint.description,
        "owner": str(endpoint.owner_id),
        "personal": endpoint.personal,
    }
    form = EndpointForm(posted(request), initial=begin)
    form.within(call.principal)

    step = Step(
        title=gettext("What this address hears of"),
        go=gettext("Keep"),
        back=reverse("desk_webhook", args=[endpoint_id]),
        said=gettext("Changed."),
        do=lambda call, work: operations.change(work, call.principal, endpoint_id, **form.wanted()),
    )
    return act(request, form, step)


@acts("webhooks.rotate")
def rotate(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Another secret, shown this once."""
    found(Call.of(request).principal, endpoint_id)
    form, back = SureForm(posted(request)), reverse("desk_webhook", args=[endpoint_id])
    made: list[Told] = []

    def do(call: Call, work: Work) -> None:
        made.append(operations.rotate(work, call.principal, endpoint_id))

    if form.is_valid() and once(request, form, do):
        return show_once(request, _told(made, back))
    hours = int(OVERLAP.total_seconds() // 3600)
    intro = gettext("For %d hours the one before signs too, so that nothing is refused meanwhile.")
    return form_page(
        request,
        form,
        title=gettext("Exchange the secret?"),
        intro=intro % hours,
        go=gettext("Make another secret"),
        back=back,
    )


@acts("webhooks.enable")
def enable(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Send there again."""
    step = Step(
        back=reverse("desk_webhook", args=[endpoint_id]),
        title=gettext("Send there again?"),
        intro=gettext("What was waiting when it was turned off goes first."),
        go=gettext("Send there again"),
        said=gettext("Entries go there again."),
        do=lambda call, work: operations.enable(work, call.principal, endpoint_id).id,
    )
    return _sure(request, endpoint_id, step)


@acts("webhooks.test")
def test(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Send something that says nothing."""
    step = Step(
        back=reverse("desk_webhook", args=[endpoint_id]),
        title=gettext("Send a test?"),
        intro=gettext(
            "It says nothing, and is signed as everything is. What came back stands here."
        ),
        go=gettext("Send a test"),
        said=gettext("The test is on its way; look again in a moment."),
        do=lambda call, work: operations.test(work, call.principal, endpoint_id).pk,
    )
    return _sure(request, endpoint_id, step)


@acts("webhooks.remove")
def remove(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Send nothing there any more."""
    step = Step(
        back=reverse("desk_webhook", args=[endpoint_id]),
        title=gettext("Remove this address?"),
        intro=gettext("Nothing goes there any more. What waits is dropped."),
        go=gettext("Remove it"),
        said=gettext("The address is removed."),
        do=lambda call, work: operations.remove(work, call.principal, endpoint_id).id,
        to=reverse(_CHANNELS),
    )
    return _sure(request, endpoint_id, step)


@acts("webhooks.retry")
def retry(request: HttpRequest, endpoint_id: str) -> HttpResponse:
    """Send what was chosen again, with the same ids."""
    found(Call.of(request).principal, endpoint_id)
    back = reverse("desk_webhook", args=[endpoint_id])
    form = chosen(request, ChosenForm, back)
    n = len(form.ids)
    many = Many(
        title=ngettext("Send %d again?", "Send %d again?", n) % n,
        intro=gettext("Each goes with the same id, so that a receiver knows it."),
        go=gettext("Send again"),
        said=ngettext("%d is on its way.", "%d are on their way.", n) % n,
        do=lambda call, work, each: (
            operations.retry(work, call.principal, endpoint_id, _number(each)).pk
        ),
    )
    return act_on(request, form, back, many)


def _number(text: str) -> int:
    """The number of a delivery; what is none is the number of none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else 0


def _sure(request: HttpRequest, endpoint_id: str, step: Step) -> HttpResponse:
    """A step about an endpoint that asks for nothing but to be sure."""
    found(Call.of(request).principal, endpoint_id)
    return act(request, SureForm(posted(request)), step)


urlpatterns = [
    path("settings/webhooks/add/", add, name="desk_webhook_add"),
    path("settings/webhooks/<str:endpoint_id>/", show, name="desk_webhook"),
    path("settings/webhooks/<str:endpoint_id>/change/", change, name="desk_webhook_change"),
    path("settings/webhooks/<str:endpoint_id>/secret/", rotate, name="desk_webhook_rotate"),
    path("settings/webhooks/<str:endpoint_id>/enable/", enable, name="desk_webhook_enable"),
    path("settings/webhooks/<str:endpoint_id>/test/", test, name="desk_webhook_test"),
    path("settings/webhooks/<str:endpoint_id>/retry/", retry, name="desk_webhook_retry"),
    path("settings/webhooks/<str:endpoint_id>/remove/", remove, name="desk_webhook_remove"),
]
