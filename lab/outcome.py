"""What a run of a test showed."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field

from lab.world import ROOT

#: What was counted, by the words in which it is told.
Figures = Mapping[str, str | int | float]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One run of one test on one engine."""

    #: Its number, such as T1.
    test: str
    #: `sqlite`, `postgresql`, or both.
    engine: str
    #: What was counted, in the order in which it is told.
    figures: Figures
    #: What should not have been, in sentences; none where all held.
    violations: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether everything held."""
        return not self.violations

    def text(self) -> str:
        """One line for people."""
        figures = ", ".join(f"{name} {value}" for name, value in self.figures.items())
        bad = "".join(f"\n    {violation}" for violation in self.violations)
        return f"{self.test} {self.engine}: {figures}{bad}"


#: What a run writes itself, and which says nothing about what was tortured.
_WRITTEN = (":!docs/reliability.md", ":!lab/results.json", ":!lab/mutants/*.json")


def commit() -> str:
    """The commit that is tortured; with `+` where files differ from it."""
    known = _git("rev-parse", "--short=10", "HEAD")
    if known is None:
        return "unknown"
    same = _git("diff", "--quiet", "HEAD", "--", ".", *_WRITTEN) is not None
    return known if same else f"{known}+"


def _git(*words: str) -> str | None:
    """What git says; None where it says no."""
    said = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return None if said.returncode else said.stdout.strip()
