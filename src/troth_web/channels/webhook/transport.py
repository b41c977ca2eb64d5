"""Handing a letter to a program, signed as Standard Webhooks says."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic_core import to_json
from standardwebhooks import Webhook

from troth_web.channels.calling import call
from troth_web.channels.port import NotTakenError, Parcel, Send
from troth_web.channels.webhook.texts import body
from troth_web.webhooks.hops import HEADER


def new_secret() -> str:
    """A secret with which calls are signed: 32 random bytes."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


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
