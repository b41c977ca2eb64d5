"""Handing mails to the mail server that `TROTH_MAIL` names."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import format_datetime
from typing import NoReturn
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from troth_web.channels.email.texts import html, plain_text
from troth_web.channels.port import NotTakenError, Parcel, Send

#: Answers after which nothing is sent to an address any more: nobody has it, or it is shut.
_GONE_STATUS = re.compile(r"\b5\.(1\.[1236]|1\.10|2\.1)\b")
_ANY_STATUS = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
_GONE_CODES = {550, 551, 553}


@contextmanager
def opened() -> Iterator[Send]:
    """A connection to the mail server, for several mails.

    Raises:
        NotTakenError: the server cannot be reached, or does not let us in.
    """
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise NotTakenError(f"the mail server: {_said(error)}", unreachable=True) from error

    def send(parcel: Parcel) -> None:
        try:
            connection.send_messages([mail_of(parcel)])
        except (smtplib.SMTPException, OSError) as error:
            _refuse(error)

    try:
        yield send
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.close()


def mail_of(parcel: Parcel) -> EmailMultiAlternatives:
    """The mail: plain text, HTML with the same words, and what keeps machines from answering."""
    letter = parcel.letter
    mail = EmailMultiAlternatives(
        subject=letter.subject[:200],
        body=plain_text(letter),
        to=[parcel.address],
        headers={
            "Message-ID": message_id(parcel.id),
            "Date": format_datetime(parcel.made_at),
            "Auto-Submitted": "auto-generated",
            # All that a machine may answer, but for word that a mail could not be delivered.
            "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
        },
    )
    if letter.off_all:
        mail.extra_headers["List-Unsubscribe"] = f"<{letter.off_all}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.attach_alternative(html(letter), "text/html")
    return mail


def message_id(message: str) -> str:
    """The Message-ID of all tries to send a message."""
    return f"<notice.{message}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def _refuse(error: Exception) -> NoReturn:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        _refuse_recipient(code, _text(text), error)
    if isinstance(error, smtplib.SMTPResponseException) and 500 <= error.smtp_code < 600:
        # Of the mail itself; a sender or name that is refused is mended by whoever runs it.
        again = not isinstance(error, smtplib.SMTPDataError)
        raise NotTakenError(_said(error), again=again, unreachable=again) from error
    # One mail may have to wait where others need not.
    unreachable = not isinstance(error, smtplib.SMTPDataError)
    raise NotTakenError(_said(error), unreachable=unreachable) from error


def _refuse_recipient(code: int, text: str, error: Exception) -> NoReturn:
    """A recipient who is refused: for good where nobody has that address."""
    why = f"{code} {_status(text)}".strip()
    gone = bool(_GONE_STATUS.search(text)) or (code in _GONE_CODES and not _ANY_STATUS.search(text))
    raise NotTakenError(why, again=code < 500, gone=gone) from error


def _said(error: Exception) -> str:
    """What an answer says, without addresses: a mail server repeats these."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_status(_text(error.smtp_error))}".strip()
    return type(error).__name__


def _status(text: str) -> str:
    found = _ANY_STATUS.search(text)
    return found[0] if found else ""


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
