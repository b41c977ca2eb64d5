"""What the page Today asks: which customers wait for an answer, and what was done too late."""

from django.db import migrations, models

_COLUMN = "ALTER TABLE ledger_promise ADD COLUMN unanswered_us bigint"
_LATE = (
    "CREATE INDEX promise_late ON ledger_promise (falls_due_us) "
    "WHERE clock = 'stopped' AND outcome = 'broken'"
)
_INDEX = (
    "CREATE INDEX promise_unanswered ON ledger_promise (unanswered_us) "
    "WHERE unanswered_us IS NOT NULL"
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_files")]

    operations = [
        migrations.RunSQL(
            _COLUMN,
            "ALTER TABLE ledger_promise DROP COLUMN unanswered_us",
            state_operations=[
                migrations.AddField(
                    "PromiseRow", "unanswered_us", models.BigIntegerField(null=True)
                )
            ],
        ),
        migrations.RunSQL(_INDEX, "DROP INDEX promise_unanswered"),
        migrations.RunSQL(_LATE, "DROP INDEX promise_late"),
    ]
