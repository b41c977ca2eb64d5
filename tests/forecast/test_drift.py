"""A world that gets slower: first an alarm, then the odds follow."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import HOUR, World, after, seconds, world
from troth.clock.instants import DAY, SECOND, instant
from troth.forecast import Odds, fit
from troth.forecast.alarms import EXCESS, FEWEST, Alarms, Judged, judged
from troth.forecast.spells import spells
from troth.history import MISSING, History

#: The day on which the shop's cases begin to take three times as long.
SLOWER = 200
TOOK, TAKES = 20 * HOUR, 60 * HOUR


@pytest.fixture(scope="module")
def slowing(tmp_path_factory: pytest.TempPathFactory) -> History:
    """The shop's cases take three times as long from a day on; the web's stay as they are."""
    draw = np.random.default_rng(30)
    cases = world(np.ones(14_000))
    day = (cases.started_us - instant(after(0))) / DAY
    shop = draw.uniform(size=14_000) < 0.5
    mean = np.where(shop & (day >= SLOWER), TAKES, TOOK)
    ended = cases.started_us + (draw.exponential(mean) * SECOND).astype(np.int64)
    team = np.where(shop, "shop", "web").tolist()
    changed = World(started_us=cases.started_us, ended_us=ended, withdrawn=cases.withdrawn)
    return changed.with_facets(team=team).history(tmp_path_factory.mktemp("slowing"))


def known(history: History, days: float) -> Odds:
    """What is known some days after the change."""
    return fit(history, as_of=after(SLOWER + days), facets=["team"], half_life_days=45.0)


def test_before_it_nothing_is_wrong(slowing: History) -> None:
    odds = known(slowing, -1)
    assert odds.drifts == ()
    assert seconds(odds.by(0.9, {"team": "shop"}).value) == pytest.approx(
        TOOK * np.log(10), rel=0.1
    )


def test_first_an_alarm(slowing: History) -> None:
    """Weeks later the shop's promises have been broken too often, and nothing is said for it."""
    odds = known(slowing, 40)
    for asked in (
        odds.by(0.9, {"team": "shop"}),
        odds.kept(4 * timedelta(days=1), {"team": "shop"}),
    ):
        assert asked.value is None
        assert asked.refusal.startswith("has drifted: of ")
        assert "promises to team shop that fell due lately" in asked.refusal
    assert odds.by(0.9, {"team": "web"}).value is not None
    assert odds.by(0.9).value is not None


def test_then_it_follows(slowing: History) -> None:
    """When the slow cases outweigh the others, the shop is promised what it needs now."""
    odds = known(slowing, 160)
    assert not [drift for drift in odds.drifts if drift.p == 0.9]
    assert seconds(odds.by(0.9, {"team": "shop"}).value) == pytest.approx(
        TAKES * np.log(10), rel=0.15
    )


def test_a_level_without_alarms_of_its_own_heeds_the_nearest(slowing: History) -> None:
    odds = known(slowing, 40)
    assert {drift.p for drift in odds.drifts} == {0.8, 0.9, 0.95}
    for p, refused in ((0.01, False), (0.64, False), (0.66, True), (0.93, True), (0.999, True)):
        assert odds.by(p, {"team": "shop"}).refusal.startswith("has drifted") is refused


def test_a_promise_is_judged_at_its_due(tmp_path: Path) -> None:
    """Not when it is kept: who hears of kept ones early believes too much."""
    started = instant(after(0)) + np.arange(4) * SECOND
    ended = started + np.array([1, 5, 20, 0]) * DAY
    ended[3] = MISSING
    cases = World(started_us=started, ended_us=ended, withdrawn=np.zeros(4, bool))
    found = spells(cases.history(tmp_path))
    rows, promise = np.arange(4), np.full(4, 10.0 * 86_400)
    early = judged(found, rows, promise, instant(after(9)))
    assert not early.due.any()
    late = judged(found, rows, promise, instant(after(11)))
    assert late.due.all()
    assert late.kept.tolist() == [True, True, False, False]
    assert late.lately.all()
    assert not judged(found, rows, promise, instant(after(80))).lately.any()


def test_withdrawn_in_time_is_not_judged(tmp_path: Path) -> None:
    """Withdrawn after the due, or never withdrawn, it is broken."""
    started = np.full(3, instant(after(0)))
    ended = started + np.array([2, 20, 2]) * DAY
    cases = World(started_us=started, ended_us=ended, withdrawn=np.array([True, True, False]))
    found = judged(
        spells(cases.history(tmp_path)), np.arange(3), np.full(3, 864_000.0), instant(after(30))
    )
    assert found.due.tolist() == [False, True, True]
    assert found.kept.tolist() == [False, False, True]


def test_no_promise_is_never_due(tmp_path: Path) -> None:
    cases = world(np.full(3, HOUR))
    found = judged(
        spells(cases.history(tmp_path)), np.arange(3), np.full(3, np.inf), instant(after(900))
    )
    assert not found.due.any()


@pytest.mark.parametrize(
    ("due", "kept", "alarm"),
    [(FEWEST - 1, 0, False), (FEWEST, 0, True), (1_000, 900, False), (1_000, 800, True)],
)
def test_what_raises_an_alarm(due: int, kept: int, alarm: bool) -> None:
    """Enough promises, and broken half as often again as was said, beyond chance."""
    flags = np.arange(due) < kept
    alarms = Alarms()
    yes = np.ones(due, bool)
    alarms.add(0.9, np.zeros(due, np.int64), Judged(due=yes, kept=flags, lately=yes))
    assert (0 in alarms.drifted(0.9)) is alarm
    assert alarms.refused(0.9, np.array([0, 1])).tolist() == [alarm, False]
    assert not alarms.drifted(0.5)
    assert EXCESS == 0.5
