"""Servers for tests: one on SQLite, one on PostgreSQL, each with a playbook in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.client.server import Server, server
from tests.contracts.stores.databases import postgresql_server
from tests.web.api.world import PLAYBOOK
from troth.operations import AddCustomer


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on SQLite."""
    with _published(tmp_path_factory.mktemp("ledger")) as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def either(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server on each engine."""
    if request.param == "sqlite":
        yield request.getfixturevalue("ledger")
        return
    with postgresql_server() as address:
        name = f"api_{uuid4().hex[:12]}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        database = address.replace("/postgres?", f"/{name}?")
        with _published(tmp_path_factory.mktemp("ledger"), database) as running:
            yield running


@pytest.fixture
def customer(ledger: Server) -> str:
    """A customer that no other test has."""
    return new_customer(ledger)


def new_customer(running: Server) -> str:
    """A customer that no other test has."""
    with running.client() as client:
        return client.customers.add(AddCustomer(name=f"Ada {uuid4().hex[:8]}")).id


@contextmanager
def _published(directory: Path, database: str = "") -> Iterator[Server]:
    with server(directory, database) as running:
        with running.client("manager") as client:
            client.editions.publish(PLAYBOOK)
        yield running
