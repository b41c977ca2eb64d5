"""A mail server with one mailbox, that speaks as much IMAP as a reader needs (RFC 3501)."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Box:
    """Mails by their number, and which of them were seen."""

    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    flagged: set[int] = field(default_factory=set)
    #: Whether marks get lost, as when the connection breaks.
    forgets: bool = False
    #: Whether it repeats what it refuses.
    repeats: bool = False
    port: int = 0


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        box: Box = self.server.box  # type: ignore[attr-defined]
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _, command = line.decode().strip().partition(" ")
            for said in _answers(box, command):
                self.wfile.write(said)
            done = "OK" if "wrong" not in command else "NO"
            why = command if box.repeats and done == "NO" else "done"
            self.wfile.write(f"{tag} {done} {why}\r\n".encode())
            if command.upper() == "LOGOUT":
                return


def _answers(box: Box, command: str) -> Iterator[bytes]:
    words = command.split()
    verb = words[0].upper()
    if verb == "CAPABILITY":
        yield b"* CAPABILITY IMAP4rev1\r\n"
    elif verb in {"SELECT", "EXAMINE"}:
        yield f"* {len(box.mails)} EXISTS\r\n".encode()
    elif verb == "LOGOUT":
        yield b"* BYE\r\n"
    elif command.upper().startswith("UID SEARCH"):
        new = set(box.mails) - box.seen - box.flagged
        found = box.flagged if command.endswith(" FLAGGED") else new
        yield f"* SEARCH {' '.join(map(str, sorted(found)))}\r\n".encode()
    elif command.upper().startswith("UID FETCH"):
        number = int(words[2])
        raw = box.mails[number]
        yield f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
    elif command.upper().startswith("UID STORE") and not box.forgets:
        marked = box.flagged if "Flagged" in command else box.seen
        marked.add(int(words[2]))


@contextmanager
def served() -> Iterator[Box]:
    """A mailbox that is served on this machine."""
    box = Box()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        server.box = box  # type: ignore[attr-defined]
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield box
        server.shutdown()
        thread.join()
