"""What happened to households and their people, each with its day and who recorded it. Never deleted."""

import json
import uuid

from django.conf import settings
from django.db import models

from ..choices import EventKind
from ..kit import clock
from ..kit.fields import SealedField
from ..kit.pairs import pair
from .households import Household, Member
from .units import Unit


class HouseholdEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(household__unit__in=Unit.objects.visible_to(user))

    def for_page(self):
        return self.select_related("member", "made_by", "undone_by").defer("member__citizen_id", "member__phone")

    def in_force(self):
        return self.filter(undone_at=None)


class HouseholdEvent(models.Model):
    """Biến động: one thing that happened to a household or one of its people; why, and what was before, are sealed."""

    household = models.ForeignKey(Household, models.PROTECT, verbose_name="hộ", related_name="events")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, verbose_name="nhân khẩu", related_name="events"
    )
    kind = models.CharField("việc", max_length=20, choices=EventKind)
    happened_on = models.DateField("ngày", default=clock.today)
    reason = SealedField("lý do", blank=True, default="")
    told = SealedField("kể lại", blank=True, default="")
    kept = SealedField("giữ lại", blank=True, default="")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="người ghi", related_name="+"
    )
    made_at = models.DateTimeField("ghi lúc", default=clock.now)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người hoàn tác", related_name="+"
    )

    objects = HouseholdEventQuerySet.as_manager()

    class Meta:
        verbose_name = "biến động của hộ"
        verbose_name_plural = "biến động của hộ"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=pair("undone_at", "undone_by"),
                name="household_event_undone_by_someone_at_some_time",
            ),
        ]

    def __str__(self):
        return f"Biến động {self.pk}"

    @property
    def kept_values(self) -> dict:
        """What was before, as the event keeps it."""
        return json.loads(self.kept or "{}")
