"""Agreements: what was agreed with one customer, or with a segment, instead of the standard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from troth.promises.entries import Entry, EntryType
from troth.promises.fold import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A term that holds for a customer or a segment while the agreement does; instants UTC."""

    id: str
    #: None for a segment.
    customer: str | None
    scope: Mapping[str, tuple[str, ...]]
    metric: str
    term: str
    #: Counts business time instead of the team's calendar.
    calendar: str | None
    team: str | None
    since: datetime
    #: The first instant at which it no longer holds.
    until: datetime | None
    #: How many entries it has.
    sequence: int = 1

    def holds(self, at: datetime) -> bool:
        """Whether it holds at that instant."""
        return self.since <= at and (self.until is None or at < self.until)


def agreement(entries: Iterable[Entry]) -> Agreement | None:
    """The agreement that its entries leave; None without entries, or of another kind."""
    found: Agreement | None = None
    for entry in entries:
        said = entry.payload
        if entry.type is EntryType.AGREEMENT_MADE:
            found = Agreement(
                id=entry.subject,
                customer=said.get("customer"),
                scope={facet: tuple(values) for facet, values in said.get("scope", {}).items()},
                metric=said["metric"],
                term=said["term"],
                calendar=said.get("calendar"),
                team=said.get("team"),
                since=moment(said.get("since")) or entry.at,
                until=moment(said.get("until")),
            )
        elif found is not None:
            ends = moment(said.get("until")) or entry.at
            until = min(ends, found.until) if found.until else ends
            found = replace(found, until=until, sequence=entry.sequence)
    return found


def agreement_lists(entries: Iterable[Entry]) -> dict[str | None, tuple[str, ...]]:
    """Ids of agreements by customer; those with segments under None."""
    lists: dict[str | None, tuple[str, ...]] = {}
    for entry in entries:
        if entry.type is EntryType.AGREEMENT_MADE:
            customer = entry.payload.get("customer")
            lists[customer] = (*lists.get(customer, ()), entry.subject)
    return lists
