"""Forms around a neighbourhood's workbook: the file that comes back, and what is to be saved of it."""

from django import forms

from emulation.kit.spreadsheets import WorkbookRefused, check, check_size

from ..choices import Preference


class OfflineBookForm(forms.Form):
    """A filled workbook that the gate has let through; its bytes are then in `content`."""

    file = forms.FileField(
        label="Tệp đã điền (.xlsx)",
        help_text="Nặng không quá 10 MB. Chưa có gì được ghi cho đến khi bạn xem trước và bấm lưu.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Hãy chọn tệp Excel đã điền.",
            "empty": "Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp.",
            "max_length": "Tên tệp dài quá. Hãy đổi tên tệp cho ngắn lại.",
        },
        max_length=200,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
            self.content = file.read()
            check(self.content)
        except WorkbookRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


class OfflineSaveForm(forms.Form):
    """What was looked at, which lines go by the file where both sides changed, and what else to do."""

    stamp = forms.CharField(max_length=64)
    both = forms.ChoiceField(choices=Preference.choices, required=False)
    take = forms.Field(widget=forms.MultipleHiddenInput, required=False)
    skip_wrong = forms.BooleanField(required=False)
    finish = forms.BooleanField(required=False)

    def orders(self) -> dict:
        """What the action takes; without a choice only lines that are ticked go by the file."""
        values = self.cleaned_data
        return {
            "stamp": values["stamp"],
            "prefer": values["both"] or Preference.EACH,
            "taken": frozenset(values["take"] or ()),
            "skip_wrong": values["skip_wrong"],
            "finish": values["finish"],
        }
