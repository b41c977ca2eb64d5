"""Hatches: opened for a customer to read one promise or milestone and to answer, and shut."""

from typing import Literal

from pydantic import Field

from troth.operations.commands import Command, Id
from troth.operations.customers import seen
from troth.operations.errors import NotFoundError, NotNowError, UnfitError
from troth.operations.happening import state
from troth.operations.milestones import opened
from troth.promises.entries import Draft, EntryType
from troth.promises.hatch import Hatch, hatch, journal_of
from troth.promises.store import Work
from troth.said import said


class OpenHatch(Command):
    """A link for a customer."""

    of: Literal["promise", "milestone"] = Field(
        "promise", description="What the customer reads and answers."
    )
    about: Id = Field(description="Its id.")


def open_hatch(work: Work, wanted: OpenHatch) -> Hatch:
    """Open a hatch; where one is open already, it is that one.

    Raises:
        NotFoundError: there is no such promise or milestone, or its customer was erased.
        UnfitError: it is no customer's.
    """
    customer = _whose(work, wanted)
    seen(work, customer)
    subject = journal_of(wanted.about)
    known = hatch(work.entries(subject))
    if known is not None and known.shut_at is None:
        return known
    payload = {"of": wanted.of, "about": wanted.about, "customer": customer}
    draft = Draft(type=EntryType.HATCH_OPENED, subject=subject, at=work.at, payload=payload)
    work.append([draft], expected={subject: known.sequence if known else 0})
    return _there(work, wanted.about)


def shut_hatch(work: Work, about: str) -> Hatch:
    """Shut the hatch of a promise or milestone: its address opens nothing any more.

    Raises:
        NotFoundError: it never had one.
        NotNowError: it is shut already.
    """
    found = _there(work, about)
    if found.shut_at is not None:
        raise NotNowError(said("the link of {about} was withdrawn already", about=about))
    subject = journal_of(about)
    draft = Draft(type=EntryType.HATCH_SHUT, subject=subject, at=work.at)
    work.append([draft], expected={subject: found.sequence})
    return _there(work, about)


def _whose(work: Work, wanted: OpenHatch) -> str:
    if wanted.of == "milestone":
        return opened(work, wanted.about).customer
    promise = state(work, wanted.about)
    if promise.customer is None or promise.is_duty:
        raise UnfitError("about", said("{about} was promised to no customer", about=wanted.about))
    return promise.customer


def _there(work: Work, about: str) -> Hatch:
    found = hatch(work.entries(journal_of(about)))
    if found is None:
        raise NotFoundError("link for the customer of", about)
    return found
