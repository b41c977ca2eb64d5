"""The account review: what was promised both ways and what came of it, on one printed page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext

from troth import queries
from troth.playbook import Playbook
from troth.promises.milestone import milestone
from troth.promises.outcomes import outcome
from troth.promises.promise import Agreement, Outcome, Promise
from troth.promises.statement import Line, statement
from troth_web.api.calls import Call
from troth_web.desk import words
from troth_web.desk.amends import amends_of
from troth_web.desk.between import all_between
from troth_web.desk.latest import latest
from troth_web.desk.names import Names
from troth_web.desk.noted import picture_of
from troth_web.desk.page import page
from troth_web.desk.states import shown_state

#: How far back a review looks, in days, and what else can be asked for.
SPANS = (30, 90, 365)
#: So many lines of each kind fit on the page.
LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A promise in a line."""

    title: str
    state: str
    due: datetime | None
    zone: str
    #: What was given where it broke.
    amends: str


@page("customers.read")
def show(request: HttpRequest, customer_id: str) -> HttpResponse:
    """One customer's months with us."""
    call = Call.of(request)
    customer = queries.customer(call.store, customer_id)
    days = _days(request.GET.get("days", ""))
    since = call.at - timedelta(days=days)
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    names = Names(call.store, call.principal.actor.name)
    every = all_between(call, customer_id)
    ours = [each for each in every if not each.is_duty]
    waiting = [each for each in every if not each.closed]
    lately = [each for each in ours if each.made_at >= since or _ended_since(each, since)]
    broken = [each for each in lately if _result(each, call.at) in {"broken", "moved"}]
    facts = {
        "customer": customer,
        "name": names.customer(customer_id),
        "company": playbook.company if playbook else "",
        "days": days,
        "spans": [(each, each == days) for each in SPANS],
        "since": since,
        "until": call.at,
        "record": _record(lately, call.at),
        "changes": _changes(lately, since),
        "broken": _rows(broken, call, playbook),
        "open": _rows([each for each in waiting if not each.is_duty], call, playbook),
        "duties": _rows(
            [each for each in every if each.is_duty and not each.closed], call, playbook
        ),
        "noted": picture_of(call, customer_id, playbook, names),
        "milestones": _milestones(call, customer_id),
        "most": LINES,
    }
    return render(request, "desk/review.html", facts)


def _days(asked: str) -> int:
    return int(asked) if asked in {str(each) for each in SPANS} else 90


def _ended_since(promise: Promise, since: datetime) -> bool:
    ended = promise.kept_at or promise.withdrawn_at
    return not promise.closed or (ended is not None and ended >= since)


def _result(promise: Promise, at: datetime) -> str:
    found = outcome(promise, at)
    return found.value if found in {Outcome.BROKEN, Outcome.MOVED} else ""


def _record(lately: Sequence[Promise], at: datetime) -> Line:
    """How they were kept, by their first dates."""
    found = statement(lately, at, ())
    return found[0] if found else Line(group=())


def _changes(lately: Sequence[Promise], since: datetime) -> dict[str, int]:
    """How often a date was changed, and with whose agreement."""
    changes = [each for promise in lately for each in promise.changes if each.at >= since]
    agreed = sum(each.agreement is Agreement.CONFIRMED for each in changes)
    return {"n": len(changes), "agreed": agreed}


def _rows(promises: Sequence[Promise], call: Call, playbook: Playbook | None) -> dict[str, Any]:
    """As many as fit, those that fall due first standing first, and how many more there are."""
    in_order = sorted(
        promises, key=lambda each: (each.falls_due is None, each.falls_due or call.at)
    )
    shown = [_row(each, call, playbook) for each in in_order[:LINES]]
    return {"rows": shown, "more": len(promises) - len(shown)}


def _row(promise: Promise, call: Call, playbook: Playbook | None) -> Row:
    duty = playbook.duties.get(promise.metric) if playbook and promise.is_duty else None
    given = [each.value or each.what for each in amends_of(promise, playbook)]
    return Row(
        title=(duty.says if duty else None) or words.metric_text(promise.metric, playbook),
        state=shown_state(promise, outcome(promise, call.at)),
        due=promise.falls_due,
        zone=promise.zone,
        amends=", ".join(given),
    )


def _milestones(call: Call, customer_id: str) -> list[tuple[str, str]]:
    """Each document with how it stands."""
    if "milestones.read" not in call.principal.permissions:
        return []
    asked = latest(call.store, "milestone", milestone, customer=customer_id, limit=LINES)
    return [
        (
            each.name or each.milestone or "",
            gettext("reached")
            if each.closed_at
            else gettext("signed by both")
            if each.agreed
            else gettext("not signed by both yet"),
        )
        for each in asked.items
    ]


urlpatterns = [path("customers/<str:customer_id>/review/", show, name="desk_review")]
