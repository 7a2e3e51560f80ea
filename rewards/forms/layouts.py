"""Forms of layouts and printers: a copy, the sheet with its table of fields, how a printer is out of place."""

from dataclasses import replace
from functools import cached_property
from io import BytesIO

from django import forms
from PIL import Image

from emulation.choices import FileKind
from emulation.forms.files import EvidenceField
from emulation.forms.people import KeyedForm
from emulation.forms.rows import RowForm, one_row_more, rows_class
from emulation.kit.documents import Picture
from emulation.kit.evidence import MEDIA, Evidence

from ..choices import LayoutFont, LayoutMode
from ..documents.sheet_samples import SAMPLES
from ..models import CertificateLayout, LayoutField, Printer
from ..queries.layouts import NUMBERS, PLAIN
from ..rules.layouts import (
    LARGEST_SIZE,
    LONGEST,
    MOST_LINES,
    PAPERS,
    SHIFT,
    SHORTEST,
    SMALLEST_SIZE,
    FieldFacts,
    LayoutFacts,
    background_doubt,
    background_flaw,
    good_size,
)
from .councils import NO_ZERO_BYTE, chosen_field, line_field

OWN_SIZE = "own"
SIZES = [
    ("A4", "A4 ngang (297 × 210 mm)"),
    ("A4 dọc", "A4 dọc (210 × 297 mm)"),
    ("A3", "A3 ngang (420 × 297 mm)"),
    (OWN_SIZE, "Khổ khác, ghi ở dưới"),
]
ONLY_PICTURES = "Ảnh nền phải là ảnh JPEG hoặc PNG. Hãy lưu lại thành ảnh rồi chọn."
ONE_PICTURE = "Mỗi mẫu chỉ có một ảnh nền. Hãy chọn một tệp."


class NumberField(forms.DecimalField):
    """A number as people write it, 12,5 or 12.5."""

    def __init__(self, label: str, lowest, highest, *, places: int = 1, unit: str = "mm", **more):
        told = f"{label}: từ {comma(lowest)} đến {comma(highest)}{' ' + unit if unit else ''}."
        super().__init__(
            label=f"{label} ({unit})" if unit else label, min_value=lowest, max_value=highest, decimal_places=places,
            localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "required": f"Hãy ghi {label.lower()}.", "invalid": f"{label}: hãy ghi một số, ví dụ 12,5.",
                "min_value": told, "max_value": told, "max_digits": told, "max_whole_digits": told,
                "max_decimal_places": f"{label}: ghi nhiều nhất {places} chữ số sau dấu phẩy.",
            }, **more,
        )  # fmt: skip

    def to_python(self, value):
        return super().to_python(value.strip().replace(".", ",") if isinstance(value, str) else value)


def comma(number) -> str:
    return f"{number}".replace(".", ",").replace("-", "−")


def side_field(label: str, **more) -> NumberField:
    return NumberField(label, SHORTEST, LONGEST, **more)


class LayoutNewForm(KeyedForm):
    """A layout of a unit, copied from one there is: its name, what lies behind, its paper."""

    unit = chosen_field("Đơn vị", "Hãy chọn đơn vị")
    name = line_field("Tên mẫu", "Hãy đặt tên cho mẫu, ví dụ Giấy khen trên phôi 2026.", 120)
    mode = forms.ChoiceField(
        label="Nền giấy", choices=[(one.value, one.label) for one in LayoutMode if one != LayoutMode.IMAGE],
        help_text="Muốn dùng ảnh nền của đơn vị thì chọn cổng vẽ khung, rồi tải ảnh lên ở trang sau.",
        error_messages={"required": "Hãy chọn nền giấy.", "invalid_choice": "Hãy chọn nền giấy trong danh sách."},
    )  # fmt: skip
    paper = forms.ChoiceField(
        label="Khổ giấy", choices=SIZES, initial="A4",
        error_messages={"required": "Hãy chọn khổ giấy.", "invalid_choice": "Hãy chọn khổ giấy trong danh sách."},
    )  # fmt: skip
    width = side_field("Chiều rộng", required=False, help_text="Chỉ ghi khi chọn khổ khác.")
    height = side_field("Chiều cao", required=False)

    def __init__(self, data=None, *, units, source: LayoutFacts):
        super().__init__(data, initial={"unit": units[0] if len(units) == 1 else None, **usual_of(source)})
        self.fields["unit"].queryset = type(units[0]).objects.filter(pk__in=[unit.pk for unit in units])
        self.fields["unit"].label_from_instance = str
        self.fields["name"].error_messages |= NO_ZERO_BYTE

    def clean(self):
        given = super().clean()
        if given.get("paper") == OWN_SIZE:
            for name in ("width", "height"):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, "Hãy ghi cả chiều rộng và chiều cao của giấy, bằng mm.")
        return given

    @property
    def size(self) -> tuple[float, float]:
        given = self.cleaned_data
        if given["paper"] == OWN_SIZE:
            return float(given["width"]), float(given["height"])
        width, height = PAPERS[given["paper"].split(" ")[0]]
        return (height, width) if given["paper"].endswith("dọc") else (width, height)


def usual_of(source: LayoutFacts) -> dict:
    """What the copy of a layout begins with."""
    sizes = {"A4": PAPERS["A4"], "A4 dọc": PAPERS["A4"][::-1], "A3": PAPERS["A3"]}
    paper = next((name for name, size in sizes.items() if size == (source.width, source.height)), OWN_SIZE)
    own = {"width": source.width, "height": source.height} if paper == OWN_SIZE else {}
    mode = LayoutMode.DRAWN if source.mode == LayoutMode.IMAGE else source.mode
    return {"paper": paper, "mode": mode} | own


class FieldRow(RowForm):
    """One field of a layout."""

    x = NumberField("Trái", 0, LONGEST)
    y = NumberField("Trên", 0, LONGEST)
    width = NumberField("Rộng", 1, LONGEST)
    height = NumberField("Cao", 1, LONGEST)
    size = NumberField("Cỡ chữ", SMALLEST_SIZE, LARGEST_SIZE, unit="pt", initial=14)
    smallest = NumberField("Nhỏ nhất", SMALLEST_SIZE, LARGEST_SIZE, unit="pt", initial=10)
    lines = NumberField("Số dòng", 1, MOST_LINES, places=0, unit="", initial=1)
    spacing = NumberField("Giãn", 0, 30, places=0, unit="%", initial=0)
    special = ("printed", "font", "align", "colour", "bold", "italic", "caps")

    class Meta:
        model = LayoutField
        fields = [
            "slot", "text", "x", "y", "width", "height", "size", "smallest", "lines", "spacing",
            "printed", "font", "align", "colour", "bold", "italic", "caps",
        ]  # fmt: skip
        labels = {"text": "Chữ in sẵn"}
        error_messages = {
            "slot": {"required": "Hãy chọn trường.", "invalid_choice": "Hãy chọn trường trong danh sách."},
            "font": {"invalid_choice": f"Chỉ có phông {', '.join(LayoutFont.labels)}."},
            "colour": {"max_length": "Ghi màu bằng mã sáu chữ số, ví dụ #a8161d."},
            "text": {"max_length": "Chữ in sẵn dài quá 200 ký tự. Hãy rút gọn."} | NO_ZERO_BYTE,
        }

    @property
    def facts(self) -> FieldFacts:
        given = self.cleaned_data
        numbers = {name: float(given[name]) for name in NUMBERS}
        plain = {name: given[name] for name in PLAIN} | {
            "lines": int(given["lines"]),
            "spacing": int(given["spacing"] or 0),
        }
        return FieldFacts(**numbers, **plain)

    @property
    def heading(self) -> str:
        """What the row is called on the page."""
        return dict(self.fields["slot"].choices).get(self["slot"].value(), "Trường mới")


FieldRows = rows_class(FieldRow, "Các trường", "trường")


PREFIX = "truong"
NEW_FIELD = {
    "slot": "free", "text": "Chữ mới", "x": "20", "y": "20", "width": "80", "height": "8", "size": "14",
    "smallest": "10", "lines": "1", "spacing": "0", "font": "serif", "align": "left", "colour": "#1d2129",
    "printed": "always",
}  # fmt: skip


def one_field_more(data):
    """The same data with a free text at the end of the table, which may become any other field."""
    more = one_row_more(data, PREFIX)
    row = int(more[f"{PREFIX}-TOTAL_FORMS"]) - 1
    for name, value in (NEW_FIELD | {"ORDER": f"{row + 1}"}).items():
        more.setdefault(f"{PREFIX}-{row}-{name}", value)
    return more


class LayoutForm(forms.Form):
    """The sheet itself, and which invented one to try it with."""

    name = line_field("Tên mẫu", "Hãy đặt tên cho mẫu.", 120)
    mode = forms.ChoiceField(label="Nền giấy", choices=LayoutMode, error_messages={"required": "Hãy chọn nền giấy."})
    width = side_field("Giấy rộng")
    height = side_field("Giấy cao")
    background = EvidenceField("Ảnh nền mới")
    is_current = forms.BooleanField(label="Đang dùng", required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, localize=False, error_messages={"invalid": "", "required": ""}
    )
    sample = forms.ChoiceField(label="In thử với", choices=SAMPLES.items(), required=False)

    def __init__(self, layout: CertificateLayout, data=None, files=None):
        names = ("name", "mode", "width", "height", "is_current", "version")
        initial = {name: getattr(layout, name) for name in names} | {"sample": "usual"}
        super().__init__(data, files, initial=initial)
        self.layout = layout
        picture = self.fields["background"]
        picture.widget.attrs["accept"] = "image/jpeg,image/png"
        picture.help_text = f"Một ảnh JPEG hoặc PNG đúng tỷ lệ giấy, nên là {good_size(*self.sides)}."

    @property
    def sides(self) -> tuple[float, float]:
        return float(self.layout.width), float(self.layout.height)

    def clean_background(self) -> Evidence | None:
        found = self.cleaned_data["background"]
        if len(found) > 1:
            raise forms.ValidationError(ONE_PICTURE)
        if found and found[0].kind not in (FileKind.JPEG, FileKind.PNG):
            raise forms.ValidationError(ONLY_PICTURES)
        return found[0] if found else None

    def clean(self):
        given = super().clean()
        if given.get("background") and {"width", "height"} <= given.keys():
            sides = float(given["width"]), float(given["height"])
            if flaw := background_flaw(self.dots, *sides):
                self.add_error("background", flaw)
                given["background"] = None
        return given

    @cached_property
    def dots(self) -> tuple[int, int]:
        with Image.open(BytesIO(self.cleaned_data["background"].content)) as picture:
            return picture.size

    @property
    def doubts(self) -> list[str]:
        """What to say of a new background that may be used all the same."""
        given = self.cleaned_data
        doubt = background_doubt(self.dots, float(given["width"])) if given.get("background") else ""
        return [doubt] if doubt else []

    @property
    def picture(self) -> Picture | None:
        """The new background, not kept yet."""
        one = self.cleaned_data.get("background")
        return Picture(one.sha256, MEDIA[one.kind][0], one.content) if one else None

    def facts(self, before: LayoutFacts, rows) -> LayoutFacts:
        """The layout as the form and its table say; a new background stands in by its hash until it is kept."""
        given = self.cleaned_data
        return replace(
            before,
            name=given["name"],
            mode=given["mode"],
            width=float(given["width"]),
            height=float(given["height"]),
            fields=tuple(form.facts for form in rows.ordered_forms),
            background=self.picture.sha256 if self.picture else before.background,
        )

    def renew(self, version: int) -> None:
        """Takes the version there is now, once what differs has been shown: the next press is meant."""
        self.data = self.data.copy()
        self.data["version"] = version


class PrinterForm(forms.ModelForm):
    """How far a printer is out of place, as its calibration page tells."""

    x = NumberField("Dịch sang phải", -SHIFT, SHIFT, help_text="Bản in lệch phải 1,5 mm thì ghi -1,5.", initial=0)
    y = NumberField("Dịch xuống", -SHIFT, SHIFT, help_text="Bản in lệch xuống 2 mm thì ghi -2.", initial=0)
    scale_x = NumberField(
        "Tỷ lệ ngang", 0.95, 1.05, places=3, unit="", initial=1,
        help_text="Số đúng chia cho số đo được giữa hai dấu cộng trên, ví dụ 257 : 256 = 1,004.",
    )  # fmt: skip
    scale_y = NumberField("Tỷ lệ dọc", 0.95, 1.05, places=3, unit="", initial=1, help_text="Như trên, theo chiều dọc.")

    class Meta:
        model = Printer
        fields = ["name", "x", "y", "scale_x", "scale_y"]
        error_messages = {"name": {"required": "Hãy đặt tên cho máy in, ví dụ Canon phòng văn hóa."} | NO_ZERO_BYTE}

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class LayoutChoiceForm(forms.Form):
    """Which layout an award is printed on; none is the usual one."""

    layout = forms.ModelChoiceField(
        CertificateLayout.objects.none(), label="Mẫu giấy", required=False, empty_label="Mẫu thường dùng của đơn vị",
        error_messages={"invalid_choice": "Mẫu giấy này không còn dùng. Hãy chọn mẫu khác."},
    )  # fmt: skip

    def __init__(self, choices, data=None, *, chosen: int | None):
        super().__init__(data, initial={"layout": chosen})
        self.fields["layout"].queryset = choices
