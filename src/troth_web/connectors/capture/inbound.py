"""Mails that a mail server or a service for inbound mail sends on: raw, or in a form of theirs.

Raw bytes as `message/rfc822`; a form with the field `body-mime` (Mailgun) or `email` (SendGrid,
"raw"); JSON with `RawEmail` (Postmark). The secret comes as a bearer token, or as the password of
the address: https://troth:SECRET@host/in/...
"""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import datetime
from email import message_from_bytes
from typing import Any

from troth_web.connectors.reading import UnreadableError
from troth_web.connectors.signing import Incoming, NotGenuineError, check_same


def verify(incoming: Incoming, secret: str, _at: datetime) -> None:
    """See that the secret came with it.

    Raises:
        NotGenuineError: it did not.
    """
    scheme, _, given = incoming.header("Authorization").partition(" ")
    if scheme.casefold() == "basic":
        try:
            given = base64.b64decode(given.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            raise NotGenuineError("the header Authorization holds no name and password") from None
    elif scheme.casefold() != "bearer":
        raise NotGenuineError("send the secret as 'Authorization: Bearer ...', or as a password")
    check_same(given.strip(), secret)


def message_of(incoming: Incoming) -> tuple[bytes, tuple[str, ...]]:
    """The raw message, and to whom it was delivered where that is said beside it.

    Raises:
        UnreadableError: it is in no form that is known.
    """
    kind = incoming.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind == "application/json":
        return _of_json(incoming.body)
    if kind == "multipart/form-data":
        return _of_form(incoming)
    recipients = incoming.headers.get("x-troth-recipient", "")
    return incoming.body, (recipients,) if recipients else ()


def _of_json(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    said = _object(body)
    raw = said.get("RawEmail")
    if not isinstance(raw, str):
        raise UnreadableError("the JSON has no 'RawEmail'; let the service include it")
    recipient = said.get("OriginalRecipient")
    return raw.encode(errors="replace"), (recipient,) if isinstance(recipient, str) else ()


def _of_form(incoming: Incoming) -> tuple[bytes, tuple[str, ...]]:
    head = f"Content-Type: {incoming.headers['content-type']}\r\n\r\n".encode()
    fields: dict[str, bytes] = {}
    try:
        form = message_from_bytes(head + incoming.body)
    except RecursionError:
        raise UnreadableError("the form nests too deep; send the raw message") from None
    for part in form.get_payload() if form.is_multipart() else ():
        name: Any = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        content = part.get_payload(decode=True)  # type: ignore[union-attr]
        if isinstance(name, str) and isinstance(content, bytes):
            fields[name] = content
    raw = fields.get("body-mime") or fields.get("email")
    if raw is None:
        raise UnreadableError("the form has neither 'body-mime' nor 'email'; send the raw message")
    return raw, tuple(_recipients(fields))


def _recipients(fields: Mapping[str, bytes]) -> list[str]:
    found = [fields["recipient"].decode(errors="replace")] if "recipient" in fields else []
    to = _object(fields.get("envelope", b"{}")).get("to")
    named = to if isinstance(to, list) else []
    return [*found, *(each for each in named if isinstance(each, str))]


def _object(body: bytes) -> Mapping[str, Any]:
    """An object in JSON; empty where it is none, or nests too deep."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
