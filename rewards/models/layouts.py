"""Certificate layouts as data: where each line of a certificate stands, and how a printer is out of place."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.models import KeptFile, Unit

from ..choices import LayoutAlign, LayoutDesign, LayoutFont, LayoutMode, LayoutPrinted, LayoutSlot
from ..rules.layouts import LARGEST_SIZE, LONGEST, MOST_LINES, SHIFT, SHORTEST, SMALLEST_SIZE, STRETCH

SIDE = [MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
ALONG = [MinValueValidator(0), MaxValueValidator(LONGEST)]
LENGTH = [MinValueValidator(Decimal("1")), MaxValueValidator(LONGEST)]
SIZE = [MinValueValidator(SMALLEST_SIZE), MaxValueValidator(LARGEST_SIZE)]
SHIFTS = [MinValueValidator(-SHIFT), MaxValueValidator(SHIFT)]
SCALES = [
    MinValueValidator(Decimal(str(edge))) if edge < 1 else MaxValueValidator(Decimal(str(edge))) for edge in STRETCH
]
COLOUR = RegexValidator(r"^#[0-9a-f]{6}\Z", "Ghi màu bằng mã sáu chữ số, ví dụ #a8161d (đỏ) hoặc #000000 (đen).")


def millimetres(label: str, validators, **more) -> models.DecimalField:
    return models.DecimalField(f"{label} (mm)", max_digits=4, decimal_places=1, validators=validators, **more)


class CertificateLayoutQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))

    def current(self):
        return self.filter(is_current=True)

    def for_page(self):
        return self.select_related("unit", "background").prefetch_related("fields")


class CertificateLayout(models.Model):
    """Mẫu giấy: one sheet of paper of a ward or a school. What is printed freezes the version it was printed on."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    name = models.CharField("tên mẫu", max_length=120, help_text="Ví dụ Giấy khen trên phôi 2026.")
    design = models.CharField("dùng cho", max_length=12, choices=LayoutDesign)
    mode = models.CharField("nền giấy", max_length=6, choices=LayoutMode, default=LayoutMode.DRAWN)
    width = millimetres("chiều rộng", SIDE, default=Decimal("297.0"))
    height = millimetres("chiều cao", SIDE, default=Decimal("210.0"))
    background = models.ForeignKey(
        KeptFile, models.PROTECT, null=True, blank=True, verbose_name="ảnh nền", related_name="+"
    )
    is_current = models.BooleanField("đang dùng", default=True, help_text="Bỏ chọn khi không dùng mẫu này nữa.")
    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)
    key = models.UUIDField("mã lần lập", default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField("lập lúc", default=clock.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+", editable=False
    )

    objects = CertificateLayoutQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu giấy"
        verbose_name_plural = "các mẫu giấy khen, giấy chứng nhận"
        ordering = ["unit", "design", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "unit", "name",
                name="layout_name_once_per_unit",
                violation_error_message="Đơn vị đã có mẫu giấy mang tên này. Hãy đặt tên khác.",
            ),
            models.CheckConstraint(
                condition=Q(width__gte=SHORTEST, width__lte=LONGEST, height__gte=SHORTEST, height__lte=LONGEST),
                name="layout_is_a_sheet_a_printer_takes",
                violation_error_message=f"Mỗi cạnh giấy từ {SHORTEST} đến {LONGEST} mm.",
            ),
            models.CheckConstraint(
                condition=~Q(mode=LayoutMode.IMAGE) | Q(background__isnull=False),
                name="layout_of_a_picture_has_one",
                violation_error_message="Mẫu dùng ảnh nền thì phải có ảnh. Hãy chọn tệp ảnh, hoặc chọn kiểu khác.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


class LayoutField(models.Model):
    """Trường của mẫu: one line of the paper, in millimetres from its left and top edge."""

    layout = models.ForeignKey(CertificateLayout, models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    slot = models.CharField("trường", max_length=14, choices=LayoutSlot)
    text = models.CharField("chữ in sẵn, chữ đứng trước", max_length=200, blank=True)
    x = millimetres("cách trái", ALONG)
    y = millimetres("cách trên", ALONG)
    width = millimetres("rộng", LENGTH)
    height = millimetres("cao", LENGTH)
    font = models.CharField("phông chữ", max_length=8, choices=LayoutFont, default=LayoutFont.SERIF)
    size = models.DecimalField("cỡ chữ", max_digits=3, decimal_places=1, validators=SIZE, default=Decimal("14.0"))
    smallest = models.DecimalField(
        "cỡ nhỏ nhất", max_digits=3, decimal_places=1, validators=SIZE, default=Decimal("10.0")
    )
    lines = models.PositiveSmallIntegerField(
        "số dòng", default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_LINES)]
    )
    bold = models.BooleanField("đậm", default=False)
    italic = models.BooleanField("nghiêng", default=False)
    caps = models.BooleanField("chữ hoa", default=False)
    spacing = models.PositiveSmallIntegerField("giãn chữ (%)", default=0, validators=[MaxValueValidator(30)])
    align = models.CharField("căn lề", max_length=6, choices=LayoutAlign, default=LayoutAlign.CENTER)
    colour = models.CharField("màu", max_length=7, default="#1d2129", validators=[COLOUR])
    printed = models.CharField("khi nào in", max_length=12, choices=LayoutPrinted, default=LayoutPrinted.ALWAYS)

    class Meta:
        verbose_name = "trường của mẫu giấy"
        verbose_name_plural = "các trường của mẫu giấy"
        ordering = ["layout", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "layout", "slot",
                condition=~Q(slot=LayoutSlot.FREE),
                name="layout_field_once_per_layout",
                violation_error_message="Mẫu đã có trường này. Mỗi trường chỉ đặt một lần, trừ chữ tự do.",
            ),
            models.CheckConstraint(
                condition=Q(x__gte=0, y__gte=0, width__gte=1, height__gte=1)
                & Q(x__lte=LONGEST - F("width"), y__lte=LONGEST - F("height")),
                name="layout_field_is_on_a_sheet",
                violation_error_message="Trường ra ngoài giấy. Hãy xem lại vị trí, chiều rộng và chiều cao.",
            ),
            models.CheckConstraint(
                condition=Q(size__lte=LARGEST_SIZE, smallest__gte=SMALLEST_SIZE, smallest__lte=F("size")),
                name="layout_field_shrinks_from_its_size",
                violation_error_message=(
                    f"Cỡ chữ từ {SMALLEST_SIZE} đến {LARGEST_SIZE}; cỡ nhỏ nhất không lớn hơn cỡ chữ."
                ),
            ),
            models.CheckConstraint(
                condition=Q(lines__gte=1, lines__lte=MOST_LINES),
                name="layout_field_has_lines",
                violation_error_message=f"Số dòng từ 1 đến {MOST_LINES}.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.get_slot_display()


class PrinterQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))


class Printer(models.Model):
    """Máy in: how what it prints is moved and stretched so that it falls where the layout says."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    name = models.CharField("tên máy in", max_length=80, help_text="Ví dụ Canon phòng văn hóa, khay tay.")
    x = millimetres("dịch sang phải", SHIFTS, default=Decimal("0.0"), help_text="Số âm thì dịch sang trái.")
    y = millimetres("dịch xuống", SHIFTS, default=Decimal("0.0"), help_text="Số âm thì dịch lên.")
    scale_x = models.DecimalField(
        "tỷ lệ ngang", max_digits=4, decimal_places=3, validators=SCALES, default=Decimal("1.000")
    )
    scale_y = models.DecimalField(
        "tỷ lệ dọc", max_digits=4, decimal_places=3, validators=SCALES, default=Decimal("1.000")
    )

    objects = PrinterQuerySet.as_manager()

    class Meta:
        verbose_name = "máy in"
        verbose_name_plural = "các máy in"
        ordering = ["unit", "name"]
        constraints = [
            models.UniqueConstraint(
                "unit", "name",
                name="printer_name_once_per_unit",
                violation_error_message="Đơn vị đã có máy in mang tên này. Hãy đặt tên khác.",
            ),
            models.CheckConstraint(
                condition=Q(x__gte=-SHIFT, x__lte=SHIFT, y__gte=-SHIFT, y__lte=SHIFT)
                & Q(scale_x__gte=Decimal("0.95"), scale_x__lte=Decimal("1.05"))
                & Q(scale_y__gte=Decimal("0.95"), scale_y__lte=Decimal("1.05")),
                name="printer_is_a_little_out_of_place",
                violation_error_message=f"Dịch nhiều nhất {SHIFT} mm, tỷ lệ từ 0,950 đến 1,050.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name
