"""Any other system: payloads signed by the Standard Webhooks specification, read by a mapping.

The signature is made by the reference library. That the instant is now is seen to here, as the
library would ask the machine's clock.
"""

import base64
from datetime import datetime

from standardwebhooks.webhooks import Webhook

from troth_web.connectors.generic.payload import read
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.provider import Provider
from troth_web.connectors.reading import seconds
from troth_web.connectors.signing import (
    Incoming,
    NotGenuineError,
    check_fresh,
    check_same,
)

PREFIX = "whsec_"
_SHORTEST_KEY = 24


def verify(incoming: Incoming, secret: str, at: datetime) -> None:
    """See that it was signed now; of several signatures one must be right.

    Raises:
        NotGenuineError: none is.
    """
    name, stamp = incoming.header("webhook-id"), incoming.header("webhook-timestamp")
    found = incoming.header("webhook-signature")
    signed_at = seconds(stamp)
    check_fresh(signed_at, at)
    assert signed_at is not None  # noqa: S101 - seen to above
    try:
        right = Webhook(secret).sign(name, signed_at, incoming.body.decode())
    except UnicodeDecodeError:
        raise NotGenuineError("the body is not written in UTF-8") from None
    # All are compared, so that the time tells nothing.
    same = [_is(each, right) for each in found.split(" ")]
    if not any(same):
        check_same(found, right)


def _is(found: str, right: str) -> bool:
    try:
        check_same(found, right)
    except NotGenuineError:
        return False
    return True


def key(incoming: Incoming) -> str:
    """The id of the message, which is signed."""
    return incoming.header("webhook-id")


def fits(secret: str) -> bool:
    """Whether a text is a secret of this specification: `whsec_` and 24 bytes or more in base64."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except ValueError:
        return False
    return secret.startswith(PREFIX) and len(key) >= _SHORTEST_KEY


PROVIDER = Provider(
    kind="generic",
    events={},
    verify=verify,
    key=key,
    read=read,
    default=CaseMapping(),
)
