"""Initiatives of a campaign: what somebody has thought up and tried, with its effect and its authors."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.fields import SearchField
from emulation.kit.pairs import pair
from emulation.models import Campaign, KeptFile, StaffMember

from ..choices import InitiativeKind, InitiativeState

TITLE, DESCRIPTION, EFFECT, PLACE, AUTHORS, REASON = 200, 4000, 2000, 300, 300, 500  # letters


class InitiativeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))

    def waiting(self):
        return self.filter(approved_at=None, withdrawn_at=None)

    def in_force(self):
        """Approved and not withdrawn: what reports speak of."""
        return self.filter(approved_at__isnull=False, withdrawn_at=None)

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False)

    def for_page(self):
        people = ("written_by", "approved_by", "withdrawn_by")
        return self.select_related("campaign__ward", *people).prefetch_related("staff")


class Initiative(models.Model):
    """Mô hình, sáng kiến, giải pháp: written by one person, approved by another, from then on only withdrawn.

    `written_by` and `written_at` tell of the words as they stand now; earlier ones are in the trail.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    kind = models.CharField("loại", max_length=10, choices=InitiativeKind)
    title = models.CharField("tên", max_length=TITLE)
    description = models.TextField("nội dung")
    effect = models.TextField("hiệu quả")
    applied_in = models.CharField("phạm vi áp dụng", max_length=PLACE)
    started_on = models.DateField("áp dụng từ ngày")
    ended_on = models.DateField("đến hết ngày", null=True, blank=True)
    staff = models.ManyToManyField(StaffMember, verbose_name="tác giả", related_name="+", blank=True)
    other_authors = models.CharField("tác giả khác", max_length=AUTHORS, blank=True)
    files = models.ManyToManyField(
        KeptFile, through="InitiativeFile", verbose_name="tệp minh chứng", related_name="+", blank=True
    )
    version = models.PositiveIntegerField("lần ghi", default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+")
    written_at = models.DateTimeField("ghi lúc", default=clock.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người duyệt", related_name="+"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người rút", related_name="+"
    )
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawal_reason = models.CharField("lý do rút", max_length=REASON, blank=True)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)
    title_search = SearchField(source="title")
    authors_search = SearchField(source="other_authors")

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = "mô hình, sáng kiến, giải pháp"
        verbose_name_plural = "các mô hình, sáng kiến, giải pháp"
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="initiative_ends_after_it_starts",
                violation_error_message="Ngày kết thúc trước ngày bắt đầu. Hãy xem lại hai ngày.",
            ),
            models.CheckConstraint(
                condition=pair("approved_at", "approved_by"),
                name="initiative_is_approved_by_someone_at_some_time",
                violation_error_message="Người duyệt và lúc duyệt phải đi cùng nhau.",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("written_by")),
                name="initiative_is_approved_by_somebody_else",
                violation_error_message="Người ghi không duyệt sáng kiến do chính mình ghi.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason=""),
                name="initiative_is_withdrawn_by_someone_for_a_reason",
                violation_error_message="Rút sáng kiến phải có người rút, lúc rút và lý do.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state(self) -> InitiativeState:
        if self.withdrawn_at:
            return InitiativeState.WITHDRAWN
        return InitiativeState.APPROVED if self.approved_at else InitiativeState.WAITING

    @property
    def is_waiting(self) -> bool:
        return self.state == InitiativeState.WAITING


class InitiativeFile(models.Model):
    """An evidence file of one initiative; it stays with it for ever."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, verbose_name="sáng kiến", related_name="+")
    file = models.OneToOneField(KeptFile, models.PROTECT, verbose_name="tệp đính kèm", related_name="+")

    class Meta:
        verbose_name = "tệp của sáng kiến"
        verbose_name_plural = "các tệp của sáng kiến"

    def __str__(self):
        return f"Tệp {self.file_id} của sáng kiến {self.initiative_id}"
