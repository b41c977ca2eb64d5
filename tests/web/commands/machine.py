"""A server's machine: a data directory, a database, and commands that run on it as processes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.web.commands.runs import Run, run

ROOT = Path(__file__).resolve().parents[3]
_TROTH = "from troth.cli.main import main; main()"


@dataclass
class Machine:
    """Where commands run."""

    folder: Path
    #: `postgresql://...`; SQLite in the data directory where it is empty.
    database: str = ""
    more: dict[str, str] = field(default_factory=dict)
    #: Ids of those whom a filled machine knows.
    customers: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / "data"

    @property
    def sqlite(self) -> Path:
        """The database on SQLite."""
        return self.data / "ledger.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What processes find."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("TROTH_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        paths = [str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]
        database = {"TROTH_DATABASE": self.database} if self.database else {}
        return {
            **kept,
            "PYTHONPATH": os.pathsep.join(path for path in paths if path),
            "TROTH_DATA": str(self.data),
            **database,
            **self.more,
        }

    def troth(self, *arguments: str | Path, code: int = 0, given: str = "") -> Run:
        """Run a command and see that it leaves with the code."""
        done = run(
            "troth.cli.main",
            [str(argument) for argument in arguments],
            folder=self.folder,
            environment=self.environment,
            given=given,
        )
        assert done.code == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def asked(self, *arguments: str | Path, code: int = 0) -> Any:  # noqa: ANN401 - a JSON value
        """What a command answers as JSON."""
        return json.loads(self.troth(*arguments, code=code).stdout)

    def refused(self, *arguments: str | Path, given: str = "") -> str:
        """The sentence with which a command refuses."""
        return self.troth(*arguments, code=2, given=given).stderr

    def started(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        """A command that goes on."""
        return self._process("-c", _TROTH, *map(str, arguments))

    def desk(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        """A desk that makes promises; see `tests.web.commands.desk`."""
        return self._process("-m", "tests.web.commands.desk", *map(str, arguments))

    def fill(self, customers: int) -> list[str]:
        """A ledger with so many customers, each with promises; their ids."""
        done = run(
            "tests.web.commands.desk",
            [str(customers)],
            folder=self.folder,
            environment=self.environment,
        )
        assert done.code == 0, done.stderr
        return done.stdout.split()

    def _process(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
