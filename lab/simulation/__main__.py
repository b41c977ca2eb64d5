"""`python -m lab.simulation FIRST NUMBER` lives through so many seeds, in the world around it.

Prints a line for each seed: `{"seed": 7, "wrong": [...], "entries": 150, ...}`. The database must
be empty.
"""

import gc
import json
import logging
import os
import random
import sys
import time
import traceback
from typing import Any

import django
import httpx


def main(first: int, number: int) -> None:
    """Live through seeds."""
    django.setup()
    from django.utils import timezone
    from django_q.brokers import orm

    from lab.simulation import edge
    from lab.simulation.company import found
    from lab.simulation.ground import Ground, make_clock
    from troth_web import clock

    # The edge of this process: its way out, its waiting, and the clock of what others made.
    httpx.AsyncHTTPTransport = edge.Wire  # type: ignore[misc, assignment]
    time.sleep = orm.sleep = lambda _seconds: None
    timezone.now = clock.now
    logging.disable(logging.CRITICAL)
    gc.disable()
    _throw(0)
    make_clock()
    company = found()
    ground = Ground()
    for seed in range(first, first + number):
        ground.anew()
        # What is there now stays, and a month leaves little that goes in circles.
        gc.collect()
        gc.freeze()
        _throw(seed)
        print(json.dumps({"seed": seed, **_lived(seed, company)}), flush=True)


def _throw(seed: int) -> None:
    """Let the seed decide what the kernel throws dice for: ids, and so which of two comes first."""
    os.urandom = random.Random(seed).randbytes


def _lived(seed: int, company: Any) -> dict[str, Any]:  # noqa: ANN401 - once Django runs
    from lab.simulation.life import Life
    from lab.simulation.rules import broken
    from troth_web import clock

    life = Life(seed, company)
    try:
        life.live()
        with clock.stopped(life.times.now):
            wrong = broken(life)
    except Exception as error:  # noqa: BLE001 - whatever it is, this seed showed it
        place = traceback.extract_tb(error.__traceback__)[-1]
        wrong = [*life.wrong, f"{error!r} at {place.filename}:{place.lineno}"]
    life.hands.end()
    return {
        "wrong": wrong,
        "entries": len(life.written),
        "mails": len(life.outside.mails),
        "webhooks": len(life.outside.got),
        "crashes": life.crashes,
        "instants": life.instants,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
