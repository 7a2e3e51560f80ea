"""Forms of units: the day of the tree, and what somebody orders when a unit is renamed, merged or split."""

from django import forms
from django.core.exceptions import ValidationError

from ..choices import DealBy
from ..kit import clock
from ..kit.days import DayField
from ..kit.vietnamese import tidy
from ..models import Unit
from ..rules import NAME_LIMIT, Merge, Papers, Rename, Split, SplitPart

DAY = forms.DateInput(attrs={"placeholder": "01/7/2025", "autocomplete": "off", "inputmode": "numeric"})
WRONG_DAY = "Ngày này không đọc được. Hãy ghi ngày/tháng/năm, ví dụ 01/7/2025."


def day_field(label: str, **more) -> DayField:
    errors = {"invalid": WRONG_DAY, "required": "Hãy ghi ngày, ví dụ 01/7/2025."}
    return DayField(label=label, widget=DAY, error_messages=errors, **more)


def name_field(label: str, **more) -> forms.CharField:
    errors = {"required": "Hãy ghi tên.", "max_length": f"Tên dài quá {NAME_LIMIT} ký tự. Hãy rút gọn."}
    return forms.CharField(label=label, max_length=NAME_LIMIT, error_messages=errors, **more)


def label_field(**more) -> forms.CharField:
    return forms.CharField(
        label="Số hiệu", max_length=20, required=False, help_text="Ví dụ 19; có thể để trống.", **more
    )


class DayForm(forms.Form):
    """The day of the tree; today where none was given."""

    ngay = day_field("Xem các đơn vị tại ngày", required=False)

    @property
    def day(self):
        return (self.cleaned_data.get("ngay") if self.is_valid() else None) or clock.today()


class ChangeForm(forms.Form):
    """What every change tells: from when, by which decision, why."""

    effective_on = day_field("Có hiệu lực từ ngày")
    decision = forms.CharField(
        label="Theo văn bản",
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "Nghị quyết số 15/NQ-HĐND ngày 20/6/2025"}),
        error_messages={"required": "Hãy ghi văn bản làm căn cứ, ví dụ Nghị quyết số 15/NQ-HĐND."},
    )
    reason = forms.CharField(label="Lý do", max_length=300, required=False)

    def __init__(self, unit: Unit, data=None):
        super().__init__(data)
        self.unit = unit

    @property
    def papers(self) -> Papers:
        given = self.cleaned_data
        return Papers(given["effective_on"], tidy(given["decision"]), tidy(given["reason"]))

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Everything that was filled in, for the confirming form behind the preview; roles are chosen there."""
        return [(name, value) for name, values in self.data.lists() if self.carries(name) for value in values]

    def carries(self, name: str) -> bool:
        return name not in ("csrfmiddlewaretoken", "step", "stamp", "key") and not name.endswith("roles")

    def roles_of(self, name: str) -> tuple[int, ...]:
        """Roles ticked in the preview."""
        return tuple(int(pk) for pk in self.data.getlist(name) if pk.isdecimal() and len(pk) < 19)


class RenameForm(ChangeForm):
    name = name_field("Tên mới")
    label = label_field()
    field_order = ["name", "label", "effective_on", "decision", "reason"]

    def __init__(self, unit: Unit, data=None):
        super().__init__(unit, data)
        self.initial = {"name": unit.name, "label": unit.label}

    def order(self) -> Rename:
        given = self.cleaned_data
        return Rename(self.unit.pk, tidy(given["name"]), tidy(given["label"]), self.papers)


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units; a number that no database can hold is none of them."""

    default_error_messages = {
        "required": "Hãy chọn ít nhất một tổ nữa để sáp nhập.",
        "invalid_choice": "Danh sách tổ vừa thay đổi. Hãy chọn lại.",
        "invalid_pk_value": "Danh sách tổ vừa thay đổi. Hãy chọn lại.",
    }

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid_choice"]) from error


class MergeForm(ChangeForm):
    others = UnitsField(
        Unit.objects.none(),
        label="Sáp nhập với",
        widget=forms.CheckboxSelectMultiple,
    )
    goes_on = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Tổ sau sáp nhập",
        required=False,
        empty_label="Là tổ mới, có mã mới",
        help_text="Nếu văn bản nói nhập vào một tổ đang có, hãy chọn tổ đó: tổ ấy giữ mã và lịch sử.",
    )
    name = name_field("Tên sau sáp nhập")
    label = label_field()
    field_order = ["others", "goes_on", "name", "label", "effective_on", "decision", "reason"]

    def __init__(self, unit: Unit, data=None):
        super().__init__(unit, data)
        beside = Unit.objects.neighbourhoods().current().filter(parent=unit.parent)
        self.fields["others"].queryset = beside.exclude(pk=unit.pk)
        self.fields["goes_on"].queryset = beside
        self.fields["goes_on"].label_from_instance = lambda one: f"Là {one}, giữ mã cũ"

    def order(self) -> Merge:
        given = self.cleaned_data
        return Merge(
            units=(self.unit.pk, *(one.pk for one in given["others"])),
            name=tidy(given["name"]),
            label=tidy(given["label"]),
            papers=self.papers,
            goes_on=given["goes_on"].pk if given["goes_on"] else None,
            roles=self.roles_of("roles"),
        )


class PartForm(forms.Form):
    """One unit after a split; without a name it is not wanted."""

    TITLES = ("Tổ thứ nhất", "Tổ thứ hai", "Tổ thứ ba", "Tổ thứ tư")

    name = name_field("Tên tổ", required=False)
    label = label_field()
    share = forms.CharField(
        label="Nhận các hộ", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    codes = forms.CharField(
        label="Riêng các mã hộ này",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dán mã hộ, mỗi dòng một mã; được ưu tiên hơn cách chia.",
    )

    def __init__(self, data, number: int):
        super().__init__(data, prefix=f"to{number}")
        self.title = self.TITLES[number - 1]


class SplitForm(ChangeForm):
    rule = forms.ChoiceField(label="Chia hộ", choices=DealBy, initial=DealBy.STREET)
    goes_on = forms.BooleanField(label="Tổ thứ nhất giữ mã và lịch sử của tổ cũ", required=False)
    field_order = ["effective_on", "decision", "reason", "rule", "goes_on"]

    def __init__(self, unit: Unit, data=None):
        super().__init__(unit, data)
        self.parts = [PartForm(data, number) for number in range(1, len(PartForm.TITLES) + 1)]

    @property
    def first_parts(self) -> list[PartForm]:
        return self.parts[:2]

    @property
    def more_parts(self) -> list[PartForm]:
        return self.parts[2:]

    @property
    def needs_more(self) -> bool:
        """True once a third part has been filled in."""
        return any(part["name"].value() for part in self.more_parts)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(part.is_valid() for part in self.parts)])

    def order(self) -> Split:
        wanted = [form for form in self.parts if form.cleaned_data["name"]]
        parts = tuple(self.part(number, form) for number, form in enumerate(wanted, start=1))
        return Split(self.unit.pk, self.cleaned_data["rule"], parts, self.papers)

    def part(self, number: int, form: PartForm) -> SplitPart:
        given = form.cleaned_data
        return SplitPart(
            name=tidy(given["name"]),
            label=tidy(given["label"]),
            share=given["share"],
            codes=given["codes"],
            goes_on=number == 1 and self.cleaned_data["goes_on"],
            roles=self.roles_of(f"to{number}-roles"),
        )
