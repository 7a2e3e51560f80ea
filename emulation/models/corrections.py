"""Requests to put a person's data right after results were closed: asked by one, decided by another."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..choices import CorrectedField, CorrectionStatus
from ..kit import clock
from ..kit.fields import SealedField
from .households import Member
from .units import Unit

OPEN = Q(status=CorrectionStatus.WAITING, decided_at=None, decided_by=None)
CLOSED = ~Q(status=CorrectionStatus.WAITING) & Q(decided_at__isnull=False, decided_by__isnull=False)


class CorrectionRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member__household__unit__in=Unit.objects.visible_to(user))

    def waiting(self):
        return self.filter(status=CorrectionStatus.WAITING)

    def for_page(self):
        people = self.select_related("member__household__unit", "requested_by", "decided_by")
        return people.defer("member__citizen_id", "member__phone")


class CorrectionRequest(models.Model):
    """Đề nghị đính chính one field of one person; the values and the grounds are sealed, nothing is ever deleted."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name="nhân khẩu", related_name="corrections")
    field = models.CharField("mục cần sửa", max_length=20, choices=CorrectedField)
    old = SealedField("đang ghi", blank=True, default="")
    new = SealedField("sửa thành")
    reason = SealedField("lý do")
    evidence = SealedField("căn cứ")
    status = models.CharField("trạng thái", max_length=10, choices=CorrectionStatus, default=CorrectionStatus.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đề nghị", related_name="+"
    )
    requested_at = models.DateTimeField("đề nghị lúc", default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người duyệt", related_name="+"
    )
    decided_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    note = SealedField("ý kiến", blank=True, default="")
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị đính chính"
        verbose_name_plural = "các đề nghị đính chính"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "member", "field",
                condition=Q(status=CorrectionStatus.WAITING),
                name="correction_one_waiting_per_member_and_field",
                violation_error_message="Mục này đang có một đề nghị chờ duyệt.",
            ),
            models.CheckConstraint(
                condition=OPEN | CLOSED,
                name="correction_decided_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(status=CorrectionStatus.WITHDRAWN) | ~Q(decided_by=F("requested_by")),
                name="correction_decided_by_another_person",
                violation_error_message="Người đề nghị không tự duyệt đề nghị của mình.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Đề nghị đính chính {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.status == CorrectionStatus.WAITING
