"""What the filter bars of lists of a phase's awards share: by award, by unit."""

from django import forms

from emulation.models import Phase

from ..models import Award


class PhaseList(forms.Form):
    """A filter bar with `award` and `unit`; only units that the list has are offered, and none where it has but one.

    `chosen` holds what was asked for and could be read; a filter that cannot be read asks for nothing.
    """

    award = forms.ChoiceField(label="Hình thức, danh hiệu", required=False)
    unit = forms.ChoiceField(label="Đơn vị", required=False)

    def __init__(self, phase: Phase, user, data):
        super().__init__(data or None)
        self.phase, self.user = phase, user
        awards = Award.objects.given_in(phase).values_list("number", "name")
        self.fields["award"].choices = [
            ("", "Tất cả"),
            *((str(number), f"{number}. {name}") for number, name in awards),
        ]
        units = list(self.units())
        self.fields["unit"].choices = [("", "Tất cả"), *((str(pk), name) for pk, name in units)]
        if len(units) < 2:
            del self.fields["unit"]
        self.is_valid()
        self.chosen = {name: self.cleaned_data.get(name, "") for name in self.fields} if self.is_bound else {}

    def units(self):
        """The units of what this person may see listed: key and name."""
        raise NotImplementedError

    def of_award(self, found):
        number = self.chosen.get("award")
        return found.filter(award__number=number) if number else found
