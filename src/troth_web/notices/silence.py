"""Noticing that deadlines were not checked: by a round that hangs, or by a worker that was gone.

What lives on tells admins at once. Where nothing lived, the first turn after it does: the beats in
the database are then those of the life before. Each silence is one entry.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from troth.promises.entries import Draft, EntryType
from troth.promises.hashing import instant
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import Work
from troth_web.ledger.projection import microseconds
from troth_web.notices.moments import moment
from troth_web.prepared import prepared
from troth_web.worker.leases import must_hold
from troth_web.worker.models import BeatRow
from troth_web.worker.turn import Turn

#: A beat that is older than this is silence.
SILENCE = timedelta(seconds=90)
#: Rounds that are looked at: the one that matters, and the one that looks.
_LOOKED_AT = ("deadlines", "notices")
_SUBJECT = "worker"
_RULE = Actor(ActorKind.RULE, "silence@1")


def look(turn: Turn) -> None:
    """Put a silence on record, once."""
    old = microseconds(turn.at - SILENCE)
    since = min(_beats.all(old), default=None)
    if since is None or _is_known(turn, moment(since)):
        return
    payload = {"since": instant(moment(since)), "until": instant(turn.at)}
    draft = Draft(type=EntryType.WORKER_SILENT, subject=_SUBJECT, at=turn.at, payload=payload)

    def act(work: Work) -> None:
        must_hold(turn.lease)
        work.append([draft])

    turn.store.write(act, actor=_RULE, at=turn.at)


@prepared
def _beats(old: int) -> QuerySet[BeatRow, int]:
    rows = BeatRow.objects.filter(name__in=_LOOKED_AT, at_us__lt=old)
    return rows.values_list("at_us", flat=True)


def _is_known(turn: Turn, since: datetime) -> bool:
    known = turn.store.entries(_SUBJECT)
    return bool(known) and datetime.fromisoformat(known[-1].payload["until"]) > since
