"""What waits to be sent in a ledger that was restored."""

from troth_web.webhooks.models import Delivery, State


def waiting() -> int:
    """How many deliveries wait."""
    return Delivery.objects.filter(state=State.WAITING).count()


def drop() -> None:
    """Pass over all of them."""
    Delivery.objects.filter(state=State.WAITING).update(state=State.DROPPED, due_us=None)
