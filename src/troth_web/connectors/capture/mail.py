"""What a mail says, read from its raw bytes. Pure.

A promise lies in a copy that was sent to troth unseen (BCC): then its To and Cc are the customer's.
Or the mail was passed on to troth: then the customer is who the passed-on mail was from.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape

from troth_web.connectors.automatic import by_subject
from troth_web.connectors.reading import UnreadableError, word
from troth_web.notices.automatic import STUMBLES, why_automatic

#: In these, mail servers write to whom they deliver; only the mail server's own copy has them.
_ENVELOPE = (
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-RCPT-To",
    "X-Forwarded-To",
)
_TOKEN = re.compile(r"^[^+@\s]+\+(?P<token>[a-z2-7]{26})@", re.IGNORECASE)
_PASSED_ON = re.compile(
    r"^[>\s]*(-{3,}\s*)?(forwarded message|begin forwarded message|original message|"
    r"weitergeleitete nachricht|ursprüngliche nachricht|message transféré|mensaje reenviado)",
    re.IGNORECASE,
)
_QUOTED_FROM = re.compile(r"^[>\s*]*(?:from|von|de)\s*:\**\s*(?P<who>[^\s*].*@.+)$", re.IGNORECASE)
_QUOTE = re.compile(r"^(>|on .{5,200} wrote:$|am .{5,200} schrieb.*:$|-- $)", re.IGNORECASE)
#: No tag goes on over the next `<`, nor is a style that never ends looked for twice: else a mail of
#: nothing but `<` would take hours to read.
_TAGS = re.compile(r"<(style|script)\b.*?(?:</\1\s*>|\Z)|<[^<>]+>", re.DOTALL | re.IGNORECASE)
_BREAKS = re.compile(r"<(br|/p|/div|/tr|/h\d)[^<>]*>", re.IGNORECASE)
#: Characters of a mail that are kept as its wording.
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's name and e-mail address, the address in small letters."""

    name: str | None
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What is needed of a mail."""

    id: str | None
    sender: Address | None
    #: To and Cc, without addresses of troth.
    recipients: tuple[Address, ...]
    #: Secret parts of addresses of troth to which it was sent.
    tokens: tuple[str, ...]
    #: Whether such an address stands in To or Cc: then it was passed on.
    passed_on: bool
    #: From whom the passed-on mail was.
    quoted: Address | None
    #: Why nobody wrote it; empty where somebody did.
    automatic: str
    #: When it was sent, as it says itself.
    at: datetime | None
    #: What the sender wrote themselves.
    text: str


def read(raw: bytes, envelope: Iterable[str] = ()) -> Mail:
    """A mail from its bytes.

    Args:
        raw: the whole message.
        envelope: to whom it was delivered, where the mail server says so beside it.

    Raises:
        UnreadableError: it is no mail, or one that cannot be read.
    """
    try:
        return _read(message_from_bytes(raw), envelope)
    except STUMBLES as error:
        why = "it nests too deep" if isinstance(error, RecursionError) else "it is malformed"
        raise UnreadableError(f"this mail cannot be read: {why}") from error


def _read(message: Message, envelope: Iterable[str]) -> Mail:
    if not message.keys():
        raise UnreadableError("this is no mail: it has no headers")
    shown = _addresses(message, "To", "Cc")
    hidden = [*_addresses(message, *_ENVELOPE), *_parsed(envelope)]
    tokens = dict.fromkeys(filter(None, map(_token, [*shown, *hidden])))
    text = _text(message)
    senders = _addresses(message, "From")
    return Mail(
        id=word(message.get("Message-ID")),
        sender=senders[0] if len(senders) == 1 else None,
        recipients=tuple(each for each in shown if not _token(each)),
        tokens=tuple(tokens),
        passed_on=any(_token(each) for each in shown),
        quoted=_quoted(message, text),
        automatic=why_automatic(message) or by_subject(_header(message.get("Subject", ""))),
        at=_date(message),
        text=_own(text),
    )


def _token(address: Address) -> str | None:
    found = _TOKEN.match(address.email)
    return found["token"] if found else None


def _addresses(message: Message, *names: str) -> list[Address]:
    return _parsed(_header(value) for name in names for value in message.get_all(name, []))


def _parsed(texts: Iterable[str]) -> list[Address]:
    return [
        Address(word(name), email.casefold())
        for name, email in getaddresses([each for each in texts if each])
        if "@" in email and word(email) == email
    ]


def _header(value: object) -> str:
    try:
        return str(make_header(decode_header(str(value))))
    except (LookupError, ValueError):
        return str(value)


def _date(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message.get("Date")))
        return found.astimezone(UTC) if found.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def _text(message: Message) -> str:
    """The first part that is plain text, or that is HTML, as lines."""
    parts = [each for each in message.walk() if not each.is_multipart()]
    parts = [each for each in parts if not each.get_filename()]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind:
                found = _decoded(part)
                return _plain(found) if kind == "text/html" else found
    return ""


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        found = content.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        found = content.decode("utf-8", "replace")
    return found.replace("\x00", "").replace("\r\n", "\n")


def _plain(html: str) -> str:
    return unescape(_TAGS.sub("", _BREAKS.sub("\n", html)))


def _own(text: str) -> str:
    """What stands above anything quoted or passed on."""
    return "\n".join(_above(text.splitlines())).strip()[:LONGEST]


def _above(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if _PASSED_ON.match(line) or _QUOTE.match(line) or _QUOTED_FROM.match(line):
            return
        yield line


def _quoted(message: Message, text: str) -> Address | None:
    """Who the passed-on mail was from: of an attached one its sender, else the first named."""
    for part in message.walk():
        if part is not message and part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return next(iter(_addresses(inner[0], "From")), None)
    for line in text.splitlines():
        if found := _QUOTED_FROM.match(line):
            who = re.sub(r"\[?mailto:([^\]\s>]+)\]?", r"\1", found["who"])
            return next(iter(_parsed([who])), None)
    return None
