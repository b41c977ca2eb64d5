"""Who acts, and when that was last seen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BeatRow",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("at_us", models.BigIntegerField()),
                ("done", models.BigIntegerField(default=0)),
                ("note", models.TextField(default="")),
                ("place", models.TextField(default="")),
            ],
            options={"db_table": "worker_beat"},
        ),
        migrations.CreateModel(
            name="StuckRow",
            fields=[
                ("subject", models.TextField(primary_key=True, serialize=False)),
                ("tries", models.IntegerField()),
                ("until_us", models.BigIntegerField()),
                ("why", models.TextField()),
            ],
            options={"db_table": "worker_stuck"},
        ),
        migrations.CreateModel(
            name="LeaseRow",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("holder", models.TextField()),
                ("token", models.BigIntegerField(default=1)),
                ("until_us", models.BigIntegerField()),
            ],
            options={"db_table": "worker_lease"},
        ),
    ]
