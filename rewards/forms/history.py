"""Forms of earlier awards: a workbook for a ward or a school, words to search for."""

from django import forms

from emulation.forms.workbooks import WorkbookForm
from emulation.kit.vietnamese import fold
from emulation.models import Unit

from ..models import AwardHistory
from ..permissions import history_units


class HistoryListForm(WorkbookForm):
    """A workbook with earlier awards, and whose they are."""

    ward = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Đơn vị",
        empty_label=None,
        error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Không còn trong danh sách. Hãy chọn lại."},
    )
    field_order = ["ward", "file"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = history_units(user)


class HistorySearch(forms.Form):
    q = forms.CharField(
        label="Tìm theo tên, hình thức, quyết định", max_length=100, required=False,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip

    def __init__(self, user, data):
        super().__init__(data or None)
        self.user = user
        self.text = self.cleaned_data["q"] if self.is_valid() else ""

    def lines(self):
        found = AwardHistory.objects.visible_to(self.user).select_related("ward")
        for word in fold(self.text).split():
            found = found.filter(search__contains=word)
        return found.order_by("-year", "name", "pk")
