"""Handing a letter to a program, signed as Standard Webhooks says."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic_core import to_json
from standardwebhooks import Webhook

from troth_web.channels.calling import call
from troth_web.channels.port import NotTakenError, Parcel, Send
from troth_web.channels.webhook.texts import body
from troth_web.webhooks.hops import HEADER


@contextmanager
def opened() -> Iterator[Send]:
    """Each letter is a call of its own."""

    def send(parcel: Parcel) -> None:
        if not parcel.secret:
            raise NotTakenError("there is no secret to sign it with", again=False)
        said = to_json(body(parcel)).decode()
        signature = Webhook(parcel.secret).sign(parcel.id, parcel.at, said)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": parcel.id,
            "webhook-timestamp": str(int(parcel.at.timestamp())),
            "webhook-signature": signature,
            HEADER: str(parcel.hop),
        }
        call(parcel.address, said.encode(), headers, parcel.at)

    yield send
