"""What is asked for once a day, so that odds stay fresh and honest.

Quotes whose promises are over are scored, and odds are learned from each history that was written.
"""

from django.conf import settings

from troth.forecast.odds import FEWEST
from troth_web.history.writing import last_written
from troth_web.jobs.port import ask, found
from troth_web.ledger.models import Head
from troth_web.worker.turn import Turn


def nightly(turn: Turn) -> int:
    """Ask for what is due; how many jobs that are new."""
    return _scores(turn) + _odds(turn)


def _scores(turn: Turn) -> int:
    """By the date in UTC; nothing where no quote was ever kept."""
    today = turn.at.date().isoformat()
    if found("score-quotes", today) or not Head.objects.filter(kind="quote").exists():
        return 0
    ask("score-quotes", today, {}, at=turn.at)
    return 1


def _odds(turn: Turn) -> int:
    """By metric and the history's date in UTC, where enough cases are in it to say something."""
    if settings.HISTORY is None or settings.ODDS is None:
        return 0
    written = last_written(settings.HISTORY)
    asked = 0
    for metric, cases in written.cases.items() if written else ():
        key = f"{metric} {written.at[:10]}" if written else ""
        if cases >= FEWEST and not found("fit-odds", key):
            ask("fit-odds", key, {"metric": metric}, at=turn.at)
            asked += 1
    return asked
