"""Secrets of connectors: sealed with the master key, and two of them good while one changes."""

import secrets
from datetime import datetime

from troth.promises import sealing
from troth_web.connectors.models import Connector
from troth_web.ledger import current_store
from troth_web.ledger.secrets import derived
from troth_web.webhooks.secrets import new_secret


def made(kind: str) -> str:
    """A secret that nobody has seen, in the form that its kind wants."""
    if kind == "generic":
        return new_secret()
    return secrets.token_urlsafe(32)


def sealed(connector_id: str, secret: str) -> bytes:
    """A secret as it is kept, which no other connector's row can stand in for."""
    return sealing.wrapped(_key(), secret.encode(), connector_id)


def good(connector: Connector, at: datetime) -> tuple[str, ...]:
    """The secrets that are good at an instant, the newest first."""
    kept = [connector.secret]
    if connector.former_secret and connector.former_until and at < connector.former_until:
        kept.append(connector.former_secret)
    return tuple(sealing.unwrapped(_key(), bytes(each), connector.id).decode() for each in kept)


def _key() -> bytes:
    return derived(current_store().master, "connectors")
