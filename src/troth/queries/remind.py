"""May this customer be reminded of a payment? Our own word to them is looked at first.

A payment is named by its duty, by the promise that it pays for, or by a reference: the value of a
facet such as `order` or `invoice`. It belongs to the promises that need its duty, and to those that
share a reference with it. A facet of which the playbook lists the values tells kinds of cases
apart, and is no reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from troth.errors import TrothError
from troth.operations.errors import NotFoundError
from troth.promises.ids import checked_id
from troth.promises.promise import Promise
from troth.promises.reminding import STATUTORY, Standing, Wait, promised_to, standing
from troth.promises.store import PromiseFilter, Store
from troth.queries.people import customer as known_customer
from troth.queries.promises import hidden
from troth.queries.reading import every_promise
from troth.queries.remind_wording import reason, wording


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """Whether a reminder may go out, and what whoever asks should see before."""

    customer: str
    about: str
    at: datetime
    standing: Standing
    #: The duty to pay, where it is known and the reader may know it.
    payment: Promise | None
    #: Promises that the payment is for, of those that the reader may know.
    belongs: tuple[str, ...]
    #: What is late, of which the reader may know.
    because: tuple[Wait, ...]
    #: How much else is late, of which they may not.
    withheld: int
    reason: str
    #: What could be said to the customer; None where nothing is owed.
    wording: str | None
    #: The tone that the playbook asks for.
    voice: str | None
    statutory: str = STATUTORY


def may_remind(
    store: Store,
    *,
    customer: str,
    about: str,
    at: datetime,
    hidden_teams: frozenset[str] = frozenset(),
) -> Reminder:
    """Whether a customer may be reminded of a payment now.

    What is hidden from the reader holds a reminder as everything else does, and is only counted.

    Args:
        store: the ledger.
        customer: their id.
        about: the id of a duty or promise of theirs, or a reference: an order, an invoice.
        at: now; aware.
        hidden_teams: teams of whose promises the reader must not know.

    Raises:
        NotFoundError: no such customer, or `about` is an id of nothing that is theirs.
    """
    known_customer(store, customer)
    theirs = list(every_promise(store, PromiseFilter(customer=customer)))
    named = _named(theirs, about)
    if named is not None and hidden(named, hidden_teams):
        raise NotFoundError("duty or promise", about)
    edition = store.edition()
    playbook = edition.playbook if edition else None
    payment = named if named is not None and named.is_duty else _by_reference(theirs, about)
    ours = [each for each in theirs if promised_to(each, customer)]
    listed = frozenset(playbook.facets) if playbook else frozenset()
    belonging = {each.id for each in ours if _belongs(each, about, payment, listed)}
    found = standing(ours, belonging, payment, at)
    seen = tuple(wait for wait in found.because if not hidden(wait.promise, hidden_teams))
    return Reminder(
        customer=customer,
        about=about,
        at=at,
        standing=found,
        payment=None if payment is not None and hidden(payment, hidden_teams) else payment,
        belongs=tuple(
            each.id for each in ours if each.id in belonging and not hidden(each, hidden_teams)
        ),
        because=seen,
        withheld=len(found.because) - len(seen),
        reason=reason(found),
        wording=wording(found, seen, playbook),
        voice=playbook.voice if playbook else None,
    )


def _named(theirs: list[Promise], about: str) -> Promise | None:
    """The duty or promise of that id; None where `about` is no id."""
    try:
        checked_id(about)
    except TrothError:
        return None
    found = next((each for each in theirs if each.id == about), None)
    if found is None:
        raise NotFoundError("duty or promise", f"{about} of this customer")
    return found


def _by_reference(theirs: list[Promise], about: str) -> Promise | None:
    """The duty that carries a reference: of several the one that is open and due last."""
    carrying = [each for each in theirs if each.is_duty and _carries(each, about)]
    return max(carrying, key=lambda duty: (not duty.closed, duty.due or duty.made_at), default=None)


def _belongs(promise: Promise, about: str, payment: Promise | None, listed: frozenset[str]) -> bool:
    if promise.id == about or _carries(promise, about):
        return True
    if payment is None:
        return False
    linked = payment.id in promise.needs or promise.id in payment.needed_by
    return linked or bool(_references(promise, listed) & _references(payment, listed))


def _carries(promise: Promise, reference: str) -> bool:
    return reference.casefold() in {value.casefold() for value in promise.facets.values()}


def _references(promise: Promise, listed: frozenset[str]) -> frozenset[tuple[str, str]]:
    facets: Mapping[str, str] = promise.facets
    return frozenset(
        (name, value.casefold()) for name, value in facets.items() if name not in listed
    )
