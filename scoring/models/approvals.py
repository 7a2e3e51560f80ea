"""Xác nhận của tổ: how far each neighbourhood's scores are on their way up, and every move on it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q

from emulation.kit import clock
from emulation.models import Phase, Unit

from ..choices import ApprovalStatus, ApprovalVerb
from ..rules.approvals import LOCKED, NEEDS_REASON, Figures

SIGNED = Q(signed_at__isnull=False, signed_by__isnull=False)
NOT_SIGNED = Q(signed_at=None, signed_by=None)
APPROVED = Q(approved_at__isnull=False, approved_by__isnull=False)
NOT_APPROVED = Q(approved_at=None, approved_by=None)


class UnitApprovalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))

    def locking(self):
        """Those of neighbourhoods whose scores nobody changes now."""
        return self.filter(status__in=LOCKED)

    def for_page(self):
        moves = ApprovalMove.objects.select_related("made_by")
        people = self.select_related("unit", "phase__campaign", "signed_by", "approved_by")
        return people.prefetch_related(Prefetch("moves", moves))


class UnitApproval(models.Model):
    """One neighbourhood in one phase, from its first signature on; without one it is being collected."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="tổ dân phố", related_name="+")
    status = models.CharField("trạng thái", max_length=10, choices=ApprovalStatus, default=ApprovalStatus.COLLECTING)
    version = models.PositiveIntegerField("lần chuyển", default=0)
    signed_at = models.DateTimeField("tổ xác nhận lúc", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người xác nhận",
        related_name="+",
    )  # fmt: skip
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người duyệt", related_name="+"
    )

    objects = UnitApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "xác nhận của tổ"
        verbose_name_plural = "xác nhận của các tổ"
        constraints = [
            models.UniqueConstraint("phase", "unit", name="unit_approval_once_per_phase_and_unit"),
            models.CheckConstraint(
                condition=Q(SIGNED, status__in=sorted(LOCKED)) | Q(NOT_SIGNED & ~Q(status__in=sorted(LOCKED))),
                name="unit_approval_signed_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(APPROVED, status=ApprovalStatus.APPROVED)
                | Q(NOT_APPROVED & ~Q(status=ApprovalStatus.APPROVED)),
                name="unit_approval_approved_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("signed_by")),
                name="unit_approval_not_by_whoever_signed",
            ),
        ]

    def __str__(self):
        return f"Xác nhận {self.pk}: {self.unit}"

    @property
    def is_locked(self) -> bool:
        return self.status in LOCKED

    @property
    def last_move(self) -> "ApprovalMove | None":
        """The newest move; the others stand before it in `moves`."""
        return list(self.moves.all())[-1] if self.pk and self.moves.all() else None

    @property
    def signature(self) -> "ApprovalMove | None":
        """The move by which the neighbourhood last signed, with what it signed for."""
        signed = [one for one in self.moves.all() if one.verb == ApprovalVerb.SIGN] if self.pk else []
        return signed[-1] if signed else None


class ApprovalMove(models.Model):
    """One move up or back: who, when, why; of a signature also the numbers signed for. Never changed, never deleted."""

    approval = models.ForeignKey(UnitApproval, models.PROTECT, verbose_name="xác nhận", related_name="moves")
    verb = models.CharField("việc", max_length=10, choices=ApprovalVerb)
    reason = models.CharField("lý do, giải trình", max_length=500, blank=True)
    figures = models.JSONField("số liệu lúc xác nhận", default=dict, blank=True)
    stamp = models.CharField("dấu của số liệu", max_length=64, blank=True)
    made_at = models.DateTimeField("lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người làm", related_name="+")

    class Meta:
        verbose_name = "lần chuyển xác nhận"
        verbose_name_plural = "các lần chuyển xác nhận"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb__in=sorted(NEEDS_REASON), reason=""), name="approval_goes_back_for_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(verb=ApprovalVerb.SIGN, stamp=""), name="approval_signed_for_some_figures"
            ),
        ]

    def __str__(self):
        return f"Lần chuyển {self.pk}"

    @property
    def signed_for(self) -> Figures:
        """The numbers of a signature."""
        return Figures(**self.figures)
