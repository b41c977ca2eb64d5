"""A ledger elsewhere, over HTTP: the operations of the API as methods with the same names.

    from troth.client import Client
    from troth.operations import Keep, Make

    with Client("https://troth.example.com", key="troth_...") as ledger:
        promise = ledger.promises.make(Make(metric="refund", customer=customer_id))
        ledger.promises.keep(promise.id, Keep())

Every write carries an idempotency key. Where nobody knows whether it was done - the connection
broke, the server did not answer in time - it is sent again with the same key, and is done once.
"""

from troth.client.errors import (
    ChangedError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    ProblemError,
    RefusedRequestError,
    TooOftenError,
    UnreachableError,
)
from troth.client.ledger import Client
from troth.client.transport import Retries

__all__ = [
    "ChangedError",
    "Client",
    "ConflictError",
    "NotAllowedError",
    "NotFoundError",
    "NotSignedInError",
    "ProblemError",
    "RefusedRequestError",
    "Retries",
    "TooOftenError",
    "UnreachableError",
]
