"""What customers said and nobody read: of milestones, and no longer of dates that are over."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from troth.promises.fold import fold
from troth_web.ledger.projection import maybe_us
from troth_web.ledger.rows import COLUMNS, entry_of

_INDEX = (
    "CREATE INDEX milestone_words ON ledger_entry (position) "
    "WHERE type IN ('milestone.chosen', 'milestone.signed')"
)
_WAITING = "SELECT subject FROM ledger_promise WHERE unanswered_us IS NOT NULL"
_JOURNAL = f"SELECT {COLUMNS} FROM ledger_entry e WHERE e.subject = %s ORDER BY e.sequence"
_SET = "UPDATE ledger_promise SET unanswered_us = %s WHERE subject = %s"


def count_anew(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let go of what waits no longer: an answer to a date is over with its promise."""
    with editor.connection.cursor() as cursor:
        cursor.execute(_WAITING)
        for (subject,) in cursor.fetchall():
            cursor.execute(_JOURNAL, [subject])
            promise = fold(entry_of(row, None) for row in cursor.fetchall())
            cursor.execute(_SET, [maybe_us(promise.unanswered if promise else None), subject])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_unanswered")]

    operations = [
        migrations.RunSQL(_INDEX, "DROP INDEX milestone_words"),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
