"""Who has which sheet open just now, so that two clerks on one sheet see each other. Short-lived, no history."""

from django.conf import settings
from django.db import models

from emulation.models import Household, Phase


class OpenSheet(models.Model):
    """Somebody keys a household's sheet, and was there at `seen_at`."""

    phase = models.ForeignKey(Phase, models.CASCADE, verbose_name="đợt", related_name="+")
    household = models.ForeignKey(Household, models.CASCADE, verbose_name="hộ", related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="người mở", related_name="+")
    seen_at = models.DateTimeField("thấy lúc", db_index=True)

    class Meta:
        verbose_name = "phiếu đang mở"
        verbose_name_plural = "phiếu đang mở"
        constraints = [
            models.UniqueConstraint("phase", "household", "user", name="open_sheet_once_per_person_and_household"),
        ]

    def __str__(self):
        return f"Phiếu đang mở {self.pk}"
