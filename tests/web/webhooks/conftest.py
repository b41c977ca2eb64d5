"""A ledger on each engine with somebody who answers for endpoints."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.contracts.stores import cast
from tests.web.webhooks.desk import Desk
from tests.web.worker.conftest import store, whole
from troth_web.ledger.store import SqlStore
from troth_web.people.models import Membership, Person, Team
from troth_web.webhooks.models import Delivery, Endpoint, Hop

__all__ = ["store", "whole"]


@pytest.fixture
def desk(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Everything to send webhooks with, to this machine."""
    for table in (Hop, Delivery, Endpoint, Membership, Team, Person):
        table.objects.all().delete()
    monkeypatch.setattr("troth_web.webhooks.operations.current_store", lambda: store)
    cast.published(store)
    with override_settings(OUTBOUND_LOCAL=True):
        yield Desk(store)
    for table in (Hop, Delivery, Endpoint, Membership, Team, Person):
        table.objects.all().delete()
