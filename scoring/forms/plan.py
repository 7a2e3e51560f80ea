"""Forms that set up a campaign: a plan file, a copy of last year's, its criteria sets and rules."""

import base64

from django import forms
from django.core.exceptions import ValidationError

from emulation.actions.copying import CampaignCopy, StepDays, shifted
from emulation.forms.plan import wards_to_set_up
from emulation.forms.rows import RowForm, rows_class
from emulation.kit.days import DayField
from emulation.models import Campaign
from emulation.plans import PlanError, parse_plan

from ..choices import Subject
from ..models import CriteriaGroup, CriteriaSet, Criterion, Level, ResultRules

PLAN_MAX_BYTES = 256 * 1024
TOO_LARGE = "Tệp nặng hơn 256 KB, không phải tệp kế hoạch. Hãy chọn lại tệp."


class PlanFileForm(forms.Form):
    """An uploaded plan; the plan it holds is then in `plan`, its bytes in `content`."""

    file = forms.FileField(
        label="Tệp kế hoạch (.toml)",
        help_text="Nặng không quá 256 KB. Chưa có gì được lưu cho đến khi bạn xem trước và bấm tạo.",
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        error_messages={"required": "Hãy chọn tệp kế hoạch.", "empty": "Tệp rỗng, không có nội dung nào."},
        max_length=200,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > PLAN_MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        self.content = file.read()
        self.plan = read(self.content, file.name)
        return file

    @property
    def carried(self) -> str:
        """The content as text for the page of the preview, which sends it back."""
        return base64.b64encode(self.content).decode()


class CarriedPlanForm(forms.Form):
    """The plan that was looked at, as the page of the preview carried it."""

    content = forms.CharField(widget=forms.HiddenInput, max_length=4 * PLAN_MAX_BYTES // 3 + 8)

    def clean_content(self):
        try:
            content = base64.b64decode(self.cleaned_data["content"], validate=True)
        except ValueError as error:
            raise ValidationError("Nội dung tệp không còn nguyên vẹn: hãy tải tệp lên lại.") from error
        self.plan = read(content, "kế hoạch")
        return content


def read(content: bytes, name: str) -> dict:
    try:
        return parse_plan(content, name)
    except PlanError as error:
        raise ValidationError(str(error)) from error


class CopySourceForm(forms.Form):
    """Which campaign to copy, and into which year."""

    tu = forms.ModelChoiceField(
        Campaign.objects.none(), label="Chép từ phong trào", empty_label=None, to_field_name="code"
    )
    nam = forms.IntegerField(label="Sang năm", min_value=2000, max_value=2100, localize=False)

    def __init__(self, user, data=None):
        super().__init__(data)
        self.fields["tu"].queryset = Campaign.objects.filter(ward__in=wards_to_set_up(user)).select_related("ward")
        self.fields["tu"].label_from_instance = lambda one: f"{one.title} – {one.ward}"

    def clean(self):
        source, year = self.cleaned_data.get("tu"), self.cleaned_data.get("nam")
        if source and year and year < source.year:
            self.add_error("nam", f"Phong trào được chép là của năm {source.year}: hãy chọn năm đó hoặc về sau.")
        return self.cleaned_data


class CopyForm(forms.ModelForm):
    """The values and dates of the copy, filled in as last year's moved by whole years, to be corrected."""

    class Meta:
        model = Campaign
        fields = ["code", "title", "name", "number", "issued_on", "year", "reference_date"]
        widgets = {"year": forms.HiddenInput}
        field_classes = {"issued_on": DayField, "reference_date": DayField}

    def __init__(self, source: Campaign, years: int, data=None):
        copy = shifted(source, years)
        code = source.code.replace(str(source.year), str(source.year + years)) if years else f"{source.code}-2"
        super().__init__(data, initial=copy.values | {"code": code})
        self.phases = list(source.phases.prefetch_related("steps"))
        for phase in self.phases:
            self.add_phase(phase, copy)

    def add_phase(self, phase, copy: CampaignCopy):
        starts_on, ends_on = copy.phases[phase.number]
        place = f"dot-{phase.number}"
        self.fields[f"{place}-tu"] = DayField(label=f"{phase.name}: từ ngày", initial=starts_on)
        self.fields[f"{place}-den"] = DayField(label=f"{phase.name}: đến hết ngày", initial=ends_on)
        for step in phase.steps.all():
            days = copy.steps[phase.number, step.position]
            for end, label, day in [("mo", "từ ngày", days.opens_on), ("dong", "đến hết ngày", days.last_day)]:
                name = f"{place}-buoc-{step.position}-{end}"
                self.fields[name] = DayField(label=f"{step.name}: {label}", initial=day, required=False)

    def clean(self):
        for phase in self.phases:
            place = f"dot-{phase.number}"
            self.check_order(f"{place}-tu", f"{place}-den", f"{phase.name} kết thúc trước ngày bắt đầu.")
            for step in phase.steps.all():
                here = f"{place}-buoc-{step.position}"
                self.check_order(f"{here}-mo", f"{here}-dong", f"Bước “{step.name}” đóng trước khi mở.")
        return self.cleaned_data

    def check_order(self, first: str, last: str, sentence: str):
        one, other = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if one and other and other < one:
            self.add_error(last, sentence)

    def copy(self) -> CampaignCopy:
        """What the action makes."""
        values = self.cleaned_data
        return CampaignCopy(
            values={name: values[name] for name in self.Meta.fields},
            phases={p.number: (values[f"dot-{p.number}-tu"], values[f"dot-{p.number}-den"]) for p in self.phases},
            steps={
                (p.number, s.position): StepDays(
                    values[f"dot-{p.number}-buoc-{s.position}-mo"], values[f"dot-{p.number}-buoc-{s.position}-dong"]
                )
                for p in self.phases
                for s in p.steps.all()
            },
        )

    def own_fields(self):
        return [self[name] for name in self.Meta.fields if name != "year"]

    def date_groups(self):
        """The dates of each phase together, with its steps."""
        return [(p, [f for f in self if f.name.startswith(f"dot-{p.number}-")]) for p in self.phases]


class CriteriaSetForm(forms.ModelForm):
    class Meta:
        model = CriteriaSet
        fields = ["subject", "name", "na_policy", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CriterionRow(RowForm):
    special = ("steps", "floor", "is_optional", "is_bonus", "group", "only_for", "na_policy")

    class Meta:
        model = Criterion
        fields = [
            "label",
            "text",
            "points",
            "steps",
            "floor",
            "is_optional",
            "is_bonus",
            "group",
            "only_for",
            "na_policy",
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class LevelRow(RowForm):
    special = ("optional_percent", "tag")

    class Meta:
        model = Level
        fields = ["name", "pass_mark", "all_required", "optional_percent", "tag"]


class GroupRow(RowForm):
    class Meta:
        model = CriteriaGroup
        fields = ["name", "pass_mark"]


class ResultRulesForm(forms.ModelForm):
    """Titles, shares and awards of one phase."""

    class Meta:
        model = ResultRules
        fields = [
            "resident_set", "household_set", "household_rule", "household_percent", "title_percent", "award_percent",
            "award_only_highest", "award_quota", "denominator", "member_title", "household_title", "unit_title",
        ]  # fmt: skip

    def __init__(self, campaign: Campaign, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, subject in [("resident_set", Subject.RESIDENT), ("household_set", Subject.HOUSEHOLD)]:
            self.fields[name].queryset = CriteriaSet.objects.filter(campaign=campaign, subject=subject)
            self.fields[name].empty_label = "Không chấm"

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


CriterionRows = rows_class(CriterionRow, "Các tiêu chí", "tiêu chí")
LevelRows = rows_class(LevelRow, "Các mức đạt, từ thấp lên cao", "mức đạt")
GroupRows = rows_class(GroupRow, "Nhóm tiêu chí có điểm riêng", "nhóm", blank=0)
