"""A whole database of the server on each engine, as Django's default one."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django_q.models import OrmQ
from pytest_django.plugin import DjangoDbBlocker

from tests.contracts.stores.databases import emptied
from troth_web.jobs.models import JobRow
from troth_web.ledger.models import LedgerSetting
from troth_web.ledger.store import SqlStore
from troth_web.worker.models import BeatRow, LeaseRow, StuckRow

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def whole(databases: Callable[[str], str]) -> Callable[[str], str]:
    """An alias of Django for each engine, with the tables of all apps."""
    done: set[str] = set()

    def database(engine: str) -> str:
        alias = databases(engine)
        if engine not in done:
            call_command("migrate", database=alias, verbosity=0)
            done.add(engine)
        return alias

    return database


@pytest.fixture(params=ENGINES)
def store(
    request: pytest.FixtureRequest,
    whole: Callable[[str], str],
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[SqlStore]:
    """An empty store on SQLite, then on PostgreSQL; what asks Django for its database gets it."""
    with django_db_blocker.unblock(), _as_default(whole(request.param)):
        emptied("default")
        for table in (LeaseRow, BeatRow, StuckRow, JobRow, OrmQ):
            table.objects.all().delete()
        LedgerSetting.objects.exclude(name="epoch").delete()
        yield SqlStore(secrets.token_bytes(32), tmp_path)


@contextmanager
def _as_default(alias: str) -> Iterator[None]:
    """Let an alias be the default database, in all threads."""
    known, own = connections.settings["default"], connections["default"]
    connections.settings["default"] = connections.settings[alias]
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = known
        connections["default"] = own
