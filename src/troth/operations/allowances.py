"""What is used of limits, and what is left: counted in the journal, one subject for each.

Two writers who draw on the same limit meet at its subject: the one who comes second conflicts,
reads again, and sees what the first one used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from troth.authority import Limit, left, subject_of
from troth.operations.errors import BeyondAuthorityError
from troth.promises.entries import Draft, Entry, EntryType
from troth.promises.parties import Actor
from troth.promises.store import Work
from troth.said import said


class Journal(Protocol):
    """What can be read from: a store, or a transaction of one."""

    def entries(self, subject: str) -> tuple[Entry, ...]:
        """The journal of a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """For whom something is promised or given; what a limit holds for is found among them."""

    actor: Actor
    customer: str | None
    #: The promise that it is about; None where that is not known yet.
    promise: str | None
    #: Who promised: `team:support`.
    promiser: str | None

    def of(self, limit: Limit) -> str:
        """The party for whom a limit holds; `all` for one without party, or of nobody known."""
        found = {
            None: None,
            "agent": self.actor.name,
            "customer": self.customer and f"customer:{self.customer}",
            "account": self.customer and f"customer:{self.customer}",
            "person": self.customer and f"customer:{self.customer}",
            "case": self.promise and f"promise:{self.promise}",
            "order": self.promise and f"promise:{self.promise}",
            "team": self.promiser,
            "supplier": self.promiser,
        }[limit.party]
        return found or "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A limit as it stands for somebody now."""

    #: Of the playbook: `amends.voucher-20`, `authority.quick-refund`.
    row: str
    limit: Limit
    #: For whom: `customer:...`, `person:ada`, `all`.
    party: str
    used: Decimal
    #: How many entries its subject has.
    sequence: int
    subject: str
    #: Why nothing can be drawn on it; None where something can.
    stuck: str | None = None

    @property
    def left(self) -> Decimal:
        """What may still be used."""
        return left(self.limit, self.used)

    def __str__(self) -> str:
        unit = f"{self.limit.unit} " if self.limit.unit else ""
        return f"{unit}{self.left} of {self.limit}"


def allowances(
    journal: Journal, row: str, limits: Iterable[Limit], parties: Parties, at: datetime
) -> list[Allowance]:
    """How the limits of a row stand for somebody at an instant."""
    return [_allowance(journal, row, limit, parties.of(limit), at) for limit in limits]


def used(
    work: Work, row: str, limits: Sequence[Limit], amount: Decimal, parties: Parties
) -> tuple[list[Draft], dict[str, int]]:
    """What is recorded where something is used, and how far its subjects must have come.

    It counts at the instant of recording, so that dating back finds no other month's rest.

    Raises:
        BeyondAuthorityError: it is more than what is left of a limit.
    """
    standing = allowances(work, row, limits, parties, work.at)
    short = [each for each in standing if each.left < amount]
    if short:
        unit = f"{short[0].limit.unit} " if short[0].limit.unit else ""
        raise BeyondAuthorityError(
            said("{amount} more is too much", amount=f"{unit}{amount}"),
            "; ".join(str(each.limit) for each in short),
            [str(each) for each in short],
        )
    drafts = [_use(each, amount, parties, work.at) for each in standing]
    return drafts, {each.subject: each.sequence for each in standing}


def _allowance(journal: Journal, row: str, limit: Limit, party: str, at: datetime) -> Allowance:
    subject = subject_of(row, limit, party, at)
    entries = journal.entries(subject)
    total = sum((Decimal(entry.payload["amount"]) for entry in entries), Decimal(0))
    return Allowance(
        row=row, limit=limit, party=party, used=total, sequence=len(entries), subject=subject
    )


def _use(allowance: Allowance, amount: Decimal, parties: Parties, at: datetime) -> Draft:
    payload = {
        "row": allowance.row,
        "limit": str(allowance.limit),
        "amount": str(amount),
        "promise": parties.promise,
        "by": parties.actor.name,
    }
    return Draft(type=EntryType.AUTHORITY_USED, subject=allowance.subject, at=at, payload=payload)
