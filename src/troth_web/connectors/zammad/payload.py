"""What a webhook of Zammad says: the ticket as it stands, and the article that came."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from troth.said import said
from troth_web.connectors import automatic
from troth_web.connectors.events import By, Contact, Event, Heard
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.provider import instant
from troth_web.connectors.reading import maybe_moment, moment, needed, part, word, words

#: The states that Zammad comes with; for others a mapping has rules with conditions.
STATES = {
    "new": "open",
    "open": "open",
    "pending reminder": "waiting",
    "pending close": "waiting",
    "closed": "solved",
    "merged": "cancelled",
    "removed": "cancelled",
}
_SENDERS = {"Customer": By.CUSTOMER, "Agent": By.STAFF, "System": By.PROGRAM}
_SYSTEM = said("written by the system")


def read(payload: Mapping[str, Any], _: CaseMapping) -> Heard:
    """The case that a payload tells of.

    Raises:
        UnreadableError: it has no ticket.
    """
    ticket, article = part(payload, "ticket"), part(payload, "article")
    as_of = moment(ticket.get("updated_at"), "ticket.updated_at")
    message = _message(article)
    return Heard(
        case=needed(ticket.get("id"), "ticket.id"),
        as_of=as_of,
        contact=_contact(part(ticket, "customer")),
        events=(
            _created(ticket, message),
            *_first_response(ticket),
            *((message,) if message else ()),
            *_state(ticket, as_of, message),
        ),
        payload=payload,
    )


def _contact(customer: Mapping[str, Any]) -> Contact | None:
    name = " ".join(filter(None, (word(customer.get("firstname")), word(customer.get("lastname")))))
    number = word(customer.get("id"))
    if number is None:
        return None
    return Contact(
        email=word(customer.get("email")),
        name=name or None,
        phone=word(customer.get("phone")) or word(customer.get("mobile")),
        ref=f"zammad:{number}",
    )


def _created(ticket: Mapping[str, Any], message: Event | None) -> Event:
    sender = _SENDERS.get(_name(ticket.get("create_article_sender")) or "Customer", By.PROGRAM)
    first = message if ticket.get("article_count") == 1 else None
    return Event(
        name="begun-by-us" if sender is By.STAFF else "created",
        id="created",
        at=moment(ticket.get("created_at"), "ticket.created_at"),
        by=sender,
        automatic=_SYSTEM
        if sender is By.PROGRAM
        else automatic.by_subject(word(ticket.get("title"))),
        actors=_actors(part(ticket, "created_by")),
        text=first.text if first and first.by is By.CUSTOMER else None,
    )


def _first_response(ticket: Mapping[str, Any]) -> Iterator[Event]:
    """What Zammad knows of the first answer, also where its own webhook was lost."""
    at = maybe_moment(ticket.get("first_response_at"))
    if at is not None:
        yield Event(name="reply", id="first-response", at=at, by=By.STAFF)


def _message(article: Mapping[str, Any]) -> Event | None:
    number = word(article.get("id"))
    at = maybe_moment(article.get("created_at"))
    if number is None or at is None:
        return None
    by = _SENDERS.get(_name(article.get("sender")) or "", By.PROGRAM)
    return Event(
        name="customer-message" if by is By.CUSTOMER else "reply",
        id=f"article:{number}",
        at=at,
        by=by,
        private=article.get("internal") is True or _name(article.get("type")) == "note",
        automatic=_SYSTEM
        if by is By.PROGRAM
        else automatic.by_subject(word(article.get("subject"))),
        actors=_actors(part(article, "created_by")),
        text=words(article.get("body")),
    )


def _state(ticket: Mapping[str, Any], as_of: datetime, message: Event | None) -> Iterator[Event]:
    state = _name(ticket.get("state"))
    # A state that a message brought about is worth what the message is.
    by = message if message and message.by is By.CUSTOMER else None
    if state in STATES:
        yield Event(
            name=STATES[state],
            id=f"state:{instant(as_of)}",
            at=as_of,
            by=by.by if by else None,
            actors=_actors(part(ticket, "updated_by")),
            text=by.text if by else None,
            state=True,
        )
    yield Event(name="updated", id=f"updated:{instant(as_of)}", at=as_of)


def _name(value: object) -> str | None:
    """A word, or the name of a part: custom payloads have either."""
    return word(value.get("name")) if isinstance(value, Mapping) else word(value)


def _actors(user: Mapping[str, Any]) -> tuple[str, ...]:
    found = (word(user.get(name)) for name in ("id", "login", "email"))
    return tuple(each for each in found if each)
