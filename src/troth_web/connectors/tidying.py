"""Which deliveries of connectors are forgotten, so that none of them counts a second time.

A delivery that comes again after that has no row any more. What is signed with its time is stale by
then; what is told of a case is a set that the case keeps, and nothing new; a mail that was sent so
long ago is refused.
"""

from datetime import timedelta

from troth_web.connectors.models import Delivery
from troth_web.worker.turn import Turn

#: For so long it is known what came in, and what came of it.
KEPT = timedelta(days=90)


def tidy(turn: Turn) -> int:
    """Drop some deliveries that came long ago; how many."""
    return turn.drop(Delivery.objects.filter(received_at__lt=turn.at - KEPT))
