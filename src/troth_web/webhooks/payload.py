"""What an endpoint is sent: an entry as the feed has it, in the form of Standard Webhooks."""

from datetime import datetime
from typing import Any

from pydantic_core import to_json

from troth.answers import entry_body
from troth.promises.entries import Entry
from troth.promises.hashing import instant
from troth_web.webhooks.models import Delivery, Endpoint

#: The type of what is sent to see whether it arrives; it is no entry.
TEST = "webhook.test"
#: Receivers take bodies of 20 kB; what an edition says may be longer.
MOST_BYTES = 20_000


def body_of(endpoint: Endpoint, delivery: Delivery, entry: Entry | None, at: datetime) -> bytes:
    """The body of a request.

    What is personal goes only where the endpoint is let; for others it is null. A payload that
    makes the body too long is left out, and `cut` says so: the journal has it.
    """
    if entry is None:
        return _written(delivery.type, at, {"endpoint": endpoint.id})
    data = entry_body(entry).model_dump(mode="json")
    if not endpoint.personal:
        data["personal"] = None
    body = _written(delivery.type, entry.at, data)
    if len(body) > MOST_BYTES:
        body = _written(delivery.type, entry.at, data | {"payload": {}, "personal": None}, cut=True)
    return body


def _written(type: str, at: datetime, data: dict[str, Any], *, cut: bool = False) -> bytes:
    return to_json({"type": type, "timestamp": instant(at), "cut": cut, "data": data})
