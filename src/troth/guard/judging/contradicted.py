"""Contradicted: the ledger already says otherwise to this customer.

## What it finds

Promises of another date or term than an open promise of the same metric to this customer has,
earlier or later. Named days are compared as dates where the reader is; lengths of time leave a
tenth of themselves. A text that repeats the term of the promise as a rule says nothing new.

## Example

The ledger: the refund to this customer is due on Friday. The draft: "You will have it within
seven working days." That moves the date, and nobody agreed.

## What may be said instead

The date that holds. A new one is given by changing the promise, so that the customer is asked.
"""

from datetime import datetime, timedelta

from troth.guard.hour import last_hour
from troth.guard.judging import said as saying
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import moment, said_text, zone_of
from troth.guard.quantities import Quantity
from troth.playbook.schema.words import VerdictKind
from troth.promises.due import parsed
from troth.promises.promise import Promise, Stage
from troth.said import Said, quoted, said, sentence
from troth.terms import contradict

KIND = VerdictKind.CONTRADICTED
_BY_THE_DAY = frozenset({"day", "week", "month", "quarter", "year", "business_day"})
_LEAST = timedelta(minutes=1)


def rule(case: Case) -> Ruling | None:
    """The open promise that it contradicts; or the one whose date it repeats, which backs it."""
    about = [each for each in case.context.promises if _is_about(case, each)]
    if case.found.quantity is None or not about:
        return None
    against = [each for each in about if _contradicts(case, each)]
    if len(against) < len(about):
        return _repeated(case, [each for each in about if each not in against])
    first = min(against, key=lambda each: (each.due is None, each.due or each.made_at, each.id))
    return Ruling(
        verdict=KIND,
        because=sentence(
            said(
                "{promised}; the draft says {words}",
                promised=_ledger(case, first),
                words=said_text(case),
            )
        ),
        rests_on=(f"promise:{first.id}",),
    )


def _repeated(case: Case, agreeing: list[Promise]) -> Ruling | None:
    """A date that the ledger has is backed by it, however long ago it was given."""
    if case.standing or case.context.at is None:
        return None
    for promise in agreeing:
        if promise.due is not None and promise.due > case.context.at:
            return Ruling(
                verdict=VerdictKind.BACKED,
                because=sentence(_ledger(case, promise)),
                rests_on=(f"promise:{promise.id}",),
            )
    return None


def _is_about(case: Case, promise: Promise) -> bool:
    return (
        case.link.metric is not None
        and promise.metric == case.link.metric
        and promise.stage is Stage.PROMISED
    )


def _ledger(case: Case, promise: Promise) -> Said:
    if promise.due is None:
        return said("this customer was promised {term}", term=quoted(promise.term))
    due = moment(promise.due, case.context.zone or zone_of(case))
    if not promise.term:
        return said("this customer was promised it by {due}", due=due)
    return said(
        "this customer was promised {term}, due on {due}", term=quoted(promise.term), due=due
    )


def _contradicts(case: Case, promise: Promise) -> bool:
    stated = saying.term(case.found.quantity) if case.found.quantity else None
    if promise.due is not None:
        as_rule = case.standing and stated is not None and str(stated) == promise.term
        return not as_rule and _another_date(case, promise, promise.due)
    if promise.term is None or case.metric is None:
        return False
    term = parsed(promise.term)
    value = saying.value(case, case.metric, term)
    try:
        return value is not None and contradict(value, term)
    except ValueError:
        return False


def _another_date(case: Case, promise: Promise, due: datetime) -> bool:
    at = case.context.at
    if at is None:
        return False
    calendar = case.calendar(promise.calendar) or case.calendar(_usual_calendar(case))
    told = saying.due(case.found, at, case.context.zone, calendar)
    if told is None or (promise.earliest is not None and promise.earliest <= told <= due):
        return False
    if _by_the_day(case.found.quantity):
        zone = zone_of(case) if case.context.zone or not calendar else calendar.timezone
        return told.astimezone(zone).date() != due.astimezone(zone).date()
    return abs(told - due) > max(_LEAST, (told - at) / 10)


def _by_the_day(quantity: Quantity | None) -> bool:
    if quantity is None:
        return False
    if quantity.type == "date":
        return last_hour(quantity.text.lower()) is None
    return quantity.unit in _BY_THE_DAY


def _usual_calendar(case: Case) -> str | None:
    return next((layer.calendar for layer in case.applying.layers if layer.calendar), None)
