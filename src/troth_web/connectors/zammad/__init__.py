"""Zammad: webhooks of its triggers, signed with HMAC-SHA1 over the body.

Payload and headers: admin-docs.zammad.org, "Webhooks", "Webhook Payload".
"""

from datetime import datetime

from troth_web.connectors.provider import HELPDESK, HELPDESK_EVENTS, Provider
from troth_web.connectors.signing import Incoming, check_same, digest, fingerprint
from troth_web.connectors.zammad.payload import read


def verify(incoming: Incoming, secret: str, _at: datetime) -> None:
    """See that it was signed; Zammad signs no time.

    Raises:
        NotGenuineError: it was not.
    """
    right = f"sha1={digest('sha1', secret, incoming.body).hex()}"
    check_same(incoming.header("X-Hub-Signature"), right)


def key(incoming: Incoming) -> str:
    """The id of the delivery; Zammad keeps it when it tries again."""
    return incoming.headers.get("x-zammad-delivery") or fingerprint(incoming.body)


PROVIDER = Provider(
    kind="zammad",
    events=HELPDESK_EVENTS,
    verify=verify,
    key=key,
    read=read,
    default=HELPDESK,
)
