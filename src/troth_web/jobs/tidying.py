"""Which jobs are forgotten: those that ended long ago.

Of what lies in django-q2's own tables nothing has to be: a job's place in the queue goes when the
job ends, and results are kept here alone.
"""

from datetime import timedelta

from troth_web.jobs.models import JobRow
from troth_web.ledger.projection import microseconds
from troth_web.worker.turn import Turn

#: A job that ended is known for so long; asked for again after that, it is done again.
KEPT = timedelta(days=90)


def tidy(turn: Turn) -> int:
    """Drop some jobs that ended long ago; how many."""
    return turn.drop(JobRow.objects.filter(ended_us__lt=microseconds(turn.at - KEPT)))
