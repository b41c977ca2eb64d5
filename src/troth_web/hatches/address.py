"""The address of a hatch: signed by this server, so that nobody can guess one."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from troth.promises.hatch import Hatch, hatch, journal_of
from troth.promises.store import Store

_signer = signing.Signer(salt="troth.hatches", sep="~")


def url_of(found: Hatch) -> str:
    """Where its customer reads and answers."""
    return settings.PUBLIC_URL + reverse("desk_hatch", args=[token_of(found)])


def token_of(found: Hatch) -> str:
    """What names and proves it in the address; another opening has another."""
    return _signer.sign(f"{found.about}.{found.number}")


def opened_by(store: Store, token: str) -> Hatch | None:
    """The hatch that an address opens; None where it is not one of ours, or was shut."""
    named = _read(token)
    if named is None:
        return None
    found = hatch(store.entries(journal_of(named.about)))
    open_still = found is not None and found.shut_at is None and found.number == named.number
    return found if open_still else None


@dataclass(frozen=True, slots=True)
class _Named:
    about: str
    number: int


def _read(token: str) -> _Named | None:
    try:
        about, _, number = _signer.unsign(token).rpartition(".")
    except signing.BadSignature:
        return None
    return _Named(about, int(number))
