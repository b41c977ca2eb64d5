"""Where a request comes from, and from where a key works."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from troth.said import said
from troth_web.people.errors import PeopleError


def client_ip(request: HttpRequest) -> str:
    """The address of whoever asks, as text.

    Each proxy adds the address that it saw to the right end of `X-Forwarded-For`; of these as
    many are believed as there are proxies, and whatever the client itself wrote there is not.
    """
    seen = [str(request.META.get("REMOTE_ADDR", ""))]
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.PROXIES and forwarded:
        chain = [part.strip() for part in forwarded.split(",")]
        seen = chain[-settings.PROXIES :]
    return str(_plain(seen[0]) or "0.0.0.0")  # noqa: S104 - an address that no key allows


def checked(networks: Iterable[str]) -> list[str]:
    """Networks in their canonical text.

    Raises:
        PeopleError: one of them is no network.
    """
    return [_network(text) for text in networks]


def within(address: str, networks: Iterable[str]) -> bool:
    """Whether the address lies in one of the networks."""
    found = _plain(address)
    return bool(found) and any(found in ip_network(text) for text in networks)


def _network(text: str) -> str:
    try:
        return str(ip_network(text.strip()))
    except ValueError as error:
        raise PeopleError(
            said(
                "{text} is no network; write it as 192.0.2.0/24 or 2001:db8::/32", text=repr(text)
            ),
            where="networks",
        ) from error


def _plain(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    # `::ffff:192.0.2.1` is how some systems write an IPv4 address.
    return getattr(found, "ipv4_mapped", None) or found
