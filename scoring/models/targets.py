"""Targets of a plan, their goals by dates, and the readings that tell how far one is; none is ever overwritten."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Campaign, KeptFile

from ..choices import Confidence, Direction, TargetKind
from ..rules import targets as rules


class TargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))

    def for_page(self):
        return self.select_related("campaign__ward", "staff_item").prefetch_related("goals", "readings__entered_by")


class Target(models.Model):
    """Chỉ tiêu: what a plan wants to reach; the dates by which are its goals."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    number = models.PositiveSmallIntegerField("số thứ tự", validators=[MinValueValidator(1)])
    label = models.CharField(
        "tên gọi ngắn", max_length=60, help_text="Hiện trong danh sách, ví dụ Điện thoại thông minh."
    )
    text = models.TextField("chỉ tiêu", help_text="Nguyên văn trong kế hoạch.")
    kind = models.CharField("loại", max_length=10, choices=TargetKind)
    direction = models.CharField("đạt khi", max_length=10, choices=Direction, default=Direction.AT_LEAST)
    measure = models.CharField(
        "đơn vị tính", max_length=40, blank=True, help_text="Ví dụ người, hồ sơ, phiếu hài lòng."
    )
    counted = models.CharField("tính trên", max_length=200, blank=True, help_text="Ai hoặc cái gì là tổng số.")
    owner = models.CharField("người phụ trách", max_length=120, blank=True)
    source = models.CharField("nguồn số liệu", max_length=200, blank=True)
    clause = models.CharField("mục của kế hoạch", max_length=60, blank=True, help_text="Ví dụ III.7.")

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                "campaign", "number",
                name="target_number_once_per_campaign",
                violation_error_message="Phong trào đã có chỉ tiêu mang số này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number}. {self.label}"

    @property
    def is_share(self) -> bool:
        return self.kind in rules.SHARES


class TargetGoal(models.Model):
    """Mốc: by when a target is to be reached, and at which value; yes or no needs none."""

    target = models.ForeignKey(Target, models.CASCADE, verbose_name="chỉ tiêu", related_name="goals")
    due_on = models.DateField("đến hết ngày")
    value = models.PositiveIntegerField(
        "mức phải đạt", null=True, blank=True, validators=[MaxValueValidator(rules.GREATEST)]
    )

    class Meta:
        verbose_name = "mốc"
        verbose_name_plural = "các mốc"
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                "target", "due_on",
                name="target_has_one_goal_a_day",
                violation_error_message="Chỉ tiêu đã có mốc của ngày này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.due_on:%d/%m/%Y}"

    def as_goal(self) -> rules.Goal:
        """The goal as the plain data that `rules` decides with."""
        return rules.Goal(self.target.kind, self.target.direction, self.due_on, self.value)


def one_kind_of_number() -> Q:
    """The condition of saying exactly one thing: a part of a whole, a value, or an answer."""
    share = Q(part__isnull=False, whole__isnull=False, value=None, answer=None)
    count = Q(part=None, whole=None, asked=None, value__isnull=False, answer=None)
    return share | count | Q(part=None, whole=None, asked=None, value=None, answer__isnull=False)


class ReadingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(target__in=Target.objects.visible_to(user))

    def for_page(self):
        return self.select_related("target__campaign__ward", "entered_by", "approved_by")


class Reading(models.Model):
    """Số liệu: what was measured on a day. Entered by one, decided on by another; a correction is a new reading."""

    target = models.ForeignKey(Target, models.PROTECT, verbose_name="chỉ tiêu", related_name="readings")
    measured_on = models.DateField("ngày đo")
    part = models.PositiveIntegerField("số đạt", null=True, blank=True)
    whole = models.PositiveIntegerField("tổng số", null=True, blank=True)
    asked = models.PositiveIntegerField("số phiếu phát ra", null=True, blank=True)
    value = models.PositiveIntegerField("số lượng", null=True, blank=True)
    answer = models.BooleanField("đã có", null=True, blank=True)
    source = models.CharField("nguồn số liệu", max_length=200)
    comment = models.CharField("nhận xét", max_length=500, blank=True)
    confidence = models.CharField("mức tin cậy", max_length=10, choices=Confidence)
    is_counted = models.BooleanField("cổng đếm từ bảng theo dõi", default=False, editable=False)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, verbose_name="đính chính cho", related_name="correction"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )
    entered_at = models.DateTimeField("nhập lúc", default=clock.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người duyệt", related_name="+"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người trả lại", related_name="+"
    )
    returned_at = models.DateTimeField("trả lại lúc", null=True, blank=True)
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)
    files = models.ManyToManyField(
        KeptFile, through="ReadingFile", verbose_name="tệp minh chứng", related_name="+", blank=True
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        ordering = ["measured_on", "pk"]
        indexes = [models.Index(fields=["target", "measured_on"], name="reading_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=one_kind_of_number(),
                name="reading_says_one_kind_of_number",
                violation_error_message="Số liệu phải là một tỷ lệ, một số lượng, hoặc có hay chưa.",
            ),
            models.CheckConstraint(
                condition=Q(whole=None) | Q(whole__gt=0),
                name="reading_has_a_whole_to_share",
                violation_error_message="Tổng số bằng 0 thì không có tỷ lệ nào để tính.",
            ),
            models.CheckConstraint(
                condition=Q(part=None) | Q(part__lte=F("whole")),
                name="reading_has_its_part_within_the_whole",
                violation_error_message="Số đạt lớn hơn tổng số. Hãy xem lại hai số này.",
            ),
            models.CheckConstraint(
                condition=Q(asked=None) | Q(asked__gte=F("whole")),
                name="reading_has_no_more_answers_than_asked",
                violation_error_message="Số phiếu phát ra ít hơn số phiếu trả lời. Hãy xem lại hai số này.",
            ),
            models.CheckConstraint(
                condition=Q(is_counted=False) | Q(whole__isnull=False),
                name="reading_counted_by_the_portal_is_a_share",
                violation_error_message="Số liệu cổng đếm từ bảng phải là một tỷ lệ.",
            ),
            models.CheckConstraint(
                condition=pair("approved_at", "approved_by"),
                name="reading_is_approved_by_someone_at_some_time",
                violation_error_message="Người duyệt và lúc duyệt phải đi cùng nhau.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")),
                name="reading_is_approved_by_somebody_else",
                violation_error_message="Người nhập không duyệt số liệu của chính mình.",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, return_reason="")
                | Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_reason=""),
                name="reading_is_sent_back_by_someone_for_a_reason",
                violation_error_message="Trả lại số liệu phải có người trả, lúc trả và lý do.",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(returned_at=None),
                name="reading_is_approved_or_sent_back_never_both",
                violation_error_message="Số liệu đã duyệt thì không trả lại, đã trả lại thì không duyệt.",
            ),
            models.CheckConstraint(
                condition=Q(returned_by=None) | ~Q(returned_by=F("entered_by")),
                name="reading_is_sent_back_by_somebody_else",
                violation_error_message="Không ai trả lại số liệu của chính mình.",
            ),
        ]

    def __str__(self):
        return f"Số liệu ngày {self.measured_on:%d/%m/%Y}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def is_returned(self) -> bool:
        return self.returned_at is not None

    def as_measured(self) -> rules.Measured:
        """What it says, as the plain data that `rules` decides with."""
        return rules.Measured(self.measured_on, self.part, self.whole, self.value, self.answer)

    def as_entered(self) -> rules.Entered:
        return rules.Entered(self.pk, self.corrects_id, self.is_approved, self.is_returned)


class ReadingFile(models.Model):
    """An evidence file of one reading; it stays with it for ever."""

    reading = models.ForeignKey(Reading, models.PROTECT, verbose_name="số liệu", related_name="+")
    file = models.OneToOneField(KeptFile, models.PROTECT, verbose_name="tệp đính kèm", related_name="+")

    class Meta:
        verbose_name = "tệp của số liệu"
        verbose_name_plural = "các tệp của số liệu"

    def __str__(self):
        return f"Tệp {self.file_id} của số liệu {self.reading_id}"
