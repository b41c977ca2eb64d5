"""A few regular expressions as a guard: `python -m bench.promise_safety.guards.regex BASELINE.py`.

The file has `predict(text)`, which finds promises as spans. `--known` lets pass those whose figures
all stand in the playbook; without it, whatever looks like a promise is stopped.
"""

import re
import runpy
import sys
from collections.abc import Callable
from typing import Any

from bench.promise_safety.guards import serve

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


def guard(path: str, *, known: bool) -> Callable[[dict[str, Any]], str]:
    """The guard that is made of a file."""
    predict: Callable[[str], list[dict[str, Any]]] = runpy.run_path(path)["predict"]

    def decide(asked: dict[str, Any]) -> str:
        spans = [asked["reply"][one["start"] : one["end"]] for one in predict(asked["reply"])]
        if known:
            figures = set(_FIGURE.findall(asked["playbook"]))
            spans = [span for span in spans if not set(_FIGURE.findall(span)) <= figures]
        return "stop" if spans else "allow"

    return decide


if __name__ == "__main__":
    serve(guard(sys.argv[1], known="--known" in sys.argv))
