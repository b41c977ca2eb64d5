"""Other ways to promise an ending, as they are usually used, each asked for the same cases.

A peer learns once and is then asked for the durations of the later cases at a level. Those that
know only finished cases are given the closed ones: that is how they are used, and what is measured.
MAPIE has no one-sided mode: the upper end of an interval at twice the risk, each end corrected by
itself, is the same. The settings were fixed once and never tuned.
"""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.forecast_cases import FACETS, CityCases
from troth.forecast.scale import Bins
from troth.forecast.spells import DONE
from troth.history.arrays import Numbers

if TYPE_CHECKING:
    import pandas as pd
    from lightgbm import LGBMRegressor

HOUR = 3_600.0
LEVELS = (0.8, 0.9, 0.95)
#: The last quarter of closed cases calibrates.
CALIBRATED_FROM = 0.75
#: Conditions of crepes: as many cases each, by prediction.
MONDRIAN = 10
#: A sample for lifelines' regression, which would take minutes otherwise.
SAMPLE = 10_000
#: A group with fewer cases is asked for everybody's curve; a column with fewer is left out.
FEWEST = 50

Ask = Callable[[float], Numbers]


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A way to promise."""

    name: str
    #: Whether cases that are still open take part.
    takes_open: bool
    #: From how many cases it learns.
    learns_from: int
    #: Learn, and give the function that says in how many seconds each later case should end.
    learn: Callable[[], Ask]


def peers(cases: CityCases) -> Iterator[Peer]:
    """All of them."""
    closed = len(cases.closed)
    yield _peer("LightGBM quantile regression", closed, lambda: boosted_quantiles(cases))
    yield _peer("MAPIE, conformalized quantile regression", closed, lambda: mapie(cases))
    yield _peer("crepes, conformal predictive system", closed, lambda: crepes(cases, bins=1))
    yield _peer("crepes, Mondrian by prediction", closed, lambda: crepes(cases, bins=MONDRIAN))
    every = len(cases.earlier)
    yield _peer("lifelines Kaplan-Meier by type", every, lambda: kaplan_meier(cases), opened=True)
    yield _peer(
        f"lifelines log-normal AFT, {SAMPLE:,} cases", SAMPLE, lambda: aft(cases), opened=True
    )


def _peer(name: str, cases: int, learn: Callable[[], Ask], *, opened: bool = False) -> Peer:
    def quietly() -> Ask:
        with quiet():
            return learn()

    return Peer(name=name, takes_open=opened, learns_from=cases, learn=quietly)


@contextmanager
def quiet() -> Iterator[None]:
    """Peers warn of much that is meant here, such as quantiles that cross."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def boosted_quantiles(cases: CityCases) -> Ask:
    """A model for each level, of closed cases."""
    rows, took = _closed(cases)
    models = {
        p: _booster(objective="quantile", alpha=p).fit(rows, took, categorical_feature=CATEGORICAL)
        for p in LEVELS
    }
    later = _rows(cases, cases.later)
    return lambda p: _seconds(models[p].predict(later))


def mapie(cases: CityCases) -> Ask:
    """Three models for each level, corrected by the last quarter of closed cases."""
    from mapie.regression import ConformalizedQuantileRegressor

    rows, took = _closed(cases)
    cut = int(CALIBRATED_FROM * len(rows))
    models = {}
    for p in LEVELS:
        model = ConformalizedQuantileRegressor(
            _booster(objective="quantile", alpha=p), 2.0 * p - 1.0
        )
        model.fit(rows[:cut], took[:cut], fit_params={"categorical_feature": CATEGORICAL})
        models[p] = model.conformalize(rows[cut:], took[cut:])
    later = _rows(cases, cases.later)

    def ask(p: float) -> Numbers:
        with quiet():
            _, intervals = models[p].predict_interval(later, symmetric_correction=False)
        return _seconds(intervals[:, 1, 0])

    return ask


def crepes(cases: CityCases, bins: int) -> Ask:
    """A mean model, and the spread of its errors in the last quarter of closed cases."""
    from crepes import ConformalPredictiveSystem

    rows, took = _closed(cases)
    cut = int(CALIBRATED_FROM * len(rows))
    model = _booster(objective="regression")
    model.fit(rows[:cut], took[:cut], categorical_feature=CATEGORICAL)
    foretold = np.asarray(model.predict(rows[cut:]), float)
    edges = np.quantile(foretold, np.arange(1, bins) / bins)
    system = ConformalPredictiveSystem()
    system.fit(took[cut:] - foretold, bins=np.searchsorted(edges, foretold), seed=1)
    later = _rows(cases, cases.later)

    def ask(p: float) -> Numbers:
        said = np.asarray(model.predict(later), float)
        place = np.searchsorted(edges, said)
        with quiet():
            found = system.predict_percentiles(said, bins=place, higher_percentiles=[100.0 * p])
        return _seconds(np.asarray(found).ravel())

    return ask


def kaplan_meier(cases: CityCases) -> Ask:
    """A curve for each type, open cases as far as they have come."""
    from lifelines import KaplanMeierFitter

    took, done = cases.known.seconds, cases.known.kinds == DONE
    types = cases.history.facet("type")[1]
    earlier, later = types[cases.earlier], types[cases.later]
    everybody = KaplanMeierFitter().fit(took, done)
    curves = {
        int(code): KaplanMeierFitter().fit(took[earlier == code], done[earlier == code])
        for code, number in zip(*np.unique(earlier, return_counts=True), strict=True)
        if number >= FEWEST
    }

    def ask(p: float) -> Numbers:
        said = {int(code): curves.get(int(code), everybody) for code in np.unique(later)}
        with quiet():
            by_type = {code: float(curve.percentile(1.0 - p)) for code, curve in said.items()}
        return np.array([by_type[code] for code in later.tolist()])

    return ask


def aft(cases: CityCases) -> Ask:
    """An accelerated failure time model of a sample, spread evenly over the starts."""
    from lifelines import LogNormalAFTFitter

    part = np.linspace(0, len(cases.earlier) - 1, SAMPLE).astype(np.int64)
    columns = _common(cases.features(cases.earlier[part]))
    table = _indicators(cases.features(cases.earlier[part]), columns)
    table["took"] = np.maximum(cases.known.seconds[part], 1.0) / HOUR
    table["done"] = cases.known.kinds[part] == DONE
    model = LogNormalAFTFitter(penalizer=0.01).fit(table, "took", "done")
    later = _indicators(cases.features(cases.later), columns)

    def ask(p: float) -> Numbers:
        with quiet():
            return np.asarray(model.predict_percentile(later, p=1.0 - p), float) * HOUR

    return ask


#: The columns of `CityCases.features` whose numbers are only names.
CATEGORICAL = list(range(len(FACETS)))


def _booster(**settings: Any) -> "LGBMRegressor":
    from lightgbm import LGBMRegressor

    return LGBMRegressor(
        n_estimators=120,
        learning_rate=0.1,
        num_leaves=31,
        min_child_samples=60,
        # As many threads as everybody here; OMP_NUM_THREADS is not asked otherwise.
        n_jobs=1,
        random_state=1,
        deterministic=True,
        force_row_wise=True,
        verbosity=-1,
        **settings,
    )


def _closed(cases: CityCases) -> tuple[Numbers, Numbers]:
    """Features of closed cases by their starts, and the logarithm of how many hours they took."""
    hours = cases.known.seconds[cases.closed] / HOUR
    return _rows(cases, cases.earlier[cases.closed]), np.log(hours + 0.001)


def _rows(cases: CityCases, rows: Bins) -> Numbers:
    return cases.features(rows).astype(float)


def _seconds(log_hours: Any) -> Numbers:
    seconds: Numbers = np.maximum(np.exp(np.asarray(log_hours, float)) - 0.001, 0.0) * HOUR
    return seconds


def _common(features: Bins) -> list[tuple[int, int]]:
    """Facets and values that enough cases have."""
    return [
        (column, int(value))
        for column in CATEGORICAL
        for value, number in zip(*np.unique(features[:, column], return_counts=True), strict=True)
        if number >= FEWEST
    ]


def _indicators(features: Bins, columns: list[tuple[int, int]]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(
        {f"{column}={value}": features[:, column] == value for column, value in columns}
    ).astype(float)
