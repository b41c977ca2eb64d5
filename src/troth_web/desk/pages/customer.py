"""A customer: what we owe each other, how we kept our word, and what was noted of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext

from troth import queries
from troth.playbook import Playbook
from troth.promises.agreements import Agreement
from troth.promises.milestone import Milestone, milestone
from troth.promises.outcomes import late_since, outcome, overdue_since
from troth.promises.packet import packet
from troth.promises.promise import Promise
from troth.promises.reminding import WINDOW_DAYS, Answer, Standing, promised_to, standing
from troth_web.api.calls import Call
from troth_web.desk import journal, moments, words
from troth_web.desk.amends import amends_of
from troth_web.desk.between import all_between
from troth_web.desk.customers import found_by, told_apart
from troth_web.desk.handing import PacketRow, packet_row
from troth_web.desk.latest import latest
from troth_web.desk.listing import bar_of, file_of
from troth_web.desk.names import Names
from troth_web.desk.noted import picture_of
from troth_web.desk.page import page
from troth_web.desk.states import shown_state

#: So many that are over are listed on the page.
OVER = 20
ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A promise, ours or theirs."""

    url: str
    title: str
    state: str
    due: datetime | None
    zone: str
    holder: str


@page("customers.read")
def show_all(request: HttpRequest) -> HttpResponse:
    """Customers, the latest first, or those whom a text names."""
    call = Call.of(request)
    asked = " ".join(request.GET.get("q", "").split())
    after = request.GET.get("after") or None
    if asked:
        people, further = found_by(call.store, asked), None
    else:
        found = queries.customers(call.store, after=after, limit=ROWS)
        people, further = [each for each in found.items if each.erased_at is None], found.next
    facts = {
        "people": people,
        "asked": asked,
        "bar": bar_of(
            request,
            call,
            "customers",
            usual={gettext("All"): {}},
            csv=file_of("customers", told_apart(asked, people)),
        ),
        "may_choose": _may(call, "notes.take") and bool(people),
        "next": further,
        "after": after,
    }
    return render(request, "desk/customers.html", facts)


@page("customers.read")
def show(request: HttpRequest, customer_id: str) -> HttpResponse:
    """One customer; printed, an account review on a page."""
    call = Call.of(request)
    customer = queries.customer(call.store, customer_id)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    names = Names(call.store, call.principal.actor.name)
    theirs = all_between(call, customer_id)
    ours = [each for each in theirs if not each.is_duty]
    over = [each for each in ours if each.closed]
    duties = [each for each in theirs if each.is_duty]
    stands = standing([each for each in ours if promised_to(each, customer_id)], (), None, call.at)
    facts = {
        "customer": customer,
        "name": names.customer(customer_id),
        "sentence": _sentence(ours, call.at),
        "open": [_row(each, call, names, playbook) for each in ours if not each.closed],
        "over": [_row(each, call, names, playbook) for each in over[:OVER]],
        "duties": [_row(each, call, names, playbook) for each in duties if not each.closed],
        "record": stands.record,
        "days": WINDOW_DAYS,
        "reminders": _reminders(stands, playbook),
        "held": stands.answer is Answer.HOLD,
        "amends": list(_amends(ours, playbook)),
        "agreements": _agreements(call, customer_id),
        "noted": picture_of(call, customer_id, playbook, names),
        "packets": _packets(call, customer_id, names),
        "may_hand": _may(call, "packets.hand") and any(not each.closed for each in ours),
        "milestones": _milestones(call, customer_id),
        "may_open": _may(call, "milestones.open") and customer.erased_at is None and playbook,
        "lines": journal.lines(call.store.entries(customer_id), names)
        if _may(call, "journal.read")
        else [],
    }
    return render(request, "desk/customer.html", facts)


def _may(call: Call, permission: str) -> bool:
    return permission in call.principal.permissions


def _sentence(ours: Sequence[Promise], at: datetime) -> str:
    """What matters now."""
    waiting = [each for each in ours if not each.closed]
    late = [each for each in waiting if overdue_since(each, at) is not None]
    if late:
        said = gettext("They wait for us: %(late)d of %(open)d open promises are late.")
        return said % {"late": len(late), "open": len(waiting)}
    later = sum(late_since(each, at) is not None for each in waiting)
    if later:
        said = ngettext(
            "Of one promise the first date is over; a later one is agreed.",
            "Of %(n)d promises the first date is over; later ones are agreed.",
            later,
        )
        return said % {"n": later}
    if waiting:
        said = ngettext(
            "One promise to them is open, and it is not late.",
            "%(open)d promises to them are open, and none is late.",
            len(waiting),
        )
        return said % {"open": len(waiting)}
    return gettext("Nothing is open between us.")


def _row(promise: Promise, call: Call, names: Names, playbook: Playbook | None) -> Row:
    title = words.metric_text(promise.metric, playbook)
    duty = playbook.duties.get(promise.metric) if playbook and promise.is_duty else None
    return Row(
        url=reverse("desk_promise", args=[promise.id]),
        title=(duty.says if duty else None) or title,
        state=shown_state(promise, outcome(promise, call.at)),
        due=promise.falls_due,
        zone=promise.zone,
        holder=names.party(promise.holder),
    )


def _reminders(stands: Standing, playbook: Playbook | None) -> list[str]:
    """Why payment reminders are on hold: what is open and late."""
    said = gettext("%(what)s was due %(when)s, and is %(late)s late.")
    return [
        said
        % {
            "what": words.metric_text(wait.promise.metric, playbook),
            "when": moments.moment(wait.due).text,
            "late": moments.span_text(wait.late_by),
        }
        for wait in stands.because
        if wait.ended is None
    ]


def _amends(ours: Sequence[Promise], playbook: Playbook | None) -> Iterator[dict[str, Any]]:
    for promise in ours:
        for each in amends_of(promise, playbook):
            yield {
                "what": each.what,
                "value": each.value,
                "about": words.metric_text(promise.metric, playbook),
                "url": reverse("desk_promise", args=[promise.id]),
            }


def _packets(call: Call, customer_id: str, names: Names) -> list[PacketRow]:
    if not _may(call, "packets.read"):
        return []
    found = latest(call.store, "packet", packet, customer=customer_id).items
    return [packet_row(call, each, names) for each in found]


def _agreements(call: Call, customer_id: str) -> tuple[Agreement, ...]:
    if not _may(call, "agreements.read"):
        return ()
    return queries.agreements(call.store, customer_id).items


def _milestones(call: Call, customer_id: str) -> tuple[Milestone, ...]:
    if not _may(call, "milestones.read"):
        return ()
    return latest(call.store, "milestone", milestone, customer=customer_id).items


urlpatterns = [
    path("customers/", show_all, name="desk_customers"),
    path("customers/<str:customer_id>/", show, name="desk_customer"),
]
