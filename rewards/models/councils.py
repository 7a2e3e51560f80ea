"""The council that proposes awards, and who sits on it from when to when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When

from emulation.kit import clock
from emulation.models import Household, Unit

from ..choices import SeatRole


class CouncilQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Councils of the units this person works for, and those he or she sits on."""
        own = Seat.objects.on(clock.today()).filter(account_id=user.pk).values("council")
        return self.filter(Q(unit__in=Unit.objects.visible_to(user)) | Q(pk__in=own))


class Council(models.Model):
    """Hội đồng Thi đua - Khen thưởng of a ward or a school, and what its own rules say beside those of each award."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    name = models.CharField("tên hội đồng", max_length=150)
    decision = models.CharField("quyết định thành lập số", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    written_count = models.BooleanField("tính ý kiến bằng văn bản của người vắng mặt", default=True)
    recused_leave_all = models.BooleanField(
        "trừ người không biểu quyết khỏi tổng số thành viên",
        default=False,
        help_text="Bỏ trống: người tránh xung đột lợi ích vẫn nằm trong tổng số thành viên của dòng đó.",
    )
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "hội đồng"
        verbose_name_plural = "các hội đồng"
        ordering = ["unit__position", "unit__code", "-decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "unit", "decision",
                name="council_once_per_decision",
                violation_error_message="Đơn vị đã có hội đồng lập theo quyết định này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


class SeatQuerySet(models.QuerySet):
    def on(self, day):
        """Seats held on a day, the first and the last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def with_vote(self):
        return self.filter(votes=True)

    def in_order(self):
        """The chair first, then by the order of roles, then as they were entered."""
        ranks = [When(role=role, then=rank) for rank, role in enumerate(SeatRole)]
        return self.order_by(Case(*ranks, default=len(ranks)), "pk")


class Seat(models.Model):
    """Thành viên hội đồng: one person's term; a change of person or role is a new seat, the old one ends."""

    council = models.ForeignKey(Council, models.PROTECT, verbose_name="hội đồng", related_name="seats")
    full_name = models.CharField("họ và tên", max_length=100)
    title = models.CharField("chức vụ, đơn vị", max_length=150)
    role = models.CharField("vai trò trong Hội đồng", max_length=10, choices=SeatRole)
    votes = models.BooleanField("có quyền biểu quyết", default=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị công tác", related_name="+"
    )
    household = models.ForeignKey(
        Household, models.SET_NULL, null=True, blank=True, verbose_name="hộ gia đình", related_name="+"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="tài khoản", related_name="+"
    )
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên hội đồng"
        verbose_name_plural = "thành viên hội đồng"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="seat_ends_after_it_starts",
                violation_error_message="Ngày thôi tham gia trước ngày bắt đầu: kiểm tra lại hai ngày.",
            ),
            models.UniqueConstraint(
                "council", "full_name",
                condition=Q(ends_on=None),
                name="seat_held_once_at_a_time",
                violation_error_message="Người này đang là thành viên của hội đồng.",
            ),
            models.UniqueConstraint(
                "council",
                condition=Q(ends_on=None, role=SeatRole.CHAIR),
                name="seat_of_the_chair_is_one",
                violation_error_message="Hội đồng đang có Chủ tịch. Hãy ghi ngày thôi của người cũ trước.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_role_display()} {self.pk}"
