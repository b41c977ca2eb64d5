"""Ways to adapt the level of odds, side by side: `python -m bench.forecast_level DATA`.

DATA is the folder of the reference data, of which `boston311`, `olist` and `uci_incident` are used.
Prints the tables of docs/decisions/009-the-level-is-adapted-by-positions.md.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from troth.clock.instants import instant
from troth.forecast.alarms import judged
from troth.forecast.backtest import held
from troth.forecast.backtest.promises import Promises
from troth.forecast.fit import WEEKS, Basis, prepare
from troth.forecast.level import PLAIN, PULL, LevelMap, Levels
from troth.forecast.model import HALF_LIFE_DAYS
from troth.forecast.replay import LEVELS, WEEK, Replay
from troth.history import History, import_history, read

HEAD = """\
| level | 50 | 80 | 90 | 95 | worst month | pinball | promised |
|---|---|---|---|---|---|---|---|"""
#: How far a level moves for each week's share kept that was off: as usual for this method.
STEP = 0.3


@dataclass(frozen=True, kw_only=True)
class Span:
    """A history, and from when to when it is judged."""

    mapping: str
    folder: str
    train_until: datetime
    judge_at: datetime
    scope: dict[str, list[str]] = field(default_factory=dict)


SPANS = (
    Span(
        mapping="boston311",
        folder="boston311",
        train_until=datetime(2015, 6, 1),  # noqa: DTZ001 - of the history's zone
        judge_at=datetime(2016, 1, 12),  # noqa: DTZ001
    ),
    Span(
        mapping="olist",
        folder="olist",
        train_until=datetime(2018, 4, 1),  # noqa: DTZ001
        judge_at=datetime(2018, 10, 17),  # noqa: DTZ001
        scope={"status": ["delivered"]},
    ),
    Span(
        mapping="uci-incident",
        folder="uci_incident",
        train_until=datetime(2016, 4, 1),  # noqa: DTZ001
        judge_at=datetime(2017, 2, 11),  # noqa: DTZ001
    ),
)


@dataclass(kw_only=True, eq=False)
class Pulled(Replay):
    """The level learned from positions, followed to some part of the way."""

    pull: float = PULL
    #: Whether groups with many recent cases have a level of their own.
    by_group: bool = True

    def learned_levels(self, at_us: int) -> Levels:
        """The learned levels; the part that they were followed is undone first."""
        learned = super().learned_levels(at_us)
        own = learned.own if self.by_group else {}
        return Levels(
            self._pulled(learned.everybody), {top: self._pulled(one) for top, one in own.items()}
        )

    def _pulled(self, learned: LevelMap) -> LevelMap:
        asked = PLAIN.asked + self.pull / PULL * (learned.asked - PLAIN.asked)
        return LevelMap(np.maximum.accumulate(np.clip(asked, 0.0, 1.0)), learned.cases)


@dataclass(kw_only=True, eq=False)
class AtDue(Replay):
    """The level corrected each week by the promises that fell due in it: adaptive conformal.

    Gibbs and Candès, Adaptive conformal inference under distribution shift (2021), where an outcome
    is heard of when its promise falls due.
    """

    asked: dict[float, float] = field(default_factory=lambda: {p: p for p in LEVELS})

    def learned_levels(self, at_us: int) -> Levels:
        """A step for each refit."""
        for p in self.levels:
            due = kept = 0
            for one in self.rounds:
                now = judged(self.spells, one.rows, one.seconds[p], at_us)
                before = judged(self.spells, one.rows, one.seconds[p], at_us - WEEK)
                due += int((now.due & ~before.due).sum())
                kept += int((now.kept & ~before.due).sum())
            if due:
                moved = self.asked[p] + STEP * (p - kept / due)
                self.asked[p] = float(np.clip(moved, 0.01, 0.999))
        asked = np.interp(PLAIN.asked, [0.0, *self.levels, 1.0], [0.0, *self.asked.values(), 1.0])
        return Levels(LevelMap(np.maximum.accumulate(asked)))


def variants(span: Span, history: History) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each way, and what held."""
    usual = _basis(span, history, HALF_LIFE_DAYS)
    yield "none", _held(usual, Pulled(**_parts(usual), pull=0.0), span)
    for name, pull, by_group in (
        ("one for all, half the way", PULL, False),
        ("by group, all the way", 1.0, True),
        ("by group, half the way (chosen)", PULL, True),
    ):
        replay = Pulled(**_parts(usual), pull=pull, by_group=by_group)
        yield f"positions, {name}", _held(usual, replay, span)
    yield f"outcomes at due, step {STEP}", _held(usual, AtDue(**_parts(usual)), span)
    for half_life in (90.0, None):
        basis = _basis(span, history, half_life)
        name = f"half-life {half_life:.0f} days" if half_life else "all cases alike"
        yield f"as chosen, {name}", _held(basis, Replay(**_parts(basis)), span)


def _basis(span: Span, history: History, half_life: float | None) -> Basis:
    return prepare(
        history,
        as_of=span.train_until.replace(tzinfo=history.zone),
        scope=span.scope or None,
        half_life_days=half_life,
    )


def _parts(basis: Basis) -> dict[str, Any]:
    return {
        "spells": basis.spells,
        "facets": basis.facets,
        "settings": basis.settings,
        "within": basis.within,
    }


def _held(basis: Basis, replay: Replay, span: Span) -> dict[str, Any]:
    """As a backtest does it: eight weeks before teach the level and the alarms."""
    judge_us = instant(span.judge_at.replace(tzinfo=basis.history.zone))
    for first, last in ((basis.at_us - WEEKS * WEEK, basis.at_us), (basis.at_us, judge_us)):
        for _ in replay.run(first, last, WEEK):
            pass
    rounds = tuple(one for one in replay.rounds if one.model.at_us >= basis.at_us)
    promises = Promises(basis=basis, rounds=rounds, judge_us=judge_us)
    return {
        "levels": held.levels(promises),
        "worst": held.worst(held.by_month(promises), held.MONTH),
        "pinball": held.losses(promises),
    }


def row(name: str, found: dict[str, Any]) -> str:
    """A line of the table: points off at each level, the worst month, pinball at 90 %, promised."""
    off = [f"{100 * (level['held'] - level['p']):+.1f}" for level in found["levels"]]
    at_90 = found["levels"][LEVELS.index(0.9)]
    worst = f"{100 * found['worst']['off']:+.1f}" if found["worst"] else "none"
    promised = f"{100 * at_90['promisable']:.0f} %"
    pinball = f"{found['pinball']['0.9']:.1f}"
    return f"| {' | '.join([name, *off, worst, pinball, promised])} |"


def main() -> None:
    """Import each history and print its table."""
    data = Path(sys.argv[1])
    for span in SPANS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "history.parquet"
            import_history(span.mapping, [data / span.folder], path)
            history = read(path)
            print(f"\n{span.mapping}\n")
            print(HEAD)
            for name, found in variants(span, history):
                print(row(name, found), flush=True)


if __name__ == "__main__":
    main()
