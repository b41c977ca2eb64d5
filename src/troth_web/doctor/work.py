"""Checks of what is done without anybody asking: rounds of the worker, and what waits."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from troth.said import Said, joined
from troth.said import said as worded
from troth.said import said_as as worded_as
from troth.said import said_of as worded_of
from troth_web.doctor.check import Found, fail, ok, warn
from troth_web.ledger.held import held_since
from troth_web.ledger.models import LedgerEntry, OutboxRow
from troth_web.worker.models import BeatRow
from troth_web.worker.rounds import ROUNDS, Round

#: How late a beat may be, beyond what the round waits by itself.
PATIENCE = timedelta(seconds=60)
#: What waits longer in the outbox is stuck.
STUCK = timedelta(minutes=5)
#: Tables of what is to be sent, and which of their rows wait. They come with their apps.
WAITING = {
    "notices_message": "state = 'pending'",
    "webhooks_delivery": "state = 'waiting'",
}


def worker(at: datetime) -> Found:
    """Whether each round was done lately."""
    advice = worded(
        "run 'troth worker' on PostgreSQL; on SQLite 'troth serve' does it. Then look at its log"
    )
    seen = {row.name: _instant(row.at_us) for row in BeatRow.objects.all()}
    if not seen:
        return fail(worded("no worker was ever here: deadlines are not being checked"), advice)
    late = [each for each in ROUNDS if _silent(each, seen.get(each.name), at)]
    if not late:
        latest = max(seen.values())
        return ok(
            worded(
                "{n} rounds are done, the last at {at} UTC",
                n=len(ROUNDS),
                at=f"{latest:%Y-%m-%d %H:%M:%S}",
            )
        )
    said = joined((joined((each.name, _since(seen.get(each.name))), " ") for each in late), ", ")
    return fail(worded("rounds that are not being done: {rounds}", rounds=said), advice)


def held(_: datetime) -> Found:
    """Whether the ledger may send."""
    since = held_since()
    if since is None:
        return ok(worded("the ledger sends what is to be sent"))
    return warn(
        worded("a restored copy: nothing is sent since {since}", since=since),
        worded("'troth ledger resume' lets it send, once the old server is gone"),
    )


def outbox(at: datetime) -> Found:
    """Whether what somebody shall hear of is passed on."""
    first = OutboxRow.objects.order_by("place").first()
    if first is None:
        return ok(worded_as("outbox", "empty"))
    number = OutboxRow.objects.count()
    entry = LedgerEntry.objects.filter(id=first.entry).first()
    age = at - datetime.fromisoformat(entry.recorded_at) if entry else timedelta()
    said = worded_of(
        number,
        "{n} entry not passed on, the first for {seconds} s",
        "{n} entries not passed on, the first for {seconds} s",
        n=number,
        seconds=round(age.total_seconds()),
    )
    if age > STUCK and held_since() is None:
        advice = worded("see that the worker runs its round 'dispatch', and look at its log")
        return fail(said, advice)
    return ok(said)


def pending(_: datetime) -> Found:
    """How much is on its way to somebody."""
    counts = waiting()
    said = [worded("{n} in {table}", n=number, table=table) for table, number in counts.items()]
    return ok(joined(said, ", ") if said else worded("nothing is sent by this version"))


def waiting() -> dict[str, int]:
    """Rows that wait to be sent, by table; tables that are not there are left out."""
    known = set(connection.introspection.table_names())
    found = {}
    with connection.cursor() as cursor:
        for table, condition in WAITING.items():
            if table in known:
                cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE {condition}")  # noqa: S608
                found[table] = int(cursor.fetchone()[0])
    return found


def _silent(round_: Round, seen: datetime | None, at: datetime) -> bool:
    """Whether a round should have been heard of since."""
    return seen is None or at - seen > PATIENCE + 2 * round_.every


def _since(seen: datetime | None) -> Said:
    if seen is None:
        return worded_as("since when", "never")
    return worded("since {at} UTC", at=f"{seen:%Y-%m-%d %H:%M:%S}")


def _instant(us: int) -> datetime:
    return datetime.fromtimestamp(us / 1_000_000, UTC)
