"""`python -m lab [TEST ...]` tortures; `python -m lab replay SEED [TEST ...]` does so again."""

import random
import sys
import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from lab import page
from lab.mutants import command as mutants_command
from lab.outcome import commit
from lab.plan import TRIALS, Trial
from lab.world import EngineName

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

Tests = Annotated[list[str] | None, typer.Argument(help="T1 T20; all without.")]
Engine = Annotated[str, typer.Option(help="sqlite or postgresql; both without.")]
Count = Annotated[int, typer.Option(help="How often, instead of the full number.")]


@app.command("run")
def run(
    tests: Tests = None,
    engine: Engine = "",
    count: Count = 0,
    seed: Annotated[int, typer.Option(help="Chooses; made and printed without.")] = 0,
    keep: Annotated[bool, typer.Option(help="Write docs/reliability.md.")] = True,
    more: Annotated[
        bool, typer.Option(help="Go on after the seeds of the kept run of T8.")
    ] = False,
) -> None:
    """Torture, print what comes out, and write it to docs/reliability.md."""
    seed = seed or random.SystemRandom().randrange(1, 10**6)
    held = True
    for trial, name in _chosen(tests or [], engine):
        earlier = page.last(trial.name, name) if more and trial.adds else None
        first = earlier.seed + earlier.count if earlier else seed
        found = _tried(trial, name, count or trial.counts[name], first)
        held &= found is None or not found.violations
        if keep and found:
            page.keep([page.added(earlier, found) if earlier else found])
    sys.exit(0 if held else 1)


@app.command("replay")
def replay(seed: int, tests: Tests = None, engine: Engine = "", count: Count = 0) -> None:
    """Torture again with the choices of an earlier run; nothing is written."""
    run(tests, engine, count, seed, keep=False)


@app.command("page")
def write() -> None:
    """Write docs/reliability.md anew from what earlier runs showed."""
    page.keep([])


@app.command("mutants")
def mutants(
    sample: Annotated[int, typer.Option(help="How many are tried.")] = 400,
    seed: Annotated[int, typer.Option(help="Chooses.")] = 2026,
    children: Annotated[int, typer.Option(help="How many at once.")] = 1,
) -> None:
    """Make small mistakes in a copy, and count those that tests see; writes the page."""
    mutants_command.run(sample, seed, children)
    page.keep([])


def _chosen(tests: list[str], engine: str) -> list[tuple[Trial, EngineName]]:
    """Tests by name; a number that is no name stands for all of that number."""
    wanted = {name for test in tests or [trial.name for trial in TRIALS] for name in _named(test)}
    return [
        (trial, name)
        for trial in TRIALS
        for name in trial.counts
        if trial.name in wanted and engine in {"", name}
    ]


def _named(test: str) -> list[str]:
    names = [trial.name for trial in TRIALS]
    found = [test] if test in names else [name for name in names if name.startswith(f"{test} ")]
    if not found:
        raise typer.BadParameter(f"there is no test {test!r}; there are {', '.join(names)}")
    return found


def _tried(trial: Trial, engine: EngineName, count: int, seed: int) -> page.Result | None:
    """What is to be kept of a run; None where it cannot be run here."""
    why = trial.missing()
    if why is not None:
        print(f"{trial.name} {engine}: not run, because {why}", flush=True)
        return None
    command = f"python -m lab run '{trial.name}' --engine {engine} --count {count} --seed {seed}"
    tortured = commit()
    print(f"{command}  # commit {tortured}", flush=True)
    begun = time.monotonic()
    outcome = trial.run(engine, count, seed)
    print(f"{outcome.text()}  [{time.monotonic() - begun:.0f} s]", flush=True)
    return page.result(
        trial,
        outcome,
        count=count,
        seed=seed,
        commit=tortured,
        command=command,
        date=datetime.now(UTC).date().isoformat(),
    )


if __name__ == "__main__":
    app()
