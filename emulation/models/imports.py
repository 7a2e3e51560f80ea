"""Household lists from Excel, from their preview to their saving, and what is needed to take one back."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..kit import clock
from ..kit.fields import SealedField
from ..kit.pairs import pair
from .campaigns import Campaign
from .units import Unit


class UploadedWorkbookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An uploaded workbook is shown to the person who uploaded it."""
        return self.filter(uploaded_by_id=user.pk)

    def kept_long_enough(self):
        """Those whose files are to be erased."""
        return self.filter(uploaded_at__lte=clock.now() - timedelta(days=settings.IMPORT_KEEP_DAYS))


class HouseholdImportQuerySet(UploadedWorkbookQuerySet):
    def visible_to(self, user):
        """An uploaded list is shown to the person who uploaded it; once saved, to everybody of the ward."""
        of_the_ward = Q(saved_at__isnull=False, campaign__ward__in=Unit.objects.visible_to(user))
        return self.filter(Q(uploaded_by_id=user.pk) | of_the_ward)

    def saved(self):
        return self.filter(saved_at__isnull=False)

    def for_log(self):
        """Saved lists, the latest first, with everybody the log names."""
        people = ("uploaded_by", "saved_by", "undone_by")
        return self.saved().select_related("campaign__ward", "undo", *people).defer("undo__data").order_by("-saved_at")


class UploadedWorkbook(models.Model):
    """A workbook that somebody has uploaded, from its preview to its saving; the file is kept as it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
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

    folder = ""  # of the files, below the data folder, outside the web root

    class Meta:
        abstract = True
        ordering = ["-uploaded_at"]

    def __str__(self):
        return self.file_name

    @property
    def path(self) -> Path:
        """Where the workbook lies."""
        return Path(settings.DATA_DIR) / self.folder / f"{self.pk}.xlsx"

    @property
    def paths(self) -> list[Path]:
        """Every file that is kept of it."""
        return [self.path]


# moment and person of a saving stand and fall together; for the constraints of what is built on it
SAVED_BY_SOMEONE = pair("saved_at", "saved_by")


class HouseholdImport(UploadedWorkbook):
    """One uploaded household list; the file is kept for as long as it can be needed."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người hoàn tác", related_name="+"
    )
    folder = "imports"

    objects = HouseholdImportQuerySet.as_manager()

    class Meta(UploadedWorkbook.Meta):
        abstract = False
        verbose_name = "lần nhập danh sách hộ"
        verbose_name_plural = "các lần nhập danh sách hộ"
        constraints = [
            models.CheckConstraint(condition=SAVED_BY_SOMEONE, name="household_import_saved_by_someone_at_some_time"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False, saved_at__isnull=False),
                name="household_import_undone_by_someone_after_it_was_saved",
            ),
        ]

    @property
    def judged_path(self) -> Path:
        """Where its judgement lies, so that the workbook is read once only."""
        return self.path.with_suffix(".judged")

    @property
    def paths(self) -> list[Path]:
        return [self.path, self.judged_path]

    @property
    def undoable_until(self) -> datetime | None:
        """The moment until which it can be taken back; None where that is over or was never possible."""
        undo = getattr(self, "undo", None)
        return undo.kept_until if undo and not self.undone_at and undo.kept_until > clock.now() else None


def end_of_keeping() -> datetime:
    """Until when the data of an import that is made now is kept."""
    return clock.now() + timedelta(days=settings.IMPORT_KEEP_DAYS)


class ImportUndo(models.Model):
    """What one import has changed, before and after; it holds personal values, so it is sealed and kept for a time."""

    household_import = models.OneToOneField(HouseholdImport, models.CASCADE, related_name="undo")
    data = SealedField("dữ liệu để hoàn tác")
    kept_until = models.DateTimeField("giữ đến", default=end_of_keeping, db_index=True)

    class Meta:
        verbose_name = "dữ liệu hoàn tác"
        verbose_name_plural = "dữ liệu hoàn tác"

    def __str__(self):
        return f"Dữ liệu hoàn tác của {self.household_import_id}"
