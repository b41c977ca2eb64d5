"""Learning odds from a history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import numpy as np

from troth.clock import Calendar
from troth.clock.instants import instant, moment
from troth.forecast import boost, progress, unfit
from troth.forecast import model as by_group
from troth.forecast import spells as taking
from troth.forecast.alarms import judged
from troth.forecast.choose import choose
from troth.forecast.compare import Comparison, compare
from troth.forecast.errors import ForecastError, unknown_facet
from troth.forecast.groups import Groups
from troth.forecast.leaks import leaks
from troth.forecast.model import Coded, K, Method, Settings, default_half_life
from troth.forecast.odds import Drift, Odds
from troth.forecast.progress import Progress, Taught
from troth.forecast.replay import LEVEL_WEEKS, LEVELS, WEEK, Replay
from troth.forecast.scale import Bins
from troth.forecast.spells import Spells, started_by
from troth.forecast.starts import arrivals
from troth.history import History, wilson
from troth.history.arrays import Flags

#: A fit looks back on so many weeks, and refits as seldom as its level allows.
WEEKS = 8


@dataclass(frozen=True, kw_only=True)
class Default:
    """The half-life that suits the number of cases."""


DEFAULT = Default()

#: A method, or the one that foretells later cases better.
Choice = Method | Literal["auto"]


def fit(
    history: History,
    metric: str | None = None,
    calendar: Calendar | None = None,
    *,
    as_of: datetime | None = None,
    facets: Sequence[str] | None = None,
    scope: Mapping[str, Sequence[str]] | None = None,
    half_life_days: float | Default | None = DEFAULT,
    k: float = K,
    method: Choice = "curves",
) -> Odds:
    """Learn from a history how likely its promises are to be kept.

    Args:
        history: as `troth.history.read` gives it.
        metric: the history's own, to be sure.
        calendar: counts business time; else elapsed time or, where the history compares them,
            calendar days.
        as_of: aware. Only what was known then is looked at; the latest instant in the data unless
            given.
        facets: that tell cases apart, in the order in which they narrow down. Chosen by how well
            earlier cases foretell later ones unless given.
        scope: only cases with one of these values of each facet take part.
        half_life_days: a case that started so long ago weighs half as much; None weighs all alike.
        k: how many made-up cases a group borrows from the wider one.
        method: `curves` of groups, `boost` for trees (the extra `boost`), or `auto` for trees where
            they foretell later cases better; `Odds.comparison` says by how much.

    Raises:
        UnfitHistoryError: where nothing can be learned, with a sentence that says why.
        UnknownSituationError: for a facet that the history does not have.
        ForecastError: for another metric, and for arguments that make no sense.
        NaiveTimeError: for an `as_of` without zone.
        NotAHistoryError: for a scope with a facet that the history does not have.
        MissingExtraError: for trees without the extra `boost`.
    """
    basis = prepare(
        history,
        metric,
        calendar,
        as_of=as_of,
        facets=facets,
        scope=scope,
        half_life_days=half_life_days,
        k=k,
        method=method,
    )
    return learn(basis)


@dataclass(frozen=True, kw_only=True, eq=False)
class Basis:
    """What a fit and a backtest stand on."""

    history: History
    spells: Spells
    #: Cases that take part.
    within: Flags
    #: Of the settings, with the codes of all cases.
    facets: Mapping[str, Coded]
    settings: Settings
    at_us: int
    #: Facets that were left out, and why.
    left_out: Mapping[str, str]
    #: Of the methods, where the choice was left to it.
    comparison: Comparison | None = None

    @property
    def known(self) -> Bins:
        """The cases that take part and had started at the instant."""
        return started_by(self.spells, self.at_us, self.within)

    def replay(self, levels: tuple[float, ...] = LEVELS) -> Replay:
        """Refits of these cases."""
        return Replay(
            spells=self.spells,
            facets=self.facets,
            settings=self.settings,
            within=self.within,
            levels=levels,
        )


def prepare(
    history: History,
    metric: str | None = None,
    calendar: Calendar | None = None,
    *,
    as_of: datetime | None = None,
    facets: Sequence[str] | None = None,
    scope: Mapping[str, Sequence[str]] | None = None,
    half_life_days: float | Default | None = DEFAULT,
    k: float = K,
    method: Choice = "curves",
) -> Basis:
    """Everything decided that a fit needs to know; the arguments are those of `fit`."""
    if metric is not None and metric != history.metric:
        raise ForecastError(
            f"the history is about '{history.metric}', not about '{metric}'; right would be the "
            "history of that metric"
        )
    check_asked(facets, scope, half_life_days, k)
    _check_method(method)
    at_us = history.latest_us if as_of is None else instant(as_of)
    cases = taking.spells(history, calendar)
    within = history.within(scope) if scope else np.ones(len(cases), bool)
    rows = started_by(cases, at_us, within)
    unfit.check(cases, rows, moment(at_us, UTC))
    half_life = (
        default_half_life(rows.size) if isinstance(half_life_days, Default) else half_life_days
    )
    coded, left_out = _candidates(history, cases, within, facets)
    names = choose(cases, rows, coded, at_us, half_life) if facets is None else tuple(facets)
    own = {name: coded[name] for name in names}
    settings = Settings(facets=names, k=k, half_life_days=half_life)
    compared = None
    if method == "auto":
        compared = compare(cases, rows, own, at_us, settings)
        method = compared.winner
    return Basis(
        history=history,
        spells=cases,
        within=within,
        facets=own,
        settings=replace(settings, method=method),
        at_us=at_us,
        left_out=left_out,
        comparison=compared,
    )


def check_asked(
    facets: Sequence[str] | None,
    scope: Mapping[str, Sequence[str]] | None,
    half_life_days: float | Default | None,
    k: float,
) -> None:
    """Refuse arguments of a fit that make no sense.

    Raises:
        ForecastError: with a sentence that says which, and what would be right.
    """
    for name, values in {"facets": facets, **(scope or {})}.items():
        if isinstance(values, str):
            raise ForecastError(f"{name}: '{values}' is one text; right would be ['{values}']")
    for name in facets or ():
        if list(facets or ()).count(name) > 1:
            raise ForecastError(f"the facet '{name}' is given twice; right would be once")
    if not 0.0 <= k < np.inf:
        raise ForecastError(f"k is {k}; right would be a number of cases, such as {K:g}")
    if isinstance(half_life_days, (int, float)) and not 0.0 < half_life_days < np.inf:
        raise ForecastError(
            f"half_life_days is {half_life_days}; right would be above 0, or None to weigh all "
            "cases alike"
        )


def _check_method(method: str) -> None:
    if method not in get_args(Method) and method != "auto":
        raise ForecastError(f"there is no method '{method}'; right would be curves, boost or auto")
    if method != "curves":
        boost.require_boost()


def learn(basis: Basis) -> Odds:
    """The odds, with the level, the alarms and the record of a short replay."""
    curves = replace(basis, settings=replace(basis.settings, method="curves"))
    replay = _replayed(curves)
    model = by_group.learn(
        basis.spells, basis.known, basis.facets, basis.at_us, curves.settings
    ).at_levels(replay.learned_levels(basis.at_us))
    trees = None
    if basis.settings.method == "boost":
        replay = _replayed(basis)
        trees = boost.learn(
            basis.spells, basis.known, basis.facets, basis.at_us, basis.settings
        ).at_levels(replay.learned_levels(basis.at_us))
    return Odds(
        metric=basis.history.metric,
        clock=basis.spells.clock,
        model=model,
        settings=basis.settings,
        arrivals=arrivals(basis.spells.started_us[basis.known]),
        drifts=tuple(_drifts(replay, model.groups, basis.at_us)),
        record=tuple(_record(replay, basis.at_us)),
        trees=trees,
        comparison=basis.comparison,
        looks=_looks(basis),
    )


def _looks(basis: Basis) -> Taught | None:
    """What looks at open cases taught; None where the history has no events, or too few."""
    events = basis.history.events()
    if not events:
        return None
    happened = Progress(events=events, started_us=basis.spells.started_us)
    cases = progress.looks(basis.spells, happened, basis.facets)
    settings = replace(basis.settings, facets=(), method="curves")
    found = progress.learn(cases, happened, basis.facets, basis.at_us, settings)
    return found.taught if found else None


def _replayed(basis: Basis) -> Replay:
    replay = basis.replay()
    for _ in replay.run(basis.at_us - WEEKS * WEEK, basis.at_us, LEVEL_WEEKS * WEEK):
        pass
    return replay


def _candidates(
    history: History, spells: Spells, within: Flags, facets: Sequence[str] | None
) -> tuple[dict[str, Coded], dict[str, str]]:
    """Facets that may tell cases apart; unless they are given, without those written later."""
    for name in facets or ():
        if name not in history.facets:
            raise unknown_facet(name, history.facets)
    coded: dict[str, Coded] = {
        name: history.facet(name) for name in (history.facets if facets is None else facets)
    }
    if facets is not None:
        return coded, {}
    rows = started_by(spells, history.latest_us, within)
    left_out = {leak.column: leak.why for leak in leaks(spells, rows, coded, history.latest_us)}
    return {name: one for name, one in coded.items() if name not in left_out}, left_out


def _drifts(replay: Replay, groups: Groups, at_us: int) -> list[Drift]:
    alarms, found = replay.alarms(at_us), []
    for p in replay.levels:
        for code, (due, kept) in alarms.drifted(p).items():
            group = int(groups.of_codes([np.array([code])], 1)[0]) if replay.settings.facets else 0
            found.append(Drift(group=group, p=p, due=due, kept=kept))
    return found


def _record(replay: Replay, at_us: int) -> list[dict[str, Any]]:
    """What was said of the cases of the last weeks against what held, as far as it is known."""
    found = []
    for p in replay.levels:
        due = kept = promised = cases = 0
        for one in replay.rounds:
            seconds = np.where(one.refused[p], np.inf, one.seconds[p])
            result = judged(replay.spells, one.rows, seconds, at_us)
            due, kept = due + int(result.due.sum()), kept + int(result.kept.sum())
            promised, cases = promised + int(np.isfinite(seconds).sum()), cases + one.rows.size
        low, high = wilson(kept, due)
        found.append(
            {
                "p": p,
                "held": kept / due if due else None,
                "due": due,
                "interval": [low, high],
                "promisable": promised / cases if cases else None,
            }
        )
    return found
