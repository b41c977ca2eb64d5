"""What is personal is sealed with a key for each person: to delete the key is to erase the person.

AES-256-GCM; the id of the entry is bound to its ciphertext, so that none can stand in for another.
Keys are themselves sealed with a master key that does not lie in the database.
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from troth.errors import MissingExtraError, TrothError
from troth.promises.hashing import canonical, parsed

try:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
except ImportError as missing:  # pragma: no cover - depends on what is installed
    raise MissingExtraError("keeping personal data", "server") from missing

_NONCE = 12


class SealError(TrothError):
    """A sealed text that this key does not open: it was changed, or is another's."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} cannot be opened: it was changed, or the key is not its own")


def new_key() -> bytes:
    """A key for a person: 32 random bytes."""
    return secrets.token_bytes(32)


def sealed(key: bytes, personal: Mapping[str, Any], entry_id: str) -> bytes:
    """The personal part of an entry, unreadable without the key."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, canonical(personal).encode(), entry_id.encode())


def opened(key: bytes, content: bytes, entry_id: str) -> dict[str, Any]:
    """The personal part again.

    Raises:
        SealError: for another key, another entry, or changed content.
    """
    try:
        plain = AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], entry_id.encode())
    except InvalidTag:
        raise SealError(f"the personal part of entry {entry_id}") from None
    return parsed(plain)


def sealed_file(key: bytes, content: bytes, entry_id: str) -> bytes:
    """The bytes of the file that an entry attaches, unreadable without the key."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, _of_file(entry_id))


def opened_file(key: bytes, content: bytes, entry_id: str) -> bytes:
    """The bytes of a file again.

    Raises:
        SealError: for another key, another entry, or changed content.
    """
    try:
        return AESGCM(key).decrypt(content[:_NONCE], content[_NONCE:], _of_file(entry_id))
    except InvalidTag:
        raise SealError(f"the file of entry {entry_id}") from None


def _of_file(entry_id: str) -> bytes:
    """Bound to a file, so that no personal part can stand in for it."""
    return f"{entry_id} file".encode()


def seal_of(content: bytes) -> str:
    """What the hash of an entry covers of a sealed part: SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def wrapped(master: bytes, key: bytes, person: str) -> bytes:
    """A person's key as it is stored."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, person.encode())


def unwrapped(master: bytes, content: bytes, person: str) -> bytes:
    """A person's key again.

    Raises:
        SealError: for another master key.
    """
    try:
        return AESGCM(master).decrypt(content[:_NONCE], content[_NONCE:], person.encode())
    except InvalidTag:
        raise SealError(f"the key of customer {person}") from None
