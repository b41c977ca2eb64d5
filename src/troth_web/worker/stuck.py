"""Promises at which a round failed: put off for an hour, then for twice as long each time."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from traceback import extract_tb

from django.db.models import QuerySet

from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import microseconds
from troth_web.prepared import prepared
from troth_web.worker.models import StuckRow

log = logging.getLogger("troth.worker")

FIRST = timedelta(hours=1)
#: It is never put off for longer than FIRST times this.
_MOST = 64


def put_off(subject: str, error: BaseException, at: datetime) -> None:
    """Look at a promise later, and say so."""
    known = StuckRow.objects.filter(subject=subject).first()
    tries = known.tries + 1 if known else 1
    until_us = microseconds(at + FIRST * min(2 ** (tries - 1), _MOST))
    why = place_of_error(error)
    StuckRow.objects.update_or_create(
        subject=subject, defaults={"tries": tries, "until_us": until_us, "why": why}
    )
    PromiseRow.objects.filter(subject=subject).update(wakes_us=until_us)
    log.error("promise %s was put off, for the time %s", subject, tries, exc_info=error)


def went_well(subjects: Collection[str]) -> None:
    """Forget that promises were put off."""
    if _stuck.exists():
        StuckRow.objects.filter(subject__in=subjects).delete()


@prepared
def _stuck() -> QuerySet[StuckRow]:
    return StuckRow.objects.all()


def place_of_error(error: BaseException) -> str:
    """The type of an error and where it was raised, without its message."""
    place = extract_tb(error.__traceback__)[-1:]
    where = f" at {place[0].filename}:{place[0].lineno}" if place else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{where}"
