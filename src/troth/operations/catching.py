"""Words that promise something, of which nobody said yet what it is: kept, and listed."""

from pydantic import Field

from troth.operations.commands import Happened, Id, PartyText, Text
from troth.operations.customers import seen
from troth.operations.dating import iso
from troth.operations.errors import NoEditionError
from troth.operations.happening import past, state
from troth.promises.entries import Draft, EntryType
from troth.promises.promise import Promise
from troth.promises.store import Work

#: The metric of a record of which nobody said what it is about.
UNSAID = "unsaid"
_REASON = "nobody said yet what is promised, and by when"


class Catch(Happened):
    """What somebody wrote to a customer, for a person to make a promise of."""

    customer: Id = Field(description="To whom it was written.")
    wording: Text = Field(description="What was said, word for word.")
    holder: PartyText | None = Field(None, description="Who looks after it; the company.")
    reason: Text | None = Field(None, description="Why it is no promise yet.")


def catch(work: Work, wanted: Catch, *, message: str | None = None) -> Promise:
    """Keep words as a record without promise, which is listed and not lost.

    Args:
        work: the transaction.
        wanted: the words.
        message: the id of the reply in which they were said.

    Raises:
        NotFoundError: no edition is published, or there is no such customer.
        UnfitError: it is yet to come.
    """
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    seen(work, wanted.customer)
    at, record = past(work, wanted), work.new_id()
    company = f"company:{edition.playbook.company}"
    draft = Draft(
        type=EntryType.PROMISE_UNMATCHED,
        subject=record,
        at=at,
        payload={
            "promiser": company,
            "promisee": f"customer:{wanted.customer}",
            "customer": wanted.customer,
            "metric": UNSAID,
            "starts_at": iso(at),
            "holder": wanted.holder or company,
            "reason": wanted.reason or _REASON,
        },
        personal={"wording": wanted.wording, "message": message},
        person=wanted.customer,
        channel=wanted.channel,
        edition=edition.id,
    )
    work.append([draft], expected={record: 0})
    return state(work, record)
