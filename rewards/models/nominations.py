"""Nominations: who is proposed for which award of a phase, on what grounds, and what stands against it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from emulation.choices import Gender
from emulation.kit import clock
from emulation.kit.fields import NameSortField, SearchField
from emulation.kit.pairs import pair
from emulation.models import Phase, StaffMember, Unit
from scoring.models import Snapshot

from ..choices import NominationSource, NominationStatus, SubjectKind
from .awards import Award, AwardStandard


def with_reason(moment: str, person: str, reason: str) -> Q:
    """The condition that a moment, a person and a written reason stand together or not at all."""
    return pair(moment, person) & (
        Q(**{moment: None, reason: ""}) | (Q(**{f"{moment}__isnull": False}) & ~Q(**{reason: ""}))
    )


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What one's own units, or units below them, have submitted."""
        return self.filter(submitted_by__in=Unit.objects.visible_to(user))

    def standing(self):
        """Not withdrawn."""
        return self.exclude(status=NominationStatus.WITHDRAWN)

    def unmatched(self):
        """Taken from a snapshot that no longer holds, because its phase was opened again."""
        return self.filter(snapshot__reopened_at__isnull=False)

    def in_list_order(self):
        return self.order_by("award__number", "subject_kind", "position", "pk")

    def for_page(self):
        people = ("made_by", "confirmed_by", "overridden_by", "withdrawn_by")
        found = self.select_related("phase__campaign__ward", "award", "unit", "staff__unit", "submitted_by", *people)
        return found.select_related("snapshot").defer("snapshot__packed")


class Nomination(models.Model):
    """Đề nghị: one subject for one award of one phase; what it stands on is frozen with it, what it is called printed.

    The household is a mere number: households may be merged away, a nomination stays as it was made.
    """

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    award = models.ForeignKey(Award, models.PROTECT, verbose_name="hình thức, danh hiệu", related_name="+")
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind)
    subject_key = models.CharField(max_length=300, editable=False)
    salutation = models.CharField("xưng hô", max_length=40, blank=True, help_text="Ví dụ Gia đình ông, Bà, Tập thể.")
    printed_name = models.CharField("tên in trên giấy", max_length=200)
    printed_place = models.CharField(
        "chức vụ, địa chỉ in trên giấy", max_length=250, blank=True, help_text="Chức vụ, đơn vị hoặc tổ dân phố."
    )
    household = models.BigIntegerField("mã hộ trong cổng", null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="tập thể", related_name="+")
    staff = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, verbose_name="cán bộ", related_name="+"
    )
    submitted_by = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị đề nghị", related_name="+")
    achievement = models.TextField("thành tích", blank=True)
    gender = models.CharField("giới tính", max_length=6, choices=Gender, blank=True)
    is_manager = models.BooleanField("giữ chức vụ lãnh đạo, quản lý", default=False)
    women = models.PositiveIntegerField("số nữ", null=True, blank=True)
    people = models.PositiveIntegerField("tổng số người", null=True, blank=True)

    source = models.CharField("nguồn", max_length=4, choices=NominationSource)
    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, null=True, blank=True, verbose_name="bản chốt", related_name="+"
    )
    part = models.PositiveIntegerField("số đạt", null=True, blank=True)
    whole = models.PositiveIntegerField("trên", null=True, blank=True)
    rank = models.PositiveSmallIntegerField("hạng", null=True, blank=True)
    is_tied = models.BooleanField("bằng điểm", default=False)

    status = models.CharField("trạng thái", max_length=10, choices=NominationStatus, default=NominationStatus.PROPOSED)
    position = models.PositiveIntegerField("thứ tự", default=0)
    made_at = models.DateTimeField("đề nghị lúc", default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đề nghị", related_name="+"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người xác nhận", related_name="+"
    )
    override_reason = models.TextField("lý do vẫn đề nghị", blank=True)
    overridden_at = models.DateTimeField("quyết định vẫn đề nghị lúc", null=True, blank=True)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="người quyết định",
        related_name="+",
    )
    withdraw_reason = models.CharField("lý do rút", max_length=300, blank=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người rút", related_name="+"
    )
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)
    search = SearchField(source="search_text")
    sort_key = NameSortField(source="printed_name")

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị khen thưởng"
        verbose_name_plural = "đề nghị khen thưởng"
        indexes = [
            models.Index(fields=["phase", "award", "position"], name="nomination_list"),
            models.Index(fields=["phase", "subject_key"], name="nomination_by_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                "phase", "award", "subject_key",
                condition=~Q(status=NominationStatus.WITHDRAWN),
                name="nomination_once_per_subject_and_award",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind=SubjectKind.COLLECTIVE, household=None, staff=None)
                | Q(subject_kind=SubjectKind.INDIVIDUAL, household=None, unit=None)
                | Q(subject_kind=SubjectKind.HOUSEHOLD, unit=None, staff=None),
                name="nomination_points_at_one_kind_of_subject",
            ),
            models.CheckConstraint(
                condition=Q(part=None, whole=None) | Q(part__isnull=False, whole__isnull=False, part__lte=F("whole")),
                name="nomination_share_is_a_part_of_its_whole",
            ),
            models.CheckConstraint(
                condition=Q(women=None, people=None) | Q(women__isnull=False, women__lte=F("people")),
                name="nomination_has_no_more_women_than_people",
            ),
            models.CheckConstraint(
                condition=~Q(source=NominationSource.RULE) | Q(snapshot__isnull=False),
                name="nomination_by_rule_has_a_snapshot",
            ),
            models.CheckConstraint(
                condition=pair("confirmed_at", "confirmed_by"),
                name="nomination_is_confirmed_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=with_reason("overridden_at", "overridden_by", "override_reason"),
                name="nomination_is_kept_up_by_someone_for_a_reason",
            ),
            models.CheckConstraint(
                condition=with_reason("withdrawn_at", "withdrawn_by", "withdraw_reason")
                & (Q(status=NominationStatus.WITHDRAWN, withdrawn_at__isnull=False)
                   | (~Q(status=NominationStatus.WITHDRAWN) & Q(withdrawn_at=None))),
                name="nomination_withdrawn_by_someone_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Đề nghị {self.pk}"

    @property
    def search_text(self) -> str:
        return f"{self.printed_name} {self.printed_place}"

    @property
    def full_name(self) -> str:
        """As papers name the subject: "Gia đình ông Sùng A Chử"."""
        return f"{self.salutation} {self.printed_name}".strip()

    @property
    def printed_words(self) -> str:
        """All that papers print of the subject in one line, to tell what has changed."""
        return ", ".join(part for part in (self.full_name, self.printed_place) if part)

    @property
    def is_standing(self) -> bool:
        return self.status != NominationStatus.WITHDRAWN

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_unmatched(self) -> bool:
        """Taken from a snapshot that no longer holds."""
        return self.snapshot is not None and self.snapshot.reopened_at is not None

    @property
    def is_fit(self) -> bool:
        """Still what may come before the council."""
        return self.is_standing and self.is_confirmed and not self.is_unmatched

    @property
    def is_by_rule(self) -> bool:
        return self.source == NominationSource.RULE


class NameCorrection(models.Model):
    """What is printed of a nomination, changed after the council has met about it: from what, to what, and why."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, verbose_name="đề nghị", related_name="name_corrections")
    before = models.CharField("tên in trước đó", max_length=500)
    after = models.CharField("tên in từ đó", max_length=500)
    reason = models.CharField("lý do", max_length=300)
    made_at = models.DateTimeField("sửa lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người sửa", related_name="+")

    class Meta:
        verbose_name = "lần sửa tên in"
        verbose_name_plural = "các lần sửa tên in"
        ordering = ["pk"]

    def __str__(self):
        return f"Lần sửa tên in {self.pk}"


class StandardTick(models.Model):
    """What somebody has said of a standard: met by the nomination, or not met and proposed nonetheless for a reason."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="ticks")
    standard = models.ForeignKey(AwardStandard, models.PROTECT, verbose_name="tiêu chuẩn", related_name="+")
    unmet_reason = models.CharField("chưa đạt, vẫn đề nghị vì", max_length=300, blank=True)
    ticked_at = models.DateTimeField("đánh dấu lúc", default=clock.now)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đánh dấu", related_name="+"
    )

    class Meta:
        verbose_name = "tiêu chuẩn đã đạt"
        verbose_name_plural = "tiêu chuẩn đã đạt"
        constraints = [
            models.UniqueConstraint("nomination", "standard", name="standard_ticked_once_per_nomination"),
        ]

    def __str__(self):
        return f"Tiêu chuẩn {self.standard_id} của đề nghị {self.nomination_id}"
