"""Forms of the registry and of deadlines."""

import uuid

from django import forms

from .kit import clock
from .kit.days import DayField
from .kit.spreadsheets import WorkbookRefused, check, check_size
from .models import Campaign, Phase, Unit
from .permissions import can_import_into


def campaigns_to_import_into(user):
    """Campaigns whose ward this person keeps the registry of."""
    campaigns = Campaign.objects.visible_to(user).select_related("ward")
    return campaigns.filter(pk__in=[campaign.pk for campaign in campaigns if can_import_into(user, campaign.ward)])


class HouseholdListForm(forms.Form):
    """A workbook with a household list, and the campaign whose ward it is for (not asked where there is one)."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="Danh sách của",
        empty_label=None,
        to_field_name="code",
        error_messages={"invalid_choice": "Phong trào này không thuộc phần việc của bạn. Hãy mở lại trang này."},
    )
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        help_text="Nặng không quá 10 MB. Chưa có gì được lưu vào danh bạ cho đến khi bạn xem trước và bấm lưu.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp Excel có danh sách hộ.",
            "empty": "Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp.",
            "max_length": "Tên tệp dài quá. Hãy đổi tên tệp cho ngắn lại.",
        },
        max_length=200,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        campaigns = campaigns_to_import_into(user)
        field = self.fields["campaign"]
        field.queryset = campaigns
        field.label_from_instance = lambda campaign: f"{campaign.ward} – {campaign}"
        self.initial.setdefault("campaign", campaigns.first())
        if len(campaigns) == 1:
            field.widget = forms.HiddenInput()

    def clean_file(self):
        """The file, once the gate has let it through; its bytes are then in `content`."""
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
            self.content = file.read()
            check(self.content)
        except WorkbookRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


class LateEntryForm(forms.Form):
    """Leave to enter late: whom, until the end of which day, why; its key makes a repeated form harmless."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Cho",
        empty_label="Chọn tổ dân phố hoặc cả phường",
        error_messages={"required": "Hãy chọn tổ dân phố hoặc cả phường.", "invalid_choice": "Hãy chọn lại đơn vị."},
    )
    last_day = DayField(
        label="Đến hết ngày",
        error_messages={
            "required": "Hãy ghi ngày cuối cùng được nhập.",
            "invalid": "Ngày không đọc được. Hãy ghi như 05/11/2026.",
        },
        widget=forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        error_messages={
            "required": "Hãy ghi lý do cho nhập muộn.",
            "max_length": "Lý do dài quá 300 chữ. Hãy viết ngắn lại.",
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "", "invalid": ""})

    def __init__(self, phase: Phase, data=None):
        super().__init__(data, initial={"key": uuid.uuid4()})
        below = Unit.objects.below(phase.campaign.ward)
        self.fields["unit"].queryset = below.wards() | below.neighbourhoods().current()

    def clean_last_day(self):
        """The day, unless it is over."""
        day = self.cleaned_data["last_day"]
        if day < clock.today():
            raise forms.ValidationError("Ngày này đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
        return day

    def values(self) -> dict:
        """What the action takes; the day as the moment at which it is over."""
        clean = self.cleaned_data
        until = clock.end_of(clean["last_day"])
        return {"unit": clean["unit"], "until": until, "reason": clean["reason"], "request_key": clean["key"]}
