"""Agents that show where the scores begin; each reads lines and writes lines, see `serve`."""

import json
import sys
from collections.abc import Callable
from typing import Any


def serve(reply: Callable[[dict[str, Any]], str], key: str = "reply") -> None:
    """Answer each line on the standard input with `{"id", key}`."""
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps({"id": asked["id"], key: reply(asked)}), flush=True)
