"""`docs/reliability.md`, from what the last runs showed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lab.mutants import results as mutants
from lab.mutants.section import section
from lab.outcome import Outcome
from lab.plan import TRIALS, Trial
from lab.world import ROOT

RESULTS = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs/reliability.md"
_TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
#: Sentences of one run that are kept.
KEPT = 3


@dataclass(frozen=True, kw_only=True)
class Result:
    """The last run of a test on an engine."""

    test: str
    engine: str
    #: How often it was done.
    count: int
    figures: dict[str, str | int | float]
    violations: list[str]
    seed: int
    commit: str
    command: str
    date: str


def result(
    trial: Trial, outcome: Outcome, *, count: int, seed: int, commit: str, command: str, date: str
) -> Result:
    """What is kept of a run."""
    return Result(
        test=trial.name,
        engine=outcome.engine,
        count=count,
        figures=dict(outcome.figures),
        violations=outcome.violations[:KEPT],
        seed=seed,
        commit=commit,
        command=command,
        date=date,
    )


def results() -> list[Result]:
    """What is known so far."""
    if not RESULTS.exists():
        return []
    return [Result(**each) for each in json.loads(RESULTS.read_text())]


def last(test: str, engine: str) -> Result | None:
    """The kept run of a test on an engine."""
    return next((each for each in results() if (each.test, each.engine) == (test, engine)), None)


def added(earlier: Result, later: Result) -> Result:
    """Two runs as one: the later began with the seed after those of the earlier."""
    sums = {
        name: value + int(earlier.figures[name]) if isinstance(value, int) else value
        for name, value in later.figures.items()
    }
    return replace(
        later,
        count=earlier.count + later.count,
        figures=sums,
        violations=(earlier.violations + later.violations)[:KEPT],
        seed=earlier.seed,
        commit=earlier.commit
        if later.commit in earlier.commit
        else f"{earlier.commit} {later.commit}",
        command=f"{earlier.command}`, `{later.command}",
    )


def keep(new: Iterable[Result]) -> None:
    """Put runs in the place of earlier ones of the same test and engine, and write the page."""
    kept = {(each.test, each.engine): each for each in [*results(), *new]}
    places = [trial.name for trial in TRIALS]
    known = [each for each in kept.values() if each.test in places]
    known.sort(key=lambda each: (places.index(each.test), each.engine))
    RESULTS.write_text(json.dumps([asdict(each) for each in known], indent=2) + "\n")
    PAGE.write_text(page(known))


def page(known: Sequence[Result]) -> str:
    """The page as text."""
    by_test: dict[str, list[Result]] = {}
    for each in known:
        by_test.setdefault(each.test, []).append(each)
    tests = [_section(trial, by_test.get(trial.name, [])) for trial in TRIALS]
    tried = section(mutants.runs(), mutants.read())
    return "\n".join([_HEAD, _overview(by_test), *tests, tried, _REST])


def _overview(by_test: Mapping[str, list[Result]]) -> str:
    rows = [_row(trial, by_test.get(trial.name, [])) for trial in TRIALS]
    head = "| test | what must come out | SQLite | PostgreSQL |\n|---|---|---|---|"
    return "\n".join([head, *rows, ""])


def _row(trial: Trial, known: list[Result]) -> str:
    held = {each.engine: _verdict(trial, each) for each in known}
    cells = [
        held.get(engine, "not run yet") if engine in trial.counts else "-"
        for engine in ("sqlite", "postgresql")
    ]
    return f"| {trial.name} | {trial.target} | {cells[0]} | {cells[1]} |"


def _verdict(trial: Trial, each: Result) -> str:
    full = next(count for name, count in trial.counts.items() if name == each.engine)
    verdict = "**did not hold**" if each.violations else "held"
    some = f", in {_number(each.count)} of {_number(full)}" if each.count < full else ""
    return verdict + some


def _section(trial: Trial, known: list[Result]) -> str:
    lines = [f"## {trial.name}\n", f"{trial.does}\n", f"What must come out: {trial.target}.\n"]
    if trial.blind:
        lines.append(f"What it cannot see: {trial.blind}\n")
    full = ", ".join(f"{_TITLES[name]} {_number(count)}" for name, count in trial.counts.items())
    lines.append(f"In full: {full}.\n")
    if not known:
        lines.append("Not run yet.\n")
    lines += [_told(each) for each in known]
    return "\n".join(lines)


def _told(each: Result) -> str:
    rows = "\n".join(f"| {name} | {_number(value)} |" for name, value in each.figures.items())
    bad = "".join(f"\n- {violation}" for violation in each.violations)
    found = f"What did not hold:\n{bad}\n\n" if bad else ""
    return (
        f"| {_TITLES[each.engine]} | |\n|---|---|\n{rows}\n\n{found}"
        f"`{each.command}`, commit `{each.commit}`, {each.date}.\n"
    )


def _number(value: str | float) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


_HEAD = """# Reliability

Written by `make torture`. The lab breaks a running server on purpose, and counts. A file outside of
it, the oracle, holds every answer that a client got, on the disk before the client went on; one
checker then reads the tables without the server's own code and says what does not hold:
acknowledged writes that are not in the journal, writes that stand there twice, gaps and wrong
hashes in a chain, heads, lists, outbox rows, sealed parts and saved answers that do not belong to
the entries.

`python -m lab replay SEED T1` repeats a test with the choices of an earlier run. Choices are the
seed's, the moments are those of real processes: a replay asks the same things and kills after the
same delays, and what runs at that instant may differ.

A run of fewer than the full number says how many. Named places of a write, where T1 ends the server
too, are in `troth_web.crashpoints`: `LAB_CRASH=after-entries:3 troth serve` ends it the third time
that it comes by one.

With no failure in 500 tries, the chance of one in a single try is below 0.6 %, 19 times out of 20.
"""

_REST = """## Elsewhere

- T7, a state machine that compares the stores with a model, stands in `tests/contracts`.
- T26 to T28, permissions, the API as a fuzzer sees it, and headers, stand in `tests/web`.
"""
