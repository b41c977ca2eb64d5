"""What the channels by web address share: one call, and what its answer means."""

from collections.abc import Mapping
from datetime import datetime

from troth_web import outbound
from troth_web.channels.port import NotTakenError

#: Answers after which nothing is sent to an address any more.
_GONE = {404, 410}


def call(address: str, body: bytes, headers: Mapping[str, str], at: datetime) -> None:
    """Send a body to an address.

    Raises:
        NotTakenError: it was not taken.
    """
    try:
        answer = outbound.post(address, body, headers, at)
    except outbound.RefusedAddressError as error:
        raise NotTakenError(str(error), again=False) from error
    except outbound.UnreachableError as error:
        raise NotTakenError(str(error)) from error
    if not answer.good:
        wait = answer.retry_at - at if answer.retry_at else None
        raise NotTakenError(
            f"it answered {answer.status}",
            gone=answer.status in _GONE,
            after_seconds=int(wait.total_seconds()) if wait else 0,
        )
