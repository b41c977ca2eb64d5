"""Addresses that lead inside, in every spelling: none is called."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
from lab.listener import listening

from troth_web.outbound import Client, RefusedAddressError, is_public
from troth_web.outbound.addresses import Address
from troth_web.outbound.urls import LONGEST, checked

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)

#: What stands in an address in place of a name.
LITERALS = (
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1"),
    *("172.31.255.254", "192.168.0.1", "169.254.169.254", "169.254.170.2", "100.64.0.1"),
    *("100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1"),
    *("198.51.100.7", "203.0.113.9", "192.88.99.1", "224.0.0.1", "239.255.255.250"),
    *("240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]"),
    *("[::ffff:169.254.169.254]", "[::ffff:7f00:1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::8.8.8.8]", "[64:ff9b:1::1]"),
    *("[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[2001::1]", "[2001:0:7f00:1::]"),
    *("[2001:db8::1]", "[3fff::1]", "[5f00::1]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]"),
    *("[fe80::1%25eth0]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[100::1]"),
)
#: Hosts that old resolvers read as a number.
NUMBERS = (
    *("2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "0x7f.0.0.1", "127.1"),
    *("127.0.1", "0x7f.1", "2852039166", "134744072", "127.0.0.1.", "1.2.3.4.5", "0"),
)
#: Addresses that are none, or hide where they lead.
SPELLINGS = (
    *("http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1:1/"),
    *("//example.com/", "example.com", "https://", "https:///path", "https://[::1", ""),
    *("https://a@127.0.0.1/", "https://user:secret@example.com/", "https://example.com@10.0.0.1/"),
    *("https://127.0.0.1\\@example.com/", "https://exa mple.com/", "https://exa\nmple.com/"),
    *("https://ⓛocalhost/", "https://127。0。0。1/", "https://example.com:0/", "https://%31/"),
    *("https://localhost%00.example.com/", "https://example.com:99999/", "https://" + "a" * 3000),
)
#: What names lead to; where one of several leads inside, none is called.
NAMES: dict[str, tuple[str, ...]] = {
    "localhost": ("127.0.0.1", "::1"),
    "metadata.google.internal": ("169.254.169.254",),
    "inside.example": ("10.1.2.3",),
    "mixed.example": ("8.8.8.8", "127.0.0.1"),
    "mixed-six.example": ("2606:4700:4700::1111", "fd00::1"),
    "last.example": ("8.8.8.8", "1.1.1.1", "9.9.9.9", "192.168.1.1"),
    "mapped.example": ("::ffff:127.0.0.1",),
    "nat64.example": ("64:ff9b::7f00:1",),
    "sixto4.example": ("2002:7f00:1::1",),
    "multicast.example": ("224.0.0.251",),
    "any.example": ("0.0.0.0",),
    "shared.example": ("100.64.1.1",),
    "unique.example": ("fd12:3456:789a::1",),
    "link.example": ("fe80::1",),
    "azure.example": ("168.63.129.16",),
}
CORPUS = (
    *(f"https://{host}:{{port}}/hook" for host in (*LITERALS, *NUMBERS, *NAMES)),
    *(f"http://{host}:{{port}}/hook" for host in ("127.0.0.1", "localhost", "[::1]")),
    *SPELLINGS,
)

#: What this process calls; a hook stays for its whole life.
_called: list[object] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo"}:
        _called.append((event, arguments))


sys.addaudithook(_watch)


async def _known(host: str, port: int) -> Sequence[Address]:
    return [ip_address(each) for each in NAMES[host.rstrip(".")]]


def test_the_corpus_is_large() -> None:
    assert len(set(CORPUS)) >= 60


def test_nothing_inside_is_called() -> None:
    """Neither is anything connected to, nor any resolver asked that is not ours."""
    client = Client(resolver=_known)
    with listening() as listener, asyncio.Runner() as runner:
        for url in CORPUS:
            _called.clear()
            with pytest.raises(RefusedAddressError):
                runner.run(_post(client, url.format(port=listener.port)))
            assert _called == [], url
    assert listener.connections == 0


async def _post(client: Client, url: str) -> None:
    await client.send("POST", url, b"{}", {}, AT)


@pytest.mark.parametrize("host", [*LITERALS, "inside.example", "mixed.example"])
def test_a_server_on_one_machine_calls_itself_alone(host: str) -> None:
    """The setting opens loopback and nothing else."""
    if host in {"127.0.0.1", "127.1.2.3", "[::1]"}:
        pytest.skip("this machine itself")
    client = Client(resolver=_known, local=True)
    for scheme in ("http", "https"):
        with pytest.raises(RefusedAddressError):
            asyncio.run(_post(client, f"{scheme}://{host}/hook"))


def test_a_proxy_does_not_open_plain_addresses() -> None:
    with listening() as listener:
        client = Client(proxy=f"http://127.0.0.1:{listener.port}")
        for host in (*LITERALS, *NUMBERS):
            with pytest.raises(RefusedAddressError):
                asyncio.run(_post(client, f"https://{host}/hook"))
    assert listener.connections == 0


@pytest.mark.parametrize(
    "public", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450::1"]
)
def test_the_rest_of_the_internet_is_public(public: str) -> None:
    assert is_public(ip_address(public))


def test_the_sentence_says_where_a_name_leads() -> None:
    with pytest.raises(RefusedAddressError, match=r"'mixed\.example' .* leads to 127\.0\.0\.1"):
        asyncio.run(_post(Client(resolver=_known), "https://mixed.example/"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https:///path", "'https:///path' .*it names no host; write https://example.com/path"),
        ("https://2130706433/", "its host is a number; write the name of a host"),
        ("http://example.com/", "'http://example.com/' .*it must begin with https://"),
        ("https://exa mple.com/", "it holds characters that no address has"),
        ("https://[::1", "'https://\\[::1' .*it is no address"),
        ("https://%31/", "its host is spelt with %"),
        ("https://example.com:0/", "'https://example.com:0/' .*a port is 1 to 65535"),
        ("https://" + "a" * LONGEST, f"it has more than {LONGEST} characters"),
    ],
)
def test_the_sentence_says_what_is_wrong_with_an_address(text: str, why: str) -> None:
    with pytest.raises(RefusedAddressError, match=why):
        checked(text)


def test_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(RefusedAddressError) as refused:
        checked("https://user:hidden@example.com/")
    said = "an address with a password is not called: put secrets into headers"
    assert str(refused.value) == said


def test_a_long_address_is_repeated_in_part() -> None:
    with pytest.raises(RefusedAddressError) as refused:
        checked("https://" + "a" * LONGEST)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("port", [1, 65535])
def test_every_port_there_is_can_be_named(port: int) -> None:
    assert checked(f"https://example.com:{port}/").port == port


def test_an_address_of_the_longest_kind_is_taken() -> None:
    text = "https://example.com/".ljust(LONGEST, "a")
    assert str(checked(text)) == text
