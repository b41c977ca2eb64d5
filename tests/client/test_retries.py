"""What is lost on the way is sent again, and done once."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.client.server import Server
from troth.client import Client, ProblemError, Retries, UnreachableError
from troth.operations import Make, Tell

PATIENT = Retries(tries=4, first_wait=0.01)


class Gap:
    """A wire to the server that breaks: it passes requests on and loses the first answers."""

    def __init__(self, port: int, losing: int) -> None:
        self._port = port
        self._left = losing
        self.requests = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Cut the wire."""
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with near:
                self._pass_on(near)

    def _pass_on(self, near: socket.socket) -> None:
        request = _whole(near)
        self.requests += 1
        with socket.create_connection(("127.0.0.1", self._port)) as far:
            # One request for each connection, so that the answer ends with it.
            far.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            answer = b"".join(iter(lambda: far.recv(65536), b""))
        if self._left > 0:
            self._left -= 1
            return
        near.sendall(answer.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))


def _whole(near: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += near.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    length = int(lengths[0].split(b":")[1]) if lengths else 0
    while len(body) < length:
        body += near.recv(65536)
    return head.replace(b"Connection: keep-alive\r\n", b"") + b"\r\n\r\n" + body


@contextmanager
def _gap(ledger: Server, losing: int) -> Iterator[Gap]:
    gap = Gap(ledger.port, losing)
    try:
        yield gap
    finally:
        gap.close()


def test_an_answer_is_lost(ledger: Server, customer: str) -> None:
    """The answer to a write is lost twice; it is sent three times and done once."""
    with _gap(ledger, losing=2) as gap:
        with Client(gap.url, ledger.keys["agent"], retries=PATIENT) as client:
            made = client.promises.make(Make(metric="first-reply", customer=customer))
        assert gap.requests == 3
    with ledger.client() as client:
        assert [each.id for each in client.promises.list(customer=customer)] == [made.id]


def test_steps_are_done_once_too(ledger: Server, customer: str) -> None:
    """A step whose answer is lost leaves one entry."""
    with ledger.client() as client:
        made = client.promises.make(Make(metric="first-reply", customer=customer))
    with (
        _gap(ledger, losing=1) as gap,
        Client(gap.url, ledger.keys["agent"], retries=PATIENT) as client,
    ):
        told = client.promises.tell(made.id, Tell(says="soon"), expected=made.sequence)
    assert told.sequence == made.sequence + 1


def test_it_gives_up(ledger: Server, customer: str) -> None:
    """After its tries it says that nobody answered; what was done stays done once."""
    with (
        _gap(ledger, losing=9) as gap,
        Client(gap.url, ledger.keys["agent"], retries=PATIENT) as client,
        pytest.raises(UnreachableError),
    ):
        client.promises.make(Make(metric="first-reply", customer=customer))
    assert gap.requests == PATIENT.tries
    with ledger.client() as client:
        assert len(list(client.promises.list(customer=customer))) == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"<h1>Too large</h1>", ""),
        (b"[]", ""),
        (b'{"code": 7, "message": "no"}', ""),
        (b'{"code": "QUOTA", "status": "ERROR", "errors": null}', "QUOTA"),
        (b'{"code": "QUOTA", "status": null, "errors": 3}', "QUOTA"),
    ],
)
def test_what_stands_between_refuses_in_its_own_way(said: bytes, code: str) -> None:
    """A proxy's error is a refusal with its status, whatever its body says."""
    head = b"HTTP/1.1 413 No\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(said)
    with (
        _answering(head + said) as url,
        Client(url, "troth_x_y", retries=PATIENT) as client,
        pytest.raises(ProblemError) as refused,
    ):
        client.me()
    assert (refused.value.status, refused.value.code, refused.value.errors) == (413, code, [])


@contextmanager
def _answering(answer: bytes) -> Iterator[str]:
    """Somebody who answers everything alike."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        near, _ = listener.accept()
        with near:
            near.recv(65536)
            near.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        thread.join()
        listener.close()
