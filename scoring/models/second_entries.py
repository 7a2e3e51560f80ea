"""Nhập lần hai: how a phase chooses its sheets, who keys them blind, and what came of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Member, Phase, Unit

from ..choices import NearSheets
from .sheets import JudgedAnswers, ScoreSheet

MOST_YEARS, MOST_HOURS = 5, 720


class SecondEntryRules(models.Model):
    """Which sheets of a phase are keyed a second time, and by whom; a phase without a row has the defaults."""

    phase = models.OneToOneField(Phase, models.CASCADE, verbose_name="đợt", related_name="+")
    near = models.CharField("phiếu sát ngưỡng", max_length=10, choices=NearSheets, default=NearSheets.BOTH)
    birth_years = models.PositiveSmallIntegerField(
        "số năm quanh tuổi được chấm",
        default=1,
        validators=[MaxValueValidator(MOST_YEARS)],
        help_text="Hộ có người mà năm sinh ghi lệch chừng này năm sẽ đổi việc được chấm hay không; 0: không chọn.",
    )
    random_percent = models.PositiveSmallIntegerField(
        "chọn ngẫu nhiên thêm (%)",
        default=5,
        validators=[MaxValueValidator(100)],
        help_text="Cổng tự chọn, không ai biết trước và không chọn lại được. Phần này cho biết tỷ lệ sai chung.",
    )
    same_person_hours = models.PositiveSmallIntegerField(
        "cho chính người nhập lần một nhập lại sau (giờ)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
        help_text="Chỉ dùng khi phường có một người nhập liệu; báo cáo sẽ ghi rõ. Để trống: luôn phải là người khác.",
    )
    version = models.PositiveIntegerField("lần ghi", default=1)
    changed_at = models.DateTimeField("đổi lúc", default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đổi", related_name="+")

    class Meta:
        verbose_name = "cách chọn phiếu nhập lần hai"
        verbose_name_plural = "cách chọn phiếu nhập lần hai"
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_years__lte=MOST_YEARS, random_percent__lte=100),
                name="second_entry_rules_choose_a_share",
                violation_error_message="Số năm từ 0 đến 5, tỷ lệ từ 0 đến 100 %.",
            ),
            models.CheckConstraint(
                condition=Q(same_person_hours=None) | Q(same_person_hours__range=(1, MOST_HOURS)),
                name="second_entry_rules_hours_are_some",
                violation_error_message="Số giờ từ 1 đến 720, hoặc để trống.",
            ),
        ]

    def __str__(self):
        return f"Cách chọn phiếu nhập lần hai của {self.phase}"


class SecondEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(sheet__household__unit__in=Unit.objects.visible_to(user))

    def live(self):
        """Begun, and neither confirmed nor given up; a sheet has one at most."""
        return self.filter(settled_at=None, dropped_at=None)

    def running(self):
        """Still being keyed: until it is finished nobody sees both entries."""
        return self.live().filter(finished_at=None)


class SecondEntry(models.Model):
    """A sheet keyed once more from its paper; it comes into being with the first row, like the sheet itself."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, verbose_name="phiếu", related_name="second_entries")
    reasons = models.CharField("vì sao", max_length=40)  # codes of `SecondReason`, as it was begun
    is_same_person = models.BooleanField("chính người nhập lần một", default=False)
    begun_at = models.DateTimeField("bắt đầu lúc", default=clock.now)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập lần hai", related_name="+"
    )
    finished_at = models.DateTimeField("nhập xong lúc", null=True, blank=True)
    cells = models.PositiveIntegerField("số ô đã so", null=True, blank=True)
    differing = models.PositiveIntegerField("số ô lệch", null=True, blank=True)
    settled_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người xác nhận",
        related_name="+",
    )  # fmt: skip
    dropped_at = models.DateTimeField("bỏ lúc", null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người bỏ", related_name="+"
    )

    objects = SecondEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập thứ hai"
        verbose_name_plural = "các lần nhập thứ hai"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "sheet", condition=Q(settled_at=None, dropped_at=None), name="second_entry_one_live_per_sheet"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, cells=None, differing=None)
                | Q(finished_at__isnull=False, cells__isnull=False, differing__lte=F("cells")),
                name="second_entry_finished_with_its_counts",
            ),
            models.CheckConstraint(
                condition=pair("settled_at", "settled_by"), name="second_entry_settled_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=pair("dropped_at", "dropped_by"), name="second_entry_dropped_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(finished_at__isnull=False, dropped_at=None),
                name="second_entry_settled_only_when_finished",
            ),
        ]

    def __str__(self):
        return f"Nhập lần hai {self.pk}"

    @property
    def is_live(self) -> bool:
        return self.settled_at is None and self.dropped_at is None


class SecondScore(JudgedAnswers):
    """One line of a second entry: a person's, or the household's own (`member` None)."""

    entry = models.ForeignKey(SecondEntry, models.CASCADE, related_name="scores")
    member = models.ForeignKey(Member, models.CASCADE, null=True, blank=True, related_name="+")
    settled = models.CharField("câu trả lời đã xác nhận", max_length=60, blank=True)

    class Meta:
        verbose_name = "dòng nhập lần hai"
        verbose_name_plural = "các dòng nhập lần hai"
        constraints = [
            models.UniqueConstraint("entry", "member", name="second_score_once_per_member_and_entry"),
            models.UniqueConstraint(
                "entry", condition=Q(member=None), name="second_score_once_per_entry_of_the_household"
            ),
        ]

    def __str__(self):
        return f"Dòng nhập lần hai {self.pk}"
