"""Whatever a history holds: odds, or a sentence."""

from datetime import UTC, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import World
from troth.clock import Calendar
from troth.clock.instants import DAY, instant, moment
from troth.forecast import Odds, UnfitHistoryError, fit, read
from troth.history import MISSING
from troth.history.arrays import EARLIEST, LATEST, Instants

DESK = Calendar.from_hours("Mo-Fr 09:00-17:00", timezone="Europe/Berlin")
NOW = instant(moment(1_750_000_000_000_000, UTC))
VALUES = (None, "", "a", "b", "ünï", "x" * 50)


def anything(draw: np.random.Generator) -> World:
    """Cases that may start and end anywhen, in any order, or never."""
    count = int(draw.choice([1, 2, 40, 900, 6_000]))
    started = NOW - times(draw, count)
    back = draw.uniform(size=count) < draw.choice([0.0, 0.0, 0.02, 0.3])
    ended = started + times(draw, count) * np.where(back, -1, 1)
    never = draw.uniform(size=count) < draw.choice([0.0, 0.1, 0.3, 0.3, 0.99])
    ended = np.where(never, MISSING, ended)
    inside = np.clip(ended, EARLIEST, LATEST - 1)
    return World(
        started_us=np.clip(started, EARLIEST, LATEST - 1),
        ended_us=np.where(ended == MISSING, MISSING, inside),
        withdrawn=draw.uniform(size=count) < draw.choice([0.0, 0.2, 0.2, 0.99]),
        facets={
            "team": [VALUES[n] for n in draw.integers(0, len(VALUES), count)],
            "case": [str(n) for n in range(count)],
        },
    )


def times(draw: np.random.Generator, count: int) -> Instants:
    """Of one size, or of all sizes, or all the same."""
    size = float(draw.choice([1e6, 1e9, 1e11, 1e13, 1e14, 4e15]))
    kind = draw.choice(["even", "even", "any", "any", "same", "days"])
    if kind == "any":
        return (10.0 ** draw.uniform(0, 15, count)).astype(np.int64)
    if kind == "same":
        return np.full(count, size).astype(np.int64)
    found = draw.uniform(0, size, count).astype(np.int64)
    return found // DAY * DAY if kind == "days" else found


def ask(odds: Odds) -> None:
    """Whatever is answered makes sense."""
    for situation in ({}, {odds.facets[0]: "a"} if odds.facets else {}):
        for p in (0.01, 0.5, 0.95):
            quantile = odds.by(p, situation)
            assert (quantile.value is None) == bool(quantile.refusal)
            if quantile.value is not None and quantile.interval is not None:
                low, high = quantile.interval
                assert timedelta() <= low <= quantile.value
                assert high is None or quantile.value <= high
        for elapsed in (timedelta(), timedelta(hours=5), timedelta(days=4_000)):
            for promise in (timedelta(hours=1), timedelta(days=30), "within 2 days"):
                share = odds.left(elapsed, promise, situation)
                assert (share.value is None) == bool(share.refusal)
                if share.value is not None and share.interval is not None:
                    assert 0.0 <= share.interval[0] <= share.value <= (share.interval[1] or 0.0)
                    assert share.value <= 1.0 >= share.withdrawn >= 0.0


@pytest.mark.parametrize("seed", range(60))
def test_any_history(tmp_path: Path, seed: int) -> None:
    draw = np.random.default_rng(seed)
    cases = anything(draw)
    keys = {
        "calendar": DESK if draw.uniform() < 0.3 else None,
        "facets": [None, (), ["team"], ["case", "team"]][int(draw.integers(0, 4))],
        "half_life_days": [None, 45.0, 1e-3, 1e9][int(draw.integers(0, 4))],
        "k": float(draw.choice([0.0, 0.5, 50.0, 1e12])),
        "as_of": None if draw.uniform() < 0.8 else moment(NOW - int(times(draw, 1)[0]), UTC),
    }
    history = cases.history(tmp_path, str(draw.choice(["instant", "day"])))
    try:
        odds = fit(history, **keys)  # type: ignore[arg-type]
    except UnfitHistoryError as error:
        sentence = str(error)
    else:
        ask(odds)
        odds.save(tmp_path / "odds.parquet")
        ask(read(tmp_path / "odds.parquet"))
        return
    assert len(sentence) > 20
