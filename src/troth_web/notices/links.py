"""Addresses in notices: of what they are about, and of where they stop."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

# Without the time, so that a message says the same however often it is written.
_signer = signing.Signer(salt="troth.notices.off")


@dataclass(frozen=True, slots=True)
class Unsubscribing:
    """Who no longer wants to be told of what."""

    reader: str
    kinds: tuple[str, ...]


def link_to(promise_id: str) -> str:
    """Where a promise is found."""
    return page_link("desk_promise", promise_id)


def page_link(page: str, *names: str) -> str:
    """Where a page of the desk is found."""
    return settings.PUBLIC_URL + reverse(page, args=names)


def list_link() -> str:
    """Where all promises are found."""
    return page_link("desk_promises")


def off_link(reader: str, kinds: Collection[str]) -> str:
    """A signed link that stops these kinds for a reader; opening it shows a page alone."""
    token = _signer.sign_object([reader, *sorted(kinds)], compress=True)
    return settings.PUBLIC_URL + reverse("notices_off", args=[token])


def unsubscribing(token: str) -> Unsubscribing | None:
    """What a link stops; None where it is not one of ours."""
    try:
        reader, *kinds = _signer.unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return Unsubscribing(reader, tuple(kinds))
