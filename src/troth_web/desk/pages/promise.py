"""A promise and its life: what holds, what can be done, where the time went, what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext

from troth import queries
from troth.playbook import Playbook
from troth.playbook.schema.promises import Standard
from troth.promises.explain import Effect, Explanation, Minutes, Whose, explained
from troth.promises.matching import teams_of
from troth.promises.milestone import Milestone, milestone
from troth.promises.outcomes import outcome, overdue_since
from troth.promises.promise import Outcome, Promise, Stage
from troth_web.api.calls import Call
from troth_web.api.rights import may_change, seen
from troth_web.desk import journal, moments, words
from troth_web.desk.amends import amends_of
from troth_web.desk.attached import files_of
from troth_web.desk.hatch.words import messages
from troth_web.desk.latest import latest
from troth_web.desk.links import link_to
from troth_web.desk.names import Names
from troth_web.desk.offered import offered
from troth_web.desk.page import page
from troth_web.desk.picture import drawn
from troth_web.desk.states import shown_state
from troth_web.desk.steps.possible import acts_for, may_take
from troth_web.people.permissions import may_see


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date that was given."""

    at: datetime
    why: str
    given: datetime
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How much of the time was whose."""

    who: str
    length: str
    share: int


@page("promises.read")
def show(request: HttpRequest, promise_id: str) -> HttpResponse:
    """One promise."""
    call = Call.of(request)
    promise = seen(call.principal, call.store, promise_id)
    edition = call.store.edition(promise.edition)
    playbook = edition.playbook if edition else None
    names = Names(call.store, call.principal.actor.name)
    entries = queries.journal(call.store, promise_id)
    needs = _needs(call, promise)
    found = explained(entries, edition, call.at, needs)
    state = outcome(promise, call.at)
    facts = {
        "promise": promise,
        "title": _title(promise, playbook),
        "customer": names.customer(promise.customer) if promise.customer else "",
        "state": shown_state(promise, state),
        "sentence": _sentence(promise, state, call.at),
        "acts": list(acts_for(call, promise)),
        "take": may_take(call, promise),
        "holder": names.party(promise.holder),
        "promiser": names.party(promise.promiser),
        "standard": _standard(promise, playbook),
        "basis": promise.basis or {},
        "picture": drawn(found, playbook, names),
        "dates": list(_dates(found)),
        "taken": list(_taken(found, names)),
        "effects": [_effect(each, playbook) for each in found.effects],
        "needs": [_need(each, playbook, call.at) for each in needs],
        "legs": _legs(found, names),
        "lines": journal.lines(entries, names) if _may(call, "journal.read") else [],
        "options": [] if promise.chosen else list(offered(promise)),
        "said": messages(entries),
        "unread": promise.unanswered is not None
        and _may(call, "promises.acknowledge")
        and may_change(call.principal, promise),
        "amends": amends_of(promise, playbook),
        "files": files_of(call, promise, names),
        "link": link_to(call, promise.id) if promise.customer and not promise.is_duty else None,
        "milestones": milestones_with(call, promise),
    }
    return render(request, "desk/promise.html", facts)


def _may(call: Call, permission: str) -> bool:
    return permission in call.principal.permissions


def _needs(call: Call, promise: Promise) -> list[Promise]:
    """What it waits for, of which the reader may know."""
    stopped_by = (pause.duty for pause in promise.pauses if pause.duty)
    found = (call.store.promise(each) for each in dict.fromkeys([*promise.needs, *stopped_by]))
    return [each for each in found if each and may_see(call.principal, teams_of(each))]


def milestones_with(call: Call, promise: Promise) -> list[Milestone]:
    """The documents of its customer that name it."""
    if promise.customer is None or not _may(call, "milestones.read"):
        return []
    found = latest(call.store, "milestone", milestone, customer=promise.customer).items
    return [each for each in found if promise.id in {*each.ours, *each.theirs}]


def _sentence(promise: Promise, state: Outcome | None, at: datetime) -> str:
    """What matters about it now."""
    if promise.stage is Stage.OFFERED and promise.withdrawn_at is None:
        return gettext("Options lie before the customer; nothing is promised until they choose.")
    if state is None and promise.withdrawn_at is None:
        return gettext("They asked for it, and no standard says by when.")
    if state is Outcome.OPEN and promise.open_pause:
        since = moments.moment(promise.open_pause.start).text
        reason = promise.open_pause.reason.replace("-", " ")
        return gettext("The clock has stood still since %(since)s: %(reason)s.") % {
            "since": since,
            "reason": reason,
        }
    return _ended(promise, state) or _open(promise, state, at)


def _ended(promise: Promise, state: Outcome | None) -> str:
    if promise.withdrawn_at:
        when = moments.moment(promise.withdrawn_at).text
        return gettext("Withdrawn %(when)s.") % {"when": when}
    if promise.kept_at is None:
        return ""
    when = moments.moment(promise.kept_at).text
    if state is Outcome.KEPT:
        return gettext("Kept %(when)s, by the first date.") % {"when": when}
    if state is Outcome.KEPT_AS_AGREED:
        said = gettext("Kept %(when)s, by a later date that both agreed to. The first was missed.")
        return said % {"when": when}
    return gettext("Done %(when)s, and late.") % {"when": when}


def _open(promise: Promise, state: Outcome | None, at: datetime) -> str:
    due = promise.falls_due
    if promise.settled_by:
        return gettext("It is kept or not by the word of %(whom)s.") % {"whom": promise.settled_by}
    if due is None:
        return gettext("It has no date.")
    if state is Outcome.BROKEN:
        since = overdue_since(promise, at)
        if since is None:
            said = gettext("It broke, and they agreed to another date: it falls due %(left)s.")
            return said % {"left": moments.left_text(due, at)}
        ago = moments.left_text(since, at)
        return gettext("It is late: its date was over %(ago)s.") % {"ago": ago}
    if state is Outcome.MOVED:
        return gettext("The first date is over; nobody agreed to the one that holds now.")
    return gettext("It falls due %(left)s.") % {"left": moments.left_text(due, at)}


def _standard(promise: Promise, playbook: Playbook | None) -> Standard | None:
    """The standard behind it, where it is one that decides."""
    basis = promise.basis or {}
    return playbook.standards.get(str(basis.get("id"))) if playbook else None


def _dates(found: Explanation) -> Iterator[Date]:
    whys = {
        "first date": gettext("first date"),
        "moved without agreement": gettext("moved, and nobody agreed"),
        "agreed, as staff report; the other side has not confirmed it": gettext(
            "agreed, as our side says; they have not confirmed it"
        ),
        "agreed by both": gettext("agreed by both"),
        "declined": gettext("declined"),
    }
    for date in found.dates:
        why = whys.get(date.why, date.why)
        yield Date(at=date.due, why=why, given=date.at, holds=date.holds)


def _taken(found: Explanation, names: Names) -> Iterator[Taken]:
    whole = sum(each.length.total_seconds() for each in found.minutes)
    for each in found.minutes:
        seconds = each.length.total_seconds()
        if whole:
            length = moments.span_text(seconds)
            yield Taken(who=_whose(each, names), length=length, share=round(100 * seconds / whole))


def _whose(each: Minutes, names: Names) -> str:
    if each.party is not None:
        return names.party(each.party)
    return {
        Whose.CUSTOMER: gettext("the customer"),
        Whose.CLOSED: gettext("closed hours"),
        Whose.PAUSED: gettext("pauses"),
        Whose.DONE: gettext("counted as kept"),
    }.get(each.whose, each.whose.value)


def _duty_text(name: str, playbook: Playbook | None) -> str:
    duty = playbook.duties.get(name) if playbook else None
    return (duty.says if duty else None) or words.metric_text(name, playbook)


def _effect(effect: Effect, playbook: Playbook | None) -> str:
    """What a delay of the customer's does to our date."""
    what = _duty_text(effect.name, playbook)
    by = moments.moment(effect.by).text
    if effect.effect == "voids":
        return gettext("Without “%(what)s” by %(by)s there is no promise.") % {
            "what": what,
            "by": by,
        }
    if effect.our_date is None:
        return gettext("It waits for “%(what)s”.") % {"what": what}
    said = gettext(
        "If “%(what)s” comes by %(by)s, our date is %(ours)s; a day later moves it by %(day)s."
    )
    return said % {
        "what": what,
        "by": by,
        "ours": moments.moment(effect.our_date).text,
        "day": moments.span_text(effect.a_day_later),
    }


def _title(promise: Promise, playbook: Playbook | None) -> str:
    if promise.is_duty:
        return _duty_text(promise.metric, playbook)
    return words.metric_text(promise.metric, playbook)


def _need(need: Promise, playbook: Playbook | None, at: datetime) -> dict[str, Any]:
    state = outcome(need, at)
    return {
        "title": _duty_text(need.metric, playbook),
        "theirs": need.is_duty,
        "state": shown_state(need, state),
        "due": need.falls_due,
        "zone": need.zone,
        "url": reverse("desk_promise", args=[need.id]),
    }


def _legs(found: Explanation, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "who": names.party(leg.party),
            "term": leg.term or "",
            "since": leg.since,
            "now": number == found.promise.leg and not found.promise.closed,
        }
        for number, leg in enumerate(found.legs)
    ]


urlpatterns = [path("promises/<str:promise_id>/", show, name="desk_promise")]
