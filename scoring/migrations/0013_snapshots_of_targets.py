"""A phase of a campaign that scores nobody is closed with its targets alone: its snapshot has no rules."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0012_staff_items")]

    operations = [
        migrations.AlterField(
            model_name="snapshot",
            name="rules",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="scoring.resultrules",
                verbose_name="quy tắc",
            ),
        ),
    ]
