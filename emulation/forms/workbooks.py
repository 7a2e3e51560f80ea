"""Forms of the registry and of deadlines."""

import re
import uuid

from django import forms
from django.conf import settings

from ..kit import clock
from ..kit.days import DayField
from ..kit.spreadsheets import WorkbookRefused, check, check_size
from ..kit.vietnamese import thousands
from ..models import Campaign, Phase, Unit
from ..permissions import can_import_into
from .password_again import PasswordAgain


def campaigns_to_import_into(user):
    """Campaigns whose ward this person keeps the registry of."""
    campaigns = Campaign.objects.visible_to(user).of_wards().select_related("ward")
    return campaigns.filter(pk__in=[campaign.pk for campaign in campaigns if can_import_into(user, campaign.ward)])


class WorkbookForm(forms.Form):
    """A workbook that the gate has let through; its bytes are then in `content`."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp Excel (.xlsx).",
            "empty": "Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp.",
            "max_length": "Tên tệp dài quá. Hãy đổi tên tệp cho ngắn lại.",
        },
        max_length=200,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limits = f"{settings.WORKBOOK_MAX_BYTES // 1024**2} MB, tối đa {thousands(settings.WORKBOOK_MAX_ROWS)} hàng"
        self.fields[
            "file"
        ].help_text = f"Nặng không quá {limits}. Chưa có gì được lưu cho đến khi bạn xem trước và bấm lưu."

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
            self.content = file.read()
            check(self.content)
        except WorkbookRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


class HouseholdListForm(WorkbookForm):
    """A workbook with a household list, and the campaign whose ward it is for (not asked where there is one)."""

    field_order = ["campaign", "file"]

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label="Danh sách của",
        empty_label=None,
        to_field_name="code",
        error_messages={"invalid_choice": "Phong trào này không thuộc phần việc của bạn. Hãy mở lại trang này."},
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


class NumberExportForm(PasswordAgain):
    """Why personal numbers leave the portal, and the password of whoever takes them, as before anything grave."""

    reason = forms.CharField(
        label="Lý do cần số CCCD, số điện thoại",
        min_length=10,
        max_length=200,
        help_text="Ví dụ: đối chiếu danh sách với Công an phường ngày 05/9. Lý do được ghi vào nhật ký cùng tên bạn; "
        "không ghi họ tên hay số của người dân vào đây.",
        error_messages={
            "required": "Hãy ghi rõ lý do cần lấy số cá nhân.",
            "min_length": "Lý do quá ngắn. Hãy ghi rõ lấy số cá nhân để làm việc gì.",
            "max_length": "Lý do dài quá 200 chữ. Hãy viết ngắn lại.",
        },
    )

    def __init__(self, request, data=None):
        super().__init__(data, request=request)

    def clean_reason(self):
        """The reason, unless it holds what looks like a personal number: the trail must not hold one."""
        reason = self.cleaned_data["reason"]
        if re.search(r"(?:[0-9][ .]?){9}", reason):
            raise forms.ValidationError("Lý do có dãy số giống số CCCD hoặc số điện thoại. Hãy bỏ dãy số ấy đi.")
        return reason


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
