"""What happened to units: renamed, merged, split, each with its date and the paper that says so. Append-only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from ..choices import ChangeKind
from ..kit import clock
from .households import Household
from .units import Unit, within


class UnitChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees one of the units sees what became of it."""
        parts = UnitChangePart.objects.filter(
            within(user.unit_codes, "before__code") | within(user.unit_codes, "after__code")
        )
        return self.filter(pk__in=parts.values("change"))

    def about(self, unit: Unit):
        """Changes this unit came from, went through or ended in, newest first."""
        parts = UnitChangePart.objects.filter(Q(before=unit) | Q(after=unit))
        return self.filter(pk__in=parts.values("change")).order_by("-effective_on", "-pk")

    def for_page(self):
        return self.select_related("made_by").prefetch_related("parts__before", "parts__after")


class UnitChange(models.Model):
    """One decision on the units of a ward, in force from a day on."""

    ward = models.ForeignKey(Unit, models.PROTECT, verbose_name="phường", related_name="+")
    kind = models.CharField("việc", max_length=10, choices=ChangeKind)
    effective_on = models.DateField("có hiệu lực từ ngày")
    decision = models.CharField("theo văn bản", max_length=200)
    reason = models.CharField("lý do", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="người ghi", related_name="+"
    )
    made_at = models.DateTimeField("ghi lúc", default=clock.now)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = UnitChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "thay đổi đơn vị"
        verbose_name_plural = "thay đổi đơn vị"
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=""),
                name="unit_change_names_its_decision",
                violation_error_message="Hãy ghi văn bản làm căn cứ cho thay đổi này.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} từ ngày {self.effective_on:%d/%m/%Y}"


class UnitChangePart(models.Model):
    """From one unit to one unit, with their names then; both are the same unit where it goes on."""

    change = models.ForeignKey(UnitChange, models.PROTECT, verbose_name="thay đổi", related_name="parts")
    before = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị trước", related_name="parts_after")
    after = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị sau", related_name="parts_before")
    old_name = models.CharField("tên trước", max_length=150)
    new_name = models.CharField("tên sau", max_length=150)

    class Meta:
        verbose_name = "phần của thay đổi"
        verbose_name_plural = "các phần của thay đổi"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "change", "before", "after",
                name="unit_change_part_once",
                violation_error_message="Thay đổi này đã ghi hai đơn vị đó.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.old_name} → {self.new_name}"

    @property
    def goes_on(self) -> bool:
        """True where the unit before is the unit after."""
        return self.before_id == self.after_id


class HouseholdMoveQuerySet(models.QuerySet):
    def with_day_and_origin(self):
        """Adds `day`, from which on the household is elsewhere, and `origin`, the unit it was in before."""
        return self.annotate(
            day=Coalesce("moved_on", "part__change__effective_on"), origin=Coalesce("before", "part__before")
        )


class HouseholdMove(models.Model):
    """A household whose neighbourhood changed, with a change of units or by itself; so old cuts can be counted again.

    A move with a change takes its day and its old unit from there; a move by itself has its own.
    """

    part = models.ForeignKey(
        UnitChangePart, models.PROTECT, null=True, blank=True, verbose_name="theo thay đổi", related_name="moves"
    )
    before = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="từ đơn vị", related_name="households_gone"
    )
    moved_on = models.DateField("từ ngày", null=True, blank=True)
    household = models.ForeignKey(Household, models.PROTECT, verbose_name="hộ", related_name="moves")

    objects = HouseholdMoveQuerySet.as_manager()

    class Meta:
        verbose_name = "hộ chuyển tổ"
        verbose_name_plural = "các hộ chuyển tổ"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "household", "part",
                name="household_moved_once_by_a_change",
                violation_error_message="Hộ này đã được chuyển theo thay đổi đó.",
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=False, before=None, moved_on=None)
                | Q(part=None, before__isnull=False, moved_on__isnull=False),
                name="household_move_is_with_a_change_or_by_itself",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Hộ {self.household_id} theo thay đổi {self.part_id or self.moved_on}"
