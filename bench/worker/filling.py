"""Promises that fall due when a measurement wants it, and many that are pending."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from troth.operations.dating import iso
from troth.promises.entries import Draft, EntryType
from troth.promises.parties import Actor, ActorKind
from troth.promises.tzdata import version

HOUR = timedelta(hours=1)
#: Journals in one transaction.
BATCH = 2_000
_DESK = Actor(ActorKind.INTEGRATION, "desk")

#: As many rows as wanted, made by the engine itself; they are pending for years and have no
#: journal, as nobody looks at one before its time.
_PENDING = """
INSERT INTO ledger_promise (subject, sequence, stage, clock, metric, customer, promiser,
    promiser_team, holder, holder_team, duty, made_us, falls_due_us, outcome, broken_after_us,
    wakes_us)
SELECT 'pending-' || n, 1, 'promised', 'running', 'first-reply', %s, 'team:support', 'support',
    'team:support', 'support', FALSE, %s, %s + n * 1000, 'open', %s + n * 1000, %s + n * 1000
FROM {numbers}
"""
_NUMBERS = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {n}) "
    "SELECT n FROM c)",
    "postgresql": "generate_series(1, {n}) AS n",
}


def fill_pending(connection: Any, customer: str, number: int, at: datetime) -> None:
    """So many promises that are due in ten years and later."""
    from troth_web.ledger.projection import microseconds

    made_us, due_us = microseconds(at), microseconds(at + 87_600 * HOUR)
    numbers = _NUMBERS[connection.vendor].format(n=number)
    with connection.cursor() as cursor:
        cursor.execute(
            _PENDING.format(numbers=numbers), [customer, made_us, due_us, due_us, due_us]
        )
        cursor.execute("ANALYZE")


def fill_due(store: Any, customers: Sequence[str], dues: Sequence[datetime]) -> None:
    """A promise of eight hours for each instant, with its journal, as operations write it."""
    drafts = _drafts(store, customers, dues)
    while some := list(islice(drafts, BATCH)):
        with store.writing(actor=_DESK, at=some[-1].at) as work:
            work.told = False
            work.append(some)


def _drafts(store: Any, customers: Sequence[str], dues: Sequence[datetime]) -> Iterator[Draft]:
    from troth.promises.ids import new_id

    edition = store.edition().id
    for number, due in enumerate(dues):
        customer = customers[number % len(customers)]
        at = due - 8 * HOUR
        yield Draft(
            type=EntryType.PROMISE_MADE,
            subject=new_id(at),
            at=at,
            payload={
                "promiser": "team:support",
                "promisee": f"customer:{customer}",
                "customer": customer,
                "metric": "first-reply",
                "term": "within 8 hours",
                "calendar": "desk",
                "due": iso(due),
                "tzdata": version(),
                "holder": "team:support",
            },
            personal={"wording": "You will hear from us within eight hours."},
            person=customer,
            edition=edition,
        )
