"""A file of a promise: what somebody attached to it. Its bytes lie apart, sealed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from troth.promises.entries import Entry
from troth.promises.parties import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as the entries of its promise leave it; instants are UTC."""

    #: That of the entry which attached it.
    id: str
    attached_at: datetime
    by: Actor
    #: None once the person was erased, or it was kept for long enough; its bytes are gone then.
    name: str | None
    #: What it is, in a few words.
    what: str | None
    #: In bytes.
    size: int
    #: Of its bytes, in hexadecimal; None where the name is.
    sha256: str | None
    #: As its first bytes tell, whatever was said of it.
    media_type: str
    #: Whether the customer sees it by their link.
    shared: bool


def attached(entry: Entry) -> File:
    """The file that an entry attached."""
    said = entry.payload
    return File(
        id=entry.id,
        attached_at=entry.at,
        by=entry.actor,
        name=entry.said("name"),
        what=entry.said("what"),
        size=said["size"],
        sha256=entry.said("sha256"),
        media_type=said["media_type"],
        shared=said["shared"],
    )


def with_shared(files: Iterable[File], entry: Entry) -> tuple[File, ...]:
    """The files after an entry that shares one of them, or no longer does."""
    said = entry.payload
    return tuple(
        replace(each, shared=said["shared"]) if each.id == said["file"] else each for each in files
    )


def without(files: Iterable[File], entry: Entry) -> tuple[File, ...]:
    """The files after an entry that removed one of them."""
    return tuple(each for each in files if each.id != entry.payload["file"])
