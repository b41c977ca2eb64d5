"""A hatch: an address at which a customer reads one promise or milestone, and answers.

Its journal is named after what it shows, so that there is one at a time. The address itself is
made by whoever serves it, from what the hatch shows and its number; once shut it opens no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from troth.promises.entries import Entry, EntryType


@dataclass(frozen=True, slots=True, kw_only=True)
class Hatch:
    """A hatch as its entries leave it; instants are UTC."""

    #: What it shows: `promise` or `milestone`, and its id.
    of: str
    about: str
    customer: str
    #: Which opening it is: the place of the entry that opened it.
    number: int
    opened_at: datetime
    #: Who opened it: `person:7`.
    by: str
    sequence: int
    shut_at: datetime | None = None


def journal_of(about: str) -> str:
    """The journal of the hatches that show a promise or a milestone."""
    return f"hatch/{about}"


def hatch(entries: Iterable[Entry]) -> Hatch | None:
    """The latest hatch that these entries leave; None without entries, or of another kind."""
    found: Hatch | None = None
    for entry in entries:
        if entry.type is EntryType.HATCH_OPENED:
            found = _opened(entry)
        elif entry.type is EntryType.HATCH_SHUT and found is not None:
            found = replace(found, shut_at=entry.at, sequence=entry.sequence)
    return found


def _opened(entry: Entry) -> Hatch:
    said = entry.payload
    return Hatch(
        of=said["of"],
        about=said["about"],
        customer=said["customer"],
        number=entry.sequence,
        opened_at=entry.at,
        by=entry.actor.name,
        sequence=entry.sequence,
    )
