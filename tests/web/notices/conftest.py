"""A desk on each engine."""

from collections.abc import Iterator

import pytest
from django.core import mail

from tests.web.notices.desk import Desk
from tests.web.worker.conftest import store, whole
from troth_web.ledger.store import SqlStore

__all__ = ["store", "whole"]


@pytest.fixture
def desk(store: SqlStore) -> Iterator[Desk]:
    """The company on a Tuesday morning."""
    yield Desk(store)
    mail.outbox = []
