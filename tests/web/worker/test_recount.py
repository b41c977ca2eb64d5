"""Open promises are counted anew, each once, and nothing else is touched."""

from pathlib import Path

import pytest

from tests.contracts.stores import cast
from tests.contracts.stores.cast import ANNA, BOB, HOUR, NOW, PLAYBOOK
from tests.contracts.stores.fixtures import rows
from tests.web.worker.rounds import turn
from tests.zones import decreed
from troth import operations
from troth.operations import Keep, Publish
from troth_web.ledger.store import SqlStore
from troth_web.ledger.verify import verify
from troth_web.worker import recount as recounting
from troth_web.worker.recount import recount

#: The close of the fifth business day.
DUE = NOW + 7 * 24 * HOUR + 7 * HOUR
CLOSED = 'hours: "Mo-Fr 09:00-17:00", exceptions: {2026-12-02: closed}'
HOLIDAY = PLAYBOOK.replace('hours: "Mo-Fr 09:00-17:00"', CLOSED)


@pytest.fixture
def customer(store: SqlStore) -> str:
    """Somebody to whom promises are made; the first pass is over."""
    cast.published(store)
    until_idle(store)
    return cast.customer(store).id


def publish(store: SqlStore, text: str) -> None:
    """Another edition."""
    store.write(lambda work: operations.publish(work, Publish(text=text)), actor=BOB, at=NOW)


def until_idle(store: SqlStore) -> None:
    """Count anew until nothing is left; each batch by a worker that has just come."""
    while recount(turn(store, NOW + HOUR, "recount")):
        pass


def recounted(store: SqlStore) -> list[str]:
    """By what each promise was counted anew, in the order of its journal."""
    found = rows(
        store,
        "SELECT payload FROM ledger_entry WHERE type = 'promise.recounted' ORDER BY position",
    )
    return [str(payload) for (payload,) in found]


def promises(store: SqlStore, customer: str, number: int = 7) -> tuple[list[str], list[str]]:
    """Open ones, and as many that were kept."""
    made = [cast.made(store, customer, "refund").id for _ in range(2 * number)]
    for each in made[number:]:
        store.write(lambda work, each=each: operations.keep(work, each, Keep()), actor=ANNA, at=NOW)  # type: ignore[misc]
    return made[:number], made[number:]


def test_it_works(store: SqlStore, customer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each open promise once, in batches; those that were kept not at all."""
    monkeypatch.setattr(recounting, "BATCH", 3)
    open_ones, kept = promises(store, customer)
    before = {each: store.entries(each) for each in kept}
    publish(store, HOLIDAY)
    until_idle(store)
    assert len(recounted(store)) == 7
    for each in open_ones:
        promise = store.promise(each)
        assert promise is not None
        assert [found.by for found in promise.recountings] == ["edition-2"]
        assert promise.due == promise.first_due == DUE
    assert {each: store.entries(each) for each in kept} == before
    until_idle(store)
    assert len(recounted(store)) == 7
    assert verify(store, every=True).holds


def test_each_edition_has_its_turn_however_late(store: SqlStore, customer: str) -> None:
    """Edited, edited again and taken back while nobody looked: the same as if somebody had."""
    promises(store, customer)
    for text in (HOLIDAY, PLAYBOOK, HOLIDAY, PLAYBOOK):
        publish(store, text)
    until_idle(store)
    assert len(recounted(store)) == 7 * 4


def test_promises_of_a_later_edition_are_left_alone(store: SqlStore, customer: str) -> None:
    """They were made by its calendar."""
    publish(store, HOLIDAY)
    promises(store, customer)
    until_idle(store)
    assert not recounted(store)


def test_an_edition_that_changes_no_calendar_needs_no_pass(store: SqlStore, customer: str) -> None:
    """Nothing is written."""
    promises(store, customer)
    publish(store, PLAYBOOK.replace("within 5", "within 6"))
    until_idle(store)
    assert not recounted(store)


def test_what_was_stopped_half_way_goes_on_from_there(
    store: SqlStore, customer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing twice, nothing left out."""
    monkeypatch.setattr(recounting, "BATCH", 3)
    promises(store, customer)
    publish(store, HOLIDAY)
    recount(turn(store, NOW, "recount"))
    assert len(recounted(store)) == 3
    until_idle(store)
    assert len(recounted(store)) == 7


def test_time_zones_move_what_is_open(store: SqlStore, customer: str, tmp_path: Path) -> None:
    """And nothing else."""
    open_ones, kept = promises(store, customer)
    before = {each: store.entries(each) for each in kept}
    with decreed(tmp_path, "2099a", Berlin="Helsinki"):
        until_idle(store)
        assert len(recounted(store)) == 7
        for each in open_ones:
            promise = store.promise(each)
            assert promise is not None
            assert promise.due == promise.first_due == DUE - HOUR
        assert {each: store.entries(each) for each in kept} == before
