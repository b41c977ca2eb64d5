"""What was promised between us and a customer: what is open, however much came after it."""

from collections.abc import Iterable
from dataclasses import replace

from troth.promises.promise import ClockState, Promise, Stage
from troth.promises.store import PromiseFilter
from troth_web.api.calls import Call

#: So many that are open are looked at of each kind, and so many of all, the latest first.
MOST_OPEN, MOST = 200, 500


def open_between(call: Call, customer_id: str, *, duties: bool | None = None) -> list[Promise]:
    """What is open, the latest made first, as far as the reader may know of it.

    Args:
        call: who reads.
        customer_id: whose.
        duties: only what the customer owes, or only what we do; None for both.
    """
    wanted = replace(_wanted(call, customer_id), duties=duties)
    kinds = (
        replace(wanted, clock=ClockState.RUNNING),
        replace(wanted, clock=ClockState.PAUSED),
        replace(wanted, stage=Stage.OFFERED),
        replace(wanted, stage=Stage.NO_PROMISE),
    )
    found = [each for kind in kinds for each in call.store.promises(kind, None, MOST_OPEN).items]
    return _in_order(each for each in found if not each.closed)


def all_between(call: Call, customer_id: str) -> list[Promise]:
    """The latest, and what is open of those before."""
    found = call.store.promises(_wanted(call, customer_id), None, MOST)
    older = open_between(call, customer_id) if found.next else []
    return _in_order([*found.items, *older])


def _wanted(call: Call, customer_id: str) -> PromiseFilter:
    by = call.principal
    return PromiseFilter(customer=customer_id, hidden_teams=by.hidden, own_teams=by.teams)


def _in_order(found: Iterable[Promise]) -> list[Promise]:
    each_once = {each.id: each for each in found}
    return sorted(each_once.values(), key=lambda each: (each.made_at, each.id), reverse=True)
