"""Public pages that somebody listed: fetched one after the other, and politely.

Only public addresses are asked, each looked up once and then kept to; what `robots.txt` forbids is
left alone, and a host is asked at most once a second.
"""

import asyncio
import time
from dataclasses import dataclass
from ipaddress import ip_address
from types import TracebackType
from typing import Self
from urllib.robotparser import RobotFileParser

import httpx

from troth.addresses import Address, is_loopback, is_public
from troth.errors import TrothError

AGENT = "troth-inventory"
#: Bytes of a page, seconds for it, and how often it may lead on.
MOST_BYTES = 5_000_000
MOST_SECONDS = 20.0
MOST_HOPS = 5
#: Seconds between two requests to a host, and the longest that its `robots.txt` may ask for.
PAUSE = 1.0
LONGEST_PAUSE = 10.0
#: Seconds for looking a name up.
_LOOK_UP = 10.0
#: `SOCK_STREAM`, without the module of sockets.
_STREAM = 1

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class PageError(TrothError):
    """A page that was not fetched; the sentence is the reason alone."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What stands at an address."""

    body: bytes
    #: As if it were a file: `.html`, `.pdf`, ...
    suffix: str


class Pages:
    """Fetches pages; use it in a `with` block."""

    def __init__(self, *, local: bool = False, pause: float = PAUSE) -> None:
        """Nothing is asked yet.

        Args:
            local: whether this machine itself may be asked too, and nothing else inside.
            pause: seconds between two requests to a host.
        """
        headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
        self._http = httpx.Client(
            transport=_Public(local=local), headers=headers, timeout=MOST_SECONDS, trust_env=False
        )
        self._pause = pause
        self._rules: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, address: str) -> Page:
        """The page at an address, wherever it leads.

        Raises:
            PageError: it is not fetched, or not as a whole.
        """
        for _ in range(MOST_HOPS):
            url = _parsed(address)
            if not self._rules_of(url).can_fetch(AGENT, str(url)):
                raise PageError("robots.txt of its host forbids it")
            answer, body = self._get(url)
            if not answer.has_redirect_location:
                return _page(answer, body)
            address = str(url.join(answer.headers["location"]))
        raise PageError(f"it leads on more than {MOST_HOPS} times")

    def _rules_of(self, url: httpx.URL) -> RobotFileParser:
        """What `robots.txt` says; without one all is allowed, and without an answer nothing."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._rules:
            answer, body = self._get(httpx.URL(f"{origin}/robots.txt"))
            said = body.decode("utf-8", errors="replace") if answer.is_success else ""
            if answer.is_server_error:
                said = "User-agent: *\nDisallow: /"
            self._rules[origin] = RobotFileParser()
            self._rules[origin].parse(said.splitlines())
        return self._rules[origin]

    def _get(self, url: httpx.URL) -> tuple[httpx.Response, bytes]:
        self._wait(url)
        ends = time.monotonic() + MOST_SECONDS
        try:
            with self._http.stream("GET", url) as answer:
                return answer, _read(answer, ends)
        except httpx.HTTPError as error:
            raise PageError(f"no answer ({type(error).__name__})") from None

    def _wait(self, url: httpx.URL) -> None:
        rules = self._rules.get(f"{url.scheme}://{url.netloc.decode('ascii')}")
        asked = float(rules.crawl_delay(AGENT) or 0) if rules and rules.mtime() else 0.0
        pause = max(self._pause, min(asked, LONGEST_PAUSE))
        last = self._asked.get(url.host)
        if last is not None:
            time.sleep(max(0.0, last + pause - time.monotonic()))
        self._asked[url.host] = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()


def _read(answer: httpx.Response, ends: float) -> bytes:
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise PageError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
        if time.monotonic() > ends:
            raise PageError(f"it takes longer than {MOST_SECONDS:g} s")
    return bytes(body)


def _page(answer: httpx.Response, body: bytes) -> Page:
    if not answer.is_success:
        raise PageError(f"its host answers {answer.status_code}")
    kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in _SUFFIXES:
        raise PageError(f"it is {kind[:80]!r}, which is not read")
    return Page(body=body, suffix=_SUFFIXES[kind])


def _parsed(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
        port = url.port
    except (httpx.InvalidURL, UnicodeError, ValueError):
        raise PageError("it is no address") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise PageError("it is no address of http or https")
    if url.userinfo or b"%" in url.raw_host or (port is not None and not 0 < port < 65536):
        raise PageError("it is no plain address: leave out passwords and odd ports")
    return url.copy_with(fragment=None)


class _Public(httpx.BaseTransport):
    """Looks each name up once, and connects to what it checked; TLS still hears the name."""

    def __init__(self, *, local: bool) -> None:
        self._local = local
        self._inner = httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request."""
        host = request.url.raw_host.decode("ascii")
        found = _addresses(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        for address in found:
            if not is_public(address) and not (self._local and is_loopback(address)):
                raise PageError(f"it leads to {address}, which is not a public address")
        sent = httpx.Request(
            request.method,
            request.url.copy_with(host=str(found[0])),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._inner.handle_request(sent)

    def close(self) -> None:
        """Let all connections go."""
        self._inner.close()


def _addresses(host: str, port: int) -> list[Address]:
    try:
        return [ip_address(host.strip("[]"))]
    except ValueError:
        pass
    try:
        found = asyncio.run(_looked_up(host, port))
    except (OSError, UnicodeError, TimeoutError):
        raise PageError(f"the name {host!r} cannot be looked up") from None
    return [ip_address(address) for address in dict.fromkeys(found)]


async def _looked_up(host: str, port: int) -> list[str]:
    async with asyncio.timeout(_LOOK_UP):
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=_STREAM)
    return [str(one[4][0]) for one in found]
