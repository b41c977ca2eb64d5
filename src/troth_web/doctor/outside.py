"""Checks of what lies outside: the mail server, and the mailbox."""

import re
from datetime import datetime
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection, send_mail

from troth.errors import TrothError, counted
from troth_web.connectors.capture.mailbox import MailboxError, waiting
from troth_web.doctor.check import Found, fail, ok, warn

_ADDRESS = re.compile(r"[^@\s,]+@[^@\s,]+")
_ADVICE = "look at TROTH_MAIL: address, port, name and password"


class NotSentError(TrothError):
    """A mail to try things out that could not be sent."""


def mail(_: datetime) -> Found:
    """Whether mail can leave."""
    backend = settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2]
    if backend == "console":
        return warn(
            "mails are printed and reach nobody", "set TROTH_MAIL to smtp://... or smtps://..."
        )
    if backend == "filebased":
        folder = Path(str(getattr(settings, "EMAIL_FILE_PATH", "")))
        there = folder.is_dir() or folder.parent.is_dir()
        said = f"mails are kept in {folder}"
        return ok(said) if there else fail(f"{said}, which is not there", "make the folder")
    if backend != "smtp":
        return ok(f"by {settings.EMAIL_BACKEND}")
    return _smtp(f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}")


def mailbox(_: datetime) -> Found:
    """Whether mails for troth can be fetched."""
    if settings.MAILBOX is None:
        return ok("none is read (TROTH_MAILBOX)")
    try:
        new, left = waiting(settings.MAILBOX)
    except MailboxError as error:
        return fail(str(error), "see that it is there, and lets troth in")
    said = f"{settings.MAILBOX.host} lets us in; {counted(new, 'mail')} not taken in yet"
    if left:
        return warn(
            f"{said}, {left:,} could not be",
            "look at those that are flagged; without the flag they are tried again",
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
        return fail(f"{where} takes no mail: {_why(error)}", _ADVICE)
    finally:
        connection.close()
    name = f" as {settings.EMAIL_HOST_USER}" if settings.EMAIL_HOST_USER else ""
    return ok(f"{where} lets us in{name}")


def _why(error: Exception) -> str:
    return str(error) or type(error).__name__
