"""Odds from statistics: a fit that sees groups and never cases."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from troth.clock import Calendar
from troth.clock.instants import instant, moment
from troth.forecast import level
from troth.forecast.curves import CurveBook
from troth.forecast.fit import DEFAULT, Default, check_asked
from troth.forecast.level import Levels
from troth.forecast.model import K, Model, Settings, default_half_life
from troth.forecast.odds import Odds
from troth.forecast.replay import FEWEST, LEVEL_WEEKS, WEEK
from troth.forecast.scale import Scale
from troth.forecast.statistics import engines
from troth.forecast.statistics.arrivals import hours
from troth.forecast.statistics.cases import CaseTable
from troth.forecast.statistics.cells import Cells, cells
from troth.forecast.statistics.files import Paths, read
from troth.forecast.unfit import refuse

if TYPE_CHECKING:
    from ibis.backends import BaseBackend


def fit_files(
    paths: Paths,
    calendar: Calendar | None = None,
    *,
    facets: Sequence[str],
    as_of: datetime | None = None,
    scope: Mapping[str, Sequence[str]] | None = None,
    half_life_days: float | Default | None = DEFAULT,
    k: float = K,
    engine: "BaseBackend | None" = None,
) -> Odds:
    """Learn from histories of any size: `fit` of `read`.

    Args:
        paths: files that `troth history import` wrote, folders or patterns of them.
        calendar: as in `read`.
        facets: and all that follow as in `fit`.
        as_of: aware.
        scope: only these cases.
        half_life_days: of the weight of cases.
        k: made-up cases.
        engine: a backend of Ibis; DuckDB with 2 GiB of memory unless given.

    Raises:
        NotAHistoryError: as `read`, with `ForecastError`.
        UnfitHistoryError: as `fit`, with `UnknownSituationError`.
        MissingExtraError: without the extra `scale`.
    """

    def learned(backend: "BaseBackend") -> Odds:
        cases = read(paths, backend, calendar)
        return fit(
            cases, facets=facets, as_of=as_of, scope=scope, half_life_days=half_life_days, k=k
        )

    if engine is not None:
        return learned(engine)
    with engines.duckdb() as backend:
        return learned(backend)


def fit(
    cases: CaseTable,
    *,
    facets: Sequence[str],
    as_of: datetime | None = None,
    scope: Mapping[str, Sequence[str]] | None = None,
    half_life_days: float | Default | None = DEFAULT,
    k: float = K,
) -> Odds:
    """Learn from cases in an engine how likely their promises are to be kept.

    The curves and the level are those of `forecast.fit` of the same cases. Alarms and the record
    of what was said before are not made, for they need what was promised to each case; and facets
    are not chosen: fit a part of the cases, and take the facets of its odds.

    Args:
        cases: see `files.read` and `cases.of_table`.
        facets: that tell cases apart, in the order in which they narrow down.
        as_of: aware; only what was known then is looked at; the latest instant unless given.
        scope: only cases with one of these values of each facet.
        half_life_days: a case that started so long ago weighs half as much; None weighs all alike.
        k: how many made-up cases a group borrows from the wider one.

    Raises:
        UnfitHistoryError: where nothing can be learned, with a sentence that says why.
        UnknownSituationError: for a facet that the cases do not have.
        ForecastError: for arguments that make no sense.
    """
    check_asked(facets, scope, half_life_days, k)
    for facet in facets:
        cases.require(facet)
    at_us = cases.extent.last_us if as_of is None else instant(as_of)
    chosen = cases.within(scope)
    by_hour = hours(chosen, at_us)
    refuse(by_hour.seen, moment(at_us, UTC))
    own = default_half_life(by_hour.seen.started)
    settings = Settings(
        facets=tuple(facets),
        k=k,
        half_life_days=own if isinstance(half_life_days, Default) else half_life_days,
    )
    return Odds(
        metric=cases.metric,
        clock=cases.clock,
        model=_model(chosen, at_us, settings),
        settings=settings,
        arrivals=by_hour.arrivals(),
    )


def _model(cases: CaseTable, at_us: int, settings: Settings) -> Model:
    before_us = at_us - LEVEL_WEEKS * WEEK
    now = cells(cases, at_us, settings, recent_from=before_us)
    before = cells(cases, before_us, settings, recent_from=before_us)
    plain = _plain(now, at_us, cases.clock.scale, settings)
    if before.cases.sum() < FEWEST or not now.recent.any():
        return plain
    return replace(plain, levels=_levels(_plain(before, before_us, plain.scale, settings), now))


def _plain(found: Cells, at_us: int, scale: Scale, settings: Settings) -> Model:
    return Model(at_us=at_us, scale=scale, book=CurveBook(found.counts(), settings.k))


def _levels(model: Model, now: Cells) -> Levels:
    """From how the cases of the last weeks went under the model as known before them."""
    recent = now.recent
    groups, bins = now.groups_in(model.groups)[recent], now.bin[recent]
    began, reached = model.positions(groups, bins - 1), model.positions(groups, bins)
    cases = now.cases[recent].astype(float)
    return level.learn_all(now.tops[recent], reached, now.kind[recent], began, cases)
