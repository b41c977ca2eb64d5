"""Secrets in the data directory: the master key that seals persons' keys, and what hangs on it."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

from troth_web.settings.environment import SettingError, text

_LENGTH = 32


def kept_secret(path: Path) -> bytes:
    """32 random bytes in a file that only its owner can read; made on first use.

    Raises:
        SettingError: others can read the file, or it was cut short.
    """
    try:
        # O_EXCL: of two processes that start at once, one makes it and both use it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(secrets.token_bytes(_LENGTH)).decode())
        file.flush()
        os.fsync(file.fileno())
    return _read(path)


def master_key(directory: Path) -> bytes:
    """`TROTH_MASTER_KEY`, or what stands in `master-key` in the data directory.

    Raises:
        SettingError: it is not 32 bytes in base64.
    """
    given = text("TROTH_MASTER_KEY")
    return _decoded("TROTH_MASTER_KEY", given) if given else kept_secret(directory / "master-key")


@lru_cache(maxsize=64)
def derived(master: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, so that none is used for two."""
    return hmac.digest(master, purpose.encode(), hashlib.sha256)


def lookup_hash(key: bytes, kind: str, value: str) -> str:
    """What stands in the database for something that a customer is found by; any case."""
    found = f"{kind}\0{value.casefold()}"
    return hmac.digest(key, found.encode(), hashlib.sha256).hex()


def _read(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise SettingError(str(path), "readable by others", f"close it with: chmod 600 {path.name}")
    return _decoded(str(path), path.read_text(encoding="ascii").strip())


def _decoded(name: str, given: str) -> bytes:
    try:
        key = base64.b64decode(given, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != _LENGTH:
        raise SettingError(name, "...", "it must be 32 bytes in base64")
    return key
