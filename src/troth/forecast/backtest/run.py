"""A backtest of a history, from learning to the record that goes with every fit."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from troth.clock import Calendar
from troth.clock.instants import SECOND, instant, moment
from troth.errors import counted
from troth.findings import instant_text
from troth.forecast.backtest import company, held
from troth.forecast.backtest.control import control
from troth.forecast.backtest.promises import Promises
from troth.forecast.backtest.warning import warnings
from troth.forecast.errors import ForecastError, UnfitHistoryError
from troth.forecast.fit import DEFAULT, WEEKS, Basis, Choice, Default, prepare
from troth.forecast.leaks import leaks
from troth.forecast.model import K
from troth.forecast.replay import LEVELS, WEEK, Round
from troth.forecast.spells import started_by
from troth.history import History

#: Whether the odds are learned anew each week, as they would be, or stay as they were at the start.
Refit = Literal["weekly", "never"]
REFITS: tuple[Refit, ...] = ("weekly", "never")


def backtest(
    history: History,
    train_until: datetime,
    judge_at: datetime,
    *,
    levels: Sequence[float] = LEVELS,
    calendar: Calendar | None = None,
    facets: Sequence[str] | None = None,
    scope: Mapping[str, Sequence[str]] | None = None,
    half_life_days: float | Default | None = DEFAULT,
    k: float = K,
    refit: Refit = "weekly",
    method: Choice = "curves",
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Hold what would have been said of cases against what came true.

    Everything is decided as known at `train_until`. Every case that starts from then on is promised
    an ending at each level, by what is known at the refit before its start, and the promises that
    fall due by `judge_at` are judged.

    Args:
        history: as `troth.history.read` gives it.
        train_until: aware.
        judge_at: aware, later.
        levels: how likely promises shall be kept, each above 0 and below 1.
        calendar: as in `fit`, and all that follow.
        facets: chosen as known at `train_until` unless given.
        scope: only these cases.
        half_life_days: of the weight of cases.
        k: made-up cases.
        refit: "weekly" learns on as time goes by; "never" keeps what was known at `train_until`.
        method: curves of groups, boosted trees, or the better, as in `fit`.
        progress: called with seconds of history gone through, and all of them.

    Returns:
        JSON values: see docs/concepts/backtest.md.

    Raises:
        ForecastError: for instants or levels out of order, and as `fit` does.
    """
    first_us, judge_us = instant(train_until), instant(judge_at)
    _check(first_us, judge_us, levels, refit)
    basis = prepare(
        history,
        calendar=calendar,
        as_of=train_until,
        facets=facets,
        scope=scope,
        half_life_days=half_life_days,
        k=k,
        method=method,
    )
    rounds = _rounds(basis, judge_us, tuple(sorted(set(levels))), refit, progress or _silent)
    promises = Promises(basis=basis, rounds=rounds, judge_us=judge_us)
    return {**_setting(basis, promises, refit), **_figures(promises)}


def _rounds(
    basis: Basis,
    judge_us: int,
    levels: tuple[float, ...],
    refit: Refit,
    progress: Callable[[int, int], None],
) -> tuple[Round, ...]:
    """The rounds that are judged; those before only teach the level and the alarms."""
    replay = basis.replay(levels)
    first_us = basis.at_us - WEEKS * WEEK
    whole = (judge_us - first_us) // SECOND

    def walk(begin: int, end: int, step: int) -> None:
        for one in replay.run(begin, end, step):
            progress((one.model.at_us - first_us) // SECOND, whole)

    walk(first_us, basis.at_us, WEEK)
    walk(basis.at_us, judge_us, WEEK if refit == "weekly" else judge_us - basis.at_us)
    progress(whole, whole)
    rounds = tuple(one for one in replay.rounds if one.model.at_us >= basis.at_us)
    if not rounds:
        started = started_by(basis.spells, judge_us, basis.within).size - basis.known.size
        raise UnfitHistoryError(
            f"there is nothing to judge: {counted(basis.known.size, 'case')} had started by then, "
            f"and {started:,} started until the judging; right would be at least 100 and 1"
        )
    return rounds


def _setting(basis: Basis, promises: Promises, refit: Refit) -> dict[str, Any]:
    rows = started_by(basis.spells, promises.judge_us, basis.within)
    candidates = {name: basis.history.facet(name) for name in basis.history.facets}
    found = leaks(basis.spells, rows, candidates, promises.judge_us)
    return {
        "metric": basis.history.metric,
        "train_until": instant_text(moment(basis.at_us, UTC)),
        "judge_at": instant_text(moment(promises.judge_us, UTC)),
        "unit": basis.spells.clock.scale.unit,
        "refit": refit,
        "method": basis.settings.method,
        "comparison": basis.comparison.facts() if basis.comparison else None,
        "facets": list(basis.settings.facets),
        "half_life_days": basis.settings.half_life_days,
        "k": basis.settings.k,
        "trained_on": int(basis.known.size),
        "judged": int(promises.rows.size),
        "leaks": [
            {"column": leak.column, "why": leak.why, "used": leak.column in basis.settings.facets}
            for leak in found
        ],
    }


def _figures(promises: Promises) -> dict[str, Any]:
    months, groups = held.by_month(promises), held.by_group(promises)
    return {
        "levels": held.levels(promises),
        "worst_month": held.worst(months, held.MONTH),
        "worst_group": held.worst(groups, held.GROUP),
        "pinball": held.losses(promises),
        "kept_odds": company.kept_odds(promises),
        "company": company.comparison(promises),
        "warning": warnings(promises),
        "control": control(promises),
        "months": months,
        "groups": groups,
    }


def _silent(_done: int, _all: int) -> None:
    """Nobody watches."""


def _check(first_us: int, judge_us: int, levels: Sequence[float], refit: str) -> None:
    if judge_us <= first_us:
        raise ForecastError("the judging comes before the learning ends; right would be later")
    wrong = [p for p in levels if not 0.0 < p < 1.0]
    if wrong or not levels:
        raise ForecastError(
            f"levels {', '.join(map(str, wrong)) or 'are missing'}; right would be above 0 and "
            "below 1, such as 0.9"
        )
    if refit not in REFITS:
        raise ForecastError(f"refit {refit!r}; right would be {' or '.join(REFITS)}")
