"""Ids that sort by the instant at which they were made: UUID version 7 (RFC 9562)."""

import os
import re
from datetime import UTC, datetime, timedelta

from troth.errors import TrothError
from troth.said import said

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FORM = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class NotAnIdError(TrothError):
    """A text that is no id."""

    def __init__(self, text: str) -> None:
        super().__init__(
            said(
                "{id} is not an id; an id is a UUID such as 01936f2e-7c00-7000-8000-000000000001",
                id=repr(text),
            )
        )


def new_id(at: datetime) -> str:
    """A fresh id for something made at that instant."""
    number = (at - _EPOCH) // _MILLISECOND << 80 | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def checked_id(text: str) -> str:
    """An id in its canonical form.

    Raises:
        NotAnIdError: for anything else, also an empty text.
    """
    if not _FORM.fullmatch(text):
        raise NotAnIdError(text)
    return text
