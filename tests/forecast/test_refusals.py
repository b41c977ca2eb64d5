"""What cannot be said is refused with a sentence."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.forecast.world import BEGIN, HOUR, World, after, learned, world
from troth.clock.instants import DAY, SECOND, instant
from troth.errors import TrothError
from troth.forecast import ForecastError, Odds, UnfitHistoryError, UnknownSituationError, fit
from troth.forecast.spells import spells
from troth.forecast.unfit import check
from troth.history import MISSING, History

H = timedelta(hours=1)


def of(took: list[float]) -> World:
    """A world of so many seconds."""
    return world(np.array(took))


def withdrawn() -> World:
    """Every case is, after a second."""
    return world(np.full(50, 2.0), withdrawn_after=np.ones(50))


def backward() -> World:
    """One case in ten ends before it starts."""
    cases = world(np.random.default_rng(50).exponential(HOUR, 200))
    ended = cases.ended_us.copy()
    ended[::10] = cases.started_us[::10] - HOUR * SECOND
    return World(started_us=cases.started_us, ended_us=ended, withdrawn=cases.withdrawn)


BAD: dict[str, tuple[Callable[[], World], str]] = {
    "all open": (lambda: of([np.inf] * 50), "of 50 cases none had ended by 2026-01-01T00:00+00:00"),
    "all withdrawn": (withdrawn, "of 50 cases none had ended by "),
    "future starts": (
        lambda: of([HOUR] * 9),
        "all 9 cases start after 2024-12-31T00:00+00:00; ask for what is known later",
    ),
    "constant": (
        lambda: of([HOUR] * 50),
        "all 50 cases that ended took the same, 3,600 seconds; a source that rounds or ",
    ),
    "ends before starts": (
        backward,
        "20 of 200 cases end before they start; look at which columns the mapping takes",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_histories(tmp_path: Path, name: str) -> None:
    make, sentence = BAD[name]
    as_of = after(-1) if name == "future starts" else after(365)
    with pytest.raises(UnfitHistoryError) as refusal:
        learned(tmp_path, make(), as_of=as_of)
    assert str(refusal.value).startswith(sentence)


def test_constant_days(tmp_path: Path) -> None:
    with pytest.raises(UnfitHistoryError, match="took the same, 2 days; a source"):
        fit(of([48 * HOUR] * 50).history(tmp_path, "day"), as_of=after(365), facets=())


def test_an_empty_history(tmp_path: Path) -> None:
    """An import refuses one; where it comes from elsewhere, this does."""
    found = spells(of([HOUR, 2 * HOUR]).history(tmp_path)).where(np.zeros(2, bool))
    with pytest.raises(UnfitHistoryError, match="the history has no case; right would be 30 that"):
        check(found, np.zeros(0, np.int64), BEGIN)


@pytest.mark.parametrize(("count", "words"), [(1, "1 case has"), (29, "29 cases have")])
def test_thin_histories(tmp_path: Path, count: int, words: str) -> None:
    """They can be learned from, and say nothing yet."""
    odds = learned(tmp_path, world(np.arange(1.0, count + 1) * HOUR))
    sentence = f"too thin: only {words} ended; 30 are the fewest that say something"
    for answer in (odds.by(0.9), odds.kept(5 * H), odds.left(H, 5 * H), odds.median()):
        assert answer.value is None
        assert answer.interval is None
        assert answer.refusal == sentence
        assert answer.n == count


def test_thirty_are_enough(tmp_path: Path) -> None:
    odds = learned(tmp_path, world(np.arange(1.0, 31.0) * HOUR))
    assert odds.by(0.5).value == pytest.approx(15 * H, rel=0.02)


def test_a_few_slips_of_a_clock_are_no_time_at_all(tmp_path: Path) -> None:
    """One case in fifty ends a minute before it starts: it took nothing."""
    cases = world(np.random.default_rng(51).exponential(HOUR, 500))
    ended = cases.ended_us.copy()
    ended[::50] = cases.started_us[::50] - 60 * SECOND
    odds = learned(
        tmp_path, World(started_us=cases.started_us, ended_us=ended, withdrawn=cases.withdrawn)
    )
    assert (odds.kept(timedelta(seconds=1)).value or 0.0) >= 0.02


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "another metric": (
        {"metric": "delivery"},
        "the history is about 'resolution', not about 'delivery'; right would be the history",
    ),
    "unknown facet": (
        {"facets": ["taem"]},
        "'taem' is no facet of the history. Did you mean 'team'? Its facets are 'team'",
    ),
    "a text of facets": ({"facets": "team"}, "facets: 'team' is one text; right would be ['team']"),
    "a facet twice": (
        {"facets": ["team", "team"]},
        "the facet 'team' is given twice; right would be once",
    ),
    "unknown facet of a scope": ({"scope": {"taem": ["web"]}}, "has no facet 'taem'."),
    "a text of values": ({"scope": {"team": "web"}}, "team: 'web' is one text; right would be "),
    "a scope that selects nothing": (
        {"scope": {"team": ["wbe"]}},
        "the scope selects none of 6,000 cases; right would be values that they have",
    ),
    "naive": ({"as_of": datetime(2026, 1, 1)}, "2026-01-01T00:00:00 has no time zone; give an"),  # noqa: DTZ001
    "negative k": ({"k": -1.0}, "k is -1.0; right would be a number of cases, such as 50"),
    "no k": ({"k": float("nan")}, "k is nan; right would be"),
    "endless k": ({"k": float("inf")}, "k is inf; right would be"),
    "no half-life": ({"half_life_days": 0.0}, "half_life_days is 0.0; right would be above 0, or"),
    "negative half-life": ({"half_life_days": -3}, "half_life_days is -3; right would be above 0"),
    "unknown half-life": ({"half_life_days": float("nan")}, "half_life_days is nan; right would"),
    "endless half-life": ({"half_life_days": float("inf")}, "half_life_days is inf; right would"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_arguments(team_history: History, name: str) -> None:
    keys, sentence = WRONG[name]
    with pytest.raises(TrothError) as refusal:
        fit(team_history, **keys)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("p", [0.0, 1.0, -0.5, 90, float("nan")])
def test_levels_lie_between(team_odds: Odds, p: float) -> None:
    with pytest.raises(ForecastError, match=r"^p is .*; right would be above 0 and below 1"):
        team_odds.by(p)


def test_unknown_situations(team_odds: Odds) -> None:
    for ask in (
        lambda: team_odds.by(0.9, {"taem": "web"}),
        lambda: team_odds.kept(H, {"taem": "web"}),
        lambda: team_odds.left(H, H, {"taem": "web"}),
    ):
        with pytest.raises(UnknownSituationError) as refusal:
            ask()
        assert str(refusal.value) == (
            "'taem' is no facet of these odds. Did you mean 'team'? They tell apart 'team'"
        )


def test_odds_without_facets_know_none(rival_odds: Odds) -> None:
    with pytest.raises(UnknownSituationError, match="They tell apart nothing"):
        rival_odds.by(0.9, {"team": "web"})


def test_withdrawn_without_an_instant_is_withdrawn_from_the_start(tmp_path: Path) -> None:
    """As in every statement: it counts neither as kept nor as broken."""
    count = 400
    withdrawn = np.arange(count) % 4 == 0
    started = instant(BEGIN) + np.arange(count) * DAY // 4
    ended = np.where(withdrawn, MISSING, started + np.arange(1, count + 1) * DAY // 24)
    odds = learned(tmp_path, World(started_us=started, ended_us=ended, withdrawn=withdrawn))
    answer = odds.kept(timedelta(days=9))
    assert answer.withdrawn == pytest.approx(0.25)
    assert answer.value == pytest.approx(9 * 24 / count, abs=0.02)


def test_a_withdrawal_is_not_known_before_it_happens(tmp_path: Path) -> None:
    cases = world(np.full(10, np.inf), withdrawn_after=np.full(10, 100 * HOUR), days=1)
    found = spells(cases.history(tmp_path))
    assert found.known(instant(after(2)), np.arange(10)).kinds.tolist() == [0] * 10
    assert found.known(instant(after(9)), np.arange(10)).kinds.tolist() == [2] * 10
