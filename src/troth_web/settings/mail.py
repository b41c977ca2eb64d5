"""How mail leaves: printed, kept in a folder, or handed to a mail server."""

from typing import Any
from urllib.parse import unquote, urlsplit

from troth_web.settings.environment import SettingError, text


def mail() -> dict[str, Any]:
    """Django's mail settings for the address in `TROTH_MAIL`; without one, mails are printed.

    Raises:
        SettingError: the address is none that troth knows.
    """
    address = text("TROTH_MAIL", "console:")
    parts = urlsplit(address)
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
    raise SettingError(
        "TROTH_MAIL",
        parts.scheme or address,
        "it must be console:, file:///FOLDER, smtp://NAME:PASSWORD@HOST:587 or smtps://...",
    )
