"""Shopify: webhooks of a shop's orders, signed with HMAC-SHA256 over the body.

Payloads: shopify.dev, REST Admin API, "Order", "Refund", "Fulfillment", "FulfillmentEvent". What a
payload is, its own shape says: the header with the topic is not signed.
"""

from datetime import datetime

from troth.said import said
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.provider import Provider
from troth_web.connectors.shopify.payload import read
from troth_web.connectors.signing import Incoming, base64_of, check_same, digest, fingerprint


def verify(incoming: Incoming, secret: str, _at: datetime) -> None:
    """See that it was signed; the time that Shopify sends is not.

    Raises:
        NotGenuineError: it was not.
    """
    right = base64_of(digest("sha256", secret, incoming.body))
    check_same(incoming.header("X-Shopify-Hmac-Sha256"), right)


def key(incoming: Incoming) -> str:
    """The id of the delivery; Shopify keeps it when it tries again."""
    return incoming.headers.get("x-shopify-webhook-id") or fingerprint(incoming.body)


PROVIDER = Provider(
    kind="shopify",
    events={
        "created": said("the order was placed"),
        "fulfilled": said("all of it was sent"),
        "delivered": said("all of it arrived"),
        "parcel-delivered": said("one parcel of it arrived"),
        "cancelled": said("it was cancelled"),
        "refund": said("money is to go back; one event for each refund"),
        "updated": said("anything changed: for rules with conditions"),
    },
    verify=verify,
    key=key,
    read=read,
    default=CaseMapping.model_validate(
        {
            "rules": [
                {"event": "created", "does": "make", "metric": "delivery"},
                {"event": "fulfilled", "does": "keep", "metric": "delivery"},
                {"event": "delivered", "does": "keep", "metric": "delivery"},
                {"event": "cancelled", "does": "withdraw", "metric": "delivery"},
                {"event": "refund", "does": "make", "metric": "refund", "each": "event"},
            ]
        }
    ),
)
