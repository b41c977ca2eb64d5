"""Zendesk: webhooks of ticket events, signed with HMAC-SHA256 over time and body.

Payloads: developer.zendesk.com, "Webhook event types", "Ticket events"; signature: "Verifying
webhook authenticity".
"""

from datetime import datetime

from troth_web.connectors.provider import HELPDESK, HELPDESK_EVENTS, Provider
from troth_web.connectors.reading import maybe_moment
from troth_web.connectors.signing import (
    Incoming,
    base64_of,
    check_fresh,
    check_same,
    digest,
    fingerprint,
)
from troth_web.connectors.zendesk.payload import event_id, read


def verify(incoming: Incoming, secret: str, at: datetime) -> None:
    """See that it was signed now.

    Raises:
        NotGenuineError: it was not.
    """
    found = incoming.header("X-Zendesk-Webhook-Signature")
    stamp = incoming.header("X-Zendesk-Webhook-Signature-Timestamp")
    check_same(found, base64_of(digest("sha256", secret, stamp.encode() + incoming.body)))
    check_fresh(maybe_moment(stamp), at)


def key(incoming: Incoming) -> str:
    """The id of the event, which stands in the signed body."""
    return event_id(incoming.body) or fingerprint(incoming.body)


PROVIDER = Provider(
    kind="zendesk",
    events=HELPDESK_EVENTS,
    verify=verify,
    key=key,
    read=read,
    default=HELPDESK,
)
