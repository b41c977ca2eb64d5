"""An entry of the journal, as the API answers, with all that it takes to verify its chain."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.answers.base import Body, Moment, Source, free_text
from troth.promises.entries import Entry
from troth.promises.parties import Actor, ActorKind

_SOURCES = {
    ActorKind.CUSTOMER: Source.CUSTOMER,
    ActorKind.PERSON: Source.STAFF,
    ActorKind.SERVICE: Source.PROGRAM,
    ActorKind.INTEGRATION: Source.INTEGRATION,
    ActorKind.RULE: Source.RULE,
}
#: Words of the customer, whoever took them down.
_IN_THEIR_WORDS = frozenset({"understanding", "name", "email", "phone", "ref", "expected", "heard"})


class ActorBody(Body):
    """Who did something."""

    kind: ActorKind
    id: str
    role: str | None
    on_behalf_of: str | None
    key: str | None = Field(description="Id of the key with which a program came.")


class EntryBody(Body):
    """A line of the journal."""

    id: str
    type: str
    subject: str
    sequence: int
    at: Moment = Field(description="When it happened.")
    recorded_at: Moment = Field(description="When it was written.")
    actor: ActorBody
    channel: str | None
    edition: str | None
    idempotency_key: str | None
    payload: Mapping[str, Any]
    person: str | None = Field(description="Whose key seals the personal part.")
    personal: Mapping[str, Any] | None = Field(
        description="Each text marked as free text; null where the person was erased."
    )
    seal: str | None
    previous: str
    hash: str


def source_of(actor: Actor) -> Source:
    """Who wrote what an actor recorded."""
    return source_of_kind(actor.kind)


def source_of_kind(kind: ActorKind) -> Source:
    """Who wrote what somebody of a kind recorded."""
    return _SOURCES[kind]


def actor_body(actor: Actor) -> ActorBody:
    """An actor in parts."""
    return ActorBody(
        kind=actor.kind,
        id=actor.id,
        role=actor.role,
        on_behalf_of=actor.on_behalf_of,
        key=actor.key,
    )


def entry_body(entry: Entry) -> EntryBody:
    """An entry as it stands."""
    return EntryBody(
        id=entry.id,
        type=entry.type,
        subject=entry.subject,
        sequence=entry.sequence,
        at=entry.at,
        recorded_at=entry.recorded_at,
        actor=actor_body(entry.actor),
        channel=entry.channel,
        edition=entry.edition,
        idempotency_key=entry.idempotency_key,
        payload=entry.payload,
        person=entry.person,
        personal=None if entry.personal is None else _marked(entry),
        seal=entry.seal,
        previous=entry.previous,
        hash=entry.hash,
    )


def _marked(entry: Entry) -> dict[str, Any]:
    """The personal part, each text in it marked, also within lists and mappings."""
    recorder = source_of(entry.actor)
    return {
        key: marked(value, Source.CUSTOMER if key in _IN_THEIR_WORDS else recorder)
        for key, value in (entry.personal or {}).items()
    }


def marked(value: Any, source: Source) -> Any:  # noqa: ANN401 - JSON values
    """JSON values with every text in them marked as written by `source`."""
    if isinstance(value, str):
        return free_text(value, source)
    if isinstance(value, Mapping):
        return {key: marked(inner, source) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [marked(inner, source) for inner in value]
    return value
