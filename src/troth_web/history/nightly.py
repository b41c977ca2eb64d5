"""The round that writes the history once a night, where a folder is set for it."""

from datetime import datetime, time, timedelta

from django.conf import settings

from troth_web.history.writing import last_written, write_history
from troth_web.worker.turn import Turn

#: UTC.
HOUR = time(2)


def history(turn: Turn) -> int:
    """Write the history where the last one is older than this night; how many were written."""
    folder = settings.HISTORY
    last = last_written(folder) if folder else None
    if folder is None or not due(datetime.fromisoformat(last.at) if last else None, turn.at):
        return 0
    write_history(turn.store, folder, at=turn.at)
    return 1


def due(last: datetime | None, at: datetime) -> bool:
    """Whether a night's history is missing."""
    tonight = datetime.combine(at.date(), HOUR, at.tzinfo)
    night = tonight if at >= tonight else tonight - timedelta(days=1)
    return last is None or last < night
