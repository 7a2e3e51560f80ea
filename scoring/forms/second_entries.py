"""Forms of the second entry: which sheets to show, both entries of a cell to choose from, how a phase chooses."""

from copy import copy

from django import forms
from django.db.models import QuerySet

from emulation.models import Unit

from ..choices import SecondState, Side
from ..models import SecondEntryRules
from ..queries.second_entries import SecondSheet
from ..queries.second_grids import Comparison, Difference

TO_KEY, TO_SETTLE = "to_key", "to_settle"


class SecondSearch(forms.Form):
    """The filter bar of the second entries; without a choice it shows the neighbourhood `busy`."""

    STATES = [
        ("", "Tất cả"), (TO_KEY, "Chờ tôi nhập lần hai"), (TO_SETTLE, "Chờ tôi đối chiếu"),
        *(one for one in SecondState.choices if one[0] != SecondState.NOT_NEEDED),
    ]  # fmt: skip

    to = forms.ModelChoiceField(Unit.objects.none(), label="Tổ dân phố", required=False, empty_label=None)
    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)

    def __init__(self, user, units: QuerySet[Unit], busy: int | None, data):
        super().__init__(data or None)
        self.user = user
        self.fields["to"].queryset = units
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        self.unit = chosen.get("to") or units.filter(pk=busy).first() or units.first()
        self.fields["to"].initial = self.unit
        self.state = chosen.get("state", "")

    def takes(self, one: SecondSheet) -> bool:
        """Whether a sheet is of the chosen neighbourhood and in the chosen state."""
        if one.household.unit_id != self.unit.pk:
            return False
        if self.state == TO_KEY:
            return one.waits_for_key(self.user.pk)
        if self.state == TO_SETTLE:
            return one.waits_for_choice(self.user.pk)
        return self.state in ("", one.state)


class SettleForm(forms.Form):
    """Every cell in which both entries differ, to be chosen by the paper; nothing is chosen beforehand."""

    def __init__(self, found: Comparison, data=None):
        super().__init__(data)
        self.found = found
        for one in found.differences:
            self.fields[one.field] = forms.ChoiceField(choices=Side.choices, required=False, label=label_of(one))
        for key in found.versions:
            self.fields[f"version-{key}"] = forms.IntegerField(min_value=0, required=False)

    def choices(self) -> dict[str, str]:
        return {one.field: self.cleaned_data.get(one.field, "") for one in self.found.differences}

    def versions(self) -> dict[int, int]:
        """The first entry's versions that were on the screen."""
        sent = {key: self.cleaned_data.get(f"version-{key}") for key in self.found.versions}
        return {key: self.found.versions[key] if one is None else one for key, one in sent.items()}


def label_of(one: Difference) -> str:
    return f"{one.name}, tiêu chí {one.criterion.number}"


class SecondRulesForm(forms.ModelForm):
    """How a phase chooses the sheets that are keyed a second time."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = SecondEntryRules
        fields = ["near", "birth_years", "random_percent", "same_person_hours"]
        widgets = {"near": forms.RadioSelect}

    def __init__(self, standing: SecondEntryRules, data=None):
        super().__init__(data, instance=copy(standing), initial={"version": standing.version})
        self.fields["near"].choices = self._meta.model._meta.get_field("near").choices

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def on(self, standing: SecondEntryRules) -> "SecondRulesForm":
        """The same wishes, to be saved over what somebody else has written meanwhile."""
        return SecondRulesForm(standing, self.data | {"version": str(standing.version)})
