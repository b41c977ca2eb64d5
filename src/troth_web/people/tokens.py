"""Secrets that are shown once and kept as hashes: keys of programs, and links of invitations."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

#: 32 random bytes. Nobody guesses these, so that a fast hash keeps them as well as a slow one.
SECRET_BYTES = 32
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_KEY = re.compile(r"troth_([a-z0-9]{8})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, kw_only=True)
class KeyText:
    """The two parts of `troth_<prefix>_<secret>`."""

    #: Names the key in lists and logs.
    prefix: str
    #: Proves it.
    secret: str

    def __str__(self) -> str:
        """As it is shown, once."""
        return f"troth_{self.prefix}_{self.secret}"


def new_key() -> KeyText:
    """A key that nobody has seen."""
    prefix = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return KeyText(prefix=prefix, secret=new_secret())


def read_key(text: str) -> KeyText | None:
    """The parts of a key; None where the text is none."""
    found = _KEY.fullmatch(text)
    return KeyText(prefix=found[1], secret=found[2]) if found else None


def new_secret() -> str:
    """32 random bytes as text that fits into an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret: SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def proves(secret: str, kept: str) -> bool:
    """Whether the secret is the one that was kept, in time that tells nothing."""
    return hmac.compare_digest(hash_of(secret), kept)
