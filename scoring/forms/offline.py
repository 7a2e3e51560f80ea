"""What is to be saved of a neighbourhood's workbook that came back."""

from django import forms

from ..choices import Preference


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
