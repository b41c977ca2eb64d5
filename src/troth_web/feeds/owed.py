"""What a person or a team owes, as a calendar shows it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from troth.promises.promise import ClockState, Outcome, Promise
from troth.promises.store import PromiseFilter, Store
from troth_web.people.principals import Principal

#: Promises of one calendar, those made last.
MOST = 1_000
#: A promise that was withdrawn is shown as cancelled for so long, so that programs take it away.
CANCELLED_FOR = timedelta(days=30)


def owed(store: Store, of: str, at: datetime, by: Principal) -> list[Promise]:
    """Open promises with a date that a party gave or looks after, and those withdrawn lately.

    Args:
        store: the ledger.
        of: `person:ID`, `team:support`.
        at: now.
        by: the reader.

    Returns:
        by their ids, so that the order stays.
    """
    found = {each.id: each for each in _lists(store, of, at, by) if _shown(each, at)}
    return [found[each] for each in sorted(found)]


def _lists(store: Store, of: str, at: datetime, by: Principal) -> Iterator[Promise]:
    for whose in ({"holder": of}, {"promiser": of}):
        for which in (
            {"clock": ClockState.RUNNING},
            {"clock": ClockState.PAUSED},
            {"outcome": Outcome.WITHDRAWN, "at": at},
        ):
            seen = {"hidden_teams": by.hidden, "own_teams": by.teams}
            wanted = PromiseFilter(**whose, **which, **seen, duties=False)  # type: ignore[arg-type]
            yield from _latest(store, wanted)


def _latest(store: Store, wanted: PromiseFilter) -> Iterator[Promise]:
    after: str | None = None
    left = MOST
    while left > 0:
        page = store.promises(wanted, after, min(left, 500))
        yield from page.items
        after, left = page.next, left - len(page.items)
        if after is None:
            return


def _shown(promise: Promise, at: datetime) -> bool:
    if promise.falls_due is None:
        return False
    return promise.withdrawn_at is None or at - promise.withdrawn_at < CANCELLED_FOR
