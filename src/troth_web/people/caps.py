"""Caps of keys: how many writes a key may make in any 60 minutes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum

from troth.said import said
from troth_web.people.errors import CapReachedError
from troth_web.people.models import ApiKey, KeyWrites
from troth_web.people.principals import Principal

WINDOW = timedelta(hours=1)


def spend_write(principal: Principal, at: datetime) -> None:
    """Count one write of a capped key, before it is made.

    Writes are counted by minute. The minute that lies an hour back counts whole, so that no 60
    minutes ever hold more than the cap. A write that fails later is counted too.

    Raises:
        CapReachedError: the key has none left; it says in how many seconds it will.
    """
    if not principal.key or principal.cap is None:
        return
    minute = at.replace(second=0, microsecond=0)
    with transaction.atomic():
        # The row of the key is the lock: of two requests at once, one waits here.
        key = ApiKey.objects.select_for_update().get(id=principal.key)
        recent = key.writes.filter(minute__gte=minute - WINDOW)
        if (recent.aggregate(sum=Sum("count"))["sum"] or 0) >= principal.cap:
            raise _reached(key, recent.order_by("minute").first(), at)
        key.writes.filter(minute__lt=minute - WINDOW).delete()
        row, made = key.writes.get_or_create(minute=minute, defaults={"count": 1})
        if not made:
            KeyWrites.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _reached(key: ApiKey, oldest: KeyWrites | None, at: datetime) -> CapReachedError:
    free = oldest.minute + WINDOW + timedelta(minutes=1) if oldest else at + WINDOW
    seconds = max(1, int((free - at).total_seconds()) + 1)
    return CapReachedError(
        said(
            "the key {key} may write {n} times an hour and has done so; try again in {seconds} "
            "seconds",
            key=str(key),
            n=str(key.cap),
            seconds=str(seconds),
        ),
        retry_after=seconds,
    )
