"""An index by which the oldest deliveries are found."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index."""

    dependencies: ClassVar = [("connectors", "0001_initial")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["received_at"], name="connectors_delivery_by_age"),
        ),
    ]
