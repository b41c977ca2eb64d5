"""How mail leaves, and where mail for troth comes in."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from troth_web.settings.environment import LOOPBACK, SettingError, parts_of, text


def mail() -> dict[str, Any]:
    """Django's mail settings for the address in `TROTH_MAIL`; without one, mails are printed.

    Raises:
        SettingError: the address is none that troth knows.
    """
    address = text("TROTH_MAIL", "console:")
    parts = parts_of(address)
    if parts is None:
        raise _unfit(address)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path),
        }
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            # A name and password never travel in the open; a relay without them may.
            "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
            "EMAIL_TIMEOUT": 15,
        }
    raise _unfit(address)


def _unfit(address: str) -> SettingError:
    """Of an address only what stands before its first colon is shown: it may hold a password."""
    return SettingError(
        "TROTH_MAIL",
        address.partition(":")[0],
        "it must be console:, file:///FOLDER, smtp://NAME:PASSWORD@HOST:587 or smtps://...",
    )


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """A mailbox that is read by IMAP."""

    host: str
    port: int
    #: Whether it speaks TLS; in the open only on this machine.
    safe: bool
    user: str
    password: str = field(repr=False)
    #: The folder.
    folder: str


def mailbox() -> Mailbox | None:
    """The mailbox in `TROTH_MAILBOX`; None where nothing is set.

    Raises:
        SettingError: it is no address of a mailbox, or would send its password in the open.
    """
    address = text("TROTH_MAILBOX")
    parts = parts_of(address)
    right = "it must be imaps://NAME:PASSWORD@HOST/INBOX; imap:// is for this machine only"
    if parts is None:
        raise SettingError("TROTH_MAILBOX", address.partition(":")[0], right)
    if not parts.scheme:
        return None
    safe = parts.scheme == "imaps"
    here = parts.scheme == "imap" and parts.hostname in LOOPBACK
    if not (safe or here) or not (parts.hostname and parts.username and parts.password):
        raise SettingError("TROTH_MAILBOX", parts.scheme, right)
    return Mailbox(
        host=parts.hostname,
        port=parts.port or (993 if safe else 143),
        safe=safe,
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.removeprefix("/")) or "INBOX",
    )
