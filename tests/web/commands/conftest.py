"""Machines for commands, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.contracts.stores.databases import postgresql_server
from tests.web.commands.machine import Machine

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """The address of an empty PostgreSQL database, another one for each call."""
    with postgresql_server() as server:

        def database() -> str:
            name = f"machine_{uuid4().hex[:12]}"
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return server.replace("/postgres?", f"/{name}?")

        yield database


@pytest.fixture
def new_machine(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Machine]:
    """A machine with nothing on it, on the engine that is asked for."""

    def machine(engine: str) -> Machine:
        folder = tmp_path / f"machine-{uuid4().hex[:6]}"
        folder.mkdir()
        # The server is started only where somebody needs it.
        database = request.getfixturevalue("new_database")() if engine == "postgresql" else ""
        return Machine(folder, database)

    return machine


@pytest.fixture
def machine(new_machine: Callable[[str], Machine]) -> Machine:
    """A machine on SQLite."""
    return new_machine("sqlite")


@pytest.fixture(params=ENGINES)
def either(request: pytest.FixtureRequest, new_machine: Callable[[str], Machine]) -> Machine:
    """A machine on SQLite, then one on PostgreSQL."""
    return new_machine(request.param)
