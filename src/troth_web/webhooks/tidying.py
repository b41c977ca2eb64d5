"""Which deliveries are forgotten: those that were settled; and secrets that sign no more."""

from datetime import timedelta

from troth_web.ledger.projection import microseconds
from troth_web.webhooks.models import Delivery, Endpoint, State
from troth_web.worker.turn import Turn

#: What is settled, or waits for an endpoint that is disabled, is kept for so long.
KEPT = timedelta(days=30)


def tidy(turn: Turn) -> int:
    """Drop some deliveries that were made long ago; how many."""
    spent = Endpoint.objects.filter(old_until_us__lte=microseconds(turn.at))
    spent.update(old_secret=None, old_until_us=None)
    old = Delivery.objects.filter(made_us__lt=microseconds(turn.at - KEPT))
    return turn.drop(old.exclude(state=State.WAITING, endpoint__disabled_us=None))
