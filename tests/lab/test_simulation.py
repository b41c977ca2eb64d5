"""Months of a small company: some seeds at each run, and each that once showed a mistake."""

import os

import pytest
from lab.trial.t08_simulation import lived, months
from lab.world import ENGINES, EngineName

#: Seeds that showed a mistake, now mended.
#: 16: what could not be sent before the night was sent in it.
#: 1171: a process that had begun did not look at the clock before it was set ahead.
SHOWED = (16, 1171)
#: `make torture LAB=T8` lives through the full number.
SEEDS = int(os.environ.get("TROTH_SEEDS", "200"))


def test_months_hold() -> None:
    outcome = months("sqlite", SEEDS, 1_000)
    assert outcome.violations == [], outcome.text()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", SHOWED)
def test_what_was_wrong_once_is_right(engine: EngineName, seed: int) -> None:
    assert lived(engine, seed, 1) == {}
