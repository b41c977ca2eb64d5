"""Pages that somebody listed: politely fetched, and from public addresses alone."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic

import pytest

from troth.client import pages as module
from troth.client.pages import PageError, Pages

PAGE = b"<p>We will call you within 2 days.</p>"


class _Handler(BaseHTTPRequestHandler):
    """What each path answers."""

    robots: bytes | None = None
    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        status, kind, body, headers = 200, "text/html; charset=utf-8", PAGE, {}
        if self.path == "/robots.txt":
            status, body = (200, self.robots) if self.robots is not None else (404, b"")
        elif self.path == "/moved":
            status, headers = 302, {"Location": "/page"}
        elif self.path == "/inside":
            status, headers = 302, {"Location": "http://10.0.0.1/secret"}
        elif self.path == "/round":
            status, headers = 302, {"Location": "/round"}
        elif self.path == "/gone":
            status = 404
        elif self.path == "/picture":
            kind = "image/png"
        elif self.path == "/huge":
            body = b"x" * 200_000
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.fixture
def handler() -> type[_Handler]:
    return type("Handler", (_Handler,), {"seen": []})


@pytest.fixture
def address(handler: type[_Handler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def local() -> Iterator[Pages]:
    with Pages(local=True, pause=0.0) as pages:
        yield pages


def test_a_page_is_fetched(local: Pages, address: str) -> None:
    page = local.fetch(f"{address}/page")
    assert (page.body, page.suffix) == (PAGE, ".html")


def test_it_leads_on(local: Pages, address: str) -> None:
    assert local.fetch(f"{address}/moved").body == PAGE


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/inside", "10.0.0.1, which is not a public address"),
        ("/round", "leads on more than"),
        ("/gone", "answers 404"),
        ("/picture", "'image/png', which is not read"),
    ],
)
def test_what_is_not_a_page_says_why(local: Pages, address: str, path: str, why: str) -> None:
    with pytest.raises(PageError, match=why):
        local.fetch(address + path)


def test_a_huge_page_is_left(local: Pages, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 100_000)
    with pytest.raises(PageError, match="larger than"):
        local.fetch(f"{address}/huge")


def test_robots_are_asked_once_and_obeyed(
    local: Pages, address: str, handler: type[_Handler]
) -> None:
    handler.robots = b"User-agent: *\nDisallow: /private\n"
    with pytest.raises(PageError, match=r"robots\.txt"):
        local.fetch(f"{address}/private/x")
    local.fetch(f"{address}/page")
    assert handler.seen == ["/robots.txt", "/page"]


def test_a_host_is_not_pressed(address: str) -> None:
    with Pages(local=True, pause=0.2) as pages:
        begun = monotonic()
        pages.fetch(f"{address}/page")
        pages.fetch(f"{address}/page")
        assert monotonic() - begun >= 0.4


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://127.1/",
    ],
)
def test_nothing_inside_is_asked(url: str) -> None:
    with Pages(pause=0.0) as pages, pytest.raises(PageError, match=r"not a public|looked up"):
        pages.fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com",
        "http://a:b@example.com/",
        "http://",
        "x",
        "http://%31/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with Pages(pause=0.0) as pages, pytest.raises(PageError, match=r"no address|no plain"):
        pages.fetch(url)


def test_a_closed_port_is_said(local: Pages) -> None:
    with pytest.raises(PageError, match="no answer"):
        local.fetch("http://127.0.0.1:9/")
