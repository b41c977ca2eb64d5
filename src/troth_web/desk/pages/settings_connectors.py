"""Settings: a way in for another system; what it does with events, and what came in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.operations.errors import NotFoundError
from troth.playbook import Playbook
from troth.promises.store import Work
from troth_web.api.asked import Asked
from troth_web.api.calls import Call
from troth_web.api.connectors import tried
from troth_web.api.numbered import latest
from troth_web.connectors import managing
from troth_web.connectors.kinds import PROVIDERS
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.models import KINDS, Connector, Delivery
from troth_web.connectors.receiving import mapping_of
from troth_web.desk import words
from troth_web.desk.acting import form_page
from troth_web.desk.channels import states, wiring
from troth_web.desk.channels.forms import (
    ConnectorForm,
    SecretForm,
    TryForm,
    mapping_text,
    people_text,
)
from troth_web.desk.channels.rows import address_of
from troth_web.desk.listing import bar_of, file_of
from troth_web.desk.page import acts, page
from troth_web.desk.setting import Once, Step, SureForm, act, once, posted, show_once

_CHANNELS = "desk_settings_channels"
ROWS = 50
#: What a rule does, as people say it.
_DOES: dict[str, str | Lazy] = {
    "make": _("opens a promise"),
    "keep": _("keeps it"),
    "pause": _("stops its clock"),
    "resume": _("lets its clock run again"),
    "tell": _("counts as an update"),
    "withdraw": _("withdraws it"),
    "reopen": _("opens it again"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule of a mapping as a page shows it."""

    event: str
    #: What the event means; empty for events of one's own.
    means: str
    does: str | Lazy
    metric: str
    reason: str
    #: How many conditions must hold.
    conditions: int


@page("connectors.deliveries")
def show(request: HttpRequest, connector_id: str) -> HttpResponse:
    """One way in: its address, what does what, and what came in, the latest first."""
    call = Call.of(request)
    connector = managing.found(connector_id)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    mapping = mapping_of(connector) if connector.kind in PROVIDERS else None
    outcome, after = _outcome(request), request.GET.get("after") or None
    came = Delivery.objects.filter(connector=connector)
    wanted = came.filter(outcome=outcome) if outcome else came
    items, more = latest(wanted, Asked(after=after, limit=ROWS))
    facts = {
        "connector": connector,
        "kind": wiring.kind_text(connector.kind),
        "state": states.of_connector(connector),
        "address": address_of(connector),
        "steps": wiring.steps(connector.kind),
        "docs": wiring.page(connector.kind),
        "former": connector.former_until if _still(connector, call) else None,
        "mapping": mapping,
        "lines": list(_lines(connector, mapping, playbook)) if mapping else [],
        "warnings": managing.warnings(call.store, mapping) if mapping else (),
        "people": people_text(connector.people).splitlines(),
        "rows": [(each, *states.CAME.get(each.outcome, ("", each.outcome))) for each in items],
        "bar": bar_of(
            request,
            call,
            "connectors",
            usual=_usual(),
            csv=file_of(
                f"connectors/{connector.id}/deliveries", {"outcome": outcome} if outcome else {}
            ),
        ),
        "next": more,
        "after": after,
    }
    return render(request, "desk/settings_connectors.html", facts)


def _still(connector: Connector, call: Call) -> bool:
    return connector.former_until is not None and call.at < connector.former_until


def _outcome(request: HttpRequest) -> str:
    said = request.GET.get("outcome", "")
    return said if said in states.CAME else ""


def _usual() -> dict[str, dict[str, str]]:
    return {
        gettext("All"): {},
        gettext("Refused"): {"outcome": "refused"},
        gettext("Waiting for a customer"): {"outcome": "waiting"},
        gettext("Passed over"): {"outcome": "ignored"},
        gettext("Taken in"): {"outcome": "applied"},
    }


def _lines(connector: Connector, mapping: CaseMapping, playbook: Playbook | None) -> Iterator[Line]:
    events = PROVIDERS[connector.kind].events
    for rule in mapping.rules:
        yield Line(
            event=rule.event,
            means=events.get(rule.event, ""),
            does=_DOES[rule.does],
            metric=words.metric_text(rule.metric, playbook),
            reason=(rule.reason or "").replace("-", " "),
            conditions=len(rule.when),
        )


@page("connectors.make")
def choose(request: HttpRequest) -> HttpResponse:
    """Which kind of system."""
    kinds = [(kind, *wiring.KINDS[kind]) for kind in KINDS]
    return render(request, "desk/settings_connector_kinds.html", {"kinds": kinds})


@acts("connectors.make")
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """A way in; its secret is shown this once."""
    if kind not in KINDS:
        raise NotFoundError("kind of connector", kind)
    begin = {"owner": Call.of(request).principal.id, "name": wiring.kind_text(kind)}
    form = ConnectorForm(posted(request), initial=begin)
    form.of_kind(kind, new=True)
    made: list[tuple[Connector, str]] = []

    def do(_call: Call, work: Work) -> None:
        made.append(managing.make(work, kind, form.wanted()))

    if form.is_valid() and once(request, form, do):
        return show_once(request, _told(made, wiring.steps(kind), reverse(_CHANNELS)))
    return form_page(
        request,
        form,
        title=gettext("Connect %(kind)s") % {"kind": wiring.kind_text(kind)},
        intro=gettext("You get an address and a secret, and what to do with them there."),
        go=gettext("Make the address"),
        back=reverse("desk_connector_add"),
    )


def _told(made: list[tuple[Connector, str]], steps: Any, back: str) -> Once:  # noqa: ANN401 - texts
    lines = [
        line
        for connector, secret in made
        for line in (
            (gettext("The address"), address_of(connector)),
            (gettext("The secret"), secret),
        )
    ]
    return Once(
        title=gettext("The way in is there") if made else gettext("This was done already"),
        heading=gettext("Copy the secret now: it is shown this once"),
        lines=lines,
        lost=gettext("The secret is not known any more. Make another one if it got lost."),
        back=reverse("desk_connector", args=[made[0][0].id]) if made else back,
        name=made[0][0].name if made else "",
        steps=steps,
    )


@acts("connectors.change")
def change(request: HttpRequest, connector_id: str) -> HttpResponse:
    """What it is called, whether it is open, and which event does what."""
    connector = managing.found(connector_id)
    begin: dict[str, Any] = {
        "name": connector.name,
        "owner": str(connector.owner_id),
        "active": connector.active,
        "people": people_text(connector.people),
    }
    if connector.kind in PROVIDERS:
        begin["mapping"] = mapping_text(mapping_of(connector))
    form = ConnectorForm(posted(request), initial=begin)
    form.of_kind(connector.kind, new=False)
    step = Step(
        title=connector.name,
        intro=gettext("A mapping counts for what comes in from then on."),
        go=gettext("Keep"),
        back=reverse("desk_connector", args=[connector_id]),
        said=gettext("Changed."),
        do=lambda _call, work: managing.change(work, connector_id, form.wanted()),
    )
    return act(request, form, step)


@acts("connectors.rotate")
def rotate(request: HttpRequest, connector_id: str) -> HttpResponse:
    """Another secret, shown this once."""
    connector = managing.found(connector_id)
    form, back = SecretForm(posted(request)), reverse("desk_connector", args=[connector_id])
    made: list[tuple[Connector, str]] = []

    def do(call: Call, work: Work) -> None:
        said = form.cleaned_data
        until = call.at + timedelta(hours=said["hours"])
        made.append(managing.rotate(work, connector_id, said["secret"] or None, until))

    if form.is_valid() and once(request, form, do):
        return show_once(request, _told(made, (), back))
    return form_page(
        request,
        form,
        title=gettext("Another secret"),
        intro=connector.name,
        go=gettext("Exchange it"),
        back=back,
    )


@acts("connectors.remove")
def remove(request: HttpRequest, connector_id: str) -> HttpResponse:
    """Close the way in."""
    connector = managing.found(connector_id)
    step = Step(
        title=gettext("Remove “%(name)s”?") % {"name": connector.name},
        intro=gettext("Nothing comes in through it any more. What came in stays."),
        go=gettext("Remove it"),
        back=reverse("desk_connector", args=[connector_id]),
        to=_CHANNELS,
        said=gettext("The way in is closed."),
        do=lambda _call, work: managing.remove(work, connector_id),
    )
    return act(request, SureForm(posted(request)), step)


@acts("connectors.try")
def try_(request: HttpRequest, connector_id: str) -> HttpResponse:
    """What a payload would do; nothing is kept of it."""
    connector = managing.found(connector_id)
    form = TryForm(posted(request))
    facts: dict[str, Any] = {"connector": connector}
    if form.is_valid():
        call = Call.of(request)
        edition = call.store.edition()
        found = tried(call, connector_id, form.cleaned_data["payload"])
        facts |= {
            "found": found,
            "state": states.CAME.get(found.outcome, ("", found.outcome)),
            "promises": [
                (words.metric_text(each.metric, edition.playbook if edition else None), each)
                for each in found.promises
            ],
        }
    return form_page(
        request,
        form,
        "desk/settings_connector_try.html",
        title=gettext("What would a payload do?"),
        go=gettext("Try it"),
        back=reverse("desk_connector", args=[connector_id]),
        **facts,
    )


urlpatterns = [
    path("settings/connectors/add/", choose, name="desk_connector_add"),
    path("settings/connectors/add/<str:kind>/", add, name="desk_connector_add_kind"),
    path("settings/connectors/<str:connector_id>/", show, name="desk_connector"),
    path("settings/connectors/<str:connector_id>/change/", change, name="desk_connector_change"),
    path("settings/connectors/<str:connector_id>/secret/", rotate, name="desk_connector_rotate"),
    path("settings/connectors/<str:connector_id>/try/", try_, name="desk_connector_try"),
    path("settings/connectors/<str:connector_id>/remove/", remove, name="desk_connector_remove"),
]
