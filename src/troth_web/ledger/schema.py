"""Whether the tables of the database are those of this program, and making them so."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from troth.errors import TrothError

#: Two servers that start at once take turns; any number that nothing else uses.
_TURN = 7_268_427_101


class OtherVersionError(TrothError):
    """The tables of the database are not those of this program."""


def nobody() -> bool:
    """Whether there is nobody yet who could sign in."""
    from troth_web.people.models import Person

    known = connection.introspection.table_names()
    return Person._meta.db_table not in known or not Person.objects.exists()


def pending() -> list[str]:
    """Migrations that the database lacks: `ledger.0002_...`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown() -> list[str]:
    """Migrations that the database has and this program does not know: a newer one made them."""
    loader = MigrationLoader(connection)
    installed = loader.migrated_apps
    return [
        f"{app}.{name}"
        for app, name in sorted(loader.applied_migrations)
        if app in installed and (app, name) not in loader.disk_migrations
    ]


def must_not_be_newer() -> None:
    """See that no newer troth wrote the database.

    Raises:
        OtherVersionError: one did.
    """
    if newer := unknown():
        raise OtherVersionError(
            f"a newer troth wrote this database (it has {', '.join(newer)}); "
            "install that version, or restore a backup of before"
        )


def must_fit() -> None:
    """See that the tables are those of this program.

    Raises:
        OtherVersionError: they are newer, or older.
    """
    must_not_be_newer()
    if pending():
        raise OtherVersionError(
            "the tables of this database are of an older troth, or not made yet; make a backup, "
            "then let 'troth ledger migrate' bring them up to date"
        )


def migrate() -> list[str]:
    """Bring the tables up to date, each migration in a transaction; what was done.

    Stopped half-way, it goes on from there when called again.

    Raises:
        OtherVersionError: a newer troth wrote the database.
    """
    with _turn():
        must_not_be_newer()
        wanted = pending()
        if wanted:
            call_command("migrate", interactive=False, verbosity=0)
        return wanted


@contextmanager
def _turn() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_TURN])
