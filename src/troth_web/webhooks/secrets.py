"""Secrets of endpoints: `whsec_` and 32 random bytes, sealed with a key of the master key."""

import base64
import secrets

from troth.promises import sealing
from troth_web.ledger.secrets import derived

_PREFIX = "whsec_"


def new_secret() -> str:
    """A fresh secret, as receivers are given it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def sealed(master: bytes, secret: str, endpoint: str) -> bytes:
    """A secret as it is stored, bound to its endpoint."""
    plain = base64.b64decode(secret.removeprefix(_PREFIX))
    return sealing.wrapped(derived(master, "webhooks"), plain, endpoint)


def opened(master: bytes, content: bytes, endpoint: str) -> str:
    """The secret again.

    Raises:
        SealError: for another master key, or another endpoint.
    """
    plain = sealing.unwrapped(derived(master, "webhooks"), content, endpoint)
    return _PREFIX + base64.b64encode(plain).decode()
