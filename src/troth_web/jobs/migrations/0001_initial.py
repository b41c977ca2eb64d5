"""What was asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="JobRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("key", models.TextField()),
                ("arguments", models.TextField()),
                ("fingerprint", models.TextField()),
                ("asked_by", models.TextField()),
                ("asked_us", models.BigIntegerField()),
                ("state", models.TextField(default="waiting")),
                ("progress", models.FloatField(null=True)),
                ("tries", models.IntegerField(default=0)),
                ("begun_us", models.BigIntegerField(null=True)),
                ("ended_us", models.BigIntegerField(null=True)),
                ("result", models.TextField(null=True)),
                ("why", models.TextField(default="")),
            ],
            options={
                "db_table": "jobs_job",
                "constraints": [
                    models.UniqueConstraint(fields=("name", "key"), name="jobs_job_once")
                ],
            },
        ),
    ]
