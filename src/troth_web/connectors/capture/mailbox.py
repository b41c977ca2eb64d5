"""The mailbox to which people send what they promised, read by IMAP in the round `mailbox`.

A mail is marked as seen once it was taken in. Where that mark is lost, it is taken in once all the
same, by its Message-ID.
"""

import imaplib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError

from troth.errors import TrothError
from troth.said import said as worded
from troth_web.connectors.capture import mails
from troth_web.ledger.held import sending_allowed
from troth_web.settings.mail import Mailbox
from troth_web.worker.leases import LostLeaseError, must_hold
from troth_web.worker.turn import Turn

#: Mails, and seconds, of one batch: the lease lasts longer.
AT_ONCE, SECONDS = 20, 60.0
#: Larger mails are left alone, in bytes.
LARGEST = 25_000_000
_TIMEOUT = 20

log = logging.getLogger("troth.mailbox")


class MailboxError(TrothError):
    """A mailbox that cannot be read."""

    def __init__(self, box: Mailbox, what: str) -> None:
        # Some servers repeat what they could not make sense of.
        safe = what.replace(box.password, "***") if box.password in what else what
        super().__init__(
            worded(
                "the mailbox {folder} at {host}: {what}; see TROTH_MAILBOX",
                folder=box.folder,
                host=box.host,
                what=safe,
            )
        )


def look_in(turn: Turn) -> int:
    """Take in what was not seen yet; how many mails that were.

    A restored copy leaves the mailbox to the server that it is a copy of.

    Raises:
        MailboxError: it cannot be reached or read.
    """
    box: Mailbox | None = settings.MAILBOX
    if box is None or not sending_allowed():
        return 0
    taken, until = 0, time.monotonic() + SECONDS
    with _opened(box) as connection:
        for number in _unseen(connection)[:AT_ONCE]:
            if time.monotonic() > until:
                break
            taken += _taken(turn, connection, number)
    return taken


def waiting(box: Mailbox) -> tuple[int, int]:
    """How many mails are not taken in yet, and how many could not be; it marks none of them.

    Raises:
        MailboxError: it cannot be reached or read.
    """
    with _opened(box, readonly=True) as connection:
        return len(_unseen(connection)), len(_found(connection, "FLAGGED"))


@contextmanager
def _opened(box: Mailbox, *, readonly: bool = False) -> Iterator[imaplib.IMAP4]:
    opened = imaplib.IMAP4_SSL if box.safe else imaplib.IMAP4
    try:
        with opened(box.host, box.port, timeout=_TIMEOUT) as connection:
            connection.login(box.user, box.password)
            said, _ = connection.select(_quoted(box.folder), readonly)
            if said != "OK":
                raise MailboxError(box, worded("there is no such folder"))
            yield connection
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(box, _why(error)) from None


def _why(error: Exception) -> str:
    """What a mail server said, or what kept us from it."""
    said = error.args[0] if error.args else ""
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(error)
    return text or type(error).__name__


def _quoted(folder: str) -> str:
    plain = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _unseen(connection: imaplib.IMAP4) -> list[str]:
    return _found(connection, "UNSEEN", "UNFLAGGED", "SMALLER", str(LARGEST))


def _found(connection: imaplib.IMAP4, *wanted: str) -> list[str]:
    _, found = connection.uid("SEARCH", *wanted)
    return (found[0] or b"").decode().split() if found else []


def _taken(turn: Turn, connection: imaplib.IMAP4, number: str) -> bool:
    """Whether a mail was taken in; one that cannot be is flagged, and keeps no other back."""
    _, parts = connection.uid("FETCH", number, "(BODY.PEEK[])")
    raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
    if raw is None:
        return False
    try:
        came = mails.take_in(turn.store, raw, turn.at, before=lambda: must_hold(turn.lease))
    except (LostLeaseError, DatabaseError):
        raise
    except Exception:
        log.exception("mail %s could not be taken in", number)
        connection.uid("STORE", number, "+FLAGS", "(\\Flagged)")
        return False
    log.info("mail %s: %s", number, came.outcome)
    connection.uid("STORE", number, "+FLAGS", "(\\Seen)")
    return True
