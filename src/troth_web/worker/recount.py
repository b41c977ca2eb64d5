"""The round `recount`: open promises are counted anew when time zones or a calendar change.

A pass goes through all open promises once, in batches; how far it has come is kept in the same
transactions as what it writes, so that it goes on where it was stopped. There is a pass for another
version of the time-zone data, and one for each edition in which a calendar changed.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from troth.operations.recounting import RULE, by_calendar, by_time_zones
from troth.promises.editions import Edition
from troth.promises.entries import Draft
from troth.promises.promise import Promise
from troth.promises.tzdata import version
from troth_web.crashpoints import crashpoint
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.store import SqlStore
from troth_web.ledger.work import SqlWork
from troth_web.worker.beats import keep_place, place_of
from troth_web.worker.turn import Turn

NAME = "recount"

#: Promises in one transaction.
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far recounting has come."""

    #: The time-zone data by which all was counted.
    tzdata: str = ""
    #: The last edition with whose calendars all was compared.
    edition: str = ""
    #: Within a pass: the last promise that was looked at.
    after: str = ""

    @classmethod
    def read(cls) -> "Place":
        """Where it stands."""
        kept = place_of(NAME)
        return cls(**json.loads(kept)) if kept else cls()

    def keep(self, at: datetime) -> None:
        """Remember it, within a transaction."""
        keep_place(NAME, at, json.dumps(asdict(self)))


@dataclass(frozen=True, slots=True)
class Pass:
    """One way through all open promises."""

    #: What is recorded of one of them; None where nothing is.
    draft: Callable[[Promise, Edition | None, datetime], Draft | None]
    #: Where recounting stands when it is done.
    done: Place


def recount(turn: Turn) -> int:
    """Count the next promises anew; how many were looked at, 0 where nothing changed."""
    place = Place.read()
    next_ = _next(turn.store, place)
    if next_ is None:
        return 0
    subjects = _open_after(place.after)
    turn.write(lambda work: _record(work, next_, subjects, place), actor=RULE)
    crashpoint("after-recount")
    return len(subjects) or 1


def _next(store: SqlStore, place: Place) -> Pass | None:
    if place.tzdata != version():
        return Pass(by_time_zones, replace(place, tzdata=version(), after=""))
    current = store.edition()
    if current is None or current.id == place.edition:
        return None
    known = store.editions()
    # Without a place all that went before is history; after it, each edition has its turn.
    number = known.index(place.edition) + 1 if place.edition in known else len(known) - 1
    done = replace(place, edition=known[number], after="")
    edition = store.edition(known[number])
    before = store.edition(known[number - 1]) if number else None
    if edition is None or before is None or not _calendars_differ(before, edition):
        return Pass(_nothing, done)
    earlier = frozenset(known[:number])

    def by_this(promise: Promise, _own: Edition | None, at: datetime) -> Draft | None:
        return by_calendar(promise, edition, at) if promise.edition in earlier else None

    return Pass(by_this, done)


def _nothing(_promise: Promise, _edition: Edition | None, _at: datetime) -> Draft | None:
    return None


def _calendars_differ(before: Edition, after: Edition) -> bool:
    shared = set(before.playbook.calendars) & set(after.playbook.calendars)
    return any(_version(before, each) != _version(after, each) for each in shared)


def _version(edition: Edition, calendar_id: str) -> str:
    calendar = edition.calendar(calendar_id)
    return calendar.version if calendar else ""


def _open_after(subject: str) -> list[str]:
    rows = PromiseRow.objects.filter(clock__in=("running", "paused"), subject__gt=subject)
    return list(rows.order_by("subject").values_list("subject", flat=True)[:BATCH])


def _record(work: SqlWork, pass_: Pass, subjects: Sequence[str], place: Place) -> None:
    if pass_.draft is _nothing or not subjects:
        pass_.done.keep(work.at)
        return
    work.hold(subjects)
    work.read_all(subjects, personal=False)
    drafts = [
        draft
        for subject in subjects
        if (promise := work.promise(subject))
        and (draft := pass_.draft(promise, work.edition_of(promise), work.at))
    ]
    if drafts:
        work.append(drafts)
    replace(place, after=subjects[-1]).keep(work.at)
