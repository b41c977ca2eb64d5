"""What is over is forgotten after a while, and counts no second time."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django_q.models import OrmQ, Task

from tests.contracts.stores import cast
from tests.contracts.stores.cast import NOW
from tests.web.jobs.desk import work
from tests.web.worker.rounds import turn
from troth_web.connectors import tidying as connectors
from troth_web.connectors.models import Delivery
from troth_web.jobs import kinds
from troth_web.jobs import tidying as jobs
from troth_web.jobs.models import JobRow
from troth_web.jobs.port import ask, found, job
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.notices import tidying as notices
from troth_web.people.models import Person
from troth_web.people.roles import Role
from troth_web.webhooks import tidying as webhooks
from troth_web.webhooks.models import Delivery as Sending
from troth_web.webhooks.models import Endpoint, State
from troth_web.worker import turn as turns
from troth_web.worker.leases import LostLeaseError, take
from troth_web.worker.tidy import tidy
from troth_web.worker.turn import Turn

GUIDE = Path(__file__).parents[3] / "docs/guides/worker.md"
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _empty(store: SqlStore) -> Iterator[None]:
    """No rows but those of a test."""
    tables = (Delivery, Sending, Endpoint, Person)
    for table in tables:
        table.objects.all().delete()
    yield
    for table in tables:
        table.objects.all().delete()


@pytest.fixture
def _add() -> Iterator[None]:
    @job("add")
    def add(_turn: Turn, _arguments: Mapping[str, Any]) -> int:
        return 1

    yield
    del kinds._known["add"]


@pytest.mark.usefixtures("_add")
def test_jobs_that_ended_are_forgotten(store: SqlStore) -> None:
    """Neither earlier, nor one that still waits; django-q2's tables hold nothing of them."""
    ask("add", "done", {}, at=NOW)
    assert work(store) == 1
    assert not OrmQ.objects.exists()
    assert not Task.objects.exists()
    ask("add", "waiting", {}, at=NOW)
    JobRow.objects.filter(key="done").update(ended_us=microseconds(NOW))
    assert tidy(turn(store, NOW + jobs.KEPT, "tidy")) == 0
    assert tidy(turn(store, NOW + jobs.KEPT + SECOND, "tidy")) == 1
    assert found("add", "done") is None
    assert found("add", "waiting") is not None


def test_what_came_in_long_ago_is_forgotten(store: SqlStore) -> None:
    """From the first delivery on, whatever came of it."""
    for key, outcome in (("a", "applied"), ("b", "too-early")):
        Delivery.objects.create(source="s", key=key, received_at=NOW, outcome=outcome)
    assert tidy(turn(store, NOW + connectors.KEPT, "tidy")) == 0
    assert tidy(turn(store, NOW + connectors.KEPT + SECOND, "tidy")) == 2
    assert not Delivery.objects.exists()


def test_what_was_sent_long_ago_is_forgotten(store: SqlStore) -> None:
    """What waits stays where it can still arrive; a secret that signs no more goes."""
    alice = Person.objects.create(email="a@example.com", name="A", role=Role.ADMIN, joined_at=NOW)
    at_us = microseconds(NOW)
    for name, disabled in (("open", None), ("disabled", at_us)):
        Endpoint.objects.create(
            id=name,
            url="https://example.com",
            owner=alice,
            types=["*"],
            secret=b"new",
            old_secret=b"old",
            old_until_us=at_us,
            made_us=at_us,
            disabled_us=disabled,
        )
        for state in (State.WAITING, State.DELIVERED):
            Sending.objects.create(
                endpoint_id=name,
                entry=state.value,
                type="x",
                subject="x",
                made_us=at_us,
                state=state,
            )
    assert tidy(turn(store, NOW + webhooks.KEPT, "tidy")) == 0
    assert {bytes(each.secret) for each in Endpoint.objects.all()} == {b"new"}
    assert {each.old_secret for each in Endpoint.objects.all()} == {None}
    assert tidy(turn(store, NOW + webhooks.KEPT + SECOND, "tidy")) == 3
    left = Sending.objects.get()
    assert (left.endpoint_id, left.state) == ("open", State.WAITING)


def test_a_few_at_a_time_and_only_under_the_lease(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who was replaced meanwhile forgets nothing."""
    monkeypatch.setattr(turns, "AT_ONCE", 2)
    for number in range(3):
        Delivery.objects.create(source="s", key=str(number), received_at=NOW, outcome="applied")
    late = turn(store, NOW + connectors.KEPT + SECOND, "tidy")
    assert tidy(late) == 2
    assert take("tidy", "another", late.at + timedelta(minutes=1), timedelta(minutes=1))
    with pytest.raises(LostLeaseError):
        tidy(late)
    assert Delivery.objects.count() == 1


def test_the_journal_forgets_nothing(store: SqlStore) -> None:
    """However long ago it was."""
    customer = cast.customer(store).id
    before = list(store.entries(customer))
    tidy(turn(store, NOW + timedelta(days=3650), "tidy"))
    assert list(store.entries(customer)) == before


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("deliveries of webhooks", webhooks),
        ("deliveries of connectors", connectors),
        ("notices", notices),
        ("jobs", jobs),
    ],
)
def test_the_page_says_for_how_long(row: str, part: Any) -> None:  # noqa: ANN401 - a module
    """As the code has it."""
    lines = GUIDE.read_text().splitlines()
    (line,) = (each for each in lines if each.startswith(f"| {row} "))
    assert f"| {part.KEPT.days} days |" in line
