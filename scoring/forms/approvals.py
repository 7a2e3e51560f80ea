"""Signing off and approving as forms: an explanation, a reason, and which version was looked at."""

import re

from django import forms

from ..choices import ApprovalStatus

SEEN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class ApprovalSearch(forms.Form):
    """The filter bar of the list: how far the neighbourhoods are."""

    state = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Tất cả các tổ"), *ApprovalStatus.choices], required=False
    )

    def __init__(self, data):
        super().__init__(data or None)
        self.is_valid()
        self.state = getattr(self, "cleaned_data", {}).get("state", "")


class SignForm(forms.Form):
    """What a neighbourhood signs for: the stamp of the figures on the page, and why something is missing."""

    explanation = forms.CharField(
        label="Giải trình",
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Ví dụ: 2 hộ đi làm xa cả năm, đã gọi điện nhưng không gửi phiếu. Thường trực sẽ đọc dòng này.",
    )
    stamp = forms.CharField(max_length=64)


class SeenForm(forms.Form):
    """Taking back what one has signed: which version of it was on the page."""

    seen = forms.IntegerField(min_value=0)


class ReasonForm(SeenForm):
    """Sending something back, for a reason."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="Tổ và người xem sau đọc được dòng này: ghi rõ phiếu nào, hộ nào cần sửa.",
        error_messages={"required": "Hãy ghi lý do, để tổ và người xem sau biết cần sửa gì."},
    )


class SeenUnitsField(forms.MultipleChoiceField):
    """Neighbourhoods with the version of each that was on the page, as "12-3"."""

    def valid_value(self, value):
        return bool(SEEN.fullmatch(value))


class ApproveForm(forms.Form):
    """Which neighbourhoods are approved."""

    to = SeenUnitsField(
        error_messages={
            "required": "Hãy chọn ít nhất một tổ để duyệt.",
            "invalid_choice": "Yêu cầu gửi lên không đọc được nên chưa duyệt tổ nào. Hãy chọn lại trong danh sách.",
        }
    )

    @property
    def seen(self) -> dict[int, int]:
        """By neighbourhood the version that was looked at."""
        return {int(unit): int(version) for unit, version in (one.split("-") for one in self.cleaned_data["to"])}
