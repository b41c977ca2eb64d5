"""Handing a letter to an incoming webhook."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic_core import to_json

from troth_web.channels.calling import call
from troth_web.channels.port import Parcel, Send
from troth_web.channels.slack.texts import message

_HEADERS = {"Content-Type": "application/json"}


@contextmanager
def opened() -> Iterator[Send]:
    """Each letter is a call of its own."""

    def send(parcel: Parcel) -> None:
        call(parcel.address, to_json(message(parcel.letter)), _HEADERS, parcel.at)

    yield send
