"""The database, from one address: SQLite in a file, or PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from troth_web.settings.environment import SettingError, data_directory, parts_of, text

#: Written to every SQLite connection. FULL: what was acknowledged outlives a power loss.
#: secure_delete: what was erased leaves no bytes in free pages.
#: wal_autocheckpoint: moving the log into the file, which a write waits for, takes as long for
#: 4,000 pages as for the usual 1,000. A promise writes about 27: fewer than 1 in 100 wait.
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
    "PRAGMA wal_autocheckpoint=4000;"
)

#: A statement that comes again is planned once for each connection.
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}

#: How long a statement waits for a lock that another connection holds.
BUSY_SECONDS = 20


def database() -> dict[str, Any]:
    """Django's entry for `TROTH_DATABASE`; where that is unset, a file in the data directory.

    Raises:
        SettingError: the address names no engine that troth knows.
    """
    address = text("TROTH_DATABASE")
    if not address:
        return sqlite(data_directory() / "ledger.sqlite3")
    scheme = address.partition(":")[0].casefold()
    if scheme == "sqlite" and address.startswith("sqlite:///"):
        return sqlite(Path(unquote(address.removeprefix("sqlite:///"))).absolute())
    if scheme in {"postgresql", "postgres"}:
        return postgresql(address)
    raise SettingError(
        "TROTH_DATABASE",
        _without_password(address),
        "it must begin with sqlite:/// or postgresql://",
    )


def sqlite(path: Path) -> dict[str, Any]:
    """A SQLite file. Transactions are IMMEDIATE, so that two writers wait instead of failing."""
    return {
        "ENGINE": "troth_web.ledger.sqlite",
        "NAME": str(path),
        # Kept open: the last connection that closes moves all of the log into the file, and syncs.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            # A statement that comes again is planned once for each connection.
            "cached_statements": 1_000,
            "init_command": PRAGMAS,
        },
    }


def postgresql(address: str) -> dict[str, Any]:
    """A PostgreSQL database; what follows `?` goes to the driver, such as `sslmode=require`.

    Raises:
        SettingError: the address cannot be read.
    """
    parts = parts_of(address)
    if parts is None:
        right = "it must be postgresql://NAME:PASSWORD@HOST:5432/DATABASE"
        raise SettingError("TROTH_DATABASE", address.partition(":")[0], right)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")) or "troth",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**PREPARED, **dict(parse_qsl(parts.query))},
    }


def _without_password(address: str) -> str:
    parts = parts_of(address)
    if parts is None:
        return address.partition(":")[0]
    return address.replace(f":{parts.password}@", ":...@") if parts.password else address
