"""Which lines and messages are forgotten: those that ended long ago. The journal keeps the rest."""

from datetime import timedelta

from troth_web.ledger.projection import microseconds
from troth_web.notices.models import Line, Message
from troth_web.worker.turn import Turn

#: What ended is kept for so long, so that nothing is said again.
KEPT = timedelta(days=90)


def tidy(turn: Turn) -> int:
    """Drop some lines that ended long ago, then messages without any; how many."""
    old = microseconds(turn.at - KEPT)
    lines = turn.drop(Line.objects.filter(ended_us__lt=old))
    return lines or turn.drop(Message.objects.filter(ended_us__lt=old, lines=None))
