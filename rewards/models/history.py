"""What was awarded before the portal: four columns, typed or taken in from a workbook."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from emulation.kit import clock
from emulation.kit.fields import FollowingField, SearchField
from emulation.models import Unit
from emulation.models.imports import SAVED_BY_SOMEONE, UploadedWorkbook, UploadedWorkbookQuerySet

from ..rules.names import name_key

FIRST_YEAR, LAST_YEAR = 1945, 2199


class NameKeyField(FollowingField):
    """The name as two spellings of it are compared."""

    def follow(self, text):
        return name_key(text)[: self.max_length]


class AwardHistoryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(ward__in=Unit.objects.visible_to(user))


class AwardHistory(models.Model):
    """Khen thưởng trước đây: who was given what in which year by which decision."""

    ward = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    name = models.CharField("tên", max_length=200)
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    form = models.CharField("hình thức, danh hiệu", max_length=150)
    decision = models.CharField("quyết định", max_length=150)
    made_at = models.DateTimeField("ghi lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+")
    name_key = NameKeyField(source="name", max_length=200)
    search = SearchField(source="search_text")

    objects = AwardHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng trước đây"
        verbose_name_plural = "khen thưởng trước đây"
        ordering = ["-year", "name"]
        indexes = [models.Index(fields=["ward", "name_key"], name="award_history_by_name")]
        constraints = [
            models.UniqueConstraint("ward", "name_key", "year", "form", "decision", name="award_history_line_once"),
        ]

    def __str__(self):
        return f"Khen thưởng năm {self.year}, dòng {self.pk}"

    @property
    def search_text(self) -> str:
        return f"{self.name} {self.form} {self.decision}"


class HistoryImport(UploadedWorkbook):
    """One uploaded list of earlier awards of one ward or school."""

    ward = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    folder = "award-history"

    objects = UploadedWorkbookQuerySet.as_manager()

    class Meta(UploadedWorkbook.Meta):
        abstract = False
        verbose_name = "lần nhập khen thưởng trước đây"
        verbose_name_plural = "các lần nhập khen thưởng trước đây"
        constraints = [
            models.CheckConstraint(condition=SAVED_BY_SOMEONE, name="history_import_saved_by_someone_at_some_time"),
        ]
