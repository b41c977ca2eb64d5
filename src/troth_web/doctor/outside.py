"""Checks of what lies outside: the mail server, and the mailbox."""

import re
from datetime import datetime
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection, send_mail

from troth.errors import TrothError
from troth.said import joined
from troth.said import said as worded
from troth.said import said_of as worded_of
from troth_web.connectors.capture.mailbox import MailboxError, waiting
from troth_web.doctor.check import Found, fail, ok, warn

_ADDRESS = re.compile(r"[^@\s,]+@[^@\s,]+")
_ADVICE = worded("look at TROTH_MAIL: address, port, name and password")


class NotSentError(TrothError):
    """A mail to try things out that could not be sent."""


def mail(_: datetime) -> Found:
    """Whether mail can leave."""
    backend = settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2]
    if backend == "console":
        return warn(
            worded("mails are printed and reach nobody"),
            worded("set TROTH_MAIL to smtp://... or smtps://..."),
        )
    if backend == "filebased":
        folder = Path(str(getattr(settings, "EMAIL_FILE_PATH", "")))
        there = folder.is_dir() or folder.parent.is_dir()
        if there:
            return ok(worded("mails are kept in {folder}", folder=folder))
        return fail(
            worded("mails are kept in {folder}, which is not there", folder=folder),
            worded("make the folder"),
        )
    if backend != "smtp":
        return ok(worded("by {backend}", backend=settings.EMAIL_BACKEND))
    return _smtp(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def mailbox(_: datetime) -> Found:
    """Whether mails for troth can be fetched."""
    if settings.MAILBOX is None:
        return ok(worded("none is read (TROTH_MAILBOX)"))
    try:
        new, left = waiting(settings.MAILBOX)
    except MailboxError as error:
        return fail(str(error), worded("see that it is there, and lets troth in"))
    said = worded_of(
        new,
        "{host} lets us in; {n} mail not taken in yet",
        "{host} lets us in; {n} mails not taken in yet",
        host=settings.MAILBOX.host,
        n=new,
    )
    if left:
        return warn(
            joined((said, worded("{n} could not be", n=left)), ", "),
            worded("look at those that are flagged; without the flag they are tried again"),
        )
    return ok(said)


def send_test(address: str) -> str:
    """Send a mail to somebody who waits for it; what was done, in a sentence.

    Raises:
        NotSentError: it could not be handed over, or that is no address.
    """
    if not _ADDRESS.fullmatch(address):
        raise NotSentError(f"{address!r} is no e-mail address; write it as you@example.com")
    try:
        send_mail(
            "A test from troth",
            "troth doctor sent this to see whether mail leaves. There is nothing to do.\n",
            None,
            [address],
        )
    except (OSError, SMTPException, ValueError) as error:
        raise NotSentError(f"no mail was sent to {address}: {_why(error)}; {_ADVICE}") from None
    return f"a mail to {address} was handed over; see that it arrived"


def _smtp(where: str) -> Found:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        return fail(worded("{place} takes no mail: {why}", place=where, why=_why(error)), _ADVICE)
    finally:
        connection.close()
    name = settings.EMAIL_HOST_USER
    if name:
        return ok(worded("{place} lets us in as {name}", place=where, name=name))
    return ok(worded("{place} lets us in", place=where))


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
