"""Mails that say that a notice did not arrive (RFC 3464), by whatever way they come in."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from troth.promises.entries import EntryType
from troth.promises.store import Work
from troth_web.ledger.store import SqlStore
from troth_web.notices.automatic import OWN, STUMBLES
from troth_web.notices.models import Message
from troth_web.notices.sending import RULE
from troth_web.notices.suppressing import suppress

#: What is not for ever though its status begins with 5: a full mailbox, a rule of theirs, a mail
#: that is too large.
_SOFT = ("5.2.2", "5.2.3", "5.3.4", "5.7.")
#: Bytes that are looked at.
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a mail says of another that did not arrive."""

    #: Id of the message; None where it was not one of ours.
    message: str | None
    #: `5.1.1`.
    status: str
    #: Whether nothing will ever arrive there.
    hard: bool


def read(raw: bytes) -> Bounce | None:
    """What a mail says; None where it is no such report, or only says that it takes longer.

    A report that cannot be read says nothing.
    """
    try:
        return _read(raw)
    except STUMBLES:
        return None


def _read(raw: bytes) -> Bounce | None:
    mail = message_from_bytes(raw[:_MOST], policy=policy.default)
    if mail.get_content_type() != "multipart/report" or not isinstance(mail, EmailMessage):
        return None
    status = _status(mail)
    if status is None:
        return None
    hard = status.startswith("5.") and not status.startswith(_SOFT)
    return Bounce(_message(mail), status, hard)


def take(store: SqlStore, raw: bytes, *, at: datetime) -> bool:
    """Note a bounce of a notice; whether the mail was one. One counts once, however often it comes.

    Whoever knows the id of a message got it, or handed it on: nobody else can stop our mail.
    """
    bounce = read(raw)
    if bounce is None or bounce.message is None:
        return False
    message = Message.objects.filter(pk=bounce.message, channel="email").exclude(address="").first()
    if message is None:
        return False

    def act(work: Work) -> None:
        known = work.entries(message.pk)
        if not any(entry.type is EntryType.NOTICE_BOUNCED for entry in known):
            why = f"it came back, {bounce.status}"
            work.append(suppress(store, message, why=why, at=at, hard=bounce.hard))

    store.write(act, actor=RULE, at=at)
    return True


def _status(mail: EmailMessage) -> str | None:
    """The worst status of what failed; what is only delayed is no bounce."""
    found = []
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.get_payload():
            if isinstance(fields, EmailMessage) and _said(fields, "Action").lower() == "failed":
                found.append(_said(fields, "Status").partition(" ")[0] or "5.0.0")
    return max(found, default=None)


def _message(mail: EmailMessage) -> str | None:
    """The id of the message that came back, from the headers that came with it."""
    for part in mail.walk():
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers", "message/global"}:
            found = OWN.search(part.as_bytes().decode("utf-8", "replace"))
            if found:
                return found[1]
    return None


def _said(fields: EmailMessage, name: str) -> str:
    return str(fields.get(name, "")).strip()
