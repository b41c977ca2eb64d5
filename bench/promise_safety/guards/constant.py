"""Floors: `python -m bench.promise_safety.guards.constant allow`, or `stop`."""

import sys

from bench.promise_safety.guards import serve

if __name__ == "__main__":
    serve(lambda _: sys.argv[1])
