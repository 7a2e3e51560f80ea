"""A note on a cell, typed in the small box of the grid or in the plain form below it."""

from django import forms

from ..actions.notes import NoteOrder
from ..queries.sheets import SheetGrid

STRANGE = "Ô này không có trên phiếu của hộ. Hãy tải lại trang rồi ghi chú lại."


class NoteForm(forms.Form):
    """The line and the criterion, the words, whether the household is to be asked, and the version that was shown."""

    row = forms.TypedChoiceField(label="Dòng", coerce=int, error_messages={"invalid_choice": STRANGE})
    number = forms.TypedChoiceField(label="Tiêu chí", coerce=int, error_messages={"invalid_choice": STRANGE})
    text = forms.CharField(
        label="Ghi chú",
        max_length=300,
        required=False,
        error_messages={"max_length": "Ghi chú dài quá 300 ký tự. Hãy viết ngắn lại."},
    )
    ask = forms.BooleanField(label="Hỏi lại hộ", required=False)
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, grid: SheetGrid, data=None):
        super().__init__(data)
        self.fields["row"].choices = [(row.key, row.name) for row in grid.all_rows]
        numbers = sorted({c.number for row in grid.all_rows for c in row.criteria})
        self.fields["number"].choices = [(number, number) for number in numbers]

    def order(self) -> NoteOrder:
        return NoteOrder(**self.cleaned_data | {"version": self.cleaned_data["version"] or 0})

    def complaint(self) -> str:
        """What is wrong with it, in one sentence."""
        return next(iter(self.errors.values()))[0]
