"""A promise that has become likely to break is warned of, once for each date."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import LazySettings

from tests.contracts.stores import cast
from tests.contracts.stores.cast import ANNA, BOB, HOUR, NOW
from tests.forecast.world import learned, world
from tests.web.worker.rounds import turn
from troth import operations
from troth.operations import Change, Make, Publish
from troth_web.ledger.store import SqlStore
from troth_web.worker import likelihoods, remembering
from troth_web.worker.likelihoods import Likelihoods
from troth_web.worker.watch import Watch

PLAYBOOK = """\
troth: 1
company: acme
calendars:
  office: {timezone: Europe/Berlin, hours: "24/7"}
teams:
  support: {calendar: office}
metrics:
  resolution: {kind: duration}
  other: {kind: duration}
standards:
  solved: {team: support, metric: resolution, term: within 100 hours}
  others: {team: support, metric: other, term: within 100 hours}
"""


@pytest.fixture(scope="session")
def odds_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Odds of a world in which half of all cases take longer than a day, whatever their age."""
    folder = tmp_path_factory.mktemp("odds")
    took = np.random.default_rng(7).exponential(24 * 3600 / np.log(2), 4000)
    learned(folder, world(took)).save(folder / "resolution.odds")
    return folder


@pytest.fixture
def customer(store: SqlStore, settings: LazySettings, odds_folder: Path) -> str:
    """Somebody to whom promises are made, where the server knows odds."""
    settings.ODDS = odds_folder
    publish(store, PLAYBOOK)
    return cast.customer(store).id


def publish(store: SqlStore, text: str) -> None:
    """Put a playbook in force."""
    store.write(lambda work: operations.publish(work, Publish(text=text)), actor=BOB, at=NOW)


def made(store: SqlStore, customer: str, metric: str = "resolution", **said: Any) -> str:
    """A promise; its id."""
    wanted = Make(metric=metric, customer=customer, **said)
    return store.write(lambda work: operations.make(work, wanted), actor=ANNA, at=NOW).id


def looked(store: SqlStore, hours: float) -> int:
    """Look at all that is open so many hours later; how many were looked at."""
    round_, now = Likelihoods(), turn(store, NOW + hours * HOUR, "likelihoods")
    seen = 0
    while some := round_.look(now):
        seen += some
    return seen


def warnings(store: SqlStore, promise: str) -> list[dict[str, Any]]:
    """What was warned of."""
    found = store.entries(promise)
    return [dict(each.payload) for each in found if each.type == "promise.warned"]


def test_it_works(store: SqlStore, customer: str) -> None:
    """Once less than a day is left of a hundred hours, the odds fall below one half."""
    promise = made(store, customer)
    assert looked(store, 70) == 1
    assert not warnings(store, promise)
    looked(store, 80)
    (said,) = warnings(store, promise)
    assert said["rule"] == "likelihood@1"
    assert said["step"] == "50 %"
    # 20 hours are left, and half take longer than 24; of 400 cases that were open so long.
    assert said["likelihood"] == pytest.approx(1 - 0.5 ** (20 / 24), abs=0.06)
    assert said["n"] > 3000
    looked(store, 90)
    assert len(warnings(store, promise)) == 1


def test_another_date_is_warned_of_anew(store: SqlStore, customer: str) -> None:
    """Where it is as unlikely."""
    promise = made(store, customer)
    looked(store, 80)
    later = Change(due=NOW + 110 * HOUR, agreed=False)
    store.write(lambda work: operations.change(work, promise, later), actor=BOB, at=NOW + 81 * HOUR)
    looked(store, 82)
    assert len(warnings(store, promise)) == 1
    looked(store, 95)
    assert [each["cycle"] for each in warnings(store, promise)] == [0, 1]


def test_the_playbook_says_from_which_odds_on(store: SqlStore, customer: str) -> None:
    """Of promises made under it."""
    before = made(store, customer)
    publish(store, f"{PLAYBOOK}notices: {{odds-below: 90 %}}\n")
    after = made(store, customer)
    looked(store, 30)
    assert not warnings(store, before)
    assert [each["step"] for each in warnings(store, after)] == ["90 %"]


def test_what_has_no_odds_or_is_over_is_not_looked_at(store: SqlStore, customer: str) -> None:
    """Nor is what was kept."""
    other = made(store, customer, "other")
    kept, broken = made(store, customer), made(store, customer)
    store.write(
        lambda work: operations.keep(work, kept, operations.Keep()), actor=ANNA, at=NOW + HOUR
    )
    assert looked(store, 90) == 1
    assert looked(store, 101) == 0
    assert not warnings(store, other)
    assert len(warnings(store, broken)) == 1


def test_it_goes_through_all_in_batches(
    store: SqlStore, customer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And begins anew the next time."""
    monkeypatch.setattr(likelihoods, "BATCH", 3)
    promises = [made(store, customer) for _ in range(7)]
    assert looked(store, 10) == 7
    assert looked(store, 90) == 7
    assert [len(warnings(store, each)) for each in promises] == [1] * 7


def test_a_file_that_holds_no_odds_stops_nothing(
    store: SqlStore, customer: str, settings: LazySettings, tmp_path: Path
) -> None:
    """It says so."""
    (tmp_path / "resolution.odds").write_text("nothing")
    settings.ODDS = tmp_path
    promise = made(store, customer)
    assert looked(store, 90) == 1
    assert not warnings(store, promise)


def test_nothing_is_looked_at_while_the_clock_is_not_believed(
    store: SqlStore, customer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As time that did not pass makes promises unlikely."""
    promise = made(store, customer)
    monkeypatch.setattr(remembering, "shared_now", lambda _: NOW + 1000 * HOUR)
    round_ = Likelihoods(Watch(lambda: 0))
    assert round_(turn(store, NOW + HOUR, "likelihoods")) == 1
    assert round_(turn(store, NOW + timedelta(hours=90), "likelihoods")) == 0
    assert not warnings(store, promise)
