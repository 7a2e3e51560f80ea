"""Who works at a school or another unit that keeps a staff list (CB-GV-NV), and the lists that were uploaded."""

import uuid

from django.db import models
from django.db.models import F, Q

from ..choices import Gender, UnitKind
from ..kit import clock
from ..kit.fields import NameSortField, SearchField
from .imports import SAVED_BY_SOMEONE, UploadedWorkbook, UploadedWorkbookQuerySet
from .units import Unit

KEEPS_STAFF = (UnitKind.SCHOOL, UnitKind.ENTERPRISE)


def at_work(day) -> Q:
    """The condition of working on a day, the first and the last day included."""
    came = Q(joined_on=None) | Q(joined_on__lte=day)
    return came & (Q(left_on=None) | Q(left_on__gte=day))


class StaffMemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))

    def current_on(self, day):
        """Who works on this day: whom a target of the day counts."""
        return self.filter(at_work(day))

    def gone_by(self, day):
        """Whose last day is over on this day."""
        return self.filter(left_on__lt=day)

    def by_name(self):
        return self.order_by("unit__position", "unit__code", "sort_key", "pk")


class StaffMember(models.Model):
    """CB-GV-NV: one person's time of work at one unit; who comes back after an absence begins a new one.

    No citizen id and no telephone: the targets of a school ask for neither.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    code = models.CharField("mã cán bộ", max_length=30, blank=True)
    full_name = models.CharField("họ và tên", max_length=100)
    born_on = models.DateField("ngày sinh")
    is_birth_year_only = models.BooleanField("chỉ biết năm sinh", default=False)
    gender = models.CharField("giới tính", max_length=6, choices=Gender)
    position = models.CharField("chức vụ", max_length=100)
    joined_on = models.DateField("làm việc từ ngày", null=True, blank=True)
    left_on = models.DateField("làm việc đến hết ngày", null=True, blank=True)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)
    search = SearchField(source="search_text")
    sort_key = NameSortField(source="full_name")

    objects = StaffMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "cán bộ, giáo viên, nhân viên"
        verbose_name_plural = "cán bộ, giáo viên, nhân viên"
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
                name="staff_member_leaves_after_joining",
                violation_error_message="Ngày nghỉ trước ngày vào làm: kiểm tra lại hai ngày.",
            ),
            models.UniqueConstraint(
                "unit", "code",
                condition=Q(left_on=None) & ~Q(code=""),
                name="staff_code_once_in_a_unit",
                violation_error_message="Đơn vị đã có người mang mã này.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "sort_key"], name="staff_by_name")]

    def __str__(self):
        return f"Cán bộ {self.pk}"

    @property
    def search_text(self) -> str:
        return f"{self.full_name} {self.code} {self.position}"

    @property
    def has_left(self) -> bool:
        """True once the last day of work is over."""
        return self.left_on is not None and self.left_on < clock.today()

    @property
    def birth_text(self) -> str:
        return f"{self.born_on.year}" if self.is_birth_year_only else f"{self.born_on:%d/%m/%Y}"

    @property
    def work_text(self) -> str:
        """The time of work in short: "từ 05/09/2020 đến hết 31/05/2023", "đang làm việc"."""
        parts = [f"từ {self.joined_on:%d/%m/%Y}" if self.joined_on else ""]
        parts.append(f"đến hết {self.left_on:%d/%m/%Y}" if self.left_on else "")
        return " ".join(part for part in parts if part) or "đang làm việc"


class StaffImport(UploadedWorkbook):
    """One uploaded staff list of one unit; the file is kept sealed for as long as it can be needed."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    folder = "staff-lists"

    objects = UploadedWorkbookQuerySet.as_manager()

    class Meta(UploadedWorkbook.Meta):
        abstract = False
        verbose_name = "lần nhập danh sách cán bộ"
        verbose_name_plural = "các lần nhập danh sách cán bộ"
        constraints = [
            models.CheckConstraint(condition=SAVED_BY_SOMEONE, name="staff_import_saved_by_someone_at_some_time"),
        ]
