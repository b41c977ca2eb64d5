"""Promises as an iCalendar (RFC 5545): one event at the instant by which each is to be kept.

Events and not tasks, because the programs that people use show only events of a calendar that they
follow. An event holds nobody's time: it is shown as free.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from troth.forecast.quote.wording import thing_of
from troth.playbook import Playbook
from troth.promises.outcomes import late_since
from troth.promises.parties import Party, PartyKind
from troth.promises.promise import Promise

#: How often a program should ask again.
AGAIN = timedelta(hours=1)


def calendar(
    title: str,
    promises: Sequence[Promise],
    *,
    at: datetime,
    changed: Mapping[str, datetime],
    playbook: Playbook | None = None,
    names: Mapping[str, str] | None = None,
) -> bytes:
    """The calendar of some promises; equal where nothing changed, whenever it is asked for.

    Args:
        title: whose promises.
        promises: with a date.
        at: what is late is late by then.
        changed: when the last entry of each was recorded, by its id.
        playbook: what metrics are called.
        names: of customers, by their ids; without them nobody is named.
    """
    made = Calendar()
    made.add("prodid", "-//troth//promises//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", title)
    made.add("refresh-interval", AGAIN, {"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for promise in promises:
        customer = (names or {}).get(promise.customer or "")
        made.add_component(_event(promise, at, changed[promise.id], playbook, customer))
    text: bytes = made.to_ical()
    return text


def _event(
    promise: Promise,
    at: datetime,
    changed: datetime,
    playbook: Playbook | None,
    customer: str | None,
) -> Event:
    event = Event()
    event.add("uid", f"{promise.id}@troth")
    event.add("sequence", promise.sequence)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("created", promise.made_at)
    event.add("dtstart", promise.falls_due)
    event.add("summary", _summary(promise, at, playbook, customer))
    event.add("description", _description(promise, playbook))
    event.add("status", "CANCELLED" if promise.withdrawn_at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(
    promise: Promise, at: datetime, playbook: Playbook | None, customer: str | None
) -> str:
    thing = thing_of(promise.metric, playbook)
    said = thing[:1].upper() + thing[1:] + (f" for {customer}" if customer else "")
    return said + _state(promise, at)


def _state(promise: Promise, at: datetime) -> str:
    if promise.withdrawn_at:
        return " (withdrawn)"
    if promise.open_pause:
        return " (paused: the date moves when the clock runs again)"
    return " (late)" if late_since(promise, at) else ""


def _description(promise: Promise, playbook: Playbook | None) -> str:
    """Teams and terms alone: what people wrote stays in the ledger."""
    by, holder = _called(promise.promiser, playbook), _called(promise.holder, playbook)
    return "\n".join(
        line
        for line in (
            f"Promised by {by}" + (f", looked after by {holder}." if holder != by else "."),
            f"Term: {promise.term}." if promise.term else "",
            f"Promise {promise.id}",
        )
        if line
    )


def _called(party: Party, playbook: Playbook | None) -> str:
    """A team or the company by its name; an id of a person would tell nobody anything."""
    if party.kind is PartyKind.PERSON:
        return "a person"
    if playbook and party.kind is PartyKind.COMPANY:
        return playbook.company
    team = playbook.teams.get(party.id) if playbook else None
    return (team.name if team else None) or party.id
