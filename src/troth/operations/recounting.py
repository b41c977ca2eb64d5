"""Dates counted anew, because what they are counted by has changed.

Time zones are not ours to change: what was promised is a local time, such as the close of a
business day in Berlin, and stays so. The instant moves, that of the first date too, if it is still
to come. A calendar of ours is: whoever edits it moves no date that was promised. What the new
calendar would give is put on record beside, so that whoever holds the promise sees that hours were
lost, and tells the customer in time.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from troth.clock import CalendarError
from troth.operations.dating import iso, recounted
from troth.promises.editions import Edition
from troth.promises.entries import Draft, EntryType
from troth.promises.fold import moment
from troth.promises.outcomes import outcome
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Outcome, Promise
from troth.promises.recount import recount
from troth.promises.tzdata import version

RULE = Actor(ActorKind.RULE, "recount@1")

TIME_ZONES = "time-zones"
CALENDAR = "calendar"

_DATES = (
    "first_due",
    "first_earliest",
    "agreed_due",
    "agreed_earliest",
    "due",
    "earliest",
    "next_update",
)


def by_time_zones(promise: Promise, edition: Edition | None, at: datetime) -> Draft | None:
    """That dates moved with the time-zone data that is installed; None where none did.

    Args:
        promise: as it stands.
        edition: the promise's own.
        at: now; what is over by then does not move.
    """
    known = promise.tzdata
    if known in {None, version()} or not _runs(promise, at):
        return None
    try:
        counted = recounted(promise, edition)
    except CalendarError:
        return None
    moved = {key: counted[key] for key in _DATES if _moves(promise, counted, key, at)}
    if not moved:
        return None
    said = {"why": TIME_ZONES, "by": version(), "was": known, "instead_of": iso(promise.falls_due)}
    return _draft(promise, {**said, **moved}, at)


def by_calendar(promise: Promise, edition: Edition, at: datetime) -> Draft | None:
    """What a later edition's calendar would give; None where that is what is known already.

    Args:
        promise: as it stands.
        edition: a later one than the promise's own.
        at: now.
    """
    if not _runs(promise, at) or promise.term is None or promise.due is None:
        return None
    try:
        would_be = recount(promise, edition).now.due
    except (CalendarError, KeyError):
        return None
    known = [each.due for each in promise.recountings if each.why == CALENDAR]
    if would_be is None or would_be == (known[-1] if known else promise.due):
        return None
    said = {
        "why": CALENDAR,
        "by": edition.id,
        "calendar": promise.calendar,
        "would_be": iso(would_be),
        "instead_of": iso(promise.due),
    }
    return _draft(promise, said, at)


def _runs(promise: Promise, at: datetime) -> bool:
    return not promise.closed and outcome(promise, at) in {Outcome.OPEN, Outcome.MOVED}


def _moves(promise: Promise, counted: Mapping[str, Any], key: str, at: datetime) -> bool:
    """Whether a date moves: one that is still to come, to another instant."""
    now: datetime | None = getattr(promise, key)
    anew = moment(counted.get(key))
    return now is not None and anew is not None and now > at and now != anew


def _draft(promise: Promise, payload: Mapping[str, Any], at: datetime) -> Draft:
    return Draft(
        type=EntryType.PROMISE_RECOUNTED,
        subject=promise.id,
        at=at,
        payload={key: value for key, value in payload.items() if value is not None},
        edition=promise.edition,
        actor=RULE,
    )
