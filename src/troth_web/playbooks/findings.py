"""What the checks find in editions: found once a day for each, as nothing in them changes."""

from datetime import UTC, datetime, time
from functools import lru_cache

from troth import checks
from troth.promises.editions import Edition

#: How far ahead arrivals are looked at, as on the command line.
HORIZON = "2y"


def found_in(edition: Edition, at: datetime) -> checks.Report:
    """What is found in an edition on a day.

    Args:
        edition: of the playbook.
        at: aware; findings are those of the begin of its day in UTC.
    """
    day = datetime.combine(at.astimezone(UTC).date(), time(), UTC)
    return _found(edition, day)


# An edition is known by its id and its text, so that no other ledger's is taken for it.
@lru_cache(maxsize=64)
def _found(edition: Edition, day: datetime) -> checks.Report:
    return checks.run(edition.playbook, day, checks.horizon_from(day, HORIZON))
