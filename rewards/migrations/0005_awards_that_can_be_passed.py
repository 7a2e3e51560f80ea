"""A vote that takes more than all, or nothing at all, was never meant: settings of that kind become the nearest that is."""

from django.db import migrations, models
from django.db.models import F, Q


def mend(apps, schema_editor):
    awards = apps.get_model("rewards", "Award").objects
    awards.filter(quorum_part=0).update(quorum_part=1)
    awards.filter(needed_part=0).update(needed_part=1)
    awards.filter(needs_more=True, needed_part__gte=F("needed_whole")).update(needs_more=False)


class Migration(migrations.Migration):
    dependencies = [("rewards", "0004_dossiers")]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=Q(quorum_part__gt=0, needed_part__gt=0)
                & (Q(needs_more=False) | Q(needed_part__lt=F("needed_whole"))),
                name="award_can_be_passed",
                violation_error_message=(
                    "Phải quá toàn bộ số phiếu thì không bao giờ thông qua. Muốn tất cả đều tán thành, hãy bỏ chọn "
                    "“phải quá tỷ lệ đó”; tỷ lệ phải lớn hơn 0."
                ),
            ),
        ),
    ]
