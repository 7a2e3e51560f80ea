"""Criteria and rules of a campaign, and the score sheets its households hand in."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.models import Campaign, Household, Member, Phase, Unit

from . import rules
from .choices import Denominator, NaPolicy, SheetStatus

PERCENT = [MinValueValidator(1), MaxValueValidator(100)]


class CriteriaSet(models.Model):
    """Bộ tiêu chí: what a resident is scored by."""

    campaign = models.OneToOneField(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    name = models.CharField("tên", max_length=200)
    pass_mark = models.PositiveSmallIntegerField("điểm đạt", validators=[MinValueValidator(1)])
    na_policy = models.CharField("khi không áp dụng", max_length=12, choices=NaPolicy, default=NaPolicy.NOT_MET)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "bộ tiêu chí"
        verbose_name_plural = "bộ tiêu chí"

    def __str__(self):
        return self.name

    def as_rules(self) -> rules.CriteriaRules:
        """The set as the plain data that `rules` computes with."""
        return rules.CriteriaRules(
            tuple(rules.CriterionRule(c.number, c.points, c.na_policy or self.na_policy) for c in self.criteria.all()),
            self.pass_mark,
        )


class Criterion(models.Model):
    """Tiêu chí: one line of the sheet, with the label that fits above a column."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField("số", validators=[MinValueValidator(1)])
    label = models.CharField("tên ngắn", max_length=40)
    text = models.TextField("nội dung")
    points = models.PositiveSmallIntegerField("điểm", default=10)
    na_policy = models.CharField(
        "khi không áp dụng", max_length=12, choices=NaPolicy, blank=True, help_text="Để trống: theo bộ tiêu chí."
    )

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "các tiêu chí"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "criteria_set", "number",
                name="criterion_number_once_per_set",
                violation_error_message="Bộ tiêu chí đã có tiêu chí mang số này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number}. {self.label}"


class ResultRules(models.Model):
    """What makes a household and a neighbourhood pass in one phase, and what the plan calls them."""

    phase = models.OneToOneField(Phase, models.CASCADE, verbose_name="đợt", related_name="+")
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, verbose_name="bộ tiêu chí", related_name="+")
    household_percent = models.PositiveSmallIntegerField(
        "tỷ lệ thành viên đạt của hộ (%)", default=100, validators=PERCENT
    )
    title_percent = models.PositiveSmallIntegerField("tỷ lệ hộ đạt để công nhận tổ (%)", validators=PERCENT)
    award_percent = models.PositiveSmallIntegerField("tỷ lệ hộ đạt để khen tổ (%)", validators=PERCENT)
    award_only_highest = models.BooleanField("chỉ khen tổ có tỷ lệ cao nhất", default=True)
    denominator = models.CharField("tỷ lệ tính trên", max_length=10, choices=Denominator, default=Denominator.ALL)
    member_title = models.CharField("danh hiệu cá nhân", max_length=80, default="Công dân số")
    household_title = models.CharField("danh hiệu hộ", max_length=80, default="Gia đình công dân số")
    unit_title = models.CharField("danh hiệu tổ", max_length=80, default="Tổ dân phố chuyển đổi số")

    class Meta:
        verbose_name = "quy tắc công nhận"
        verbose_name_plural = "quy tắc công nhận"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    household_percent__range=(1, 100), title_percent__range=(1, 100), award_percent__range=(1, 100)
                ),
                name="result_rules_percents_are_percents",
                violation_error_message="Tỷ lệ phải từ 1 đến 100 %.",
            ),
        ]

    def __str__(self):
        return f"Quy tắc của {self.phase}"

    def for_units(self) -> rules.UnitRules:
        """The neighbourhood's rules as plain data."""
        return rules.UnitRules(self.title_percent, self.award_percent, self.award_only_highest, self.denominator)


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


class MemberScore(models.Model):
    """Điểm một người: one character per criterion, with score and verdict computed by `rules` at the write."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    answers = models.CharField("câu trả lời", max_length=40)
    score = models.DecimalField("điểm", max_digits=6, decimal_places=2)
    passed = models.BooleanField("đạt", null=True)
    version = models.PositiveIntegerField("lần ghi", default=1)
    entered_at = models.DateTimeField("nhập lúc", default=clock.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )

    class Meta:
        verbose_name = "điểm một người"
        verbose_name_plural = "điểm từng người"
        constraints = [
            models.UniqueConstraint("sheet", "member", name="member_scored_once_per_sheet"),
            models.CheckConstraint(condition=Q(score__gte=0), name="member_score_not_negative"),
            models.CheckConstraint(
                condition=Q(passed=None) | ~Q(answers__contains="."), name="member_score_judged_only_when_complete"
            ),
        ]

    def __str__(self):
        return f"Điểm {self.pk}"
