"""What must not matter does not, and what is asked twice is answered alike."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from tests.forecast.world import HOUR, World, after, learned, seconds, world
from troth.clock.instants import SECOND
from troth.forecast import Odds, fit
from troth.forecast.scale import RATIO
from troth.history import MISSING

ALL = ("rival_odds", "team_odds", "day_odds")
SHARES = [0.02, 0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99]
HOURS = [0.0, 0.5, 3.0, 10.0, 24.0, 30.0, 48.0, 100.0, 300.0, 2_000.0]


def answers(odds: Odds, **situation: str) -> list[float]:
    """All that can be asked, as numbers."""
    by = [odds.by(p, situation).value for p in SHARES]
    kept = [odds.kept(timedelta(hours=hours), situation).value for hours in HOURS]
    return [
        *(-1.0 if one is None else one.total_seconds() for one in by),
        *(one or 0.0 for one in kept),
    ]


@pytest.fixture(params=ALL)
def odds(request: pytest.FixtureRequest) -> Odds:
    """Of each world."""
    found: Odds = request.getfixturevalue(request.param)
    return found


def test_the_order_of_rows(teams: World, team_odds: Odds, tmp_path: Path) -> None:
    order = np.random.default_rng(40).permutation(len(teams))
    again = learned(tmp_path, teams.rows(order), facets=["team"], half_life_days=45.0)
    for team in ("web", "shop"):
        assert answers(again, team=team) == pytest.approx(answers(team_odds, team=team))


def test_every_row_twice(teams: World, tmp_path: Path) -> None:
    """Without a facet to lean by, curves are the same, from twice as many."""
    twice = teams.rows(np.repeat(np.arange(len(teams)), 2))
    once, more = learned(tmp_path, teams), learned(tmp_path, twice)
    group = np.array([0])
    assert more.model.book.of(group).done == pytest.approx(once.model.book.of(group).done)
    assert more.n == 2 * once.n
    assert seconds(more.by(0.5).value) == pytest.approx(seconds(once.by(0.5).value), rel=1e-3)


@pytest.mark.parametrize(("few", "many"), [(450, 1_800), (8_000, 32_000)])
def test_more_cases_make_narrower_intervals(tmp_path: Path, few: int, many: int) -> None:
    """Four times as many, half as wide; from 200 a month on the level has its doubts too."""
    widths = []
    for count in (few, many):
        took = np.random.default_rng(41).exponential(30 * HOUR, count)
        interval = learned(tmp_path, world(took)).kept(timedelta(hours=40)).interval
        assert interval is not None
        assert interval[1] is not None
        widths.append(interval[1] - interval[0])
    assert widths[0] == pytest.approx(2.0 * widths[1], rel=0.1)


def test_the_names_of_groups(teams: World, team_odds: Odds, tmp_path: Path) -> None:
    other = ["zebra" if name == "web" else None for name in teams.facets["team"]]
    again = learned(
        tmp_path, teams.with_facets(animal=other), facets=["animal"], half_life_days=45.0
    )
    assert answers(again, animal="zebra") == pytest.approx(answers(team_odds, team="web"))
    assert again.by(0.9, {"animal": "zebra"}).groups[1].name == "animal zebra"


def test_a_value_never_seen_is_everybody(team_odds: Odds) -> None:
    assert team_odds.by(0.9, {"team": "never seen"}) == team_odds.by(0.9)


@pytest.mark.parametrize("bins", [35, 70, 200])
def test_units(teams: World, tmp_path: Path, bins: int) -> None:
    """Time that runs faster by some whole bins gives the same odds, as much faster."""
    factor = RATIO**bins
    lasted = (teams.ended_us - teams.started_us) * factor
    faster = World(
        started_us=teams.started_us,
        ended_us=teams.started_us + lasted.astype(np.int64),
        withdrawn=teams.withdrawn,
    )
    late = after(100_000)
    once = fit(teams.history(tmp_path), as_of=late, facets=(), half_life_days=None)
    again = fit(faster.history(tmp_path), as_of=late, facets=(), half_life_days=None)
    for p in SHARES:
        assert seconds(again.by(p).value) == pytest.approx(
            seconds(once.by(p).value) * factor, rel=2e-3
        )


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Pacific/Kiritimati", "America/New_York"])
def test_the_zone_of_the_source(teams: World, tmp_path: Path, zone: str) -> None:
    """Elapsed time is the same wherever clocks stand."""
    here, there = teams.history(tmp_path), None
    found = answers(fit(here, as_of=after(365), facets=()))
    there = teams.history(tmp_path, zone=zone)
    as_of = after(365).astimezone(ZoneInfo(zone))
    assert answers(fit(there, as_of=as_of, facets=())) == found


def test_longer_promises_are_kept_more_often(odds: Odds) -> None:
    kept = [odds.kept(timedelta(hours=hours)).value or 0.0 for hours in HOURS]
    assert kept == sorted(kept)
    assert 0.0 <= kept[0] < kept[-1] <= 1.0


def test_surer_promises_are_longer(odds: Odds) -> None:
    by = [seconds(odds.by(p).value) for p in SHARES]
    assert by == sorted(by)


def test_what_is_said_for_p_is_kept_with_p(odds: Odds) -> None:
    """Within a bin; in whole days at least."""
    for p in SHARES:
        found = odds.by(p)
        assert found.value is not None
        kept = odds.kept(found.value)
        assert kept.value is not None
        if odds.clock.scale.unit == "days":
            assert kept.value >= p - 1e-9
        else:
            assert kept.value == pytest.approx(p, abs=1e-4)
        assert kept.withdrawn == pytest.approx(found.withdrawn)


def test_the_median_is_one_half(odds: Odds) -> None:
    assert odds.median() == odds.by(0.5)


def test_intervals_hold_their_value(odds: Odds) -> None:
    for p in SHARES:
        found = odds.by(p)
        assert found.value is not None
        assert found.interval is not None
        low, high = found.interval
        assert low <= found.value
        assert high is None or found.value <= high
    for hours in HOURS:
        share = odds.kept(timedelta(hours=hours))
        assert share.value is not None
        assert share.interval is not None
        assert share.interval[0] <= share.value <= (share.interval[1] or 0.0)


def test_what_happens_later_does_not_matter(teams: World, tmp_path: Path) -> None:
    """Endings and cases after the instant may be anything."""
    at = after(200)
    known = fit(teams.history(tmp_path), as_of=at, facets=["team"])
    cut = int(at.timestamp() * SECOND)
    ended = np.where(teams.ended_us > cut, MISSING, teams.ended_us)
    then = World(
        started_us=teams.started_us,
        ended_us=ended,
        withdrawn=teams.withdrawn,
        facets=teams.facets,
    ).rows(np.flatnonzero(teams.started_us <= cut))
    again = fit(then.history(tmp_path), as_of=at, facets=["team"])
    assert answers(again, team="shop") == answers(known, team="shop")


def test_a_fit_is_the_same_every_time(teams: World, tmp_path: Path) -> None:
    first, second = (fit(teams.history(tmp_path), as_of=after(365)) for _ in range(2))
    assert first.facets == second.facets == ("team",)
    assert answers(first, team="shop") == answers(second, team="shop")
    assert first.record == second.record


def test_support_is_told(team_odds: Odds, teams: World) -> None:
    """How many cases, whose they are, and from when."""
    shop = team_odds.by(0.9, {"team": "shop"})
    count = sum(name == "shop" for name in teams.facets["team"])
    assert shop.n == count
    assert [(group.name, group.n) for group in shop.groups] == [
        ("everybody", len(teams)),
        ("team shop", count),
    ]
    assert shop.period[0] >= after(0)
    assert datetime(2025, 12, 31, tzinfo=after(0).tzinfo) <= shop.period[1] <= after(365)


def test_a_group_thinner_than_what_it_borrows_is_not_the_support(tmp_path: Path) -> None:
    """Forty cases say less than fifty made-up ones: the answer leans on all."""
    took = np.random.default_rng(42).exponential(HOUR, 2_000)
    names = ["few" if number < 40 else "many" for number in range(2_000)]
    odds = learned(tmp_path, world(took).with_facets(team=names), facets=["team"])
    answer = odds.by(0.5, {"team": "few"})
    assert answer.n == 2_000
    assert answer.groups[-1].n == 40


def test_a_group_that_has_had_its_day_is_not_the_support(tmp_path: Path) -> None:
    """Two hundred cases a year ago weigh less than fifty made-up ones."""
    cases = world(np.random.default_rng(43).exponential(HOUR, 4_000))
    early = np.argsort(np.argsort(cases.started_us)) < 200
    names = np.where(early, "closed", "open").tolist()
    shops = cases.with_facets(shop=names)
    for half_life, expected in ((None, 200), (45.0, 4_000)):
        odds = learned(tmp_path, shops, facets=["shop"], half_life_days=half_life)
        assert odds.by(0.5, {"shop": "closed"}).n == expected
