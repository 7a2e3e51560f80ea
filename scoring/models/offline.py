"""The workbooks that neighbourhoods fill in offline, as they came back."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.models import Phase, Unit


class OfflineUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An uploaded workbook is shown to the person who uploaded it."""
        return self.filter(uploaded_by_id=user.pk)

    def for_page(self):
        return self.select_related("phase__campaign__ward", "unit", "uploaded_by", "saved_by")

    def saved_like(self, upload: "OfflineUpload"):
        """The same file of the same neighbourhood and phase, saved before."""
        same = self.filter(phase=upload.phase_id, unit=upload.unit_id, sha256=upload.sha256)
        return same.exclude(saved_at=None).exclude(pk=upload.pk)


class OfflineUpload(models.Model):
    """One workbook of a neighbourhood that came back, from its preview to its saving; the file is kept as it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="tổ dân phố", related_name="+")
    file_name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tải lên", related_name="+"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", default=clock.now)
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người lưu", related_name="+"
    )
    counts = models.JSONField("số liệu", default=dict)

    objects = OfflineUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp phiếu của tổ"
        verbose_name_plural = "tệp phiếu của các tổ"
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(saved_at=None, saved_by=None) | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="offline_upload_saved_by_someone_at_some_time",
            ),
        ]

    def __str__(self):
        return f"Tệp của {self.unit}"

    @property
    def path(self) -> Path:
        """Where the uploaded workbook lies, outside the web root."""
        return Path(settings.DATA_DIR) / "offline" / f"{self.pk}.xlsx"
