"""What a webhook of Chatwoot says: a message with its conversation, or the conversation alone."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from troth.said import said
from troth_web.connectors import automatic
from troth_web.connectors.events import By, Contact, Event, Heard
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.provider import instant
from troth_web.connectors.reading import maybe_moment, moment, needed, part, parts, word, words

#: What the states of a conversation are; `pending` is with a bot.
STATES = {"open": "open", "snoozed": "waiting", "resolved": "solved"}
#: Chatwoot writes either.
_TYPES = {"0": "incoming", "1": "outgoing", "2": "activity", "3": "template"}
_CONVERSATIONS = frozenset(
    {
        "conversation_created",
        "conversation_status_changed",
        "conversation_updated",
        "conversation_resolved",
        "conversation_opened",
    }
)


def read(payload: Mapping[str, Any], _: CaseMapping) -> Heard | None:
    """The case that a payload tells of; None for one about contacts or inboxes.

    Raises:
        UnreadableError: it is not whole.
    """
    if word(payload.get("event")) in _CONVERSATIONS:
        return _heard(payload, payload, None)
    if payload.get("event") == "message_created":
        return _heard(payload, part(payload, "conversation"), _message(payload))
    return None


def _heard(
    payload: Mapping[str, Any], conversation: Mapping[str, Any], message: Event | None
) -> Heard:
    stands = maybe_moment(conversation.get("updated_at"))
    stands = stands or maybe_moment(conversation.get("timestamp"))
    if message is None:
        stands = moment(stands and stands.isoformat(), "updated_at")
    as_of = stands or (message.at if message else None)
    return Heard(
        case=needed(conversation.get("id"), "conversation.id"),
        as_of=moment(as_of and as_of.isoformat(), "created_at"),
        contact=_contact(part(part(conversation, "meta"), "sender")),
        events=(
            *_created(conversation, message),
            *_first_reply(conversation),
            *((message,) if message else ()),
            *_state(conversation, stands, message),
        ),
        payload=payload,
    )


def _contact(sender: Mapping[str, Any]) -> Contact | None:
    number = word(sender.get("id"))
    if number is None:
        return None
    return Contact(
        email=word(sender.get("email")),
        name=word(sender.get("name")),
        phone=word(sender.get("phone_number")),
        ref=f"chatwoot:{number}",
    )


def _message(message: Mapping[str, Any]) -> Event:
    by = _by(message)
    return Event(
        name="customer-message" if by is By.CUSTOMER else "reply",
        id=f"message:{needed(message.get('id'), 'id')}",
        at=moment(message.get("created_at"), "created_at"),
        by=by,
        private=message.get("private") is True,
        automatic=_automatic(message, by),
        actors=_actors(part(message, "sender")),
        text=words(message.get("content")),
    )


def _type(message: Mapping[str, Any]) -> str:
    found = word(message.get("message_type")) or ""
    return _TYPES.get(found, found)


def _by(message: Mapping[str, Any]) -> By:
    if _type(message) == "incoming":
        return By.CUSTOMER
    sender = word(part(message, "sender").get("type"))
    return By.STAFF if _type(message) == "outgoing" and sender in {None, "user"} else By.PROGRAM


def _automatic(message: Mapping[str, Any], by: By) -> str:
    """Why nobody wrote it: a bot, a rule, a campaign, a form, an auto-reply by mail."""
    if by is By.PROGRAM:
        sender = word(part(message, "sender").get("type")) or said("the system")
        return said("{type} of {sender}", type=_type(message), sender=sender)
    attributes = part(message, "content_attributes")
    mail = part(attributes, "email")
    kind = word(message.get("content_type")) or "text"
    signs = (
        (by is By.STAFF and not part(message, "sender"), said("nobody sent it")),
        (attributes.get("automation_rule_id"), said("written by an automation rule")),
        (part(message, "additional_attributes").get("campaign_id"), said("written by a campaign")),
        (kind not in {"text", "incoming_email"}, f"a {kind}"),
        (mail.get("auto_reply") is True, said("an auto-reply by mail")),
    )
    why = (reason for sign, reason in signs if sign)
    return next(why, automatic.by_subject(word(mail.get("subject"))))


def _created(conversation: Mapping[str, Any], message: Event | None) -> Iterator[Event]:
    """The customer began it, where their message is at hand."""
    wrote = message is not None and message.by is By.CUSTOMER
    if message is None:
        wrote = any(_type(each) == "incoming" for each in parts(conversation, "messages"))
    at = maybe_moment(conversation.get("created_at")) or (message.at if message else None)
    if not wrote or at is None:
        return
    first = message if message and at == message.at else None
    yield Event(
        name="created",
        id="created",
        at=at,
        by=By.CUSTOMER,
        automatic=message.automatic if first and message else "",
        text=first.text if first else None,
    )


def _first_reply(conversation: Mapping[str, Any]) -> Iterator[Event]:
    at = maybe_moment(conversation.get("first_reply_created_at"))
    if at is not None:
        yield Event(name="reply", id="first-reply", at=at, by=By.STAFF)


def _state(
    conversation: Mapping[str, Any], at: datetime | None, message: Event | None
) -> Iterator[Event]:
    if at is None:
        return
    by = message if message and message.by is By.CUSTOMER else None
    state = STATES.get(word(conversation.get("status")) or "")
    if state is not None:
        yield Event(
            name=state,
            id=f"state:{instant(at)}",
            at=at,
            by=by.by if by else None,
            text=by.text if by else None,
            state=True,
        )
    yield Event(name="updated", id=f"updated:{instant(at)}", at=at)


def _actors(sender: Mapping[str, Any]) -> tuple[str, ...]:
    found = (word(sender.get(name)) for name in ("id", "email"))
    return tuple(each for each in found if each)
