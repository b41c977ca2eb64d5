"""Mails and templates of mails: the text, or else the page, that is in them."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from troth.inventory.reading.decoding import decoded
from troth.inventory.reading.passage import Passage, UnreadError


def passages(data: bytes) -> Iterator[Passage]:
    """The body, as a reader sees it.

    Raises:
        UnreadError: it is no mail, or has no text.
    """
    if b"\0" in data:
        raise UnreadError("it is no text: it holds NUL bytes")
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        text = str(body.get_content()) if isinstance(body, EmailMessage) else ""
        text = text.replace("\r\n", "\n")
        subject = str(message.get("subject", "")).strip() or None
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadError(f"it is no whole mail ({type(error).__name__})") from None
    if body is None or not text.strip():
        raise UnreadError("it has no text")
    yield Passage(
        text=text,
        form="html" if body.get_content_type() == "text/html" else "text",
        line=_first_line(data, text),
        title=subject,
        channel="email",
    )


def _first_line(data: bytes, text: str) -> int:
    """Where the body begins in the file; 1, of the body, where it is coded."""
    whole = decoded(data)
    at = whole.find(text)
    return whole.count("\n", 0, at) + 1 if at > 0 else 1
