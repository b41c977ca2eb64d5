"""Which addresses of a host may be called."""

from collections.abc import Sequence

from troth.addresses import Address, is_loopback, is_public
from troth_web.outbound.errors import NOT_PUBLIC, RefusedAddressError

__all__ = ["Address", "callable_addresses", "is_loopback", "is_public"]


def callable_addresses(host: str, found: Sequence[Address], *, local: bool) -> Sequence[Address]:
    """All addresses of a host, if every one of them may be called.

    Args:
        host: what was looked up, for the sentence.
        found: what it has.
        local: whether this machine itself may be called too.

    Raises:
        RefusedAddressError: one of them is not public; the others may be there to cover it.
    """
    if local and all(map(is_loopback, found)):
        return found
    for address in found:
        if not is_public(address):
            raise RefusedAddressError(repr(host), NOT_PUBLIC.of(address=str(address)))
    return found
