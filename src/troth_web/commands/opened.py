"""Opening the ledger of this machine for a command; one that writes gets the lock with it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from troth.errors import MissingExtraError, TrothError

if TYPE_CHECKING:
    from troth_web.ledger.store import SqlStore


class NoLedgerError(TrothError):
    """There is no database to work on."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"there is no ledger at {where}; set TROTH_DATA or TROTH_DATABASE to where it is, "
            "or let 'troth serve' make one"
        )


class UnreachableError(TrothError):
    """The database is where it should be, and cannot be used."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"the database at {where} cannot be used: {why}; see that it runs, and that its folder "
            "can be written to"
        )


@contextmanager
def reachable() -> Iterator[None]:
    """Whatever asks the database for the first time.

    Raises:
        UnreachableError: it does not answer, or it cannot be written to.
    """
    from django.db.utils import OperationalError

    try:
        yield
    except OperationalError as error:
        raise UnreachableError(place(), str(error).strip().partition("\n")[0]) from None


def settings(log: str = "warning") -> None:
    """Read the settings and get Django ready; nothing is opened yet.

    Args:
        log: the least that is logged, where TROTH_LOG does not say. A command talks by itself.

    Raises:
        MissingExtraError: the extra `server` is not installed.
        SettingError: an environment variable cannot be used.
    """
    # What is made here is its owner's alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth_web.settings")
    os.environ.setdefault("TROTH_LOG", log)
    try:
        import django
    except ImportError as missing:
        raise MissingExtraError("this command", "server") from missing
    django.setup()


@contextmanager
def reading() -> Iterator["SqlStore"]:
    """The store, as it stands at one moment; a server may go on writing meanwhile.

    Raises:
        NoLedgerError: there is no database.
        OtherVersionError: its tables are not those of this program.
    """
    settings()
    from troth_web.ledger import current_store
    from troth_web.ledger.read_only import one_moment, read_only
    from troth_web.ledger.schema import must_fit

    _must_exist()
    read_only()
    must_fit()
    with one_moment():
        yield current_store()


@contextmanager
def writing(what: str, *, new: bool = False) -> Iterator["SqlStore"]:
    """The store, for a command that changes it; on SQLite nobody else may have it open to write.

    Args:
        what: the command, for whoever is refused meanwhile.
        new: whether the database may be missing; its tables are then made.

    Raises:
        InUseError: a server or another command has it.
        NoLedgerError, OtherVersionError: as `reading`.
    """
    settings()
    if not new:
        _must_exist()
    with empty(what):
        from troth_web.ledger import current_store
        from troth_web.ledger.schema import migrate, must_fit

        if new:
            migrate()
        must_fit()
        yield current_store()


@contextmanager
def empty(what: str) -> Iterator[None]:
    """The database as it is, with tables or without, for a command that fills it.

    Raises:
        InUseError: a server or another command has it.
    """
    settings()
    from troth_web.clock import now
    from troth_web.commands.lock import held

    path = sqlite_path()
    _must_be_sqlite(path)
    with held(path, what, now()) if path else nullcontext():
        yield


def sqlite_path() -> Path | None:
    """The file of the database; None on PostgreSQL."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    return Path(str(connection.settings_dict["NAME"]))


def place() -> str:
    """Where the database is, for people; never with a password."""
    from django.db import connection

    path = sqlite_path()
    if path:
        return str(path)
    known = connection.settings_dict
    return f"postgresql://{known['HOST'] or 'localhost'}/{known['NAME']}"


def _must_exist() -> None:
    path = sqlite_path()
    if path and not path.is_file():
        raise NoLedgerError(str(path))
    _must_be_sqlite(path)


def _must_be_sqlite(path: Path | None) -> None:
    """Refuse a file that is something else, before SQLite does in its own words."""
    if path is None or not path.is_file():
        return
    with path.open("rb") as file:
        start = file.read(16)
    if start not in {b"", b"SQLite format 3\x00"}:
        raise UnreachableError(str(path), "it is no SQLite database")
