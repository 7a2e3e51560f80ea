"""Forms of a target as the plan has it: its words and kind, its place in the list, its goals by dates."""

from django import forms

from emulation.forms.rows import RowForm, rows_class
from emulation.kit.days import DayField

from ..models import Target, TargetGoal
from ..rules.targets import GREATEST

FIXED = ("kind", "direction")  # as long as nothing has been approved they may change


class TargetForm(forms.ModelForm):
    """A target; what has been judged already is shown and cannot be changed."""

    place = forms.IntegerField(label="Thứ tự", min_value=1, max_value=200, localize=False)

    class Meta:
        model = Target
        fields = ["label", "text", "kind", "direction", "measure", "counted", "owner", "source", "clause"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "direction": "Phần lớn chỉ tiêu đạt khi bằng hoặc cao hơn mức phải đạt.",
            "counted": "Ai hoặc cái gì là tổng số, ví dụ CB-GV-NV đang làm việc tại trường.",
            "owner": "Người đo và nhập số liệu.",
            "source": "Số liệu thường lấy ở đâu.",
        }

    def __init__(self, data=None, *, instance: Target, place: int, is_draft: bool, is_measured: bool, is_judged: bool):
        super().__init__(data, instance=instance, initial={"place": place})
        if not is_draft:
            del self.fields["place"]
        if is_measured:
            self.fields["kind"].disabled = True
        if is_judged:
            self.fields["direction"].disabled = True

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class GoalRow(RowForm):
    """A goal: by when, and at which value; yes or no needs none."""

    value = forms.IntegerField(
        label="Mức phải đạt", required=False, min_value=0, max_value=GREATEST, localize=False,
        help_text="Phần trăm hoặc số lượng; chỉ tiêu có hay chưa thì để trống.",
        error_messages={"min_value": "Mức phải đạt không thể âm.", "invalid": "Hãy ghi một số nguyên, ví dụ 95."},
    )  # fmt: skip

    class Meta:
        model = TargetGoal
        fields = ["due_on", "value"]
        field_classes = {"due_on": DayField}
        help_texts = {"due_on": "Ngày/tháng/năm, ví dụ 31/12/2025; hết ngày này phải đạt."}


GoalRows = rows_class(GoalRow, "Các mốc", "mốc")
NewGoalRows = rows_class(GoalRow, "Thêm mốc", "mốc mới", blank=0)
