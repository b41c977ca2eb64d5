"""Whether a payload is genuine: what signatures of providers share."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from troth.errors import TrothError

#: How old, or how early, a signed instant may be.
TOLERANCE = timedelta(minutes=5)


class NotGenuineError(TrothError):
    """A payload that nobody who knows the secret sent, or not now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A request as it came."""

    #: By their names in small letters.
    headers: Mapping[str, str]
    #: What is signed: the raw bytes, never parsed and written anew.
    body: bytes
    #: Parameters of the address.
    query: Mapping[str, str]

    def header(self, name: str) -> str:
        """A header that must be there.

        Raises:
            NotGenuineError: it is not.
        """
        found = self.headers.get(name.lower(), "")
        if not found:
            raise NotGenuineError(f"the header {name} is missing")
        return found


def digest(algorithm: str, secret: str, data: bytes) -> bytes:
    """The HMAC of data under a secret."""
    return hmac.digest(secret.encode(), data, algorithm)


def base64_of(data: bytes) -> str:
    """Base64, as headers hold it."""
    return base64.b64encode(data).decode()


def check_same(found: str, right: str) -> None:
    """See that a signature is the right one, in time that tells nothing.

    Raises:
        NotGenuineError: it is not.
    """
    if not hmac.compare_digest(found.encode(), right.encode()):
        raise NotGenuineError("the signature is not that of this body under the connector's secret")


def check_fresh(signed_at: datetime | None, at: datetime) -> None:
    """See that a signed instant is now.

    Raises:
        NotGenuineError: it is none, too old, or too early.
    """
    if signed_at is None:
        raise NotGenuineError("the signed time is no instant")
    if abs(at - signed_at) > TOLERANCE:
        raise NotGenuineError(
            f"it was signed at {signed_at.isoformat()} and it is {at.isoformat()}; "
            "more than 5 minutes lie between: send it anew, or set the clocks right"
        )


def fingerprint(body: bytes) -> str:
    """Names a body that has no id of its own."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"
