"""Which open promises are looked at first."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.parcels import day, history, parcels
from troth.forecast import ForecastError, fit
from troth.forecast.warn import Warnings, together, warn
from troth.forecast.watch import queue
from troth.history import History

AT = 60


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> History:
    """A hundred and twenty days of parcels, promised within two days."""
    return history(tmp_path_factory.mktemp("parcels"), parcels(), 140)


@pytest.fixture(scope="module")
def warnings(record: History) -> Warnings:
    """What was open in the middle."""
    return warn(record, day(AT))


def test_it_works(warnings: Warnings) -> None:
    """Every open promise is there once, and most of the risky ones are of the slow team."""
    assert warnings.warned
    assert len({one.case for one in warnings.warned}) == len(warnings.warned)
    assert all(0 <= one.break_odds <= 1 for one in warnings.warned)
    assert all(one.due > warnings.at for one in warnings.warned)
    top = warnings.warned[: len(warnings.warned) // 4]
    assert np.mean([one.break_odds for one in top]) > 0.6


def test_nothing_later_is_looked_at(tmp_path: Path) -> None:
    """The record as it was known that day gives the same queue."""
    truth = parcels()
    as_known = warn(history(tmp_path, truth, AT), day(AT))
    (tmp_path / "later").mkdir()
    with_hindsight = warn(history(tmp_path / "later", truth, 140), day(AT))
    assert [(one.case, one.break_odds) for one in as_known.warned] == [
        (one.case, one.break_odds) for one in with_hindsight.warned
    ]


def test_a_term_for_every_case(record: History) -> None:
    """A longer promise breaks less, and fewer are overdue."""
    short, long = (warn(record, day(AT), promise=f"within {n} hours") for n in (48, 96))
    odds = {one.case: one.break_odds for one in long.warned}
    assert all(odds[one.case] <= one.break_odds + 1e-9 for one in short.warned)
    assert long.overdue < short.overdue


def test_comparable_are_the_cases_that_odds_call_so(record: History, warnings: Warnings) -> None:
    """Whoever asks the odds of such a case is told the same number of cases, of the same groups."""
    odds = fit(record, as_of=day(AT))
    for groups in {one.groups for one in warnings.warned}:
        situation = dict(group.name.split(" ", 1) for group in groups[1:])
        assert odds.median(situation).groups == groups
        assert odds.median(situation).n == groups[-1].n


def test_only_what_falls_due_soon(record: History, warnings: Warnings) -> None:
    """What is due later is counted, not shown."""
    soon = warn(record, day(AT), ahead=timedelta(hours=12))
    assert all(one.lead_seconds <= 12 * 3600 for one in soon.warned)
    assert len(soon.warned) + soon.later == len(warnings.warned)


def test_harm_decides_between_metrics(record: History) -> None:
    """Of two metrics with the same odds the one whose break does more harm comes first."""
    light, heavy = warn(record, day(AT)), warn(record, day(AT), harm=3)
    both = together([light, heavy])
    assert both.warned[0].harm == 3
    assert len(both.warned) == 2 * len(light.warned)
    assert both.overdue == 2 * light.overdue


@pytest.mark.parametrize("harm", [0, -1, float("nan"), float("inf")])
def test_a_harm_that_is_none(record: History, harm: float) -> None:
    """It is refused with what would be right."""
    with pytest.raises(ForecastError, match="right would be a number above 0"):
        warn(record, day(AT), harm=harm)


def test_customers_have_no_weight() -> None:
    """Nothing that a queue is made of knows a customer's value."""
    parameters = set(warn.__annotations__)
    assert not parameters & {"value", "customer", "lifetime_value", "weight"}


def test_the_worst_comes_first_and_of_equals_the_earliest_warning() -> None:
    """Odds within the same twentieth are equal."""
    risk, rest = np.array([0.50, 0.99, 0.98, 0.10]), np.array([9.0, 1.0, 5.0, 99.0])
    assert queue(risk, rest).tolist() == [2, 1, 0, 3]


def test_only_what_harms_are_to_each_other_matters() -> None:
    """Odds are told apart first: a small harm for all leaves the order as it is."""
    risk, rest = np.array([0.2, 0.9, 0.5, 0.52]), np.array([9.0, 1.0, 2.0, 3.0])
    as_it_is = queue(risk, rest).tolist()
    assert as_it_is == [1, 3, 2, 0]
    for harm in (1e-300, 0.01, 1e6):
        assert queue(risk, rest, harm).tolist() == as_it_is
    assert queue(risk, rest, np.array([10.0, 1.0, 1.0, 1.0])).tolist() == [0, 1, 3, 2]
