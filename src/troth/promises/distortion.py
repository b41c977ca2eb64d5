"""What distorted an expectation, as its entry leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from troth.promises.entries import Entry, EntryType
from troth.promises.parties import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Distortion:
    """Why a customer expected something else than what holds; instants are UTC."""

    id: str
    sequence: int
    at: datetime
    metric: str
    #: Of the playbook's sources: marketing, past-service, ...
    source: str
    #: too-much, too-little.
    direction: str
    customer: str | None
    touchpoint: str | None
    claim: str | None
    stated: str | None
    channel: str | None
    edition: str | None
    #: In the customer's words; None where nothing was said, or the person was erased.
    expected: str | None
    note: str | None
    #: Who reported it.
    by: ActorKind


def distortion(entries: Sequence[Entry]) -> Distortion | None:
    """The report that these entries leave; None without entries, or of another kind."""
    if not entries or entries[0].type is not EntryType.DISTORTION_REPORTED:
        return None
    first = entries[0]
    said = first.payload
    return Distortion(
        id=first.subject,
        sequence=entries[-1].sequence,
        at=first.at,
        metric=said["metric"],
        source=said["source"],
        direction=said["direction"],
        customer=said.get("customer"),
        touchpoint=said.get("touchpoint"),
        claim=said.get("claim"),
        stated=said.get("stated"),
        channel=first.channel,
        edition=first.edition,
        expected=first.said("expected"),
        note=first.said("note"),
        by=first.actor.kind,
    )
