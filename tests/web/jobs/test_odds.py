"""Odds are learned from the ledger's own history, once for each metric and night."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from tests.web.history.test_history import AT, DAYS, Desk
from tests.web.jobs.desk import work
from tests.web.worker.rounds import turn
from troth.history.beside import events_beside
from troth.operations.errors import UnfitError
from troth_web.api.odds import odds_of
from troth_web.history.writing import write_history
from troth_web.jobs.models import JobRow
from troth_web.jobs.nightly import nightly
from troth_web.jobs.port import Job, ask, found
from troth_web.ledger.store import SqlStore

DAY = timedelta(days=1)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Where the history lies."""
    return tmp_path / "history"


@pytest.fixture
def odds(tmp_path: Path, history: Path) -> Iterator[Path]:
    """Where odds lie; both folders are set."""
    (tmp_path / "odds").mkdir()
    with override_settings(HISTORY=history, ODDS=tmp_path / "odds"):
        yield tmp_path / "odds"


@pytest.fixture
def desk(store: SqlStore, history: Path, odds: Path) -> Desk:
    """A desk with a history."""
    made = Desk(store)
    write_history(store, history, at=AT)
    return made


def fitted(store: SqlStore, key: str = "by hand") -> Job:
    """The job of the metric `reply`, done."""
    ask("fit-odds", key, {"metric": "reply"}, at=AT)
    assert work(store) == 1
    known = found("fit-odds", key)
    assert known is not None
    assert known.state == "done"
    return known


def test_it_works(desk: Desk, history: Path, odds: Path) -> None:
    """Each night's history gives odds once, and what is asked of them holds."""
    assert nightly(turn(desk.store, AT, "nightly")) == 1
    assert work(desk.store) == 1
    assert nightly(turn(desk.store, AT + DAY, "nightly")) == 0, "it is still the same history"
    known = found("fit-odds", f"reply {AT:%Y-%m-%d}")
    assert known is not None
    assert known.result == {
        "metric": "reply",
        "refusal": None,
        "cases": DAYS,
        "as_of": AT.isoformat(),
        "facets": known.result["facets"],
    }
    learned = odds_of("reply")
    assert learned is not None
    assert learned.clock.calendar is not None, "it counts business time"
    said = learned.kept("within 8 business hours", {}, AT)
    assert said.value is not None
    assert 0.8 < said.value < 1
    assert [each.name for each in odds.iterdir()] == ["reply.odds"]

    write_history(desk.store, history, at=AT + DAY)
    assert nightly(turn(desk.store, AT + DAY, "nightly")) == 1
    assert work(desk.store) == 1
    again = odds_of("reply")
    assert again is not None
    assert again.as_of == AT + DAY


def test_only_enough_cases_are_asked_for(store: SqlStore, history: Path, odds: Path) -> None:
    """29 say nothing, so that nobody asks of them by night."""
    history.mkdir()
    said = '{"at": "2026-12-01T02:00:00Z", "cases": {"few": 29, "many": 30}}'
    (history / "history.json").write_text(said)
    assert nightly(turn(store, AT, "nightly")) == 1
    assert [row.key for row in JobRow.objects.all()] == ["many 2026-12-01"]
    with override_settings(ODDS=None):
        assert nightly(turn(store, AT + DAY, "nightly")) == 0


def test_a_thin_history_is_an_outcome(desk: Desk, history: Path, odds: Path) -> None:
    """With the sentence that says so; nothing is tried again, and nothing is saved."""
    early = datetime.fromisoformat("2026-03-02T09:30:00+00:00")
    write_history(desk.store, history, at=early)
    known = fitted(desk.store)
    assert known.result["refusal"].startswith("of 1 case none had ended by 2026-03-02T09:30")
    assert known.tries == 0
    assert not list(odds.iterdir())


def test_what_is_no_file_of_odds_stays(desk: Desk, odds: Path) -> None:
    """And the outcome says that it does."""
    other = odds / "reply.odds"
    other.write_text("mine")
    assert "holds something else" in fitted(desk.store).result["refusal"]
    assert other.read_text() == "mine"


def test_a_history_that_is_gone_or_broken_is_an_outcome(desk: Desk, history: Path) -> None:
    """The next night writes another one."""
    (history / "reply.parquet").write_bytes(b"PAR1")
    assert "reply.parquet" in fitted(desk.store).result["refusal"]
    events_beside(history / "reply.parquet").unlink()
    (history / "reply.parquet").unlink()
    assert "reply.parquet" in fitted(desk.store, "again").result["refusal"]


@pytest.mark.parametrize(
    ("arguments", "where", "says"),
    [
        ({}, "arguments.metric", "field required; right would be metric"),
        ({"metric": 7}, "arguments.metric", "valid string"),
        ({"metric": "reply", "x": 1}, "arguments.x", "there is no such key; right would be metric"),
        ({"metric": "rebly"}, "arguments.metric", "the history has no 'rebly'; it has reply"),
        ({"metric": "../reply"}, "arguments.metric", "it has reply"),
    ],
)
def test_bad_arguments_are_refused_when_asked(
    store: SqlStore, history: Path, odds: Path, arguments: dict[str, object], where: str, says: str
) -> None:
    """With what would be right; nothing is put into the queue."""
    history.mkdir()
    said = '{"at": "2026-12-01T02:00:00Z", "cases": {"reply": 30}}'
    (history / "history.json").write_text(said)
    with pytest.raises(UnfitError) as refused:
        ask("fit-odds", "one", arguments, at=AT)
    assert refused.value.where == where
    assert says in str(refused.value)
    assert not JobRow.objects.exists()


def test_without_folders_it_is_refused(store: SqlStore, history: Path, odds: Path) -> None:
    """So it is before the first night."""
    with pytest.raises(UnfitError, match="no history was written yet"):
        ask("fit-odds", "one", {"metric": "reply"}, at=AT)
    for missing in ("HISTORY", "ODDS"):
        with (
            override_settings(**{missing: None}),
            pytest.raises(UnfitError, match="TROTH_HISTORY and TROTH_ODDS"),
        ):
            ask("fit-odds", "one", {"metric": "reply"}, at=AT)
