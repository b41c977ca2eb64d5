"""Duties: what customers promise in turn, as the playbook words it."""

from datetime import datetime

from pydantic import Field

from troth.clock import Calendar, CalendarError
from troth.operations.commands import Happened, Id, PartyText, Text, Word
from troth.operations.customers import seen
from troth.operations.dating import iso
from troth.operations.errors import NoEditionError, NotNowError, UnfitError
from troth.operations.happening import by_now, state
from troth.operations.waiting import RULE, check_same_customer, stands_still, stops
from troth.playbook.schema.promises import Duty
from troth.promises.due import Dates, dates, parsed
from troth.promises.entries import Draft, EntryType
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth.promises.tzdata import version
from troth.said import said as worded
from troth.terms import MissingCalendarError, Term


class AskDuty(Happened):
    """What is needed of a customer."""

    id: Id | None = Field(None, description="The duty's id; made when absent.")
    duty: Word = Field(description="The duty, by its id in the playbook.")
    customer: Id = Field(description="Who promises it.")
    promisee: PartyText | None = Field(None, description="Who needs it; the company when absent.")
    holder: PartyText | None = Field(None, description="Who looks after it on our side.")
    for_promises: tuple[Id, ...] = Field(
        (), description="The promises that wait for it.", max_length=50, strict=False
    )
    facets: dict[Word, Word] = Field(
        {}, description="What it is about: invoice, order.", max_length=50
    )
    wording: Text | None = Field(None, description="What was asked for, word for word.")


def ask(work: Work, wanted: AskDuty) -> Promise:
    """Record what the customer promised to do; it may stop the clocks of promises that need it.

    Raises:
        NotFoundError: no edition, customer or promise of that name.
        UnfitError: the playbook has no such duty, its date cannot be counted, or it is yet to
            come.
    """
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    duty = edition.playbook.duties.get(wanted.duty)
    if duty is None:
        names = ", ".join(edition.playbook.duties) or "none"
        raise UnfitError(
            "duty",
            worded(
                "the playbook has no duty {duty}; it has {known}",
                duty=repr(wanted.duty),
                known=names,
            ),
        )
    seen(work, wanted.customer)
    at = by_now(work, wanted.at)
    calendar = edition.calendar(duty.calendar)
    term = parsed(str(duty.term)) if duty.term else None
    counted = _counted(term, calendar, at) if term else None
    promisee = wanted.promisee or f"company:{edition.playbook.company}"
    duty_id = wanted.id or work.new_id()
    payload = {
        "promiser": f"customer:{wanted.customer}",
        "promisee": promisee,
        "customer": wanted.customer,
        "metric": wanted.duty,
        "term": str(term) if term else None,
        "calendar": duty.calendar,
        "calendar_version": calendar.version if calendar else None,
        "tzdata": version(),
        "zone": calendar.timezone.key if calendar else "UTC",
        "due": iso(counted.due) if counted else None,
        "earliest": iso(counted.earliest) if counted else None,
        "basis": {"level": "duty", "id": wanted.duty},
        "effect": str(duty.effect) if duty.effect else None,
        "holder": wanted.holder or promisee,
        "starts_at": iso(at),
        "words": f"duties.{wanted.duty}" if _as_worded(wanted, duty) else None,
        "facets": dict(wanted.facets) or None,
    }
    made = Draft(
        type=EntryType.PROMISE_MADE,
        subject=duty_id,
        at=at,
        payload={key: value for key, value in payload.items() if value is not None},
        personal={"wording": wanted.wording or duty.says},
        person=wanted.customer,
        channel=wanted.channel,
        edition=edition.id,
    )
    work.append([made], expected={duty_id: 0})
    for promise_id in dict.fromkeys(wanted.for_promises):
        _awaited_by(work, state(work, duty_id), promise_id)
    return state(work, duty_id)


def _counted(term: Term, calendar: Calendar | None, at: datetime) -> Dates:
    try:
        return dates(term, calendar, at)
    except (MissingCalendarError, CalendarError) as error:
        raise UnfitError("duty", str(error)) from None


def _as_worded(wanted: AskDuty, duty: Duty) -> bool:
    """Whether it is asked for in the words of the playbook."""
    return duty.says is not None and wanted.wording in {None, duty.says}


def _awaited_by(work: Work, duty: Promise, promise_id: str) -> None:
    promise = state(work, promise_id)
    if promise.closed:
        raise NotNowError(
            worded("promise {promise} is over; it waits for nothing", promise=promise.id)
        )
    check_same_customer(duty, promise.customer)
    said = {"promise": promise.id}
    drafts = [
        Draft(
            type=EntryType.PROMISE_NEEDED,
            subject=duty.id,
            at=duty.made_at,
            payload=said,
            actor=RULE,
        )
    ]
    if stops(duty):
        drafts.append(stands_still(work, promise, duty, duty.made_at))
    work.append(drafts)
