"""What is recorded around deadlines: leave to enter late, and the addresses by which calendars follow a plan."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ..kit import clock
from ..kit.pairs import pair
from ..rules import deadlines as rules
from .campaigns import Campaign, Phase
from .units import Unit, around


class LateEntryGrantQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(around(user.unit_codes, "phase__campaign__ward__code"))

    def for_page(self):
        return self.select_related("unit", "granted_by", "revoked_by")

    def live_at(self, moment):
        """Those that are neither revoked nor over."""
        return self.filter(revoked_at=None, until__gt=moment)


class LateEntryGrant(models.Model):
    """Phép nhập muộn: a unit may hand in scores until a moment though no window is open; never deleted."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="late_entry_grants")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="cho đơn vị", related_name="+")
    reason = models.CharField("lý do", max_length=300)
    until = models.DateTimeField("đến lúc")
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    granted_at = models.DateTimeField("cho phép lúc", default=clock.now)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người cho phép", related_name="+"
    )
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người thu hồi", related_name="+"
    )

    objects = LateEntryGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "phép nhập muộn"
        verbose_name_plural = "các phép nhập muộn"
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "phase", "unit", "until",
                condition=Q(revoked_at=None),
                name="late_entry_granted_once_per_unit_and_moment",
                violation_error_message="Đơn vị đã có phép nhập muộn đến đúng lúc này.",
            ),
            models.CheckConstraint(
                condition=pair("revoked_at", "revoked_by"),
                name="late_entry_grant_revoked_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("granted_at")),
                name="late_entry_grant_ends_after_it_is_given",
                violation_error_message="Phép nhập muộn phải kết thúc sau lúc được cho.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="late_entry_grant_has_a_reason",
                violation_error_message="Hãy ghi lý do cho nhập muộn.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Phép nhập muộn {self.pk}: {self.unit}"

    def as_rule(self) -> rules.Grant:
        """The grant as the plain data that `rules` decides with."""
        return rules.Grant(self.unit.code, self.until, str(self.granted_by), self.reason, self.revoked_at is not None)


class CalendarLinkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(owner_id=user.pk)

    def live(self):
        """Links that calendars may still follow: not revoked, of somebody whose account is in use."""
        return self.filter(revoked_at=None, owner__is_active=True)


class CalendarLink(models.Model):
    """Liên kết lịch: a secret address by which one person's calendar follows a campaign; only its hash is kept."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="phong trào", related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="của", related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", default=clock.now)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người thu hồi", related_name="+"
    )

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "liên kết lịch"
        verbose_name_plural = "các liên kết lịch"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "campaign", "owner",
                condition=Q(revoked_at=None),
                name="calendar_link_one_live_per_person_and_campaign",
            ),
            models.CheckConstraint(
                condition=pair("revoked_at", "revoked_by"),
                name="calendar_link_revoked_by_someone_at_some_time",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Liên kết lịch {self.pk}"
