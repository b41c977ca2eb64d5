"""Machines for commands, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.contracts.stores.databases import postgresql_server
from tests.web.commands.machine import Machine

ENGINES = ("sqlite", "postgresql")
#: Customers of a filled machine.
CUSTOMERS = 3


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[str], str]]:
    """The address of a new PostgreSQL database: a copy of another one, or empty."""
    with postgresql_server() as server:

        def database(like: str = "") -> str:
            name = f"machine_{uuid4().hex[:12]}"
            model = like.partition("?")[0].rpartition("/")[2] or "template1"
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE {model}")
            return server.replace("/postgres?", f"/{name}?")

        yield database


@pytest.fixture
def new_machine(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Machine]:
    """A machine with nothing on it, on the engine that is asked for."""

    def machine(engine: str) -> Machine:
        folder = tmp_path / f"machine-{uuid4().hex[:6]}"
        folder.mkdir()
        # The server is started only where somebody needs it.
        database = request.getfixturevalue("new_database")("") if engine == "postgresql" else ""
        return Machine(folder, database)

    return machine


@pytest.fixture
def filled_machine(
    new_machine: Callable[[str], Machine], request: pytest.FixtureRequest
) -> Callable[[str], Machine]:
    """A machine whose ledger has three customers, each with a promise; a copy for each test."""

    def machine(engine: str) -> Machine:
        model: Machine = request.getfixturevalue(f"{engine}_model")
        copy = new_machine(engine)
        if copy.database:
            copy.database = request.getfixturevalue("new_database")(model.database)
        # Nobody has the model open, so that its files are whole.
        shutil.copytree(model.data, copy.data)
        copy.customers = model.customers
        return copy

    return machine


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """What filled machines on SQLite are copies of."""
    return _filled(Machine(tmp_path_factory.mktemp("model")))


@pytest.fixture(scope="session")
def postgresql_model(
    tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[str], str]
) -> Machine:
    """What filled machines on PostgreSQL are copies of."""
    return _filled(Machine(tmp_path_factory.mktemp("model"), new_database("")))


@pytest.fixture
def machine(new_machine: Callable[[str], Machine]) -> Machine:
    """A machine on SQLite with nothing on it."""
    return new_machine("sqlite")


@pytest.fixture
def filled(filled_machine: Callable[[str], Machine]) -> Machine:
    """A machine on SQLite with three customers."""
    return filled_machine("sqlite")


@pytest.fixture(params=ENGINES)
def either(request: pytest.FixtureRequest, new_machine: Callable[[str], Machine]) -> Machine:
    """A machine with nothing on it on SQLite, then one on PostgreSQL."""
    return new_machine(request.param)


def _filled(machine: Machine) -> Machine:
    machine.customers = machine.fill(CUSTOMERS)
    return machine
