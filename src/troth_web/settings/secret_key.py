"""The key that signs sessions and links: from the environment, or from a file made on first use."""

import os
import secrets
from pathlib import Path

from troth_web.settings.environment import SettingError, data_directory, text

#: Shorter keys can be guessed.
SHORTEST = 50


def secret_key() -> str:
    """`TROTH_SECRET_KEY`, or what stands in `secret-key` in the data directory.

    Raises:
        SettingError: the key is too short, or its file can be read by others.
    """
    given = text("TROTH_SECRET_KEY")
    if given:
        if len(given) < SHORTEST:
            raise SettingError(
                "TROTH_SECRET_KEY", "...", f"it must have at least {SHORTEST} characters"
            )
        return given
    return _kept(data_directory() / "secret-key")


def _kept(path: Path) -> str:
    try:
        # O_EXCL: of two processes that start at once, one makes the key and both use it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return _read(path)


def _read(path: Path) -> str:
    if path.stat().st_mode & 0o077:
        raise SettingError(str(path), "readable by others", f"close it with: chmod 600 {path.name}")
    key = path.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST:
        raise SettingError(
            str(path), "cut short", "delete it, and a new one is made; everyone signs in anew"
        )
    return key
