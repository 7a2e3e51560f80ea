"""Ceremonies with the order in which people are called, and who collected which certificate when."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Phase

from ..choices import SubjectKind
from ..rules.ceremonies import MOST_AT_ONCE
from .certificates import Certificate
from .nominations import with_reason

PERSON = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}
AT_ONCE = [MinValueValidator(1), MaxValueValidator(MOST_AT_ONCE)]


class CeremonyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the phases one sees; whether one may look at it is asked per phase."""
        return self.filter(phase__in=Phase.objects.visible_to(user))

    def standing(self):
        """Not called off."""
        return self.filter(cancelled_at=None)

    def for_page(self):
        return self.select_related("phase__campaign__ward", "made_by", "cancelled_by")


class Ceremony(models.Model):
    """Lễ trao: when and where certificates of a phase are handed over, and how many people come up together."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    name = models.CharField("tên buổi lễ", max_length=150, help_text="Ví dụ Lễ tổng kết phong trào.")
    starts_at = models.DateTimeField("bắt đầu lúc")
    place = models.CharField("địa điểm", max_length=200)
    collectives_at_once = models.PositiveSmallIntegerField("tập thể lên cùng lúc", default=1, validators=AT_ONCE)
    individuals_at_once = models.PositiveSmallIntegerField("cá nhân lên cùng lúc", default=5, validators=AT_ONCE)
    households_at_once = models.PositiveSmallIntegerField("hộ lên cùng lúc", default=10, validators=AT_ONCE)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+")
    cancelled_at = models.DateTimeField("bỏ lúc", null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người bỏ", **PERSON)

    objects = CeremonyQuerySet.as_manager()

    class Meta:
        verbose_name = "lễ trao"
        verbose_name_plural = "các lễ trao"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=pair("cancelled_at", "cancelled_by"), name="ceremony_cancelled_by_someone_at_some_time"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_standing(self) -> bool:
        return self.cancelled_at is None

    @property
    def at_once(self) -> dict[str, int]:
        """How many of each kind come up together."""
        return {
            SubjectKind.COLLECTIVE: self.collectives_at_once,
            SubjectKind.INDIVIDUAL: self.individuals_at_once,
            SubjectKind.HOUSEHOLD: self.households_at_once,
        }


class CallingLine(models.Model):
    """One certificate in the order of calling."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, verbose_name="lễ trao", related_name="lines")
    certificate = models.ForeignKey(Certificate, models.PROTECT, verbose_name="giấy", related_name="callings")
    position = models.PositiveIntegerField("thứ tự gọi")

    class Meta:
        verbose_name = "dòng gọi tên"
        verbose_name_plural = "danh sách gọi tên"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("ceremony", "certificate", name="certificate_called_once_at_a_ceremony"),
        ]

    def __str__(self):
        return f"Dòng gọi tên {self.position}"


class HandOverQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(undone_at=None)


class HandOver(models.Model):
    """Trao giấy: who collected a certificate, on which day; taken back only for a reason, and kept all the same."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, verbose_name="giấy", related_name="handovers")
    ceremony = models.ForeignKey(Ceremony, verbose_name="tại lễ trao", **PERSON)
    handed_on = models.DateField("ngày trao")
    receiver = models.CharField("nhận thay", max_length=150, blank=True, help_text="Bỏ trống là người được khen nhận.")
    relation = models.CharField("quan hệ, chức vụ", max_length=80, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    batch = models.UUIDField("mã lần ghi", default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField("ghi lúc", default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    undone_at = models.DateTimeField("bỏ ghi lúc", null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người bỏ ghi", **PERSON)
    undo_reason = models.CharField("lý do bỏ ghi", max_length=300, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "lần trao giấy"
        verbose_name_plural = "các lần trao giấy"
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch"], name="hand_over_by_batch")]
        constraints = [
            models.UniqueConstraint(
                "certificate", condition=Q(undone_at=None), name="certificate_is_with_one_receiver"
            ),
            models.CheckConstraint(
                condition=Q(relation="") | ~Q(receiver=""), name="hand_over_relation_is_of_somebody"
            ),
            models.CheckConstraint(
                condition=with_reason("undone_at", "undone_by", "undo_reason"),
                name="hand_over_undone_by_someone_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Lần trao {self.pk}"
