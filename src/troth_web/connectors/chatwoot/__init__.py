"""Chatwoot: webhooks of an account, signed with HMAC-SHA256 over time and body.

Payloads: chatwoot.com/docs, "Webhook Events"; headers: `lib/webhooks/trigger.rb` of its source.
A Chatwoot that signs nothing yet sends a token in the address.
"""

from datetime import datetime

from troth_web.connectors.chatwoot.payload import read
from troth_web.connectors.provider import HELPDESK, HELPDESK_EVENTS, Provider
from troth_web.connectors.reading import seconds
from troth_web.connectors.signing import (
    Incoming,
    check_fresh,
    check_same,
    digest,
    fingerprint,
)


def verify(incoming: Incoming, secret: str, at: datetime) -> None:
    """See that it was signed now, or has the token.

    Raises:
        NotGenuineError: neither.
    """
    token = incoming.query.get("token")
    if token is not None and "x-chatwoot-signature" not in incoming.headers:
        check_same(token, secret)
        return
    found = incoming.header("X-Chatwoot-Signature")
    stamp = incoming.header("X-Chatwoot-Timestamp")
    signed = stamp.encode() + b"." + incoming.body
    check_same(found, f"sha256={digest('sha256', secret, signed).hex()}")
    check_fresh(seconds(stamp), at)


def key(incoming: Incoming) -> str:
    """The id of the delivery, where Chatwoot gives one."""
    return incoming.headers.get("x-chatwoot-delivery") or fingerprint(incoming.body)


PROVIDER = Provider(
    kind="chatwoot",
    events=HELPDESK_EVENTS,
    verify=verify,
    key=key,
    read=read,
    default=HELPDESK,
)
