"""Guards, each a program that reads lines and writes lines; see `serve`."""

import json
import sys
from collections.abc import Callable
from typing import Any


def serve(decide: Callable[[dict[str, Any]], str]) -> None:
    """Answer each line on the standard input with `{"id", "decision"}`."""
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps({"id": asked["id"], "decision": decide(asked)}), flush=True)
