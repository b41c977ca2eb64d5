"""A promise in words for the customer to whom it was made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from troth.promises.entries import Entry, EntryType
from troth.promises.outcomes import late_since, outcome, overdue_since
from troth.promises.promise import Agreement, Change, Outcome, Promise, Stage
from troth_web.desk import moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A date that was given."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one side told the other."""

    at: datetime
    theirs: bool
    #: None once it is no longer kept.
    says: str | None


def sentence(promise: Promise, at: datetime) -> str:
    """How it stands now."""
    if promise.withdrawn_at is not None:
        return _ended(promise, at)
    if promise.stage is Stage.OFFERED:
        return gettext("We offer you a choice. Nothing is promised until you choose.")
    if promise.stage is Stage.NO_PROMISE:
        return gettext("You asked for this. We have not promised it yet.")
    return _ended(promise, at) or _running(promise, at)


def _ended(promise: Promise, at: datetime) -> str:
    if promise.withdrawn_at:
        said = gettext("This no longer holds, since %(when)s.")
        return said % {"when": moments.moment(promise.withdrawn_at).text}
    if promise.kept_at is None:
        return ""
    when = moments.moment(promise.kept_at).text
    found = outcome(promise, at)
    if found is Outcome.KEPT:
        return gettext("Done %(when)s, in time.") % {"when": when}
    if found is Outcome.KEPT_AS_AGREED:
        return gettext("Done %(when)s, by the later date that you agreed to.") % {"when": when}
    return gettext("Done %(when)s, later than we promised.") % {"when": when}


def _running(promise: Promise, at: datetime) -> str:
    if promise.settled_by == "customer":
        return gettext("Whether we keep it is for you to say.")
    found = outcome(promise, at)
    if found is Outcome.BROKEN:
        return _broken(promise, at)
    if promise.open_pause is not None:
        since = moments.moment(promise.open_pause.start).text
        said = gettext("We wait for something; our clock has stood still since %(when)s.")
        return said % {"when": since}
    if promise.falls_due is None:
        return gettext("It holds, without a date.")
    when = moments.moment(promise.falls_due).text
    if found is Outcome.MOVED:
        return gettext("The first date is over, and you have not agreed to the one after it.")
    return gettext("We keep it by %(when)s.") % {"when": when}


def _broken(promise: Promise, at: datetime) -> str:
    due = promise.falls_due
    if due is not None and overdue_since(promise, at) is None:
        said = gettext("We missed the date before. We keep it by %(when)s, as you agreed.")
        return said % {"when": moments.moment(due).text}
    due = late_since(promise, at) or due
    said = gettext("We are late. It was due %(when)s.")
    return said % {"when": moments.moment(due).text if due else ""}


def dates(promise: Promise) -> Iterator[Given]:
    """Every date that was given, the first one first."""
    if promise.first_due is not None:
        yield Given(at=promise.first_due, why=gettext("the date that we gave first"))
    whys = {
        Agreement.CONFIRMED: gettext("another date, to which you agreed"),
        Agreement.DECLINED: gettext("another date, which you declined"),
        Agreement.REPORTED: gettext("another date; we noted that you agreed, please say so"),
        Agreement.NONE: gettext("another date, to which you have not agreed"),
    }
    for change in promise.changes:
        yield Given(at=change.due, why=whys[change.agreement])


def asked(promise: Promise) -> Change | None:
    """The other date about which the customer has still to say yes or no."""
    if promise.closed or not promise.changes:
        return None
    last = promise.changes[-1]
    return last if last.agreement in {Agreement.REPORTED, Agreement.NONE} else None


def messages(entries: Iterable[Entry]) -> list[Message]:
    """What both sides said, the latest first."""
    found = [
        Message(at=entry.at, theirs=theirs, says=entry.said("heard" if theirs else "says"))
        for entry in entries
        if entry.type in {EntryType.PROMISE_TOLD, EntryType.PROMISE_HEARD}
        for theirs in [entry.type is EntryType.PROMISE_HEARD]
    ]
    return found[::-1]
