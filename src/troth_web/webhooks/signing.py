"""Signatures by the Standard Webhooks specification, with its own library."""

from datetime import UTC, datetime

from standardwebhooks.webhooks import Webhook

from troth_web.ledger.projection import microseconds
from troth_web.webhooks.hops import HEADER
from troth_web.webhooks.models import Delivery, Endpoint
from troth_web.webhooks.secrets import opened


def headers_of(
    master: bytes, endpoint: Endpoint, delivery: Delivery, body: bytes, at: datetime
) -> dict[str, str]:
    """The headers of a request that is sent now; while a secret is exchanged, both sign."""
    at = at.astimezone(UTC)
    secrets = [bytes(endpoint.secret)]
    if endpoint.old_secret is not None and microseconds(at) < (endpoint.old_until_us or 0):
        secrets.append(bytes(endpoint.old_secret))
    signatures = [
        Webhook(opened(master, secret, endpoint.id)).sign(delivery.entry, at, body.decode())
        for secret in secrets
    ]
    return {
        "Content-Type": "application/json",
        "webhook-id": delivery.entry,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
        HEADER: str(delivery.hop + 1),
    }
