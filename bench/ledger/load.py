"""A load generator that costs little: one loop over keep-alive connections, requests made before.

`python -m bench.ledger.load` reads its orders as JSON from standard input and prints what it saw,
so that it runs in a process of its own beside the server.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

#: A connection answers within so many seconds, or the run has failed.
_PATIENCE = 30.0


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What to send, where to, how fast, for how long."""

    port: int
    path: str
    headers: Mapping[str, str]
    #: JSON texts of bodies, sent in turn; `@` stands for a number that differs each time.
    bodies: Sequence[str]
    seconds: float
    connections: int = 16
    #: Requests a second in all; None is as fast as answers come.
    rate: float | None = None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What came back."""

    answered: int
    #: Answers without status 2xx.
    refused: int
    seconds: float
    #: Milliseconds from when a request was due to be sent to its answer.
    p50_ms: float
    p99_ms: float
    #: The first refused answer, to be looked at.
    refusal: str = ""

    @property
    def rate(self) -> float:
        """Answers with status 2xx a second."""
        return (self.answered - self.refused) / self.seconds


def send(orders: Orders) -> Seen:
    """Send in another process.

    Raises:
        RuntimeError: when answers were refused: a rate of refusals is none.
    """
    command = [sys.executable, "-m", "bench.ledger.load"]
    text = json.dumps(asdict(orders))
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    seen = Seen(**json.loads(done.stdout))
    if seen.refused:
        raise RuntimeError(f"{seen.refused} of {seen.answered} refused: {seen.refusal}")
    return seen


def main() -> None:
    """Orders in, figures out."""
    orders = Orders(**json.load(sys.stdin))
    print(json.dumps(asdict(_run(orders))))


class _Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.due = 0.0
        self._read = b""

    def send(self, request: bytes, due: float) -> None:
        self.due = due
        self.socket.sendall(request)

    def answer(self) -> bytes | None:
        """A whole answer, or None while some of it is to come."""
        self._read += self.socket.recv(65_536)
        head, found, body = self._read.partition(b"\r\n\r\n")
        if not found:
            return None
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        if len(body) < length:
            return None
        answer, self._read = self._read, b""
        return answer


def _run(orders: Orders) -> Seen:
    requests = _requests(orders)
    selector = selectors.DefaultSelector()
    connections = [_Connection(orders.port) for _ in range(orders.connections)]
    for each in connections:
        selector.register(each.socket, selectors.EVENT_READ, each)
    took: list[float] = []
    refusals: list[bytes] = []
    begun = time.perf_counter()
    dues = _dues(orders, begun)
    idle = list(connections)
    due: float | None = next(dues)
    busy = 0
    while due is not None or busy:
        now = time.perf_counter()
        while due is not None and idle and due <= now:
            idle.pop().send(next(requests), due if orders.rate else now)
            busy += 1
            due = next(dues, None)
            if orders.rate is None and now - begun > orders.seconds:
                due = None
        wait = _PATIENCE if due is None or not idle else max(0.0, due - now)
        for key, _ in selector.select(wait):
            answer = key.data.answer()
            if answer is None:
                continue
            took.append(time.perf_counter() - key.data.due)
            if not answer.startswith(b"HTTP/1.1 2"):
                refusals.append(answer)
            idle.append(key.data)
            busy -= 1
    return _seen(took, refusals, time.perf_counter() - begun)


def _dues(orders: Orders, begun: float) -> Iterator[float]:
    """When each request shall be sent; at once, where no rate is set."""
    if orders.rate is None:
        while True:
            yield begun
    for number in range(int(orders.rate * orders.seconds)):
        yield begun + number / orders.rate


def _requests(orders: Orders) -> Iterator[bytes]:
    start = time.time_ns()
    headers = "".join(f"{name}: {value}\r\n" for name, value in orders.headers.items())
    number = 0
    while True:
        number += 1
        text = orders.bodies[number % len(orders.bodies)]
        body = text.replace("@", str(start + number)).encode()
        head = (
            f"POST {orders.path} HTTP/1.1\r\nHost: 127.0.0.1:{orders.port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            f"{headers.replace('@', str(start + number))}\r\n"
        )
        yield head.encode() + body


def _seen(took: list[float], refusals: list[bytes], seconds: float) -> Seen:
    took.sort()

    def at(share: float) -> float:
        return 1000 * took[min(len(took) - 1, int(share * len(took)))]

    return Seen(
        answered=len(took),
        refused=len(refusals),
        seconds=seconds,
        p50_ms=at(0.5),
        p99_ms=at(0.99),
        refusal=refusals[0].decode(errors="replace")[:2000] if refusals else "",
    )


if __name__ == "__main__":
    main()
