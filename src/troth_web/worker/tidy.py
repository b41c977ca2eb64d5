"""The round `tidy`: what is over is forgotten after a while. The journal forgets nothing.

A new table of what ends is a line here.
"""

from troth_web.connectors import tidying as connectors
from troth_web.jobs import tidying as jobs
from troth_web.notices import tidying as notices
from troth_web.webhooks import tidying as webhooks
from troth_web.worker.turn import Turn

PARTS = (jobs, connectors, webhooks, notices)


def tidy(turn: Turn) -> int:
    """Drop a few rows of each part; how many."""
    return sum(part.tidy(turn) for part in PARTS)
