"""Mails as people and mail servers write them."""

from email.message import EmailMessage

ANN = "Ann Agent <ann@example.com>"
EMILY = "Emily Adams <emily@example.org>"


def mail(text: str, sender: str = ANN, to: str = EMILY, **headers: str) -> EmailMessage:
    """A mail with its headers; `x_original_to` is `X-Original-To`."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Your refund"
    message["Message-ID"] = headers.pop("message_id", "<1@example.com>")
    message["Date"] = "Tue, 01 Dec 2026 09:50:00 +0100"
    for name, value in headers.items():
        header = name.replace("_", "-")
        del message[header]
        message[header] = value
    message.set_content(text)
    return message


PASSED_ON = """\
promise: refund within 5 business days

---------- Forwarded message ---------
From: Emily Adams <emily@example.org>
Date: Mon, 30 Nov 2026 at 18:02
Subject: My money
To: <ann@example.com>

> promise: refund within 1 hour
When do I get it back?
"""
