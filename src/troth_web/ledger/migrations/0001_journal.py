"""The tables of the journal, and what guards it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from troth_web.ledger.tables import NAMES, statements


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables."""
    for statement in statements(editor.connection.vendor):
        editor.execute(statement, None)


def drop(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them with all that they hold."""
    for name in NAMES:
        editor.execute(f"DROP TABLE {name}", None)
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION ledger_entry_stands()", None)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunPython(make, drop),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("place", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject", models.TextField(unique=True)),
                ("kind", models.TextField()),
                ("customer", models.TextField(null=True)),
                ("sequence", models.IntegerField()),
                ("hash", models.TextField()),
                ("turn", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_head",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("position", models.BigAutoField(primary_key=True, serialize=False)),
                ("epoch", models.IntegerField()),
                ("turn", models.BigIntegerField()),
                ("id", models.TextField(unique=True)),
                ("type", models.TextField()),
                ("subject", models.TextField()),
                ("sequence", models.IntegerField()),
                ("at", models.TextField()),
                ("recorded_at", models.TextField()),
                ("actor", models.TextField()),
                ("channel", models.TextField(null=True)),
                ("edition", models.TextField(null=True)),
                ("idempotency_key", models.TextField(null=True)),
                ("payload", models.TextField()),
                ("person", models.TextField(null=True)),
                ("seal", models.TextField(null=True)),
                ("previous", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "db_table": "ledger_entry",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerSetting",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("value", models.TextField()),
            ],
            options={
                "db_table": "ledger_setting",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Lookup",
            fields=[
                ("place", models.BigAutoField(primary_key=True, serialize=False)),
                ("hash", models.TextField()),
                ("subject", models.TextField()),
            ],
            options={
                "db_table": "ledger_lookup",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="OutboxRow",
            fields=[
                ("place", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry", models.TextField()),
            ],
            options={
                "db_table": "ledger_outbox",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("person", models.TextField(primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_key",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="PromiseRow",
            fields=[
                ("subject", models.TextField(primary_key=True, serialize=False)),
                ("sequence", models.IntegerField()),
                ("stage", models.TextField()),
                ("clock", models.TextField()),
                ("metric", models.TextField()),
                ("customer", models.TextField(null=True)),
                ("promiser", models.TextField()),
                ("promiser_team", models.TextField(null=True)),
                ("holder", models.TextField()),
                ("holder_team", models.TextField(null=True)),
                ("duty", models.BooleanField()),
                ("made_us", models.BigIntegerField()),
                ("falls_due_us", models.BigIntegerField(null=True)),
                ("outcome", models.TextField(null=True)),
                ("moved_after_us", models.BigIntegerField(null=True)),
                ("broken_after_us", models.BigIntegerField(null=True)),
                ("wakes_us", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "ledger_promise",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="SavedAnswer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "actor",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("actor", models.TextField()),
                ("key", models.TextField()),
                ("fingerprint", models.TextField()),
                ("created_us", models.BigIntegerField()),
                ("persons", models.TextField(default="")),
                ("content", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "ledger_answer",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="SealedPart",
            fields=[
                ("entry", models.TextField(primary_key=True, serialize=False)),
                ("content", models.BinaryField(null=True)),
            ],
            options={
                "db_table": "ledger_sealed",
                "managed": False,
            },
        ),
    ]
