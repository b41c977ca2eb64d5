"""What a payload of any other system says, as its mapping reads it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from troth.said import said
from troth_web.connectors.events import By, Contact, Event, Heard
from troth_web.connectors.mapping import CaseMapping, Conditions, Customer, NamedEvent, value_of
from troth_web.connectors.provider import instant
from troth_web.connectors.reading import UnreadableError, moment, needed, word, words


def read(payload: Mapping[str, Any], mapping: CaseMapping) -> Heard | None:
    """The case that a payload tells of; None where it is none of the mapping's events.

    Raises:
        UnreadableError: a value that the mapping needs is not there.
    """
    source = mapping.source
    if source is None:
        raise UnreadableError(said("the mapping does not say how to read payloads"))
    named = [each for each in source.events if _all(each.when, payload)]
    if not named:
        return None
    as_of = moment(value_of(source.at, payload), said("value for 'at'"))
    return Heard(
        case=needed(value_of(source.case, payload), said("value for 'case'")),
        as_of=as_of,
        contact=_contact(source.customer, payload),
        events=tuple(_events(named, payload, as_of)),
        payload=payload,
    )


def _contact(customer: Customer, payload: Mapping[str, Any]) -> Contact | None:
    found = {
        name: word(value_of(getattr(customer, name), payload))
        for name in ("email", "name", "phone", "ref")
    }
    if found["email"] is None and found["ref"] is None:
        return None
    return Contact(**found)


def _events(
    named: list[NamedEvent], payload: Mapping[str, Any], as_of: datetime
) -> Iterator[Event]:
    for each in named:
        at = as_of
        if each.at is not None:
            at = moment(
                value_of(each.at, payload), said("value for 'at' of {event}", event=each.name)
            )
        actor = word(value_of(each.actor, payload))
        text = value_of(each.text, payload)
        yield Event(
            name=each.name,
            id=word(value_of(each.id, payload)) or f"{each.name}:{instant(at)}",
            at=at,
            by=_by(word(value_of(each.by, payload))),
            private=_some(each.private, payload),
            automatic=_automatic(each, payload),
            actors=(actor,) if actor else (),
            text=words(text) or None,
        )


def _automatic(each: NamedEvent, payload: Mapping[str, Any]) -> str:
    if _some(each.automatic, payload):
        return said("so says the mapping")
    program = word(value_of(each.by, payload)) == By.PROGRAM
    return said("written by a program") if program else ""


def _by(said: str | None) -> By | None:
    return By(said) if said in {by.value for by in By} else None


def _all(conditions: Conditions, payload: object) -> bool:
    return all(each.holds(payload) for each in conditions)


def _some(conditions: Conditions, payload: object) -> bool:
    return bool(conditions) and _all(conditions, payload)
