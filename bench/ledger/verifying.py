"""Verifying, exporting and importing a journal: rates, and memory that does not grow."""

import json
import subprocess
import sys

from bench.ledger.engines import ENGINES, Place, place
from bench.ledger.requests import NAMES
from bench.ledger.serving import ROOT
from bench.measure import TROTH, Figure, cost_of

#: Entries: a small journal and a large one.
SMALL, LARGE = 20_000, 200_000


def figures() -> list[Figure]:
    """For each engine."""
    return [figure for engine in ENGINES for figure in _of(engine)]


def _of(engine: str) -> list[Figure]:
    with place(engine) as where:
        rates, exports, imports = [], [], []
        for entries in (SMALL, LARGE):
            rates.append(_grown(where, entries))
            folder = where.data.parent / f"export-{entries}"
            keys = str(folder.with_suffix(".keys"))
            exports.append(_peak(where, "export", str(folder), "--keys", keys))
            with place(engine) as empty:
                _tables(empty)
                imports.append(_peak(empty, "import", str(folder), "--keys", keys))
    return [
        _rate(engine, rates[-1]),
        _memory(engine, "export", exports),
        _memory(engine, "import", imports),
    ]


def _grown(where: Place, entries: int) -> float:
    """Entries verified a second, once there are so many."""
    sizes = [str(size) for size in (SMALL, LARGE) if size <= entries]
    _python(where, "bench.ledger.growth", "--from", str(_held(where)), *sizes[-1:])
    done = _python(where, "bench.ledger.growth", "--verify")
    rate: float = json.loads(done.splitlines()[-1])["verify_per_second"]
    return rate


def _held(where: Place) -> int:
    return SMALL if (where.data.parent / f"export-{SMALL}").exists() else 0


def _tables(where: Place) -> None:
    subprocess.run([TROTH, "ledger", "migrate"], env=_env(where), check=True, capture_output=True)


def _peak(where: Place, *command: str) -> float:
    return cost_of(["env", *_assigned(where), TROTH, "ledger", *command]).peak_mib


def _assigned(where: Place) -> list[str]:
    return [f"{name}={value}" for name, value in _env(where).items() if name.startswith("TROTH_")]


def _env(where: Place) -> dict[str, str]:
    return {**where.environment, "DJANGO_SETTINGS_MODULE": "troth_web.settings"}


def _python(where: Place, module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, env=where.environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def _rate(engine: str, rate: float) -> Figure:
    return Figure(
        what=f"{NAMES[engine]}: entries verified, of {LARGE:,}",
        measured=f"{rate:,.0f}/s",
        target="at least 50,000/s",
        met=rate >= 50_000,
    )


def _memory(engine: str, what: str, peaks: list[float]) -> Figure:
    small, large = peaks
    return Figure(
        what=f"{NAMES[engine]}: memory of an {what} of {LARGE:,} entries",
        measured=f"{large:.0f} MiB ({small:.0f} MiB of {SMALL:,})",
        target="flat: within a fifth",
        met=large <= 1.2 * small,
    )
