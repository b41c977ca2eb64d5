"""Read receipts: which pages somebody has read, and of which edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from troth.promises.entries import Entry, EntryType


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That somebody has read the pages of a team."""

    team: str
    edition: str
    #: UTC.
    at: datetime


def readers_subject(person: str) -> str:
    """The subject under which the receipts of a person stand."""
    return f"guidelines/{person}"


def receipts(entries: Iterable[Entry]) -> dict[str, Receipt]:
    """The latest receipt for each team."""
    return {
        entry.payload["team"]: Receipt(
            team=entry.payload["team"], edition=entry.edition or "", at=entry.at
        )
        for entry in entries
        if entry.type is EntryType.GUIDELINES_READ
    }
