"""Words and what they are about, as people put it right: the latest word holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import ActorKind

#: The subject under which all of them stand.
LINKS = "links"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What words are about."""

    words: str
    #: None: no metric of the playbook.
    metric: str | None
    at: datetime
    by: ActorKind


def plain(words: str) -> str:
    """Words without what does not tell them apart: case and blanks."""
    return " ".join(words.casefold().split())


def linked(entries: Iterable[Entry]) -> tuple[Linked, ...]:
    """What holds now, the latest last; what was dropped for good is left out."""
    found: dict[str, Linked] = {}
    for entry in entries:
        words = entry.said("words")
        if entry.type is not EntryType.LINK_CORRECTED or words is None:
            continue
        found.pop(plain(words), None)
        found[plain(words)] = Linked(
            words=words, metric=entry.payload["metric"], at=entry.at, by=entry.actor.kind
        )
    return tuple(found.values())
