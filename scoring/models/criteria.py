"""Criteria sets and the rules of a phase: versioned data, never changed once they have judged."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.models import Campaign, Phase

from .. import rules
from ..choices import Denominator, HouseholdRule, NaPolicy, Subject

PERCENT = [MinValueValidator(1), MaxValueValidator(100)]
STEPS = [MinValueValidator(1), MaxValueValidator(len(rules.GRADES) - 1)]


class Versioned(models.Model):
    """A version made by somebody at some time for a reason; the loader of a plan is nobody."""

    version = models.PositiveSmallIntegerField("phiên bản", default=1)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người lập", related_name="+"
    )
    reason = models.CharField("lý do", max_length=200, default="theo kế hoạch")

    class Meta:
        abstract = True


class CriteriaSet(Versioned):
    """Bộ tiêu chí: what one kind of subject is scored by, in one version."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    subject = models.CharField("đối tượng", max_length=14, choices=Subject, default=Subject.RESIDENT)
    name = models.CharField("tên", max_length=200)
    na_policy = models.CharField("khi không áp dụng", max_length=12, choices=NaPolicy, default=NaPolicy.NOT_MET)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "bộ tiêu chí"
        verbose_name_plural = "bộ tiêu chí"
        ordering = ["campaign", "subject", "version"]
        constraints = [
            models.UniqueConstraint(
                "campaign",
                "subject",
                "version",
                name="criteria_set_version_once_per_subject",
                violation_error_message="Phong trào đã có bộ tiêu chí này với phiên bản này.",
            ),
        ]

    def __str__(self):
        return self.name if self.version == 1 else f"{self.name} (phiên bản {self.version})"

    def as_rules(self) -> rules.CriteriaRules:
        """The set as the plain data that `rules` computes with."""
        return rules.CriteriaRules(
            criteria=tuple(c.as_rule(self.na_policy) for c in self.criteria.all()),
            levels=tuple(level.as_rule() for level in self.levels.all()),
            groups=tuple(rules.GroupMark(g.name, g.pass_mark) for g in self.groups.all()),
        )


class Level(models.Model):
    """Mức đạt: what a level asks for; the lowest one is passing."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="levels")
    rank = models.PositiveSmallIntegerField("bậc", default=1)
    name = models.CharField("tên mức", max_length=60, blank=True)
    pass_mark = models.PositiveSmallIntegerField("điểm đạt", null=True, blank=True, validators=[MinValueValidator(1)])
    all_required = models.BooleanField("phải đủ mọi tiêu chí bắt buộc", default=False)
    optional_percent = models.PositiveSmallIntegerField(
        "tỷ lệ tiêu chí mở rộng (%)", default=0, validators=[MaxValueValidator(100)]
    )
    tag = models.CharField("riêng cho nhóm", max_length=30, blank=True)

    class Meta:
        verbose_name = "mức đạt"
        verbose_name_plural = "các mức đạt"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.name or "Đạt"

    def as_rule(self) -> rules.Level:
        return rules.Level(self.name, self.pass_mark, self.all_required, self.optional_percent, self.tag)


class CriteriaGroup(models.Model):
    """A group of criteria that must reach points of its own."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="groups")
    name = models.CharField("tên nhóm", max_length=80)
    pass_mark = models.PositiveSmallIntegerField("điểm đạt của nhóm", default=0)

    class Meta:
        verbose_name = "nhóm tiêu chí"
        verbose_name_plural = "các nhóm tiêu chí"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "criteria_set",
                "name",
                name="criteria_group_named_once_per_set",
                violation_error_message="Bộ tiêu chí đã có nhóm mang tên này.",
            )
        ]

    def __str__(self):
        return self.name


class Criterion(models.Model):
    """Tiêu chí: one line of the sheet, with the label that fits above a column."""

    criteria_set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField("số", validators=[MinValueValidator(1)])
    label = models.CharField("tên ngắn", max_length=40)
    text = models.TextField("nội dung")
    points = models.PositiveSmallIntegerField("điểm tối đa", default=10)
    steps = models.PositiveSmallIntegerField(
        "số bậc điểm",
        default=1,
        validators=STEPS,
        help_text="1: có hoặc không; 2: nửa điểm; bằng điểm tối đa: từng điểm.",
    )
    floor = models.PositiveSmallIntegerField("điểm tối thiểu", default=0, help_text="Dưới mức này thì không đạt.")
    is_optional = models.BooleanField("mở rộng, không bắt buộc", default=False)
    is_bonus = models.BooleanField("điểm thưởng, ngoài thang điểm", default=False)
    group = models.CharField("nhóm", max_length=80, blank=True)
    only_for = models.CharField(
        "chỉ áp dụng cho", max_length=120, blank=True, help_text="Các nhãn cách nhau bằng dấu phẩy."
    )
    na_policy = models.CharField(
        "khi không áp dụng", max_length=12, choices=NaPolicy, blank=True, help_text="Để trống: theo bộ tiêu chí."
    )

    class Meta:
        verbose_name = "tiêu chí"
        verbose_name_plural = "các tiêu chí"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "criteria_set",
                "number",
                name="criterion_number_once_per_set",
                violation_error_message="Bộ tiêu chí đã có tiêu chí mang số này.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.label}"

    def as_rule(self, na_policy: str) -> rules.CriterionRule:
        """The criterion as plain data; `na_policy` is that of the set, for a criterion without one of its own."""
        return rules.CriterionRule(
            number=self.number,
            points=self.points,
            na_policy=self.na_policy or na_policy,
            steps=self.steps,
            floor=self.floor,
            is_optional=self.is_optional,
            is_bonus=self.is_bonus,
            group=self.group,
            only_for=tags_of(self.only_for),
        )


def tags_of(text: str) -> frozenset[str]:
    """The tags of a comma-separated text."""
    return frozenset(tag.strip() for tag in text.split(",") if tag.strip())


class ResultRules(Versioned):
    """What makes a household and a neighbourhood pass in one phase, and what the plan calls them; one version of it."""

    phase = models.ForeignKey(Phase, models.CASCADE, verbose_name="đợt", related_name="+")
    resident_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, null=True, blank=True, verbose_name="tiêu chí của người dân", related_name="+"
    )
    household_set = models.ForeignKey(
        CriteriaSet, models.PROTECT, null=True, blank=True, verbose_name="tiêu chí của hộ", related_name="+"
    )
    household_rule = models.CharField("hộ đạt khi", max_length=6, choices=HouseholdRule, default=HouseholdRule.SHARE)
    household_percent = models.PositiveSmallIntegerField(
        "tỷ lệ thành viên đạt của hộ (%)", default=100, validators=PERCENT
    )
    title_percent = models.PositiveSmallIntegerField("tỷ lệ hộ đạt để công nhận tổ (%)", validators=PERCENT)
    award_percent = models.PositiveSmallIntegerField("tỷ lệ hộ đạt để khen tổ (%)", validators=PERCENT)
    award_only_highest = models.BooleanField("chỉ khen tổ có tỷ lệ cao nhất", default=True)
    award_quota = models.PositiveSmallIntegerField("số tổ được khen nhiều nhất", null=True, blank=True)
    denominator = models.CharField("tỷ lệ tính trên", max_length=10, choices=Denominator, default=Denominator.ALL)
    member_title = models.CharField("danh hiệu cá nhân", max_length=80, default="Công dân số")
    household_title = models.CharField("danh hiệu hộ", max_length=80, default="Gia đình công dân số")
    unit_title = models.CharField("danh hiệu tổ", max_length=80, default="Tổ dân phố chuyển đổi số")

    class Meta:
        verbose_name = "quy tắc công nhận"
        verbose_name_plural = "quy tắc công nhận"
        ordering = ["phase", "version"]
        constraints = [
            models.UniqueConstraint(
                "phase",
                "version",
                name="result_rules_version_once_per_phase",
                violation_error_message="Đợt đã có quy tắc với phiên bản này.",
            ),
            models.CheckConstraint(
                condition=Q(
                    household_percent__range=(1, 100), title_percent__range=(1, 100), award_percent__range=(1, 100)
                ),
                name="result_rules_percents_are_percents",
                violation_error_message="Tỷ lệ phải từ 1 đến 100 %.",
            ),
            models.CheckConstraint(
                condition=Q(resident_set__isnull=False) | Q(household_set__isnull=False),
                name="result_rules_score_somebody",
                violation_error_message="Hãy chọn bộ tiêu chí của người dân hoặc của hộ.",
            ),
        ]

    def __str__(self):
        return f"Quy tắc của {self.phase}, phiên bản {self.version}"

    def for_households(self) -> rules.HouseholdRules:
        """The household's rules as plain data."""
        percent = 0 if self.household_rule == HouseholdRule.ONE else self.household_percent
        return rules.HouseholdRules(percent, self.resident_set_id is not None, self.household_set_id is not None)

    def for_units(self) -> rules.UnitRules:
        """The neighbourhood's rules as plain data."""
        return rules.UnitRules(
            self.title_percent, self.award_percent, self.award_only_highest, self.denominator, self.award_quota
        )
