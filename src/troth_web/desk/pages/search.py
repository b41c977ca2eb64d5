"""Search: customers, promises, standards and entries from one field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext

from troth.errors import TrothError
from troth.playbook import Playbook
from troth.promises.customer import Customer
from troth.promises.entries import Entry
from troth.promises.ids import checked_id
from troth.promises.matching import teams_of
from troth.promises.outcomes import outcome
from troth.promises.promise import Promise
from troth.promises.store import PromiseFilter
from troth_web.api.calls import Call
from troth_web.desk import journal, words
from troth_web.desk.customers import found_by
from troth_web.desk.names import Names
from troth_web.desk.page import page
from troth_web.desk.states import shown_state
from troth_web.ledger.store import SqlStore
from troth_web.people.permissions import may_see

#: So many of each kind are shown.
SHOWN = 20
#: The latest promises of each customer who is found.
OF_EACH = 5
#: The latest lines of the journal of what was found.
LATEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found."""

    id: str
    url: str
    title: str
    about: str
    state: str = ""
    due: datetime | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHit:
    """A line of the journal that was found, and what it is about."""

    line: journal.Line
    url: str
    title: str


@page("promises.read")
def show(request: HttpRequest) -> HttpResponse:
    """What a text finds."""
    call = Call.of(request)
    asked = " ".join(request.GET.get("q", "").split())[:200]
    edition = call.store.edition()
    playbook = edition.playbook if edition else None
    names = Names(call.store, call.principal.actor.name)
    people = found_by(call.store, asked) if asked and _may(call, "customers.read") else []
    hits = list(_promises(call, asked, people, names, playbook)) if asked else []
    facts = {
        "asked": asked,
        "people": people,
        "promises": hits,
        "standards": list(_playbook(asked, playbook))[:SHOWN] if asked else [],
        "entries": _entries(call, asked, hits, people, names) if asked else [],
    }
    return render(request, "desk/search.html", facts)


def _may(call: Call, permission: str) -> bool:
    return permission in call.principal.permissions


def _promises(
    call: Call, asked: str, people: list[Customer], names: Names, playbook: Playbook | None
) -> Iterator[Hit]:
    """By their id, or an entry's; those of customers who were found; those of a metric."""
    wanted = [PromiseFilter(customer=each.id) for each in people]
    wanted += [PromiseFilter(metric=each) for each in _metrics(asked, playbook)]
    found = [each for each in (_by_id(call, asked),) if each]
    for each in wanted[:SHOWN]:
        hidden = PromiseFilter(
            customer=each.customer,
            metric=each.metric,
            duties=False,
            hidden_teams=call.principal.hidden,
            own_teams=call.principal.teams,
        )
        found += call.store.promises(hidden, None, OF_EACH).items
    for promise in {each.id: each for each in found}.values():
        yield Hit(
            id=promise.id,
            url=reverse("desk_promise", args=[promise.id]),
            title=words.metric_text(promise.metric, playbook),
            about=names.customer(promise.customer) if promise.customer else "",
            state=shown_state(promise, outcome(promise, call.at)),
            due=None if promise.closed else promise.falls_due,
            zone=promise.zone,
        )


def _by_id(call: Call, asked: str) -> Promise | None:
    """The promise of that id, or the one that an entry of that id is about."""
    entry = _entry(call, asked)
    found = call.store.promise(entry.subject if entry else asked) if _is_id(asked) else None
    return found if found and may_see(call.principal, teams_of(found)) else None


def _is_id(asked: str) -> bool:
    try:
        checked_id(asked)
    except TrothError:
        return False
    return True


def _entry(call: Call, asked: str) -> Entry | None:
    """The line of the journal of that id."""
    if not _is_id(asked):
        return None
    return next(iter(cast("SqlStore", call.store).entries_of([asked])), None)


def _entries(
    call: Call, asked: str, hits: list[Hit], people: list[Customer], names: Names
) -> list[EntryHit]:
    """The line of that id, or else the latest of what was found, and what became of it."""
    if not _may(call, "journal.read"):
        return []
    urls = {hit.id: (hit.url, ", ".join(filter(None, (hit.title, hit.about)))) for hit in hits}
    for each in people:
        urls[each.id] = (reverse("desk_customer", args=[each.id]), names.customer(each.id))
    entry = _entry(call, asked)
    if entry is not None:
        found = [entry] if entry.subject in urls or _is_customer(call, entry, urls, names) else []
    else:
        journals = cast("SqlStore", call.store).journals(list(urls)[:SHOWN])
        found = sorted(
            (each for entries in journals.values() for each in entries),
            key=lambda each: each.recorded_at,
            reverse=True,
        )[:LATEST]
    return [
        EntryHit(line=line, url=urls[each.subject][0], title=urls[each.subject][1])
        for each in found
        for line in journal.lines([each], names)
    ]


def _is_customer(call: Call, entry: Entry, urls: dict[str, tuple[str, str]], names: Names) -> bool:
    """Whether an entry is about a customer whom the reader may look up."""
    if entry.type.kind != "customer" or not _may(call, "customers.read"):
        return False
    url = reverse("desk_customer", args=[entry.subject])
    urls[entry.subject] = (url, names.customer(entry.subject))
    return True


def _metrics(asked: str, playbook: Playbook | None) -> list[str]:
    text = asked.casefold()
    metrics = playbook.metrics if playbook else ()
    return [
        each
        for each in metrics
        if text in each.casefold() or text in words.metric_text(each, playbook).casefold()
    ][:OF_EACH]


def _playbook(asked: str, playbook: Playbook | None) -> Iterator[Hit]:
    """What of the playbook has the text in it: standards, claims, touchpoints, principles."""
    if playbook is None:
        return
    text = asked.casefold()
    for name, standard in playbook.standards.items():
        says = standard.says or words.metric_text(standard.metric, playbook)
        if text in f"{name} {standard.metric} {says} {standard.term}".casefold():
            url = reverse("desk_playbook_team", args=[standard.team])
            yield Hit(id=name, url=url, title=says, about=str(standard.term))
    for name, claim in playbook.claims.items():
        if text in f"{name} {claim.metric} {claim.says or ''} {claim.term}".casefold():
            team = claim.team or claim.owner
            url = reverse("desk_playbook_team", args=[team]) if team else reverse("desk_playbook")
            yield Hit(id=name, url=url, title=claim.says or name, about=str(claim.term))
    for name, touchpoint in playbook.touchpoints.items():
        title = touchpoint.name or name.replace("-", " ").capitalize()
        if text in f"{name} {title} {touchpoint.what or ''}".casefold():
            url = reverse("desk_playbook_touchpoint", args=[name])
            yield Hit(id=name, url=url, title=title, about=gettext("Touchpoint"))
    for name, says in playbook.precepts.items():
        if text in f"{name} {says}".casefold():
            url = reverse("desk_principles")
            yield Hit(id=name, url=url, title=says, about=gettext("Principle"))


urlpatterns = [path("search/", show, name="desk_search")]
