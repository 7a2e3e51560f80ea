"""Registers of awards: one per ward or school and class, a counter for each year, what stock of blanks there is."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.models import Unit

from ..choices import AwardClass, StockKind

NAMES = {AwardClass.STATUTORY: "Sổ khen thưởng", AwardClass.RECOGNITION: "Sổ cấp giấy chứng nhận"}


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Registers of one's own units, and of units below them."""
        return self.filter(unit__in=Unit.objects.visible_to(user))


class Register(models.Model):
    """Sổ: the running numbers of a ward or school for one class of awards, from a year and a number on."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    award_class = models.CharField("loại", max_length=12, choices=AwardClass)
    name = models.CharField("tên sổ", max_length=100)
    digits = models.PositiveSmallIntegerField(
        "số chữ số",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
        help_text="4 chữ số thì số 87 in là 0087.",
    )
    first_year = models.PositiveSmallIntegerField(
        "năm bắt đầu dùng trên cổng", validators=[MinValueValidator(2000), MaxValueValidator(2199)]
    )
    first_number = models.PositiveIntegerField(
        "số đầu tiên của năm ấy",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(999_999)],
        help_text="Lớn hơn 1 nếu trong năm đã có giấy vào sổ trước khi dùng cổng.",
    )

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ khen thưởng"
        verbose_name_plural = "sổ khen thưởng"
        ordering = ["unit", "award_class"]
        constraints = [
            models.UniqueConstraint("unit", "award_class", name="register_once_per_unit_and_class"),
            models.CheckConstraint(
                condition=Q(first_number__gte=1, digits__gte=1, digits__lte=6), name="register_counts_from_one_or_later"
            ),
        ]

    def __str__(self):
        return self.name

    def words(self, number: int, year: int) -> str:
        """A number of a year as papers write it: "0087/2026"."""
        return f"{number:0{self.digits}}/{year}"

    def before_first(self, year: int) -> int:
        """The number after which a year begins."""
        return self.first_number - 1 if year == self.first_year else 0


class RegisterYear(models.Model):
    """The counter of a register in one year: the last number that was given. Numbers come from here alone."""

    register = models.ForeignKey(Register, models.PROTECT, verbose_name="sổ", related_name="years")
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số cuối đã cấp", default=0)

    class Meta:
        verbose_name = "năm của sổ"
        verbose_name_plural = "các năm của sổ"
        ordering = ["-year"]
        constraints = [models.UniqueConstraint("register", "year", name="register_counts_once_a_year")]

    def __str__(self):
        return f"{self.register}, năm {self.year}"


class StockEntry(models.Model):
    """Phôi: sheets of pre-printed stock that came in or were spoiled, who has counted them and why they were."""

    register = models.ForeignKey(Register, models.PROTECT, verbose_name="sổ", related_name="stock")
    kind = models.CharField("việc", max_length=10, choices=StockKind)
    count = models.PositiveIntegerField("số tờ", validators=[MinValueValidator(1), MaxValueValidator(100_000)])
    reason = models.CharField("ghi rõ", max_length=300, blank=True)
    run = models.ForeignKey(
        "rewards.PrintRun", models.PROTECT, null=True, blank=True, verbose_name="lần in", related_name="stock"
    )
    key = models.UUIDField("mã lần gửi", unique=True, editable=False)
    recorded_at = models.DateTimeField("ghi lúc", default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )

    class Meta:
        verbose_name = "dòng phôi"
        verbose_name_plural = "sổ phôi"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gt=0) & (~Q(kind=StockKind.SPOILED) | ~Q(reason="")),
                name="stock_spoiled_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.count} tờ"
