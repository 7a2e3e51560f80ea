"""Forms of paper: what to print, which marks to write into the register, to which household a spare sheet belongs."""

from django import forms

from emulation.kit import clock
from emulation.models import Household, Phase, Unit
from emulation.queries.households import search_households

from ..choices import PaperState, SheetMark
from ..permissions import can_keep_register
from ..queries.register import MISSING, listed_homes


class PrintOrderForm(forms.Form):
    """Whose sheets to print; who works for one neighbourhood prints that one."""

    WHICH = [("new", "Chỉ các hộ chưa có phiếu in"), ("all", "In lại cả các hộ đã có phiếu, mã phiếu giữ nguyên")]

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Tổ dân phố", required=False, empty_label="Cả phường, theo thứ tự tổ"
    )
    which = forms.ChoiceField(label="In cho", choices=WHICH, initial="new", widget=forms.RadioSelect)
    spare = forms.IntegerField(
        label="Số tờ dự phòng cho mỗi tổ",
        min_value=0,
        max_value=500,
        initial=5,
        help_text="Tờ không ghi tên, có mã riêng: dùng khi phiếu hỏng, mất hoặc có hộ mới; gắn với hộ sau.",
    )

    def __init__(self, user, phase: Phase, data=None):
        super().__init__(data)
        units = Unit.objects.visible_to(user).below(phase.campaign.ward).neighbourhoods().current()
        keeps = [unit.pk for unit in units if can_keep_register(user, unit)]
        field = self.fields["unit"]
        field.queryset = units.filter(pk__in=keeps)
        if not can_keep_register(user, phase.campaign.ward):
            field.required, field.empty_label = True, None

    def values(self) -> dict:
        chosen = self.cleaned_data
        return {"unit": chosen["unit"], "spare": chosen["spare"], "only_new": chosen["which"] == "new"}


class RegisterSearch(forms.Form):
    """The filter bar of a neighbourhood's register."""

    STATES = [("", "Tất cả các phiếu"), (MISSING, "chưa thu"), *PaperState.choices]

    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)
    q = forms.CharField(label="Tìm hộ", max_length=60, required=False)

    def __init__(self, phase: Phase, unit: Unit, data):
        super().__init__(data)
        self.phase, self.unit = phase, unit
        self.fields["q"].widget.attrs["placeholder"] = "Mã hộ, chủ hộ, số nhà"
        self.is_valid()
        self.state = self.cleaned_data.get("state", "")

    def households(self):
        homes = listed_homes(self.phase, [self.unit])
        text = self.cleaned_data.get("q", "")
        return search_households(homes, text) if text else homes


class MarkForm(forms.Form):
    """What to mark, on which day, and for which households: those that are ticked, or the whole neighbourhood."""

    STRANGER = "Có hộ không thuộc tổ này. Hãy tải lại trang rồi chọn lại."

    act = forms.ChoiceField(
        label="Ghi", choices=SheetMark.choices, error_messages={"invalid_choice": "Hãy chọn lại việc cần ghi."}
    )
    day = forms.DateField(
        label="Ngày phát, thu thật",
        error_messages={"invalid": "Hãy ghi ngày như 1/9/2022.", "required": "Hãy ghi ngày như 1/9/2022."},
        widget=forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "autocomplete": "off"}),
    )
    home = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": STRANGER, "invalid_list": STRANGER}
    )

    def __init__(self, unit: Unit, data=None):
        super().__init__(data, initial={"day": clock.today()})
        self.is_whole = bool(data) and data.get("scope") == "whole"
        self.homes = Household.objects.filter(unit=unit)
        self.fields["home"].choices = lambda: [(str(pk), "") for pk in self.homes.values_list("pk", flat=True)]

    def clean(self):
        if not self.is_whole and not self.cleaned_data.get("home"):
            raise forms.ValidationError("Hãy đánh dấu ít nhất một hộ, hoặc chọn ghi cho cả tổ.")
        return self.cleaned_data

    def values(self) -> dict:
        homes = None if self.is_whole else self.homes.filter(pk__in=self.cleaned_data["home"])
        return {"act": self.cleaned_data["act"], "day": self.cleaned_data["day"], "homes": homes}


class BindForm(forms.Form):
    """The household a spare sheet was given to."""

    household = forms.CharField(label="Mã hộ", max_length=30, help_text="Ví dụ T08-017, ghi trong danh sách hộ.")

    def __init__(self, user, ward: Unit, data=None):
        super().__init__(data)
        self.user, self.homes = user, Household.objects.visible_to(user).filter(ward=ward).select_related("unit")

    def clean_household(self) -> Household:
        home = self.homes.filter(code__iexact=self.cleaned_data["household"].strip()).first()
        if home is None or not can_keep_register(self.user, home.unit):
            raise forms.ValidationError("Không có hộ nào mang mã này trong các tổ bạn phụ trách.")
        return home
