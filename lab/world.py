"""A world to break: a database of one engine, a data directory, a key, and a server."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from lab.postgres import Cluster, own

EngineName = Literal["sqlite", "postgresql"]
ENGINES: tuple[EngineName, ...] = ("sqlite", "postgresql")
#: The command `troth` of this checkout, whatever else is installed.
TROTH = (sys.executable, "-c", "from troth.cli.main import main; main()")
ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Run:
    """A process that prints one JSON object when it is done."""

    process: "subprocess.Popen[str]"

    def told(self) -> dict[str, Any]:
        """What it printed."""
        said, _ = self.process.communicate()
        if self.process.returncode:
            raise RuntimeError(f"{self.process.args!r} ended with {self.process.returncode}")
        told: dict[str, Any] = json.loads(said)
        return told


@dataclass
class World:
    """Everything that one run of a test breaks."""

    engine: EngineName
    folder: Path
    #: Address of the database.
    database: str
    cluster: Cluster | None = None
    #: Bearer key of an administrator.
    key: str = ""
    #: Further variables for every process of this world.
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The server's data directory."""
        return self.folder / "data"

    @property
    def file(self) -> Path:
        """The database file of SQLite."""
        return self.data / "ledger.sqlite3"

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """What processes of this world find in their environment."""
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(
                [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
            ),
            "DJANGO_SETTINGS_MODULE": "troth_web.settings",
            "TROTH_DATABASE": self.database,
            "TROTH_DATA": str(self.data),
            # Asking too often is what the lab does.
            "TROTH_API_REQUESTS": "0",
            # What is counted is what was asked for; trials of the worker let it act.
            "TROTH_WORKER": "no",
            **self.settings,
            **(more or {}),
        }

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a Python module in this world; what it printed."""
        return self._ran([sys.executable, "-m", *words], check)

    def _ran(self, command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        outcome = subprocess.run(
            command,
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and outcome.returncode:
            said = f"{outcome.stdout}\n{outcome.stderr}"
            raise RuntimeError(f"{' '.join(command)} ended with {outcome.returncode}\n{said}")
        return outcome

    def troth(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of `troth` in this world; what it printed."""
        return self._ran([*TROTH, *words], check)

    def begin(self, *words: str) -> "Run":
        """Start a Python module in this world, and let it run."""
        return Run(
            subprocess.Popen(
                [sys.executable, "-m", *words],
                env=self.environment(),
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
        )

    def close(self) -> None:
        """Stop what runs."""
        if self.cluster is not None:
            self.cluster.stop()


def bare(engine: EngineName, folder: Path, cluster_settings: tuple[str, ...] = ()) -> World:
    """A world with an empty database."""
    folder.mkdir(parents=True, exist_ok=True)
    # PostgreSQL runs as another user, who must be able to come by.
    folder.chmod(0o755)
    (folder / "data").mkdir(mode=0o700)
    if engine == "sqlite":
        file = folder / "data/ledger.sqlite3"
        return World("sqlite", folder, f"sqlite:///{file}")
    cluster = Cluster(folder / "pg", cluster_settings)
    cluster.make()
    cluster.start()
    return World("postgresql", folder, cluster.database("troth"), cluster)


def made(engine: EngineName, folder: Path, cluster_settings: tuple[str, ...] = ()) -> World:
    """A world with tables, an administrator with a key, and a playbook in force.

    It is made once for each engine, and copied from then on.
    """
    pattern = _pattern(engine)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    shutil.copytree(pattern.data, folder / "data")
    if engine == "sqlite":
        database = f"sqlite:///{folder / 'data/ledger.sqlite3'}"
        return World("sqlite", folder, database, key=pattern.key)
    cluster = Cluster(folder / "pg", cluster_settings)
    shutil.copytree(pattern.folder / "pg", cluster.folder)
    own(cluster.folder)
    cluster.start()
    return World("postgresql", folder, cluster.url("troth"), cluster, pattern.key)


@lru_cache
def _pattern(engine: EngineName) -> World:
    folder = Path(tempfile.mkdtemp(prefix="lab-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    world = bare(engine, folder)
    world.run("django", "migrate", "--verbosity=0")
    world.key = json.loads(world.run("lab.founding").stdout)["key"]
    world.close()
    return world


@contextmanager
def place() -> Iterator[Path]:
    """A folder for a world; PostgreSQL, another user, can get there.

    It is gone afterwards, but with `LAB_KEEP` in the environment.
    """
    folder = Path(tempfile.mkdtemp(prefix="lab-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if os.environ.get("LAB_KEEP"):
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
