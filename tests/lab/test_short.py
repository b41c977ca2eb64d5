"""Every test of the lab in a short form, on each engine. `make torture` runs the full ones."""

import pytest
from lab.plan import TRIALS, Trial
from lab.world import EngineName

#: How often each is done here; docs/reliability.md says what the full numbers are.
SHORT = {
    "T1": 12,
    "T1 places": 1,
    "T2": 2,
    "T2 places": 1,
    "T3": 2,
    "T4": 8,
    "T4 guard": 4,
    "T5 full disk": 1,
    "T5 read-only": 1,
    "T5 no handles": 1,
    "T6": 3,
    "T8": 2,
    "T12": 200,
    "T14": 1_000,
    "T15": 1,
    "T16": 1,
    "T17": 60,
    "T17 beside": 30,
    "T18": 200,
    "T19": 3,
    "T20": 2_000,
    "T22": 1,
    "T23": 1,
    "T24": 60,
    "T25": 1_000,
}
SEED = 20_26
EACH = [
    pytest.param(trial, engine, id=f"{trial.name}-{engine}")
    for trial in TRIALS
    for engine in trial.counts
]


def test_every_test_has_a_short_form() -> None:
    assert set(SHORT) == {trial.name for trial in TRIALS}


@pytest.mark.parametrize(("trial", "engine"), EACH)
def test_it_holds(trial: Trial, engine: EngineName) -> None:
    why_not = trial.missing()
    if why_not is not None:
        pytest.skip(why_not)
    outcome = trial.run(engine, SHORT[trial.name], SEED)
    assert outcome.violations == [], outcome.text()
