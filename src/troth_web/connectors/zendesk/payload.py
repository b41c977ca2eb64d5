"""What a webhook of Zendesk says: an event of a ticket, and the ticket as it stands."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from troth.said import said
from troth_web.connectors import automatic
from troth_web.connectors.events import By, Contact, Event, Heard
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.provider import instant
from troth_web.connectors.reading import moment, needed, part, word, words

STATES = {
    "new": "open",
    "open": "open",
    "pending": "waiting",
    "hold": "on-hold",
    "solved": "solved",
    "closed": "solved",
    "deleted": "cancelled",
}
_TICKET = "zen:event-type:ticket."
_GONE = frozenset({"merged", "soft_deleted", "marked_as_spam", "permanently_deleted"})
#: Whom Zendesk names where its own rules act.
_SYSTEM = "-1"


def event_id(body: bytes) -> str | None:
    """The event's id."""
    try:
        payload = json.loads(body)
    except ValueError:
        return None
    return word(payload.get("id")) if isinstance(payload, Mapping) else None


def read(payload: Mapping[str, Any], _: CaseMapping) -> Heard | None:
    """The case that a payload tells of; None for one that is about no ticket.

    Raises:
        UnreadableError: it is not whole.
    """
    kind = word(payload.get("type")) or ""
    if not kind.startswith(_TICKET):
        return None
    kind = kind.removeprefix(_TICKET)
    ticket = part(payload, "detail")
    at = moment(payload.get("time"), "time")
    comment = _comment(part(part(payload, "event"), "comment"), ticket, at)
    as_of = moment(ticket.get("updated_at"), "detail.updated_at")
    return Heard(
        case=needed(ticket.get("id"), "detail.id"),
        as_of=as_of,
        contact=_contact(ticket, part(part(payload, "event"), "comment")),
        events=(
            _created(ticket),
            *((comment,) if comment else ()),
            *_state(payload, ticket, kind, comment, (at, as_of)),
        ),
        payload=payload,
    )


def _contact(ticket: Mapping[str, Any], comment: Mapping[str, Any]) -> Contact | None:
    """Who asked: Zendesk gives the id, and the name where they wrote themselves."""
    number = word(ticket.get("requester_id"))
    if number is None or number == _SYSTEM:
        return None
    author = part(comment, "author")
    theirs = word(author.get("id")) == number
    return Contact(name=word(author.get("name")) if theirs else None, ref=f"zendesk:{number}")


def _created(ticket: Mapping[str, Any]) -> Event:
    submitter, requester = word(ticket.get("submitter_id")), word(ticket.get("requester_id"))
    theirs = submitter in {None, requester}
    return Event(
        name="created" if theirs else "begun-by-us",
        id="created",
        at=moment(ticket.get("created_at"), "detail.created_at"),
        by=By.CUSTOMER if theirs else By.STAFF,
        automatic=automatic.by_subject(word(ticket.get("subject"))),
        actors=(submitter,) if submitter else (),
        text=words(ticket.get("description")) or None,
    )


def _comment(comment: Mapping[str, Any], ticket: Mapping[str, Any], at: datetime) -> Event | None:
    number = word(comment.get("id"))
    if number is None:
        return None
    author = part(comment, "author")
    who = word(author.get("id"))
    theirs = who == word(ticket.get("requester_id")) or author.get("is_staff") is not True
    return Event(
        name="customer-message" if theirs else "reply",
        id=f"comment:{number}",
        at=at,
        by=By.CUSTOMER if theirs else By.STAFF,
        private=comment.get("is_public") is not True,
        automatic=said("written by a rule of Zendesk") if who == _SYSTEM else "",
        actors=(who,) if who else (),
        text=words(comment.get("body")),
    )


def _state(
    payload: Mapping[str, Any],
    ticket: Mapping[str, Any],
    kind: str,
    comment: Event | None,
    instants: tuple[datetime, datetime],
) -> Iterator[Event]:
    at, as_of = instants
    said, when = word(ticket.get("status")), as_of
    if kind == "status_changed":
        said, when = word(part(payload, "event").get("current")) or said, at
    state = "cancelled" if kind in _GONE else STATES.get((said or "").casefold())
    by = comment if comment and comment.by is By.CUSTOMER else None
    actor = word(ticket.get("actor_id"))
    if state is not None:
        yield Event(
            name=state,
            id=f"state:{instant(when)}",
            at=when,
            by=by.by if by else None,
            actors=(actor,) if actor else (),
            text=by.text if by else None,
            state=True,
        )
    yield Event(name="updated", id=f"updated:{instant(as_of)}", at=as_of)
