"""Lương cơ sở and bonus coefficients: dated data of the law, kept as history and never as constants."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from ..choices import AwardForm, SubjectKind


class DatedQuerySet(models.QuerySet):
    def in_force_on(self, day):
        """What has begun by this day, the latest first: the first one of a kind holds."""
        return self.filter(starts_on__lte=day).order_by("-starts_on")


class BaseSalary(models.Model):
    """Lương cơ sở from a day on, until the next one begins."""

    starts_on = models.DateField("từ ngày", unique=True)
    amount = models.PositiveIntegerField("mức (đồng)", validators=[MinValueValidator(1)])
    source = models.CharField("căn cứ", max_length=200, blank=True)
    needs_confirmation = models.BooleanField("cần xác nhận", default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "lương cơ sở"
        verbose_name_plural = "lương cơ sở"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="base_salary_is_positive",
                violation_error_message="Mức lương cơ sở phải lớn hơn 0 đồng.",
            ),
        ]

    def __str__(self):
        return f"Lương cơ sở từ {self.starts_on:%d/%m/%Y}"


class BonusRate(models.Model):
    """Hệ số tiền thưởng of a form for a kind of subject from a day on; no coefficient means that nothing is paid."""

    form = models.CharField("hình thức", max_length=12, choices=AwardForm)
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind)
    starts_on = models.DateField("từ ngày")
    coefficient = models.DecimalField(
        "hệ số",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="Nhân với lương cơ sở. Để trống nghĩa là không chi tiền.",
    )
    source = models.CharField("căn cứ", max_length=200, blank=True)
    needs_confirmation = models.BooleanField("cần xác nhận", default=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "hệ số tiền thưởng"
        verbose_name_plural = "hệ số tiền thưởng"
        ordering = ["form", "subject_kind", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                "form", "subject_kind", "starts_on",
                name="bonus_rate_once_a_day",
                violation_error_message="Hình thức và đối tượng này đã có hệ số từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(coefficient=None) | Q(coefficient__gt=0),
                name="bonus_rate_is_positive",
                violation_error_message="Hệ số phải lớn hơn 0; nếu không chi tiền, hãy để trống.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_form_display()}, {self.get_subject_kind_display().lower()}, từ {self.starts_on:%d/%m/%Y}"
