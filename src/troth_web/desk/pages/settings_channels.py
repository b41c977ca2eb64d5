"""Settings: channels, by which other systems tell us something and hear of us; and calendars."""

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
        "tabs": tabs(request, _HERE),
    }
    return render(request, "desk/settings_channels.html", facts)


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


urlpatterns = [
    path("settings/channels/", show, name="desk_settings_channels"),
    path("settings/calendars/make/", make_calendar, name="desk_calendar_make"),
    path("settings/calendars/<str:feed_id>/end/", revoke_calendar, name="desk_calendar_end"),
]
