"""The ledger's own history: what the other commands read, without whoever was erased."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import override_settings

from tests.contracts.stores.cast import ANNA
from tests.web.worker.conftest import store, whole
from troth import operations
from troth.forecast import fit
from troth.history import read, summary
from troth.operations import AddCustomer, Keep, Make, Publish, Settle, Tell, Withdraw
from troth.promises.store import Work
from troth_web.history.nightly import due, history
from troth_web.history.writing import write_history
from troth_web.ledger.store import SqlStore
from troth_web.worker.leases import Lease
from troth_web.worker.turn import Turn

__all__ = ["store", "whole"]

PLAYBOOK = """
troth: 1
company: Larkwind
facets: {fare: [basic, flex]}
calendars:
  desk: {timezone: Europe/Berlin, hours: "Mo-Fr 09:00-17:00"}
teams:
  support: {calendar: desk}
metrics:
  reply: {kind: duration}
  clean: {kind: yes-no, settled-by: person}
standards:
  reply: {team: support, metric: reply, term: within 8 business hours}
  clean: {team: support, metric: clean, term: always}
"""
BEGUN = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAYS = 120
AT = BEGUN + timedelta(days=DAYS + 10)


class Desk:
    """A desk that answers one customer a day, and one of ten late."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        with store.writing(actor=ANNA, at=BEGUN - timedelta(days=1)) as work:
            operations.publish(work, Publish(text=PLAYBOOK))
        with store.writing(actor=ANNA, at=BEGUN - timedelta(days=1)) as work:
            self.customers = [operations.add(work, AddCustomer(name=f"C {n}")).id for n in (0, 1)]
        for day in range(DAYS):
            with store.writing(actor=ANNA, at=BEGUN + timedelta(days=day)) as work:
                self._make(work, day)
            with store.writing(actor=ANNA, at=BEGUN + timedelta(days=day, hours=2)) as work:
                operations.tell(work, self.id_of(day), Tell(says="Kanarienvogel"))
            late = day % 10 == 9
            with store.writing(actor=ANNA, at=BEGUN + timedelta(days=day + 7 * late, hours=3)) as w:
                if day < DAYS - 1:
                    operations.keep(w, self.id_of(day), Keep())

    @staticmethod
    def id_of(day: int) -> str:
        return f"01936f2e-7c00-7000-8000-{day:012d}"

    def _make(self, work: Work, day: int) -> None:
        operations.make(
            work,
            Make(
                id=self.id_of(day),
                metric="reply",
                customer=self.customers[day % 2],
                facets={"fare": "flex" if day % 3 else "basic", "order": f"=O-{day}"},
            ),
        )


@pytest.fixture
def desk(store: SqlStore) -> Desk:
    return Desk(store)


def test_it_works(desk: Desk, tmp_path: Path) -> None:
    """Odds are fitted from it, and its statement is what the ledger says."""
    made = write_history(desk.store, tmp_path / "out", at=AT)
    assert made.cases == {"reply": DAYS}
    found = read(tmp_path / "out/reply.parquet")
    assert found.facets == ("fare", "team")
    assert found.calendar is not None
    odds = fit(found, calendar=found.calendar, facets=["fare"])
    said = odds.kept("within 8 business hours", {"fare": "flex"}, AT)
    assert said.value is not None
    assert 0.6 < said.value < 1
    stated = summary(found)
    assert stated["kept"] == DAYS - DAYS // 10
    events = found.events()
    assert events is not None
    assert len(events) == DAYS
    assert events.kinds == ("told",)


def test_months(desk: Desk, tmp_path: Path) -> None:
    """Each month is a history too, and together they are the whole."""
    write_history(desk.store, tmp_path, at=AT)
    months = sorted(each.name for each in (tmp_path / "reply").glob("????-??.parquet"))
    assert months == ["2026-03.parquet", "2026-04.parquet", "2026-05.parquet", "2026-06.parquet"]
    parts = [read(tmp_path / "reply" / month) for month in months]
    assert sum(len(part.cases()) for part in parts) == DAYS
    assert all(part.events() is not None for part in parts)


def test_who_was_erased_is_absent(desk: Desk, tmp_path: Path) -> None:
    """From the next one on; and nothing of anybody's words or orders is ever in it."""
    tmp_path = tmp_path / "out"
    write_history(desk.store, tmp_path, at=AT)
    with desk.store.writing(actor=ANNA, at=AT) as work:
        operations.erase(work, desk.customers[0])
    again = write_history(desk.store, tmp_path, at=AT)
    assert again.cases == {"reply": DAYS // 2}
    for file in tmp_path.rglob("*.parquet"):
        ids = pq.read_table(file).column("case_id").to_pylist()
        assert not set(ids) & {desk.id_of(day) for day in range(0, DAYS, 2)}
        raw = str(pq.read_table(file).to_pydict())
        assert "Kanarienvogel" not in raw
        assert "O-1" not in raw
    with desk.store.writing(actor=ANNA, at=AT) as work:
        operations.erase(work, desk.customers[1])
    assert write_history(desk.store, tmp_path, at=AT).cases == {}
    assert [each.name for each in tmp_path.iterdir()] == ["history.json"]


def test_how_they_end(store: SqlStore, tmp_path: Path) -> None:
    """Withdrawn is an ending, a verdict is a label, and a case without an end stays open."""
    with store.writing(actor=ANNA, at=BEGUN) as work:
        operations.publish(work, Publish(text=PLAYBOOK))
    with store.writing(actor=ANNA, at=BEGUN) as work:
        customer = operations.add(work, AddCustomer(name="C")).id
        gone = operations.make(work, Make(metric="reply", customer=customer))
        operations.make(work, Make(metric="reply", customer=customer))
        clean = operations.make(work, Make(metric="clean", customer=customer))
    with store.writing(actor=ANNA, at=BEGUN + timedelta(hours=1)) as work:
        operations.withdraw(work, gone.id, Withdraw(reason="no"))
        operations.settle(work, clean.id, Settle(kept=False))
    write_history(store, tmp_path, at=AT)
    rows = {each["case_id"]: each for each in pq.read_table(tmp_path / "reply.parquet").to_pylist()}
    assert rows[gone.id]["ending"] == "withdrawn"
    assert rows[gone.id]["ended_at"] == BEGUN + timedelta(hours=1)
    assert {(each["ending"], each["label_kept"]) for each in rows.values()} == {
        ("withdrawn", None),
        (None, False),
    }
    verdicts = read(tmp_path / "clean.parquet")
    assert verdicts.rule.compare == "label"
    assert summary(verdicts)["broken"] == 1


def test_nights() -> None:
    """Due where no history was written since two o'clock of this night."""
    at = datetime(2026, 12, 1, 2, tzinfo=UTC)
    minute = timedelta(minutes=1)
    assert due(None, at)
    assert due(at - minute, at)
    assert not due(at, at + timedelta(hours=23, minutes=59))
    assert due(at, at + timedelta(days=1))
    assert not due(at - minute, at - minute)
    assert due(at - timedelta(days=1, minutes=1), at - minute)


def test_the_round(desk: Desk, tmp_path: Path) -> None:
    """Once a night, and never without a folder."""
    turn = Turn(AT, desk.store, Lease(name="history", holder="tests", token=1))
    with override_settings(HISTORY=None):
        assert history(turn) == 0
    with override_settings(HISTORY=tmp_path):
        assert [history(turn), history(turn)] == [1, 0]
    assert json.loads((tmp_path / "history.json").read_text())["cases"] == {"reply": DAYS}
