"""A milestone: what each side owes the other at a checkpoint, signed by both.

It is a document over promises: what we promise and what the customer promises are promises of
their own, with clocks of their own. A choice made after a signature is another document, so that
signatures before it no longer count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import ActorKind
from troth.promises.promise import Agreement


class Side(StrEnum):
    """Who signs."""

    COMPANY = "company"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneOption:
    """Something between which the customer chooses; texts are None once they are erased."""

    id: str
    says: str | None
    price: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen, and what the customer understands to get."""

    option: str
    #: Its entry's place in the journal of the milestone.
    sequence: int
    at: datetime
    by: str
    #: Reported where staff recorded it, until the customer confirms.
    agreement: Agreement
    understanding: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One side's word on the document as it stood."""

    side: Side
    #: Its entry's place in the journal of the milestone.
    sequence: int
    at: datetime
    by: str
    #: Hash of the last entry that it signs.
    signs: str
    #: Declined, or confirmed; reported where staff signed for the customer.
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A milestone as its entries leave it; instants are UTC."""

    id: str
    sequence: int
    #: Hash of the last entry.
    head: str
    customer: str
    #: Its id in the playbook; None for one that was written freely.
    milestone: str | None
    stage: str | None
    edition: str | None
    opened_at: datetime
    #: Who opened it: `person:7`.
    by: str
    #: Ids of our promises and of the customer's duties.
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    options: tuple[MilestoneOption, ...]
    name: str | None = None
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    signatures: tuple[Signature, ...] = ()
    closed_at: datetime | None = None
    #: Promises that were still open when it was closed.
    left_open: tuple[str, ...] = ()
    #: Since when a word of the customer's own waits to be read.
    unanswered: datetime | None = None
    #: The place of the last entry that changed the document; to read it changes nothing.
    changed: int = 0

    @property
    def chosen(self) -> Choice | None:
        """The choice that holds."""
        return self.choices[-1] if self.choices else None

    def signed(self, side: Side) -> Signature | None:
        """The last word of a side on the document as it stands; None where it has not signed."""
        since = self._decided
        said = [each for each in self.signatures if each.side is side and each.sequence > since]
        return said[-1] if said else None

    @property
    def _decided(self) -> int:
        """Where the option that holds was first chosen; to confirm it changes no document."""
        since = 0
        for choice in reversed(self.choices):
            if choice.option != self.choices[-1].option:
                break
            since = choice.sequence
        return since

    @property
    def agreed(self) -> bool:
        """Whether both signed, and the customer themselves."""
        words = [self.signed(side) for side in Side]
        return all(word is not None and word.agreement is Agreement.CONFIRMED for word in words)


def milestone(entries: Iterable[Entry]) -> Milestone | None:
    """The milestone that these entries leave; None without entries, or of another kind."""
    found: Milestone | None = None
    for entry in entries:
        if entry.type is EntryType.MILESTONE_OPENED:
            found = _opened(entry)
        if found is None:
            return None
        found = replace(
            _step(found, entry),
            sequence=entry.sequence,
            head=entry.hash,
            unanswered=_unanswered(found.unanswered, entry),
        )
        if entry.type is not EntryType.MILESTONE_ACKNOWLEDGED:
            found = replace(found, changed=entry.sequence)
    return found


def _unanswered(since: datetime | None, entry: Entry) -> datetime | None:
    """Since when a customer's word waits: whoever writes into the document has read it."""
    return (since or entry.at) if entry.actor.kind is ActorKind.CUSTOMER else None


def _opened(entry: Entry) -> Milestone:
    said = entry.payload
    words: Mapping[str, Any] = entry.personal or {}
    texts, prices = words.get("options", {}), words.get("prices", {})
    options = (
        MilestoneOption(id=option, says=texts.get(option), price=prices.get(option))
        for option in said.get("options", ())
    )
    return Milestone(
        id=entry.subject,
        sequence=entry.sequence,
        head=entry.hash,
        customer=said["customer"],
        milestone=said.get("milestone"),
        stage=said.get("stage"),
        edition=entry.edition,
        opened_at=entry.at,
        by=entry.actor.name,
        ours=tuple(said.get("ours", ())),
        theirs=tuple(said.get("theirs", ())),
        options=tuple(options),
        name=words.get("name"),
        includes=tuple(words.get("includes", ())),
        excludes=tuple(words.get("excludes", ())),
    )


def _step(found: Milestone, entry: Entry) -> Milestone:
    said = entry.payload
    if entry.type is EntryType.MILESTONE_CHOSEN:
        choice = Choice(
            option=said["option"],
            sequence=entry.sequence,
            at=entry.at,
            by=entry.actor.name,
            agreement=Agreement(said["agreement"]),
            understanding=entry.said("understanding"),
        )
        return replace(found, choices=(*found.choices, choice))
    if entry.type is EntryType.MILESTONE_SIGNED:
        signature = Signature(
            side=Side(said["side"]),
            sequence=entry.sequence,
            at=entry.at,
            by=entry.actor.name,
            signs=said["signs"],
            agreement=Agreement(said["agreement"]),
        )
        return replace(found, signatures=(*found.signatures, signature))
    if entry.type is EntryType.MILESTONE_CLOSED:
        return replace(found, closed_at=entry.at, left_open=tuple(said.get("open", ())))
    return found
