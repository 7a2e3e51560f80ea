"""Items followed person by person at a school: what was asked, what held for whom since when, who is not counted."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Campaign, StaffMember

from ..choices import LeaveKind, StaffAnswer
from ..rules import staff_items as rules
from .targets import Target


class StaffItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


class StaffItem(models.Model):
    """Mục theo dõi từng người: asked of everybody on the staff list, yes or not yet; a target's share may follow it."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    number = models.PositiveSmallIntegerField("số thứ tự", validators=[MinValueValidator(1)])
    label = models.CharField("tên gọi ngắn", max_length=40)
    text = models.CharField("nội dung", max_length=300, blank=True)
    target = models.OneToOneField(
        Target, models.PROTECT, null=True, blank=True, verbose_name="chỉ tiêu", related_name="staff_item"
    )
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = StaffItemQuerySet.as_manager()

    class Meta:
        verbose_name = "mục theo dõi từng người"
        verbose_name_plural = "các mục theo dõi từng người"
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                "campaign", "number",
                name="staff_item_number_once_per_campaign",
                violation_error_message="Phong trào đã có mục mang số này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number}. {self.label}"


class StaffTick(models.Model):
    """What holds for a person from a day on. Rows are only added: of one day the last one counts, the others stay."""

    item = models.ForeignKey(StaffItem, models.PROTECT, verbose_name="mục", related_name="ticks")
    member = models.ForeignKey(StaffMember, models.PROTECT, verbose_name="cán bộ", related_name="+")
    since = models.DateField("từ ngày")
    answer = models.CharField("câu trả lời", max_length=1, choices=StaffAnswer)
    entered_at = models.DateTimeField("ghi lúc", default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+")

    class Meta:
        verbose_name = "câu trả lời của cán bộ"
        verbose_name_plural = "các câu trả lời của cán bộ"
        ordering = ["pk"]
        indexes = [models.Index(fields=["member", "item", "since"], name="staff_tick_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=rules.ANSWERS), name="staff_tick_says_yes_or_no_or_takes_back"
            ),
        ]

    def __str__(self):
        return f"Mục {self.item_id}, cán bộ {self.member_id}, từ {self.since:%d/%m/%Y}"


class StaffExemptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))

    def for_page(self):
        return self.select_related("campaign__ward", "member", "item", "entered_by", "lifted_by")


class StaffExemption(models.Model):
    """Miễn tính: days on which somebody is not counted, for one item or all of a campaign; lifted, never deleted."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    member = models.ForeignKey(StaffMember, models.PROTECT, verbose_name="cán bộ", related_name="+")
    item = models.ForeignKey(
        StaffItem, models.PROTECT, null=True, blank=True, verbose_name="mục", related_name="exemptions"
    )
    kind = models.CharField("lý do", max_length=10, choices=LeaveKind)
    reason = models.CharField("ghi rõ", max_length=200)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    entered_at = models.DateTimeField("ghi lúc", default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+")
    lifted_from = models.DateField("được tính lại từ ngày", null=True, blank=True)
    lifted_at = models.DateTimeField("bỏ lúc", null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người bỏ", related_name="+"
    )
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = StaffExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = "miễn tính cán bộ"
        verbose_name_plural = "các lần miễn tính cán bộ"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="staff_exemption_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=pair("lifted_at", "lifted_by"), name="staff_exemption_lifted_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_from=None)
                | Q(lifted_at__isnull=False, lifted_from__gte=F("starts_on")),
                name="staff_exemption_lifted_from_a_day_within",
            ),
        ]

    def __str__(self):
        return f"Miễn tính {self.pk}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the person is not counted, None for one that has no end yet."""
        if self.lifted_from is None:
            return self.ends_on
        before = self.lifted_from - timedelta(days=1)
        return min(before, self.ends_on) if self.ends_on else before

    @property
    def is_void(self) -> bool:
        """Lifted from its first day on, as if it had never been."""
        return self.lifted_from == self.starts_on

    def as_leave(self) -> rules.Leave:
        return rules.Leave(self.member_id, self.item_id, self.starts_on, self.last_day)
