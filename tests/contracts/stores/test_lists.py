"""Lists: of promises by filter, of subjects by kind, of customers by what tells them apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from tests.contracts.stores.cast import ANNA, BOB, HOUR, NOW, customer, made, published
from troth import operations
from troth.operations import Change, HandOver, Keep, Make, Offer, Option, Pause, Withdraw
from troth.promises import ClockState, Outcome, Stage
from troth.promises.matching import fits
from troth.promises.promise import Promise
from troth.promises.store import BadCursorError, PromiseFilter, Store, Work

DAY = timedelta(days=1)
CHANGED = Change(agreed=False, due=NOW + 20 * DAY)


@pytest.fixture
def many(store: Store) -> list[Promise]:
    """Promises in all sorts of states, of two customers."""
    published(store)
    carla, karl = customer(store).id, customer(store, "Karl").id
    first = [made(store, who, metric) for who in (carla, karl) for metric in METRICS * 3]
    acts: list[Callable[[Work, str], Promise]] = [
        lambda work, it: operations.keep(work, it, Keep()),
        lambda work, it: operations.pause(work, it, Pause(reason="waiting-for-customer")),
        lambda work, it: operations.change(work, it, CHANGED),
        lambda work, it: operations.withdraw(work, it, Withdraw(reason="no need")),
        lambda work, it: operations.hand_over(work, it, HandOver(to="team:billing", note="yours")),
    ]
    for promise, act in zip([*first[0::2], *first[1::6]], acts, strict=False):
        store.write(lambda work: act(work, promise.id), actor=ANNA, at=NOW + HOUR)  # noqa: B023 - called here
    offer = Offer(metric="refund", customer=karl, options=(Option(id="a", due=NOW + DAY),))
    store.write(lambda work: operations.offer(work, offer), actor=BOB, at=NOW)
    yes_no = Make(metric="refund", promisee="team:support", due=NOW + DAY, holder="person:7")
    store.write(lambda work: operations.make(work, yes_no), actor=BOB, at=NOW)
    return list(store.promises(PromiseFilter(), limit=100).items)


METRICS = ["first-reply", "refund"]

WANTED = (
    PromiseFilter(),
    PromiseFilter(holder="team:billing"),
    PromiseFilter(promiser="team:support"),
    PromiseFilter(metric="refund"),
    PromiseFilter(stage=Stage.OFFERED),
    PromiseFilter(clock=ClockState.RUNNING),
    PromiseFilter(clock=ClockState.PAUSED),
    PromiseFilter(due_before=NOW + 3 * DAY),
    PromiseFilter(duties=True),
    PromiseFilter(duties=False),
    PromiseFilter(hidden_teams=frozenset({"billing", "nobody"})),
    PromiseFilter(hidden_teams=frozenset({"billing"}), own_teams=frozenset({"support"})),
    PromiseFilter(metric="refund", clock=ClockState.RUNNING, duties=False),
)


def test_it_works(store: Store, many: list[Promise]) -> None:
    """Every promise that fits is listed, and no other."""
    assert len(many) == 14
    for wanted in WANTED:
        listed = store.promises(wanted, limit=100).items
        assert list(listed) == [promise for promise in many if fits(promise, wanted)], wanted


def test_outcomes_are_those_of_the_instant_asked_for(store: Store, many: list[Promise]) -> None:
    """Nothing is written when a promise breaks; the list knows."""
    seen = set()
    for outcome, days in product(Outcome, (0, 1, 2, 8, 21)):
        wanted = PromiseFilter(outcome=outcome, at=NOW + HOUR + days * DAY)
        listed = store.promises(wanted, limit=100).items
        assert list(listed) == [promise for promise in many if fits(promise, wanted)], wanted
        seen |= {outcome} if listed else set()
    assert seen == set(Outcome) - {Outcome.KEPT_AS_AGREED}


def test_promises_of_a_customer(store: Store, many: list[Promise]) -> None:
    """Each promise belongs to one customer at most."""
    whose = {promise.customer for promise in many}
    assert len(whose) == 3
    for customer_id in whose - {None}:
        listed = store.promises(PromiseFilter(customer=customer_id), limit=100).items
        assert listed == tuple(each for each in many if each.customer == customer_id)


def test_pages_join_to_the_whole_list(store: Store, many: list[Promise]) -> None:
    """None twice, none left out, the last page without a cursor."""
    read: list[Promise] = []
    after = None
    while True:
        page = store.promises(PromiseFilter(), after, limit=3)
        read += page.items
        if (after := page.next) is None:
            break
    assert read == many


def test_the_latest_made_comes_first(store: Store) -> None:
    """By when it was made, not by when it was written."""
    published(store)
    carla = customer(store)
    late = made(store, carla.id)
    early = Make(metric="refund", customer=carla.id, at=NOW - DAY)
    before = store.write(lambda work: operations.make(work, early), actor=ANNA, at=NOW)
    assert [each.id for each in store.promises(PromiseFilter()).items] == [late.id, before.id]


def test_subjects_by_kind(store: Store, many: list[Promise]) -> None:
    """The latest first, in pages."""
    customers = [*store.subjects("customer").items]
    assert len(customers) == 2
    first = store.subjects("promise", limit=10)
    assert len(first.items) == 10
    rest = store.subjects("promise", after=first.next, limit=10)
    assert rest.next is None
    assert {*first.items, *rest.items} == {promise.id for promise in many}
    assert store.subjects("quote").items == ()


def test_subjects_of_a_customer(store: Store, many: list[Promise]) -> None:
    """What began for that customer."""
    (whose,) = {each.customer for each in many if each.stage is Stage.OFFERED}
    mine = store.subjects("promise", whose, limit=100).items
    assert set(mine) == {promise.id for promise in many if promise.customer == whose}


def test_customers_are_found(store: Store) -> None:
    """By e-mail and by each word of the name, in any case; never by a part of it."""
    carla = customer(store, "Carla Straße", "carla@example.com")
    karl = customer(store, "Karl Straße", "karl@example.com")
    assert store.found("email", "CARLA@example.com") == (carla.id,)
    assert store.found("name", "STRASSE") == (carla.id, karl.id)
    assert store.found("name", "Car") == ()
    assert store.found("ref", "Carla") == ()


def test_an_empty_filter_of_teams_hides_nothing(store: Store, many: list[Promise]) -> None:
    """Two ways to ask for all."""
    every = replace(PromiseFilter(), hidden_teams=frozenset())
    assert list(store.promises(every, limit=100).items) == many


def test_something_else_is_no_cursor(sql_store: Store) -> None:
    """Of promises and of subjects."""
    for cursor in ("x", "1", "x.y", "١.a", "", "9" * 40 + ".a"):
        with pytest.raises(BadCursorError):
            sql_store.promises(PromiseFilter(), cursor)
        with pytest.raises(BadCursorError):
            sql_store.subjects("promise", after=f"-{cursor}")
