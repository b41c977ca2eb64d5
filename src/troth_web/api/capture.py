"""`/capture`: mails in which people say what they promise, and the addresses that they send to."""

import base64
import binascii
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from troth.answers import Body, CaptureAddressBody, CaptureBody, promise_body
from troth.operations.commands import Command, Text
from troth.operations.errors import UnfitError
from troth.promises.matching import teams_of
from troth.said import said
from troth_web.api.answering import done
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.connectors.capture import addresses, mails
from troth_web.ledger import current_store
from troth_web.people.permissions import may_see

capture = Resource("capture")


class HandIn(Command):
    """A mail."""

    message: Annotated[str, Field(max_length=40_000_000)] = Field(
        description="The raw message, headers and all, in base64."
    )
    recipients: Annotated[tuple[Text, ...], Field(max_length=100, strict=False)] = Field(
        (), description="To whom the mail server delivers it."
    )


@capture.writes("POST", "/capture", needs="capture.mail", answers=CaptureBody)
def hand_in(request: HttpRequest, body: HandIn) -> HttpResponse:
    """Hand in a mail; what it promises is recorded as its sender's.

    It counts once, by its Message-ID, however often it is handed in. It is the sender's who has
    its secret address, or the caller's own where it has none.
    """
    try:
        raw = base64.b64decode(body.message, validate=True)
    except (binascii.Error, ValueError):
        raise UnfitError("message", "the message is not in base64") from None

    def handed_in(call: Call, _: object) -> Body:
        store = current_store()
        came = mails.take_in(store, raw, call.at, envelope=body.recipients, by=call.principal)
        found = store.promise(came.promises[0]) if came.promises else None
        seen = found is not None and may_see(call.principal, teams_of(found))
        promise = promise_body(found, call.at) if found and seen else None
        return CaptureBody(outcome=came.outcome, says=tuple(came.says), promise=promise)

    return done(request, handed_in)


@capture.writes(
    "POST", "/capture/address", needs="capture.address", answers=CaptureAddressBody, status=201
)
def make_address(request: HttpRequest) -> HttpResponse:
    """Make the caller's address for what they promise; the one before is no longer good.

    It is told in this answer alone, and not again on a retry.
    """

    def made(call: Call, _: object) -> Body:
        person = _person(call)
        return CaptureAddressBody(address=addresses.make(person, call.at), made_at=call.at)

    return done(request, made, status=201)


@capture.writes("DELETE", "/capture/address", needs="capture.address", answers=CaptureAddressBody)
def revoke_address(request: HttpRequest) -> HttpResponse:
    """Let no address of the caller be good any more."""

    def revoked(call: Call, _: object) -> Body:
        addresses.revoke(_person(call), call.at)
        return CaptureAddressBody(address=None, made_at=call.at)

    return done(request, revoked)


def _person(call: Call) -> str:
    if not call.principal.is_person:
        raise UnfitError(
            "person", said("a program has no address; a person makes one with their key")
        )
    return call.principal.id
