"""Promises by troth and by its peers, held against what came true: who is short, and by how much.

Boston's cases opened from January to May 2015 as known on 1 June; promises to cases opened from
June to August that fell due by the end of August.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from bench.forecast_cases import JUDGE_AT, TRAIN_UNTIL, CityCases, cases
from bench.forecast_peers import LEVELS, Ask, peers
from bench.measure import DATA, Figure
from troth.forecast import learned
from troth.forecast.backtest import backtest
from troth.forecast.backtest.run import Refit
from troth.forecast.fit import prepare
from troth.forecast.model import Method, codes_of

#: Points that peers without open cases must come out short at 90 %, or nothing is shown.
SHORT = 10.0
#: Points that troth may be off.
OFF = 3.0
#: By how much trees should lose less than curves, the skill they should have, and their time.
LESS = 0.06
SKILL = 0.29
TREES_SECONDS = 10.0
CURVES, TREES, WEEKLY = "troth, curves", "troth, trees", "troth, curves, refitted weekly"

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One way to promise, judged."""

    name: str
    takes_open: bool
    #: Of each level, how many points more promises were kept than said, and of how many.
    off: dict[float, tuple[float, int]]
    #: For 100,000 cases, of one core.
    learning_seconds: float
    asking_seconds: float
    #: Of troth's own, the pinball loss in hours by level, and the skill of odds.
    loss: dict[str, float] = field(default_factory=dict)
    skill: float = 0.0


@cache
def lines() -> tuple[Line, ...]:
    """All of them; none where the data are not at hand."""
    with tempfile.TemporaryDirectory() as folder:
        found = cases(Path(folder))
        if found is None:
            print(f"  no reference data at {DATA}: left out")
            return ()
        return tuple(_lines(found))


def figures() -> Iterator[Figure]:
    """What the table must show."""
    by_name = {line.name: line for line in lines()}
    for line in by_name.values():
        points, due = line.off[0.9]
        if not line.takes_open:
            yield Figure(
                what=f"control: {line.name}",
                measured=f"{points:+.1f} points at 90 % ({due:,} promises)",
                target=f"at least {SHORT:.0f} points short",
                met=points <= -SHORT,
            )
    if by_name:
        yield from _figures_of_ours(by_name[WEEKLY], by_name[CURVES], by_name[TREES])


def _figures_of_ours(weekly: Line, curves: Line, trees: Line) -> Iterator[Figure]:
    yield Figure(
        what=weekly.name,
        measured=", ".join(f"{line[0]:+.1f}" for line in weekly.off.values()) + " points",
        target=f"within {OFF:.0f} points at 80, 90 and 95 %",
        met=all(abs(points) <= OFF for points, _ in weekly.off.values()),
    )
    less = [1.0 - trees.loss[str(p)] / curves.loss[str(p)] for p in LEVELS]
    yield Figure(
        what="trees against curves, both learned once: pinball loss at 80, 90 and 95 %",
        measured=", ".join(f"{100 * part:.1f} % less" for part in less),
        target=f"at least {100 * LESS:.0f} % less each",
        met=min(less) >= LESS,
    )
    yield Figure(
        what="odds of the city's own promises, both learned once: Brier skill",
        measured=f"trees {trees.skill:.3f}, curves {curves.skill:.3f}",
        target=f"trees at least {SKILL}",
        met=trees.skill >= SKILL,
    )
    yield Figure(
        what="learning of trees from 100,000 cases",
        measured=f"{trees.learning_seconds:.1f} s of one core",
        target=f"under {TREES_SECONDS:.0f} s",
        met=trees.learning_seconds < TREES_SECONDS,
    )


def table() -> str:
    """Every line with every level, as Markdown."""
    head = " | ".join(f"{100 * p:.0f} %" for p in LEVELS)
    rows = [
        "Points by which more (+) or fewer (-) promises were kept than said, of those that fell",
        "due; seconds of one core for 100,000 cases, to learn and to ask for one level. Written by",
        "`make bench`.\n",
        f"| way | open cases | {head} | learn | ask |",
        "|---" * (len(LEVELS) + 4) + "|",
    ]
    for line in lines():
        off = " | ".join(f"{line.off[p][0]:+.1f}" for p in LEVELS)
        times = " | ".join(_seconds(each) for each in (line.learning_seconds, line.asking_seconds))
        opened = "used" if line.takes_open else "left out"
        rows.append(f"| {line.name} | {opened} | {off} | {times} |")
    return "\n".join(rows) if lines() else "Left out: the reference data were not at hand.\n"


def _lines(found: CityCases) -> Iterator[Line]:
    for peer in peers(found):
        print(f"  {peer.name}")
        ask, learning = _timed(peer.learn)
        _, asking = _timed(partial(ask, LEVELS[0]))
        yield Line(
            name=peer.name,
            takes_open=peer.takes_open,
            off=_off(found, ask),
            learning_seconds=learning / peer.learns_from * 1e5,
            asking_seconds=asking / len(found.later) * 1e5,
        )
    yield _ours(found, CURVES, "curves", "never")
    yield _ours(found, TREES, "boost", "never")
    yield _ours(found, WEEKLY, "curves", "weekly")


def _ours(found: CityCases, name: str, method: Method, refit: Refit) -> Line:
    print(f"  {name}")
    judged = backtest(
        found.history, TRAIN_UNTIL, JUDGE_AT, levels=LEVELS, method=method, refit=refit
    )
    basis = prepare(found.history, as_of=TRAIN_UNTIL, method=method)
    settings, at_us = basis.settings, basis.at_us
    model, learning = _timed(
        partial(learned.learn, basis.spells, basis.known, basis.facets, at_us, settings)
    )
    codes, starts = (
        codes_of(basis.facets, settings, found.later),
        found.spells.started_us[found.later],
    )
    _, asking = _timed(lambda: model.quantiles(model.whom(codes, starts), LEVELS[0]))
    return Line(
        name=name,
        takes_open=True,
        off={one["p"]: (100.0 * (one["held"] - one["p"]), one["due"]) for one in judged["levels"]},
        learning_seconds=learning / len(found.earlier) * 1e5,
        asking_seconds=asking / len(found.later) * 1e5,
        loss=judged["pinball"],
        skill=judged["kept_odds"]["brier_skill"],
    )


def _off(found: CityCases, ask: Ask) -> dict[float, tuple[float, int]]:
    judged = {p: found.held(ask(p)) for p in LEVELS}
    return {p: (100.0 * (held - p), due) for p, (held, due) in judged.items()}


def _timed(what: Callable[[], Result]) -> tuple[Result, float]:
    begun = time.process_time()
    result = what()
    return result, time.process_time() - begun


def _seconds(value: float) -> str:
    return f"{value:.1f} s" if value >= 0.1 else f"{value:.2f} s"
