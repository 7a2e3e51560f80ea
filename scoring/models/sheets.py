"""The score sheets households hand in, and what households and units are scored for themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Household, Member, Phase, Unit

from ..choices import ExemptionEffect, ExemptionKind, SheetStatus
from .criteria import CriteriaSet


class ScoreSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(household__unit__in=Unit.objects.visible_to(user))

    def handed_in(self):
        """Sheets that somebody has finished entering."""
        return self.filter(status=SheetStatus.COMPLETE)


class ScoreSheet(models.Model):
    """Phiếu chấm điểm of one household in one phase; it comes into being with the first answer."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, verbose_name="hộ", related_name="+")
    status = models.CharField("trạng thái", max_length=10, choices=SheetStatus, default=SheetStatus.ENTERING)
    completed_at = models.DateTimeField("xong lúc", null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người nhập", related_name="+"
    )
    created_at = models.DateTimeField("bắt đầu lúc", default=clock.now)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu chấm điểm"
        verbose_name_plural = "phiếu chấm điểm"
        constraints = [
            models.UniqueConstraint(
                "phase", "household",
                name="score_sheet_once_per_household_and_phase",
                violation_error_message="Hộ này đã có phiếu trong đợt.",
            ),
            models.CheckConstraint(
                condition=Q(status=SheetStatus.ENTERING, completed_at=None, completed_by=None)
                | Q(status=SheetStatus.COMPLETE, completed_at__isnull=False, completed_by__isnull=False),
                name="score_sheet_complete_by_someone_at_some_time",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Phiếu {self.pk}"


class JudgedAnswers(models.Model):
    """Answers of one subject, one character per criterion, with what `rules` judged of them at the write."""

    answers = models.CharField("câu trả lời", max_length=60)
    score = models.DecimalField("điểm", max_digits=7, decimal_places=2)
    passed = models.BooleanField("đạt", null=True)
    level = models.CharField("mức đạt", max_length=60, blank=True)
    version = models.PositiveIntegerField("lần ghi", default=1)
    entered_at = models.DateTimeField("nhập lúc", default=clock.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )

    class Meta:
        abstract = True


class MemberScore(JudgedAnswers):
    """Điểm một người."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "điểm một người"
        verbose_name_plural = "điểm từng người"
        constraints = [
            models.UniqueConstraint("sheet", "member", name="member_scored_once_per_sheet"),
            models.CheckConstraint(condition=Q(score__gte=0), name="member_score_not_negative"),
        ]

    def __str__(self):
        return f"Điểm {self.pk}"


class HouseholdScore(JudgedAnswers):
    """What a household is scored for itself, beside its members."""

    sheet = models.OneToOneField(ScoreSheet, models.CASCADE, related_name="own_score")

    class Meta:
        verbose_name = "điểm của hộ"
        verbose_name_plural = "điểm của hộ"
        constraints = [models.CheckConstraint(condition=Q(score__gte=0), name="household_score_not_negative")]

    def __str__(self):
        return f"Điểm hộ {self.pk}"


class UnitScoreQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))


class UnitScore(JudgedAnswers):
    """A checklist of a unit in a phase: nhà văn hóa số, a school, the neighbourhood itself."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, verbose_name="bộ tiêu chí", related_name="+")

    objects = UnitScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "điểm của đơn vị"
        verbose_name_plural = "điểm của đơn vị"
        constraints = [
            models.UniqueConstraint("phase", "unit", "criteria_set", name="unit_scored_once_per_phase_and_set"),
            models.CheckConstraint(condition=Q(score__gte=0), name="unit_score_not_negative"),
        ]

    def __str__(self):
        return f"Điểm đơn vị {self.pk}"


class ExemptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member__household__unit__in=Unit.objects.visible_to(user))

    def for_page(self):
        people = self.select_related("phase__campaign", "member__household__unit", "decided_by", "lifted_by")
        return people.defer("member__citizen_id", "member__phone")

    def in_force(self, phase: Phase):
        return self.filter(phase=phase, lifted_at=None)


class Exemption(models.Model):
    """Why a member is not scored like the others in a phase, what follows, and who decided; lifted, never deleted."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, verbose_name="nhân khẩu", related_name="+")
    kind = models.CharField("lý do", max_length=10, choices=ExemptionKind)
    effect = models.CharField("cách tính", max_length=10, choices=ExemptionEffect)
    reason = models.CharField("ghi rõ", max_length=200)
    decided_at = models.DateTimeField("quyết định lúc", default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người quyết định", related_name="+"
    )
    lifted_at = models.DateTimeField("bỏ lúc", null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người bỏ", related_name="+"
    )

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = "miễn chấm"
        verbose_name_plural = "miễn chấm"
        constraints = [
            models.UniqueConstraint(
                "phase",
                "member",
                condition=Q(lifted_at=None),
                name="exemption_one_in_force_per_member_and_phase",
                violation_error_message="Người này đã có quyết định miễn chấm trong đợt.",
            ),
            models.CheckConstraint(
                condition=pair("lifted_at", "lifted_by"),
                name="exemption_lifted_by_someone_at_some_time",
            ),
        ]

    def __str__(self):
        return f"Miễn chấm {self.pk}"

    @property
    def waits_for_council(self) -> bool:
        return self.lifted_at is None and self.effect == ExemptionEffect.COUNCIL
