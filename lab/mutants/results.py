"""What samples showed, kept beside the code, and what was read about what survived."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RUNS = Path(__file__).with_name("results.json")
READ = Path(__file__).with_name("read.json")


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A mutant that was tried."""

    #: As mutmut calls it; numbers change with the code.
    name: str
    part: str
    #: `killed`, `timeout` (it never ended), `survived` or `untested`.
    status: str
    #: The line that it changes, before and after; empty where it was killed.
    was: str = ""
    became: str = ""

    @property
    def seen(self) -> bool:
        """Whether the tests saw it."""
        return self.status in {"killed", "timeout"}

    @property
    def package(self) -> str:
        """Where it was made, such as `troth_web.ledger`."""
        return ".".join(self.name.split(".")[:2])

    @property
    def function(self) -> str:
        """What it was made in, without its number."""
        return self.name.rpartition("__mutmut_")[0]


@dataclass(frozen=True, kw_only=True)
class Run:
    """One sample."""

    #: How many mutants there are, by part.
    made: dict[str, int]
    tried: list[Tried]
    seed: int
    commit: str
    command: str
    date: str


@dataclass(frozen=True, kw_only=True)
class Read:
    """What somebody found who read a mutant that survived."""

    function: str
    was: str
    became: str
    #: Whether no test can see it; else a test has been written that does.
    equivalent: bool
    #: Why it is equivalent, or the test.
    says: str


def runs() -> list[Run]:
    """The samples, the last one at the end."""
    if not RUNS.exists():
        return []
    return [
        Run(**{**each, "tried": [Tried(**one) for one in each["tried"]]})
        for each in json.loads(RUNS.read_text())
    ]


def keep(run: Run) -> None:
    """Put a sample after the others, in place of an earlier one with its seed."""
    kept = [*(each for each in runs() if each.seed != run.seed), run]
    RUNS.write_text(json.dumps([asdict(each) for each in kept], indent=1) + "\n")


def read() -> list[Read]:
    """What was found by reading."""
    if not READ.exists():
        return []
    return [Read(**each) for each in json.loads(READ.read_text())]


def known(tried: Iterable[Tried], found: Sequence[Read]) -> dict[str, Read]:
    """What was read of those of the tried that survived, by their names."""
    by_change = {(each.function, each.was, each.became): each for each in found}
    changes = {each.name: (each.function, each.was, each.became) for each in tried if not each.seen}
    return {name: by_change[change] for name, change in changes.items() if change in by_change}
