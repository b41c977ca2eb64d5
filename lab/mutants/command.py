"""`python -m lab mutants`."""

from dataclasses import replace
from datetime import UTC, datetime

from lab.mutants import drawing, trying
from lab.mutants.results import Run, Tried, keep
from lab.outcome import commit


def run(sample: int, seed: int, children: int) -> None:
    """Draw so many mutants, try them, print what survives, and keep it all."""
    own = commit()
    command = f"python -m lab mutants --sample {sample} --seed {seed}"
    print(f"{command}  # commit {own}", flush=True)
    made = drawing.made()
    names = drawing.drawn(made, sample, seed)
    part = {name: each for each in made for name in made[each]}
    trying.prepare(names[0])
    tried = [_looked_at(name, part[name], became) for name, became in trying.tried(names, children)]
    print(f"{sum(each.seen for each in tried)} of {len(tried)} killed", flush=True)
    keep(
        Run(
            made={each: len(made[each]) for each in made},
            tried=tried,
            seed=seed,
            commit=own,
            command=command,
            date=datetime.now(UTC).date().isoformat(),
        )
    )


def _looked_at(name: str, part: str, status: str) -> Tried:
    """What is kept of one; of those that tests did not see, the line that was changed."""
    tried = Tried(name=name, part=part, status=status)
    if tried.seen:
        return tried
    was, became = trying.difference(name)
    print(f"{status}: {name}\n    - {was}\n    + {became}", flush=True)
    return replace(tried, was=was, became=became)
