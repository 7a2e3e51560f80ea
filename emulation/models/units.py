"""Units: the ward and all below it, a tree whose addresses are the units' codes."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from ..choices import UnitKind
from ..kit import clock


def within(codes, field: str = "code") -> Q:
    """The condition "in one of these units or below them", for a path to a unit's code."""
    condition = Q(pk__in=[])
    for code in codes:
        condition |= Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}/"})
    return condition


def units_above(code: str) -> list[str]:
    """The codes of a unit and of everything above it, the topmost first: a code tells its whole way."""
    words = code.split("/")
    return ["/".join(words[:length]) for length in range(1, len(words) + 1)]


def around(codes, field: str = "code") -> Q:
    """The condition "one of these units, below one of them, or above one", for a path to a unit's code."""
    return within(codes, field) | Q(**{f"{field}__in": {above for code in codes for above in units_above(code)}})


def valid(day, prefix: str = "") -> Q:
    """The condition of existing on a day, first and last day included, for a path to a unit."""
    started = Q(**{f"{prefix}starts_on": None}) | Q(**{f"{prefix}starts_on__lte": day})
    return started & (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day}))


class UnitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within(user.unit_codes))

    def neighbourhoods(self):
        """All there ever were; with `current()` those of today."""
        return self.filter(kind=UnitKind.NEIGHBOURHOOD)

    def wards(self):
        return self.filter(kind=UnitKind.WARD)

    def below(self, unit):
        """The unit itself and everything under it."""
        return self.filter(within([unit.code]))

    def valid_on(self, day):
        return self.filter(valid(day))

    def current(self):
        """Units that exist today: what lists, forms and rankings mean; ended ones are history."""
        return self.valid_on(clock.today())


class Unit(models.Model):
    """A ward, neighbourhood, school, department, mass organisation …; renumbered never, ended by a date."""

    code = models.CharField(
        "mã",
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9-]+(/[a-z0-9-]+)*$", "Mã chỉ gồm chữ thường không dấu, số, gạch nối và /.")
        ],
        help_text="Địa chỉ của đơn vị trong cây, ví dụ dong-tam/to-8. Không đổi sau khi tạo.",
    )
    kind = models.CharField("loại đơn vị", max_length=20, choices=UnitKind)
    name = models.CharField("tên", max_length=150)
    label = models.CharField("số hiệu", max_length=20, blank=True, help_text="Số hoặc chữ gọi tên tổ, ví dụ 8.")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="thuộc", related_name="children"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    starts_on = models.DateField("có từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    tags = models.CharField("nhãn", max_length=120, blank=True, help_text="Ví dụ nông thôn; cách nhau bằng dấu phẩy.")
    is_practice = models.BooleanField("dữ liệu thực hành", default=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="unit_ends_after_it_starts",
                violation_error_message="Đơn vị kết thúc trước ngày bắt đầu: kiểm tra lại hai ngày.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_neighbourhood(self) -> bool:
        return self.kind == UnitKind.NEIGHBOURHOOD

    @property
    def has_ended(self) -> bool:
        """True once its last day is over."""
        return self.ends_on is not None and self.ends_on < clock.today()
