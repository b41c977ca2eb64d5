"""The level follows what came true, half of the way, and never goes back."""

from itertools import pairwise

import numpy as np
import pytest

from troth.forecast.level import (
    BORROWED,
    FEWEST,
    PLAIN,
    PULL,
    STEPS,
    LevelMap,
    learn,
    learn_all,
)
from troth.forecast.scale import Bins
from troth.forecast.spells import DONE, OPEN, WITHDRAWN
from troth.history.arrays import Numbers

P = np.array([0.1, 0.3, 0.5, 0.8, 0.9, 0.95])
EVEN = (np.arange(100_000) + 0.5) / 100_000


def ended(position: Numbers) -> Bins:
    return np.full(len(position), DONE)


def asked(found: LevelMap) -> list[float]:
    return [found.of(float(p)) for p in P]


def test_even_positions_change_nothing() -> None:
    found = learn(EVEN, ended(EVEN))
    assert asked(found) == pytest.approx(P.tolist(), abs=1e-4)
    assert found.cases == len(EVEN)


def test_plain_is_exactly_plain() -> None:
    assert PLAIN.is_plain
    assert PLAIN.doubt == 0.0
    curve = np.linspace(0, 1, 77)
    assert (PLAIN.said(curve) == curve).all()


@pytest.mark.parametrize("power", [2.0, 0.5])
def test_late_and_early_cases_shift_it(power: float) -> None:
    """Positions u ** 1/2 are too late, u ** 2 too early: p holds at p ** (1/2 or 2), half-way."""
    position = EVEN ** (1.0 / power)
    found = learn(position, ended(position))
    right = P ** (1.0 / power)
    assert asked(found) == pytest.approx((P + PULL * (right - P)).tolist(), abs=2e-3)


def test_twice_as_early() -> None:
    """Where all end in the first half of their curves, p is to be asked at p / 2."""
    found = learn(EVEN / 2, ended(EVEN))
    assert found.of(0.8) == pytest.approx(0.8 - PULL * 0.4, abs=2e-3)


@pytest.mark.parametrize("kind", [OPEN, WITHDRAWN])
def test_open_cases_do_not_bend_it(kind: int) -> None:
    """Each is seen up to some position, whatever it will be: the level stays."""
    draw = np.random.default_rng(70)
    position, seen = draw.uniform(size=60_000), draw.beta(2, 2, 60_000)
    kinds = np.where(position <= seen, DONE, kind)
    found = learn(np.minimum(position, seen), kinds)
    assert asked(found) == pytest.approx(P.tolist(), abs=0.01)


def test_without_open_cases_it_would_be_bent() -> None:
    """The control of the test above."""
    draw = np.random.default_rng(70)
    position, seen = draw.uniform(size=60_000), draw.beta(2, 2, 60_000)
    early = position[position <= seen]
    assert learn(early, ended(early)).of(0.8) < 0.7


def test_few_positions_say_nothing() -> None:
    few = np.full(FEWEST - 1, 0.9)
    assert learn(few, ended(few)) is PLAIN
    assert not learn(np.append(few, 0.9), ended(np.append(few, 0.9))).is_plain
    assert learn(np.zeros(0), np.zeros(0, np.int64)) is PLAIN


def test_rows_may_stand_for_many() -> None:
    draw = np.random.default_rng(71)
    position, kinds = draw.uniform(size=400), draw.integers(0, 3, 400)
    many = draw.integers(1, 9, 400)
    rows = learn(np.repeat(position, many), np.repeat(kinds, many))
    weighed = learn(position, kinds, many.astype(float))
    assert weighed.asked == pytest.approx(rows.asked)
    assert weighed.cases == rows.cases == many.sum()


def test_coarse_bins_are_no_lateness() -> None:
    """All cases end in one of three bins, as often as was said: spread over them, all is even."""
    shares = np.array([0.0, 0.45, 0.75, 1.0])
    bins = np.searchsorted(shares, EVEN) - 1
    found = learn(shares[bins + 1], ended(EVEN), began=shares[bins])
    assert asked(found) == pytest.approx(P.tolist(), abs=1e-3)


def test_nobody_seen_far_is_a_straight_line() -> None:
    """Nothing was seen beyond a half: from there on the level is not believed."""
    position = np.minimum(EVEN, 0.5)
    found = learn(position, np.where(EVEN < 0.5, DONE, OPEN))
    assert asked(found) == pytest.approx(P.tolist(), abs=3e-3)


@pytest.mark.parametrize("seed", range(8))
def test_it_never_goes_back(seed: int) -> None:
    """Whatever came true: from 0 to 1 and rising, there and back the same."""
    draw = np.random.default_rng(seed)
    early, late = draw.uniform(0.2, 4.0, 2).tolist()
    position = draw.beta(early, late, 900).round(int(draw.integers(1, 6)))
    began = np.maximum(position - draw.uniform(0, 0.3, 900), 0.0)
    found = learn(position, draw.integers(0, 3, 900), began=began)
    assert len(found.asked) == STEPS + 1
    assert np.isfinite(found.asked).all()
    assert all(a <= b for a, b in pairwise(found.asked))
    assert 0.0 <= found.asked[0] <= found.asked[-1] <= 1.0
    said = found.said(np.linspace(0, 1, 1_001))
    assert (np.diff(said) >= 0.0).all()
    for p in P:
        if found.of(p) < 1.0:
            assert found.said(np.array([found.of(p)]))[0] == pytest.approx(p, abs=1 / STEPS)


def test_values_with_many_cases_have_levels_of_their_own() -> None:
    """One team is early and one late; of a third there are few cases."""
    early, late, few = EVEN[::100] / 2, 1.0 - EVEN[::100] / 2, np.full(FEWEST - 1, 0.5)
    position = np.concatenate((early, late, few))
    tops = np.repeat([0, 1, 2], [len(early), len(late), len(few)])
    found = learn_all(tops, position, ended(position), position)
    assert set(found.own) == {0, 1}
    assert found.of(2) is found.everybody
    assert found.of(0).of(0.5) < found.everybody.of(0.5) < found.of(1).of(0.5)
    alone = learn(early, ended(early))
    lean = BORROWED / (len(early) + BORROWED)
    expected = alone.of(0.5) + lean * (found.everybody.of(0.5) - alone.of(0.5))
    assert found.of(0).of(0.5) == pytest.approx(expected)


def test_each_curve_is_read_at_its_own_level() -> None:
    early = EVEN[::100] / 2
    position = np.concatenate((early, EVEN[::100]))
    tops = np.repeat([0, 1], len(early))
    found = learn_all(tops, position, ended(position), position)
    curve = np.linspace(0, 1, 50)
    said = found.said(np.array([1, -1, 0]), np.tile(curve, (3, 1)))
    assert (said[0] == found.of(1).said(curve)).all()
    assert (said[1] == found.everybody.said(curve)).all()
    assert (said[2] == found.of(0).said(curve)).all()


def test_a_single_value_is_everybody() -> None:
    found = learn_all(np.zeros(len(EVEN), np.int64), EVEN, ended(EVEN), EVEN)
    assert not found.own
