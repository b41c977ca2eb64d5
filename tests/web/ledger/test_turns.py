"""Writers of SQLite take turns, in the order in which they asked."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connections, transaction
from django.db.utils import OperationalError

from tests.contracts.stores.crowd import at_once
from tests.contracts.stores.fixtures import rows
from troth_web.ledger.sqlite.turns import Turns
from troth_web.ledger.store import SqlStore


def test_the_next_turn_is_of_who_waited_longest() -> None:
    """Five who ask one after the other."""
    turns, order = Turns(), list[int]()
    assert turns.take(1)

    def wait(which: int) -> None:
        assert turns.take(10)
        order.append(which)
        turns.end()

    waiting = [threading.Thread(target=wait, args=(which,)) for which in range(5)]
    for number, thread in enumerate(waiting, 1):
        thread.start()
        while len(turns._waiting) < number:
            time.sleep(0.001)
    turns.end()
    for thread in waiting:
        thread.join(10)
    assert order == [0, 1, 2, 3, 4]
    assert turns.take(0)


def test_who_waited_long_enough_goes_and_takes_no_turn() -> None:
    """And holds up nobody behind them."""
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.end()
    assert turns.take(0)


def test_a_transaction_keeps_its_turn_until_it_ends(sqlite_store: SqlStore) -> None:
    """Another one begins when it was committed, or undone."""
    ended = list[str]()

    def act(which: int) -> None:
        with transaction.atomic(using=sqlite_store.using):
            ended.append("begun")
            time.sleep(0.01)
            if which % 2:
                transaction.set_rollback(True, using=sqlite_store.using)
            ended.append("ended")

    at_once(4, act)
    assert ended == ["begun", "ended"] * 4


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ledger_setting SET value = value", "  insert INTO ledger_outbox (entry) VALUES ('x')"],
)
def test_a_single_statement_that_writes_takes_a_turn(
    sqlite_store: SqlStore, statement: str
) -> None:
    """It waits for the transaction of another, and does not wait for ever."""
    settings = sqlite_store.connection.settings_dict["OPTIONS"]
    before, settings["timeout"] = settings["timeout"], 0.05
    try:
        with transaction.atomic(using=sqlite_store.using):
            assert at_once(1, lambda _: _refused(sqlite_store, statement)) == [True]
            assert at_once(1, lambda _: _refused(sqlite_store, "SELECT 1")) == [False]
    finally:
        settings["timeout"] = before
    assert not _refused(sqlite_store, statement)
    rows(sqlite_store, "SELECT 1")


def _refused(store: SqlStore, statement: str) -> bool:
    try:
        with store.connection.cursor() as cursor:
            cursor.execute(statement)
    except OperationalError as error:
        return "no turn to write" in str(error)
    return False


def test_a_connection_that_is_closed_ends_its_turn(sqlite_store: SqlStore) -> None:
    """Whatever became of its transaction."""

    def leave(_: int) -> None:
        connection = connections[sqlite_store.using]
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        connection.close()

    at_once(1, leave)
    with transaction.atomic(using=sqlite_store.using):
        pass


def test_the_database_is_kept_as_the_ledger_needs_it(
    sqlite_store: SqlStore, databases: Callable[[str], str]
) -> None:
    """WAL, FULL, foreign keys, and nothing deleted left in free pages."""
    for pragma, value in (
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ):
        assert rows(sqlite_store, f"PRAGMA {pragma}") == [(value,)]
