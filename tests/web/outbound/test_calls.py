"""Calls that are made: to the address that was checked, once, and not for ever."""

import asyncio
import ssl
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from django.test import override_settings
from lab.listener import Act, head_of, listening

from tests.web.outbound.certificates import Authority
from troth_web.outbound import Answer, Client, RefusedAddressError, UnreachableError, get, post
from troth_web.outbound.addresses import Address

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HERE = [ip_address("127.0.0.1")]


async def here(host: str, port: int) -> Sequence[Address]:
    return HERE


def call(client: Client, url: str, body: bytes = b"{}") -> Answer:
    return asyncio.run(client.send("POST", url, body, {"X-Test": "1"}, AT))


def answers(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def test_a_call_arrives_and_is_answered() -> None:
    with listening() as listener:
        answer = call(Client(local=True), f"http://127.0.0.1:{listener.port}/hook?a=b")
    assert (answer.status, answer.body, answer.good, answer.whole) == (200, b"ok", True, True)
    head = listener.heads[0]
    assert head.startswith(b"POST /hook?a=b HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{listener.port}\r\n".encode() in head
    assert b"X-Test: 1" in head


def test_the_name_is_told_and_its_certificate_checked(authority: Authority) -> None:
    """The connection goes to the address that was looked up; TLS and `Host` keep the name."""
    named: list[str | None] = []
    server = authority.server("hooks.example.com", named)
    client = Client(local=True, resolver=here, trust=authority.trust())
    with listening(trust=server) as listener:
        answer = call(client, f"https://hooks.example.com:{listener.port}/")
        assert answer.status == 200
        assert named == ["hooks.example.com"]
        assert f"Host: hooks.example.com:{listener.port}\r\n".encode() in listener.heads[0]
        with pytest.raises(UnreachableError, match="certificate"):
            call(client, f"https://other.example.com:{listener.port}/")
        untrusting = Client(local=True, resolver=here)
        with pytest.raises(UnreachableError, match="certificate"):
            call(untrusting, f"https://hooks.example.com:{listener.port}/")
    assert len(listener.heads) == 1


def test_a_name_that_changes_its_mind_is_looked_up_once(authority: Authority) -> None:
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> Sequence[Address]:
        asked.append(host)
        return HERE if len(asked) == 1 else [ip_address("169.254.169.254")]

    client = Client(local=True, resolver=rebinding, trust=authority.trust())
    with listening(trust=authority.server("hooks.example.com", [])) as listener:
        assert call(client, f"https://hooks.example.com:{listener.port}/").status == 200
        assert asked == ["hooks.example.com"]
        with pytest.raises(RefusedAddressError, match=r"169\.254"):
            call(client, f"https://hooks.example.com:{listener.port}/")
    assert listener.connections == 1


def test_the_next_address_of_a_name_is_tried(authority: Authority) -> None:
    async def several(host: str, port: int) -> Sequence[Address]:
        return [ip_address("127.0.0.9"), *HERE]

    client = Client(local=True, resolver=several, trust=authority.trust())
    with listening(trust=authority.server("hooks.example.com", [])) as listener:
        assert call(client, f"https://hooks.example.com:{listener.port}/").status == 200


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with listening() as target:
        to = f"http://127.0.0.1:{target.port}/"
        moved = answers(f"HTTP/1.1 {status} Moved\nLocation: {to}\nContent-Length: 0\n\n")
        with listening(moved) as listener:
            answer = call(Client(local=True), f"http://127.0.0.1:{listener.port}/")
    assert (answer.status, answer.good) == (status, False)
    assert target.connections == 0


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def _drip_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await head_of(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("act", [_silent, _drip_head])
@pytest.mark.parametrize("trusted", [False, True])
def test_a_call_ends_by_the_clock_on_the_wall(
    act: Act, trusted: bool, authority: Authority
) -> None:
    """However the other side spends the time; bytes that drip in do not make it longer."""
    server = authority.server("hooks.example.com", []) if trusted else None
    client = Client(local=True, resolver=here, trust=authority.trust(), seconds=0.6)
    with listening(act, server) as listener:
        host = "https://hooks.example.com" if trusted else "http://127.0.0.1"
        began = time.monotonic()
        with pytest.raises(UnreachableError, match="in time"):
            call(client, f"{host}:{listener.port}/")
        assert time.monotonic() - began < 2
    assert listener.connections == 1


def test_a_greeting_that_never_comes_ends_too(authority: Authority) -> None:
    """A server that takes the connection and does not speak TLS."""
    client = Client(local=True, resolver=here, trust=authority.trust(), seconds=0.6)
    with listening(_silent) as listener:
        began = time.monotonic()
        with pytest.raises(UnreachableError, match="in time"):
            call(client, f"https://hooks.example.com:{listener.port}/")
        assert time.monotonic() - began < 2


def test_a_resolver_that_hangs_is_left() -> None:
    async def hanging(host: str, port: int) -> Sequence[Address]:
        await asyncio.sleep(60)
        return HERE

    with pytest.raises(UnreachableError, match="in time"):
        call(Client(resolver=hanging, seconds=0.3), "https://hooks.example.com/")


async def _drip_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await head_of(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await head_of(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")
    await writer.drain()
    writer.transport.abort()


@pytest.mark.parametrize("act", [_drip_body, _break_off])
def test_the_status_counts_where_the_body_does_not_end(act: Act) -> None:
    with listening(act) as listener:
        began = time.monotonic()
        answer = call(Client(local=True, seconds=0.8), f"http://127.0.0.1:{listener.port}/")
        assert time.monotonic() - began < 2
    assert (answer.status, answer.whole) == (200, False)


async def _flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await head_of(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")
        await writer.drain()


def test_no_more_is_read_than_is_of_use() -> None:
    with listening(_flood) as listener:
        answer = call(Client(local=True), f"http://127.0.0.1:{listener.port}/")
    assert (len(answer.body), answer.whole) == (64 * 1024, False)


async def _reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await head_of(reader)
    writer.transport.abort()


@pytest.mark.parametrize("act", [_reset, b"nonsense\r\n\r\n", b""])
def test_no_answer_is_said_so(act: Act | bytes) -> None:
    with (
        listening(act) as listener,
        pytest.raises(UnreachableError, match="broke off before an answer"),
    ):
        call(Client(local=True), f"http://127.0.0.1:{listener.port}/")


def test_nobody_there() -> None:
    with listening() as listener:
        pass
    with pytest.raises(UnreachableError, match="no connection"):
        call(Client(local=True), f"http://127.0.0.1:{listener.port}/")


def test_a_packed_answer_stays_packed() -> None:
    bomb = answers("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 3\n\nabc")
    with listening(bomb) as listener:
        assert call(Client(local=True), f"http://127.0.0.1:{listener.port}/").body == b"abc"


def test_proxies_of_the_environment_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening() as proxy, listening() as listener:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            for each in (name, name.lower()):
                monkeypatch.setenv(each, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert call(Client(local=True), f"http://127.0.0.1:{listener.port}/").status == 200
    assert proxy.connections == 0


def test_an_egress_proxy_gets_the_name() -> None:
    refuses = answers("HTTP/1.1 403 Forbidden\nContent-Length: 0\n\n")
    with listening(refuses) as proxy, pytest.raises(UnreachableError):
        call(Client(proxy=f"http://127.0.0.1:{proxy.port}"), "https://hooks.example.com/x")
    assert proxy.heads[0].startswith(b"CONNECT hooks.example.com:443 HTTP/1.1")


def test_plain_functions_follow_the_settings() -> None:
    with listening() as listener:
        url = f"http://localhost:{listener.port}/"
        with override_settings(OUTBOUND_LOCAL=True):
            assert post(url, b"{}", {}, AT).good
            assert get(url, {}, AT).good
        with pytest.raises(RefusedAddressError):
            post(url, b"{}", {}, AT)
    assert [head[:4] for head in listener.heads] == [b"POST", b"GET "]


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("120", timedelta(seconds=120)),
        ("Mon, 02 Mar 2026 09:10:00 GMT", timedelta(minutes=10)),
        ("Sun, 01 Mar 2026 09:10:00 GMT", timedelta()),
        ("999999999999", timedelta(hours=24)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(hours=24)),
        ("Fri, 31 Dec 9999 23:59:59 -0500", None),
        ("Fri, 31 Dec 99999999999999999999 23:59:59 GMT", None),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_when_to_come_again(said: str, after: timedelta | None) -> None:
    answer = Answer(status=429, headers={"retry-after": said}, body=b"", whole=True, at=AT)
    assert answer.retry_at == (None if after is None else AT + after)


def test_trust_is_not_switched_off() -> None:
    from troth_web.outbound.transport import trusted

    assert trusted().verify_mode is ssl.CERT_REQUIRED
    assert trusted().check_hostname


def test_what_the_operator_names_may_lie_inside() -> None:
    """By name or address, also by http; all else about a call stays as it is."""
    asked: list[str] = []

    async def known(host: str, port: int) -> Sequence[Address]:
        asked.append(host)
        return HERE

    client = Client(inside=True, resolver=known)
    with listening() as listener:
        for host in ("watch.internal", "127.0.0.1"):
            assert call(client, f"http://{host}:{listener.port}/ping").status == 200
    assert asked == ["watch.internal"]
    for url in ("ftp://watch.internal/", "http://name:word@watch.internal/", "file:///ping"):
        with pytest.raises(RefusedAddressError):
            call(client, url)
    with pytest.raises(RefusedAddressError):
        call(Client(resolver=known), "https://watch.internal/")
