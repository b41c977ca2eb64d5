"""Servers for tests: one on SQLite, one on PostgreSQL, each with a playbook in force."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connections

from tests.client.server import Server, server
from tests.web.api.world import PLAYBOOK
from troth.operations import AddCustomer
from troth_web.settings.databases import PREPARED


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on SQLite."""
    with _published(tmp_path_factory.mktemp("ledger")) as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def either(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    databases: Callable[[str], str],
) -> Iterator[Server]:
    """A server on each engine."""
    if request.param == "sqlite":
        yield request.getfixturevalue("ledger")
        return
    address = _another_database(databases("postgresql"))
    with _published(tmp_path_factory.mktemp("ledger"), address) as running:
        yield running


@pytest.fixture
def customer(ledger: Server) -> str:
    """A customer that no other test has."""
    return new_customer(ledger)


def _another_database(alias: str) -> str:
    """The address of a fresh database on the server of an alias of Django."""
    name = f"api_{uuid4().hex[:12]}"
    with connections[alias].cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    known = connections.settings[alias]
    place = f"{known['HOST']}:{known['PORT']}" if known["HOST"] else ""
    said = {key: value for key, value in known["OPTIONS"].items() if key not in PREPARED}
    return f"postgresql://{known['USER']}@{place}/{name}?{urlencode(said)}"


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
