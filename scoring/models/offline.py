"""The workbooks that neighbourhoods fill in offline, as they came back."""

from django.db import models

from emulation.models import Phase, Unit
from emulation.models.imports import SAVED_BY_SOMEONE, UploadedWorkbook, UploadedWorkbookQuerySet


class OfflineUploadQuerySet(UploadedWorkbookQuerySet):
    def for_page(self):
        return self.select_related("phase__campaign__ward", "unit", "uploaded_by", "saved_by")

    def saved_like(self, upload: "OfflineUpload"):
        """The same file of the same neighbourhood and phase, saved before."""
        same = self.filter(phase=upload.phase_id, unit=upload.unit_id, sha256=upload.sha256)
        return same.exclude(saved_at=None).exclude(pk=upload.pk)


class OfflineUpload(UploadedWorkbook):
    """One workbook of a neighbourhood that came back."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="tổ dân phố", related_name="+")
    folder = "offline"

    objects = OfflineUploadQuerySet.as_manager()

    class Meta(UploadedWorkbook.Meta):
        abstract = False
        verbose_name = "tệp phiếu của tổ"
        verbose_name_plural = "tệp phiếu của các tổ"
        constraints = [
            models.CheckConstraint(condition=SAVED_BY_SOMEONE, name="offline_upload_saved_by_someone_at_some_time"),
        ]

    def __str__(self):
        return f"Tệp của {self.unit}"
