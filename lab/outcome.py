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


def commit() -> str:
    """The commit that is tortured; with `+` where files differ from it."""
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--abbrev=10", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or "unknown"
