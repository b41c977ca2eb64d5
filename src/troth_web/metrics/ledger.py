"""How the ledger stands when it is asked: what waits, for how long, and who was last seen."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from troth_web import clock
from troth_web.doctor.work import waiting
from troth_web.ledger.held import held_since
from troth_web.ledger.models import LedgerEntry, OutboxRow
from troth_web.ledger.projection import microseconds
from troth_web.worker.models import BeatRow

SECOND = timedelta(seconds=1)


class LedgerCollector(Collector):
    """Asks the database each time; a few short statements, none of which counts the journal."""

    def collect(self) -> Iterator[Metric]:
        """All figures, as of now."""
        at = clock.now()
        yield _last_entry()
        yield from _outbox(at)
        yield from _rounds(at)
        yield from _waiting()
        held = GaugeMetricFamily(
            "troth_held", "1 where this is a restored copy that sends nothing, else 0."
        )
        held.add_metric([], float(held_since() is not None))
        yield held
        if lag := _lag(at):
            yield lag


def _last_entry() -> Metric:
    last = LedgerEntry.objects.order_by("-position").values_list("position", flat=True).first()
    return CounterMetricFamily(
        "troth_entries", "Entries written; on PostgreSQL numbers may be left out.", value=last or 0
    )


def _outbox(at: datetime) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "troth_outbox_entries",
        "Entries that wait to be passed on.",
        value=OutboxRow.objects.count(),
    )
    first = OutboxRow.objects.order_by("place").values_list("entry", flat=True).first()
    recorded = LedgerEntry.objects.filter(id=first).values_list("recorded_at", flat=True).first()
    age = (at - datetime.fromisoformat(recorded)) / SECOND if recorded else 0.0
    yield GaugeMetricFamily(
        "troth_outbox_oldest_seconds", "For how long the first of them has waited.", value=age
    )


def _rounds(at: datetime) -> Iterator[Metric]:
    ages = GaugeMetricFamily(
        "troth_round_beat_age_seconds",
        "Seconds since a round of the worker was last done.",
        labels=["round"],
    )
    done = CounterMetricFamily(
        "troth_round_done", "Things that a round of the worker did.", labels=["round"]
    )
    now_us = microseconds(at)
    for row in BeatRow.objects.order_by("name"):
        ages.add_metric([row.name], (now_us - row.at_us) / 1_000_000)
        done.add_metric([row.name], row.done)
    yield from (ages, done)


def _waiting() -> Iterator[Metric]:
    found = GaugeMetricFamily("troth_pending", "Rows that wait to be sent.", labels=["table"])
    for table, number in waiting().items():
        found.add_metric([table], number)
    yield found


def _lag(at: datetime) -> Metric | None:
    """For how long the promise that should have been looked at first has waited."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "ledger_promise")
        if "wakes_us" not in {column.name for column in columns}:
            return None
        cursor.execute("SELECT MIN(wakes_us) FROM ledger_promise WHERE wakes_us IS NOT NULL")
        first = cursor.fetchone()[0]
    lag = max(0.0, (microseconds(at) - first) / 1_000_000) if first is not None else 0.0
    return GaugeMetricFamily(
        "troth_deadlines_lag_seconds",
        "By how much the first promise that falls due is overdue to be looked at.",
        value=lag,
    )
