"""Which mutants there are, and which of them are tried."""

import random
from pathlib import Path

from lab.mutants import parts
from lab.world import ROOT


def made() -> dict[str, list[str]]:
    """The names of all mutants by part, as mutmut calls them.

    Raises:
        SystemExit: mutmut is not installed.
    """
    return {
        part: [name for path in parts.files(part) for name in _mutants(path)]
        for part in parts.PARTS
    }


def drawn(names: dict[str, list[str]], sample: int, seed: int) -> list[str]:
    """So many of all, each as likely as any other, in no order: those tried first are a sample."""
    every = [name for part in names for name in names[part]]
    return random.Random(seed).sample(every, min(sample, len(every)))


def _mutants(path: Path) -> list[str]:
    try:
        from mutmut.mutation.file_mutation import mutate_file_contents
    except ImportError as none:
        raise SystemExit("needs mutmut: .venv/bin/python -m pip install mutmut==3.8.1") from none
    place = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
    found = mutate_file_contents(str(path), path.read_text())
    return [f"{place.removesuffix('.__init__')}.{name}" for name in found.mutant_names]
