"""The table of files."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from troth_web.ledger.tables import file_statements


def make(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table."""
    for statement in file_statements(editor.connection.vendor):
        editor.execute(statement, None)


def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it with all that it holds."""
    editor.execute("DROP TABLE ledger_file", None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_journal")]

    operations = [
        migrations.RunPython(make, drop),
        migrations.CreateModel(
            name="FileContent",
            fields=[
                ("entry", models.TextField(primary_key=True, serialize=False)),
                ("content", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "ledger_file",
                "managed": False,
            },
        ),
    ]
