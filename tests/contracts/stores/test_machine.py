"""Random sequences of operations, on both engines against the store in memory (T7)."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.contracts.stores.databases import emptied
from tests.contracts.stores.machine import Company
from troth_web.ledger.store import SqlStore

#: Examples on each engine; the long form takes hundreds.
EXAMPLES = {"sqlite": 12, "postgresql": 4}


def run(store: SqlStore, examples: int, steps: int = 30) -> None:
    """Run so many sequences of operations on a store that is emptied before each."""

    class Here(Company):
        def __init__(self) -> None:
            emptied(store.using)
            # Keys that are kept in memory belong to the sequence before.
            self.store = SqlStore(store.master, store.directory, using=store.using)
            super().__init__()

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_store_is_what_its_operations_make_it(sql_store: SqlStore) -> None:
    """Whatever is done in whatever order."""
    run(sql_store, EXAMPLES[sql_store.connection.vendor])


def test_the_machine_sees_a_store_that_forgets(sqlite_store: SqlStore) -> None:
    """A store whose transactions lose a row is found out."""

    class Forgetful(SqlStore):
        def add(self, entries: object) -> int:
            assert entries
            with self.connection.cursor() as cursor:
                cursor.execute("DELETE FROM ledger_promise")
            return 0

    class Here(Company):
        def __init__(self) -> None:
            emptied(sqlite_store.using)
            self.store = Forgetful(sqlite_store.master, sqlite_store.directory, sqlite_store.using)
            super().__init__()

    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Here,
            settings=settings(
                max_examples=100,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                report_multiple_bugs=False,
            ),
        )
