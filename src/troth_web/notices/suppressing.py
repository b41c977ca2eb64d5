"""Addresses that take no mail: at once where nobody has them, or when mail comes back often."""

from datetime import datetime, timedelta

from troth.promises.entries import Draft, EntryType
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.notices.models import Message, Suppression
from troth_web.notices.moments import moment

#: So often mail may come back that could be taken later, before nothing is sent there any more.
SOFT_MOST = 5
#: What came back so long ago counts no more.
FORGOTTEN = timedelta(days=30)


def suppress(
    store: SqlStore, message: Message, *, why: str, at: datetime, hard: bool = True
) -> list[Draft]:
    """Note that a message came back, within the transaction that is open.

    Returns:
        The entry about it; a hard one, of which admins are told, the first time that nothing is
        sent to an address any more.
    """
    row, _ = Suppression.objects.using(store.using).get_or_create(
        address=Message.objects.get(pk=message.pk).address,
        defaults={"reader": message.reader, "since_us": microseconds(at)},
    )
    if row.closed:
        return []
    recent = at - moment(row.since_us) < FORGOTTEN
    row.soft = (row.soft if recent else 0) + (0 if hard else 1)
    row.closed = hard or row.soft >= SOFT_MOST
    row.since_us, row.why = microseconds(at), why
    row.save(using=store.using)
    payload = {
        "reader": message.reader,
        "channel": message.channel,
        "about": f"the {message.channel} of {message.reader}",
        "hard": row.closed,
        "why": why,
    }
    return [Draft(type=EntryType.NOTICE_BOUNCED, subject=message.id, at=at, payload=payload)]
