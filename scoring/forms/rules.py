"""Forms that change the rules of a phase: only what differs from those in force is a change."""

from copy import copy

from django import forms

from ..choices import NaPolicy
from ..models import CriteriaSet, ResultRules
from ..queries.rule_changes import RuleChange, change_problems
from ..rules import SetChange
from ..rules.soundness import MOST_POINTS

MOST_MARK = 32_767  # of a whole set, what its column holds


class SetChangeForm(forms.Form):
    """The values of a criteria set as they would be: what levels ask for, and the points of each criterion."""

    na_policy = forms.ChoiceField(label="Khi ghi “không áp dụng”", choices=NaPolicy.choices)

    def __init__(self, standing: CriteriaSet, data=None, *, prefix: str):
        super().__init__(data, prefix=prefix, initial={"na_policy": standing.na_policy})
        self.standing = standing
        self.criteria, self.levels = list(standing.criteria.all()), list(standing.levels.all())
        for place, level in enumerate(self.levels, start=1):
            if level.pass_mark is not None:
                label = f"Điểm cần cho mức “{level}”"
                self.fields[f"mark-{place}"] = points_field(label, level.pass_mark, least=1, most=MOST_MARK)
        for c in self.criteria:
            self.fields[f"points-{c.number}"] = points_field(f"Điểm tối đa, tiêu chí {c.number}", c.points)
            self.fields[f"floor-{c.number}"] = points_field(f"Điểm tối thiểu, tiêu chí {c.number}", c.floor)

    def change(self) -> SetChange:
        """What differs from the set in force."""
        policy = self.cleaned_data["na_policy"] if "na_policy" in self.changed_data else ""
        return SetChange(policy, self.changed("mark"), self.changed("points"), self.changed("floor"))

    def changed(self, kind: str) -> dict[int, int]:
        """The changed values of one kind by the number in the field's name."""
        names = [name for name in self.changed_data if name.startswith(f"{kind}-")]
        return {int(name.partition("-")[2]): self.cleaned_data[name] for name in names}

    def marks(self):
        """What is asked once for the whole set."""
        return [self["na_policy"], *[self[name] for name in self.fields if name.startswith("mark-")]]

    def rows(self):
        """Every criterion with its two boxes."""
        return [(c, self[f"points-{c.number}"], self[f"floor-{c.number}"]) for c in self.criteria]


def points_field(label: str, value: int, *, least: int = 0, most: int = MOST_POINTS) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, initial=value)


class RuleChangeForm(forms.ModelForm):
    """The rules of a phase as they would be, with those of its criteria sets."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ResultRules
        fields = [
            "household_rule", "household_percent", "title_percent", "award_percent", "award_only_highest",
            "award_quota", "denominator", "member_title", "household_title", "unit_title",
        ]  # fmt: skip

    def __init__(self, found: ResultRules, data=None):
        super().__init__(data, instance=copy(found), initial={"version": found.version})
        self.found = found
        self.residents = found.resident_set and SetChangeForm(found.resident_set, data, prefix="residents")
        self.households = found.household_set and SetChangeForm(found.household_set, data, prefix="households")

    @property
    def sets(self) -> list[SetChangeForm]:
        return [one for one in (self.residents, self.households) if one]

    def is_valid(self):
        """All parts are right by themselves, and do not contradict each other."""
        whole = all([super().is_valid(), *(one.is_valid() for one in self.sets)])
        for sentence in change_problems(self.found, self.change()) if whole else []:
            self.add_error(None, sentence)
        return whole and not self.errors

    def change(self) -> RuleChange:
        """What differs from the rules in force."""
        changed = set(self.changed_data)
        return RuleChange(
            results={name: self.cleaned_data[name] for name in self.Meta.fields if name in changed},
            residents=self.residents.change() if self.residents else SetChange(),
            households=self.households.change() if self.households else SetChange(),
        )


class RuleReasonForm(forms.Form):
    """Why the rules of a phase are changed."""

    reason = forms.CharField(
        label="Lý do đổi quy tắc",
        max_length=200,
        error_messages={"required": "Hãy ghi lý do đổi quy tắc; lý do được giữ cùng phiên bản."},
    )
