"""Each test of a store runs on each of the three."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.contracts.stores.databases import (
    emptied,
    postgresql_database,
    postgresql_server,
    sqlite_database,
)
from troth.promises.store import Store
from troth.testing import MemoryStore
from troth_web.ledger.store import SqlStore

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def databases(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[str], str]]:
    """An alias of Django for each engine; each is started when it is first asked for."""
    known: dict[str, str] = {}
    with django_db_blocker.unblock(), ExitStack() as stack:

        def database(engine: str) -> str:
            if engine not in known:
                if engine == "sqlite":
                    made = sqlite_database(tmp_path_factory.mktemp("sqlite"))
                else:
                    made = postgresql_database(stack.enter_context(postgresql_server()))
                known[engine] = stack.enter_context(made)
            return known[engine]

        yield database


@pytest.fixture(params=ENGINES)
def sql_store(
    request: pytest.FixtureRequest, databases: Callable[[str], str], tmp_path: Path
) -> SqlStore:
    """An empty store on SQLite, then on PostgreSQL."""
    return empty_store(request.param, databases, tmp_path)


@pytest.fixture
def postgresql_store(databases: Callable[[str], str], tmp_path: Path) -> SqlStore:
    """An empty store on PostgreSQL, for what happens only where several write at once."""
    return empty_store("postgresql", databases, tmp_path)


@pytest.fixture
def sqlite_store(databases: Callable[[str], str], tmp_path: Path) -> SqlStore:
    """An empty store on SQLite, for what its file is asked."""
    return empty_store("sqlite", databases, tmp_path)


@pytest.fixture(params=("memory", *ENGINES))
def store(request: pytest.FixtureRequest, databases: Callable[[str], str], tmp_path: Path) -> Store:
    """An empty store of each kind."""
    if request.param == "memory":
        return MemoryStore()
    return empty_store(request.param, databases, tmp_path)


def empty_store(engine: str, databases: Callable[[str], str], directory: Path) -> SqlStore:
    """A store without entries on that engine."""
    alias = databases(engine)
    emptied(alias)
    return SqlStore(secrets.token_bytes(32), directory, using=alias)


def rows(store: SqlStore, statement: str, *params: Any) -> list[tuple[Any, ...]]:
    """What the database itself answers."""
    with store.connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())
