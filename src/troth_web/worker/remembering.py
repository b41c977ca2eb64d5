"""What one life of a worker leaves to the next about the clock: until when it was believed."""

from datetime import datetime, timedelta

from troth_web.ledger.models import LedgerEntry
from troth_web.worker.beats import keep_place, place_of
from troth_web.worker.leases import shared_now
from troth_web.worker.turn import Turn
from troth_web.worker.watch import Watch

#: The round in whose place it stands, and how often it is written down.
_ROUND, OFTEN = "deadlines", timedelta(seconds=10)


def believed(watch: Watch, turn: Turn) -> datetime | None:
    """The instant up to which promises may be marked; None while the clock is not believed."""
    using = turn.store.using
    shared = shared_now(using)
    if watch.fresh:
        watch.recall(min(turn.at, shared), _remembered(using), _recorded(using))
    return watch.read(turn.at, shared)


def remember(at: datetime, using: str = "default") -> None:
    """Write down that the clock was believed until then."""
    keep_place(_ROUND, at, at.isoformat(), using)


def _remembered(using: str) -> datetime | None:
    place = place_of(_ROUND, using)
    return datetime.fromisoformat(place) if place else None


def _recorded(using: str) -> datetime | None:
    last = LedgerEntry.objects.using(using).order_by("-position").first()
    return datetime.fromisoformat(last.recorded_at) if last else None
