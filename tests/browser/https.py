"""HTTPS in front of a server of tests, as a proxy ends it: cookies are then those of real life."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.web.outbound.certificates import Authority

#: Between one hop and the next.
_OWN = {"connection", "keep-alive", "transfer-encoding", "date", "server", "content-length"}


@contextmanager
def https(url: str, folder: Path) -> Iterator[str]:
    """The address at which the server of `url` is reached by HTTPS."""
    behind = urlsplit(url)

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {**dict(self.headers.items()), "X-Forwarded-Proto": "https"}
            asked = http.client.HTTPConnection(behind.hostname or "", behind.port, timeout=30)
            try:
                asked.request(self.command, self.path, self.rfile.read(length), headers)
                answer = asked.getresponse()
                body = answer.read()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in _OWN:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            finally:
                asked.close()

        do_POST = do_GET  # noqa: N815 - as the class of Python calls it

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    context = Authority(folder).server("localhost", [])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
