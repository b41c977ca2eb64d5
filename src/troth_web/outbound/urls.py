"""What an address that somebody gave must look like."""

import re
from ipaddress import IPv6Address, ip_address

import httpx

from troth.said import said
from troth_web.outbound.addresses import Address, callable_addresses, is_loopback
from troth_web.outbound.errors import RefusedAddressError

#: Longest address, in characters.
LONGEST = 2000
#: A last label that old resolvers read as a number: 127.1, 0177.0.0.1, 0x7f000001, 2130706433.
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0[xX][0-9a-fA-F]*)\.?", re.ASCII)


def checked(text: str, *, local: bool = False, inside: bool = False) -> httpx.URL:
    """An address that can be called, as far as can be seen without looking its name up.

    Args:
        text: as somebody wrote it.
        local: whether this machine itself may be called too, and then also by `http`.
        inside: whether it may lead anywhere, also by `http`; for what only the operator names.

    Raises:
        RefusedAddressError: it is not an address of https, or leads inside.
    """
    shown = repr(text[:200])
    url = _parsed(text, shown)
    if url.userinfo:
        raise RefusedAddressError(
            said("an address with a password"), said("put secrets into headers")
        )
    host = url.raw_host.decode("ascii")
    if not host:
        raise RefusedAddressError(shown, said("it names no host; write https://example.com/path"))
    if inside and url.scheme in {"http", "https"}:
        return url
    literal = literal_of(host)
    if literal is not None:
        callable_addresses(host, [literal], local=local)
    elif _NUMBER.fullmatch(host):
        raise RefusedAddressError(shown, said("its host is a number; write the name of a host"))
    if url.scheme == "https" or (url.scheme == "http" and local and _may_be_local(host, literal)):
        return url
    raise RefusedAddressError(shown, said("it must begin with https://"))


def literal_of(host: str) -> Address | None:
    """The address that a host is, where it is no name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _parsed(text: str, shown: str) -> httpx.URL:
    if len(text) > LONGEST:
        raise RefusedAddressError(shown, said("it has more than {n} characters", n=str(LONGEST)))
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        raise RefusedAddressError(shown, said("it holds characters that no address has"))
    try:
        url = httpx.URL(text)
        # Some mistakes show only when its parts are asked for.
        host = url.raw_host
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise RefusedAddressError(shown, said("it is no address")) from None
    if b"%" in host:
        raise RefusedAddressError(shown, said("its host is spelt with %"))
    if url.port is not None and not 0 < url.port < 65536:
        raise RefusedAddressError(shown, said("a port is 1 to 65535"))
    return url


def _may_be_local(host: str, literal: Address | None) -> bool:
    if literal is None:
        return host == "localhost"
    if isinstance(literal, IPv6Address) and literal.scope_id:
        return False
    return is_loopback(literal)
