"""What somebody has said about a conspicuous shape in the sheets."""

from django.conf import settings
from django.db import models

from emulation.kit import clock
from emulation.models import Phase


class PatternNote(models.Model):
    """Điều đã xem: a conspicuous shape, named by its key, that somebody has looked at on paper."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    key = models.CharField("điều cần xem", max_length=80)
    words = models.CharField("đã xem thấy", max_length=300)
    noted_at = models.DateTimeField("xem lúc", default=clock.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người xem", related_name="+")

    class Meta:
        verbose_name = "điều đã xem"
        verbose_name_plural = "những điều đã xem"
        constraints = [
            models.UniqueConstraint("phase", "key", name="pattern_noted_once_per_phase"),
        ]

    def __str__(self):
        return f"Điều đã xem {self.pk}"
