"""Replies that went out: the promises in them become promises of the ledger, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import Field

from troth.operations.catching import Catch, catch
from troth.operations.commands import Command, Firmness, Id, Instant, Make, Text, Word
from troth.operations.customers import seen
from troth.operations.drafts import AskGuard
from troth.operations.errors import NoEditionError
from troth.operations.happening import by_now, state
from troth.operations.making import make
from troth.promises.entries import Draft, EntryType
from troth.promises.promise import Promise
from troth.promises.reply import Reply, digest_of, reply, subject_of
from troth.promises.store import DuplicateIdError, Work
from troth.said import said as worded

#: Dates are said to the minute.
_ROUNDED = timedelta(minutes=1)


class About(Command):
    """What one promise of a reply is about, where its words do not tell."""

    start: int = Field(description="Where it starts in the text, as the guard said.", ge=0)
    metric: Word | None = Field(description="The metric of the playbook; null: none of them.")


class RecordReply(AskGuard):
    """A reply that went out."""

    message: Word = Field(description="Its id in the system that sent it; it counts once.")
    customer: Id = Field(description="To whom it was sent.")
    at: Instant | None = Field(None, description="When it was sent; now when absent.")
    about: tuple[About, ...] = Field(
        (), description="What promises are about, said by a person.", max_length=100, strict=False
    )
    reason: Text | None = Field(
        None, description="Why a person sent their own words, where the guard advised others."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One promise of a reply, as it is to be recorded."""

    #: None: nobody knows yet what it is about.
    metric: str | None
    wording: str
    #: Neither term nor date: the standard or agreement in force decides.
    term: str | None = None
    due: datetime | None = None
    strength: Firmness | None = None
    #: The open promise of which it only speaks again.
    stands: str | None = None


def recorded_reply(work: Work, said: RecordReply) -> Reply | None:
    """What was recorded of this message before; None where nothing was.

    Raises:
        DuplicateIdError: another text, or one to somebody else, has its id.
    """
    found = reply(work.entries(subject_of(said.message)))
    if found is None:
        return None
    other = found.digest is not None and found.digest != digest_of(said.text)
    if other or found.customer != said.customer:
        raise DuplicateIdError(
            worded("another reply with the message id {message}", message=repr(said.message))
        )
    return found


def record_reply(work: Work, said: RecordReply, spoken: Sequence[Spoken]) -> Reply:
    """Make promises of what a reply says; what nobody can name is kept for a person to name.

    Raises:
        NotFoundError: no edition is published, or there is no such customer.
        UnfitError: it is yet to come.
        BeyondAuthorityError: a promise is tighter than what who sent it may promise.
        DuplicateIdError: another reply has its id.
    """
    before = recorded_reply(work, said)
    if before is not None:
        return before
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    seen(work, said.customer)
    at = by_now(work, said.at)
    subject = subject_of(said.message)
    made: list[Promise] = []
    for each in _new(spoken):
        if not any(_same(each, promise) for promise in made):
            made.append(_made(work, said, each))
    restated = sorted({each.stands for each in spoken if each.stands is not None})
    draft = Draft(
        type=EntryType.REPLY_SENT,
        subject=subject,
        at=at,
        payload={
            "customer": said.customer,
            "promises": [promise.id for promise in made],
            "restated": [state(work, each).id for each in restated],
        },
        personal={
            "message": said.message,
            "digest": digest_of(said.text),
            "reason": said.reason,
        },
        person=said.customer,
        channel=said.channel,
        edition=edition.id,
    )
    work.append([draft], expected={subject: 0})
    found = reply(work.entries(subject))
    assert found is not None  # noqa: S101 - it was just written
    return found


def _new(spoken: Sequence[Spoken]) -> list[Spoken]:
    """What is promised here for the first time, said twice or not; terms before dates."""
    first: dict[object, Spoken] = {}
    for each in spoken:
        what = (each.metric, each.term, each.due) if each.metric else each.wording
        if each.stands is None:
            first.setdefault(what, each)
    return sorted(first.values(), key=lambda each: each.due is not None)


def _same(spoken: Spoken, promise: Promise) -> bool:
    """Whether a date is that of a term: `within 4 business hours, that is by 14:00`."""
    if spoken.due is None or promise.due is None or spoken.metric != promise.metric:
        return False
    return abs(spoken.due - promise.due) < _ROUNDED


def _made(work: Work, said: RecordReply, spoken: Spoken) -> Promise:
    if spoken.metric is None:
        wanted = Catch(
            customer=said.customer, wording=spoken.wording, at=said.at, channel=said.channel
        )
        return catch(work, wanted, message=said.message)
    return make(
        work,
        Make(
            metric=spoken.metric,
            customer=said.customer,
            facets=dict(said.facets),
            at=said.at,
            channel=said.channel,
            wording=spoken.wording,
            term=spoken.term,
            due=spoken.due,
            strength=spoken.strength,
        ),
        message=said.message,
    )
