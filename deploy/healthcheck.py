"""Leaves with 0 where the server on this machine is ready: for containers, without any library.

It asks as the proxy would, since the server answers to no other name than its own.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

PORT = 8000
SECONDS = 5


def main() -> int:
    """Ask once."""
    public = urlsplit(os.environ.get("TROTH_PUBLIC_URL") or "http://127.0.0.1:8000")
    port = int(sys.argv[1]) if len(sys.argv) > 1 else PORT
    asked = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    headers = {"Host": public.netloc, "X-Forwarded-Proto": public.scheme}
    try:
        asked.request("GET", "/api/v1/ready", headers=headers)
        return 0 if asked.getresponse().status == 200 else 1
    except (OSError, HTTPException):
        return 1


if __name__ == "__main__":
    sys.exit(main())
