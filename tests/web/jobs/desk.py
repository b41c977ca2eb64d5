"""What tests of jobs do again and again."""

import time

from tests.contracts.stores.cast import NOW
from tests.web.worker.rounds import turn
from troth_web.jobs.running import Jobs
from troth_web.ledger.store import SqlStore


def work(store: SqlStore, round_: Jobs | None = None) -> int:
    """Do what was asked for; how many were done."""
    now, jobs, number = turn(store, NOW, "jobs"), round_ or Jobs(), 0
    # The queue takes what was put into it before this very moment.
    time.sleep(0.01)
    while jobs(now):
        number += 1
    return number
