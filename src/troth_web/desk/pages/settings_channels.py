"""Settings: channels, by which other systems tell us something and hear of us; and calendars."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.store import Work
from troth_web.api.calls import Call
from troth_web.connectors.capture import addresses
from troth_web.connectors.models import CaptureAddress
from troth_web.desk.acting import ActForm, form_page
from troth_web.desk.channels import rows
from troth_web.desk.names import Names
from troth_web.desk.page import acts, page
from troth_web.desk.setting import Once, Step, SureForm, act, once, posted, show_once, tabs
from troth_web.feeds.models import CalendarFeed
from troth_web.feeds.operations import MadeFeed, make_feed, revoke_feed
from troth_web.people.models import Team
from troth_web.people.permissions import may_see
from troth_web.people.principals import Principal
from troth_web.people.roles import Role

_HERE = "desk_settings_channels"


@page("calendars.list")
def show(request: HttpRequest) -> HttpResponse:
    """Ways in, addresses that hear of entries, and one's own calendars."""
    call = Call.of(request)
    rights = call.principal.permissions
    names = Names(call.store, call.principal.actor.name)
    mine = CalendarFeed.objects.filter(owner_id=UUID(call.principal.id), revoked_at=None)
    facts = {
        "connectors": list(rows.connectors()) if "connectors.list" in rights else None,
        "endpoints": list(rows.endpoints(call.principal)) if "webhooks.list" in rights else None,
        "feeds": list(rows.feeds(mine.order_by("made_at", "id"), names)),
        "mail": _mail(call) if "capture.address" in rights else None,
        "tabs": tabs(request, _HERE),
    }
    return render(request, "desk/settings_channels.html", facts)


def _mail(call: Call) -> list[datetime]:
    """Since when one has an address of one's own for promises by mail; empty without one."""
    mine = CaptureAddress.objects.filter(person_id=UUID(call.principal.id), revoked_at=None)
    return list(mine.values_list("made_at", flat=True))


class CalendarForm(ActForm):
    """A calendar of what somebody owes."""

    of = forms.ChoiceField(label=_("Whose promises"))
    names = forms.BooleanField(
        label=_("Customers are named in it"),
        help_text=_("Whoever has the address reads them."),
        required=False,
    )

    def whose(self, by: Principal) -> None:
        """Oneself, or a team whose promises one may follow."""
        field = self.fields["of"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(f"person:{by.id}", gettext("What I owe")), *_teams(by)]


def _teams(by: Principal) -> list[tuple[str, str]]:
    every = by.role in {Role.ADMIN, Role.MANAGER}
    found = Team.objects.order_by("name").values_list("pk", "name")
    return [
        (f"team:{pk}", name)
        for pk, name in found
        if may_see(by, {pk}) and (every or pk in by.teams)
    ]


@acts("calendars.make")
def make_calendar(request: HttpRequest) -> HttpResponse:
    """A calendar; its address is shown this once."""
    form = CalendarForm(posted(request))
    form.whose(Call.of(request).principal)
    made: list[MadeFeed] = []

    def do(call: Call, _work: Work) -> None:
        said = form.cleaned_data
        feed = make_feed(call.principal, of=said["of"], names=said["names"], at=call.at)
        made.append(feed)

    if form.is_valid() and once(request, form, do):
        return show_once(request, _told(made))
    return form_page(
        request,
        form,
        title=gettext("A calendar of what is owed"),
        intro=gettext("Each open promise stands in it at the date by which it is to be kept."),
        go=gettext("Make the address"),
        back=reverse(_HERE),
    )


def _told(made: list[MadeFeed]) -> Once:
    paths = [reverse("feeds_calendar", args=[each.secret]) for each in made]
    return Once(
        title=gettext("The calendar is there")
        if made
        else gettext("This calendar is there already"),
        heading=gettext("Copy the address now: it is shown this once"),
        lines=[(gettext("The address"), f"{settings.PUBLIC_URL}{each}") for each in paths],
        lost=gettext("Its address is not known any more. End it and make another if it got lost."),
        back=reverse(_HERE),
        steps=[
            gettext("Subscribe to it in your calendar program, as a calendar from the internet."),
            gettext("Whoever has the address can read it: give it to nobody else."),
        ],
    )


@acts("calendars.revoke")
def revoke_calendar(request: HttpRequest, feed_id: str) -> HttpResponse:
    """End a calendar, at once."""
    step = Step(
        title=gettext("End this calendar?"),
        intro=gettext("Its address shows nothing any more."),
        go=gettext("End it"),
        back=_HERE,
        said=gettext("The calendar is ended."),
        do=lambda call, _work: revoke_feed(call.principal, feed_id, at=call.at),
    )
    return act(request, SureForm(posted(request)), step)


@acts("capture.address")
def make_mail(request: HttpRequest) -> HttpResponse:
    """One's own address for promises by mail; it is shown this once."""
    form, made = SureForm(posted(request)), list[str]()

    def do(call: Call, _work: Work) -> None:
        made.append(addresses.make(call.principal.id, call.at))

    if form.is_valid() and once(request, form, do):
        return show_once(request, _told_mail(made))
    return form_page(
        request,
        form,
        title=gettext("An address for what you promise by mail"),
        intro=gettext(
            "Put it in BCC, and what you promise a customer is recorded as yours. The one before "
            "is no longer good."
        ),
        go=gettext("Make the address"),
        back=reverse(_HERE),
    )


def _told_mail(made: list[str]) -> Once:
    return Once(
        title=gettext("The address is made"),
        heading=gettext("Copy the address now: it is shown this once"),
        lines=[(gettext("The address"), each) for each in made],
        lost=gettext("The address is not known any more. Make another if it got lost."),
        back=reverse(_HERE),
        steps=[
            gettext("Put it into your address book, and in BCC of what you promise."),
            gettext(
                "Begin a line with what you promise, such as: promise: refund within 5 business "
                "days"
            ),
            gettext("Whoever has it can promise in your name: give it to nobody else."),
        ],
    )


@acts("capture.address")
def revoke_mail(request: HttpRequest) -> HttpResponse:
    """End one's own address, at once."""
    step = Step(
        title=gettext("End your address?"),
        intro=gettext("What is sent there is no longer recorded."),
        go=gettext("End it"),
        back=_HERE,
        said=gettext("The address is ended."),
        do=lambda call, _work: addresses.revoke(call.principal.id, call.at),
    )
    return act(request, SureForm(posted(request)), step)


urlpatterns = [
    path("settings/mail/make/", make_mail, name="desk_mail_make"),
    path("settings/mail/end/", revoke_mail, name="desk_mail_end"),
    path("settings/channels/", show, name="desk_settings_channels"),
    path("settings/calendars/make/", make_calendar, name="desk_calendar_make"),
    path("settings/calendars/<str:feed_id>/end/", revoke_calendar, name="desk_calendar_end"),
]
