"""A slash command of a chat: `/promise ada@example.com refund within 5 business days`.

Slack signs with HMAC-SHA256 over time and body (docs.slack.dev, "Verifying requests from Slack");
Mattermost sends its token (developers.mattermost.com, "Custom slash commands").
"""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.errors import TrothError
from troth.promises.promise import Promise, Stage
from troth.promises.store import ConflictError, Work
from troth_web.connectors.capture.line import RIGHT
from troth_web.connectors.capture.recording import Word, record
from troth_web.connectors.customers import colleagues
from troth_web.connectors.events import Contact
from troth_web.connectors.models import Connector, Delivery
from troth_web.connectors.reading import seconds
from troth_web.connectors.receiving import Came, once, short
from troth_web.connectors.signing import (
    Incoming,
    NotGenuineError,
    check_fresh,
    check_same,
    digest,
    fingerprint,
)
from troth_web.ledger.store import SqlStore
from troth_web.people.authentication import of_session
from troth_web.people.errors import NotSignedInError
from troth_web.people.principals import Principal

_LINK = re.compile(r"<mailto:([^|>\s]+)\|[^>]*>")
#: Not `<@U024BE7LH>`, by which Slack names somebody who works here.
_ADDRESS = re.compile(r"[^@\s<>|,;:]+@[^@\s<>|,;:]+")
_MOST_FIELDS = 50
_USAGE = (
    "Write to whom, what, and by when: `/promise ada@example.com refund within 5 business days`"
)


def verify(incoming: Incoming, secret: str, at: datetime) -> None:
    """See that Slack signed it now, or that Mattermost's token came with it.

    Raises:
        NotGenuineError: neither.
    """
    if "x-slack-signature" in incoming.headers:
        stamp = incoming.header("X-Slack-Request-Timestamp")
        right = digest("sha256", secret, b"v0:" + stamp.encode() + b":" + incoming.body)
        check_same(incoming.header("X-Slack-Signature"), f"v0={right.hex()}")
        check_fresh(seconds(stamp), at)
        return
    scheme, _, given = incoming.headers.get("authorization", "").partition(" ")
    token = given.strip() if scheme.casefold() == "token" else fields_of(incoming).get("token", "")
    if not token:
        raise NotGenuineError("there is neither a signature of Slack nor a token of Mattermost")
    check_same(token, secret)


def fields_of(incoming: Incoming) -> dict[str, str]:
    """The fields of the form; none where it cannot be read."""
    try:
        pairs = parse_qsl(
            incoming.body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        return {}
    return dict(pairs)


def answer(store: SqlStore, connector: Connector, incoming: Incoming, at: datetime) -> str:
    """Record what is said, and say what was recorded; or what is wrong, and what would be right."""
    fields = fields_of(incoming)
    user = fields.get("user_id", "")
    who = _who(connector, user)
    if who is None:
        return (
            f"I do not know who {user[:60] or 'that'} is. A manager adds you to 'people' of the "
            f"connector {connector.name!r}."
        )
    text = " ".join(_LINK.sub(r"\1", fields.get("text", "")).replace("\x00", "").split())
    email, _, line = text.partition(" ")
    if not _ADDRESS.fullmatch(email) or not line:
        return _USAGE
    email = email.casefold()
    if colleagues([email]):
        return (
            f"Nothing was recorded: {email} is a colleague's address, and what is promised here is "
            f"promised to a customer. {_USAGE}"
        )
    word = Word(customer=Contact(email=email), line=line, wording=line, channel="chat", at=at)
    key = short(fields.get("trigger_id") or fingerprint(incoming.body))

    def act(work: Work) -> Came:
        def taken(_: Delivery) -> Came:
            promise = record(store, work, who, word)
            return Came("applied", [f"{promise.metric}: recorded"], [promise.id])

        return once(connector.id, key, at, connector, taken)

    try:
        came = store.write(act, actor=who.actor, at=at)
    except ConflictError:
        raise
    except TrothError as error:
        return f"Nothing was recorded: {error}"
    promise = store.promise(came.promises[0]) if came.promises else None
    return _told(promise, email) if promise else "Nothing was recorded."


def escaped(text: str) -> Mapping[str, str]:
    """An answer that only the person sees; signs that chats take for their own are spelled out."""
    for sign, spelt in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, spelt)
    return {"response_type": "ephemeral", "text": text}


def _who(connector: Connector, user: str) -> Principal | None:
    person = connector.people.get(user)
    if person is None:
        return None
    try:
        return of_session(UUID(person))
    except NotSignedInError:
        return None


def _told(promise: Promise, email: str) -> str:
    if promise.stage is Stage.NO_PROMISE:
        return (
            f"Noted for {email}, but nothing says by when: {promise.reason}. "
            f"Say it yourself: {RIGHT}. ({promise.id})"
        )
    due = ""
    if promise.due is not None:
        local = promise.due.astimezone(ZoneInfo(promise.zone))
        due = f", due {local:%a} {local.day} {local:%b %Y %H:%M} ({promise.zone})"
    return f"Promised to {email}: {promise.metric} {promise.term or ''}{due}. ({promise.id})"
