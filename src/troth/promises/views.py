"""Views that somebody keeps of a list: what of it they want to see, under a name of theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from troth.promises.entries import Entry, EntryType


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view of a list."""

    id: str
    #: As the command names it: `promises`.
    list: str
    name: str
    #: As it stands in an address: `state=broken&metric=refund`.
    query: str


def views_subject(person: str) -> str:
    """The subject under which the views of a person stand."""
    return f"views/{person}"


def views(entries: Iterable[Entry]) -> dict[str, View]:
    """The views that somebody keeps, by their ids, the first one first."""
    found: dict[str, View] = {}
    for entry in entries:
        name, query = entry.said("name"), entry.said("query")
        if entry.type is EntryType.VIEW_DROPPED:
            found.pop(entry.payload["view"], None)
        elif entry.type is EntryType.VIEW_KEPT and name is not None and query is not None:
            kept = View(id=entry.id, list=entry.payload["list"], name=name, query=query)
            found[kept.id] = kept
    return found
