"""Tampers within transactions that are undone, and asks the verifier within each."""

import random
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from lab.tables import Tables
from lab.trial.tampering import TAMPERINGS, unlock

#: After so many tamperings the untouched ledger is verified, for false alarms.
BETWEEN = 20


class _UndoError(Exception):
    """Undoes what a transaction did."""


def tamper(count: int, seed: int) -> dict[str, Any]:
    """Change history so many times; what the verifier did not see, and what it saw in vain."""
    from troth_web.ledger import current_store
    from troth_web.ledger.verify import checkpoint, verify

    luck = random.Random(seed)
    store = current_store()
    point = checkpoint(store, datetime.now(UTC))
    tried: Counter[str] = Counter()
    unseen: list[str] = []
    alarms: list[str] = []
    for number in range(count):
        change = TAMPERINGS[number % len(TAMPERINGS)]
        tried[change.__name__] += 1
        if not _seen(store, point, change, luck):
            unseen.append(f"{change.__name__}, number {number}")
        if number % BETWEEN == 0:
            report = verify(store, point, every=True)
            alarms += [] if report.holds else [str(report)[:200]]
    return {
        "tried": tried,
        "unseen": unseen,
        "alarms": alarms,
        "untouched": -(-count // BETWEEN),
        "entries": verify(store).entries,
    }


def _seen(store: Any, point: str, change: Any, luck: random.Random) -> bool:  # noqa: ANN401 - known once Django runs
    from django.db import connection, transaction

    from troth_web.ledger.verify import verify

    seen = False
    try:
        with transaction.atomic():
            tables = Tables(connection.connection)
            unlock(tables)
            change(tables, luck)
            seen = not verify(store, point, every=True).holds
            raise _UndoError
    except _UndoError:
        return seen
