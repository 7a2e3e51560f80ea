"""Forms of a campaign's plan: its first data, and the rows of its chapters."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from ..choices import UnitKind
from ..kit import clock
from ..kit.days import DayField
from ..models import Campaign, Commitment, Issuer, LegalBasis, Phase, PlanSection, Step, Unit
from ..permissions import can_set_up_for
from .rows import RowForm, rows_class

DATE_HELP = "Ngày/tháng/năm, ví dụ 06/8/2026."


def wards_to_set_up(user) -> list[Unit]:
    """The wards and schools whose campaigns this person sets up."""
    units = Unit.objects.visible_to(user).current().filter(kind__in=[UnitKind.WARD, UnitKind.SCHOOL])
    units = sorted(units, key=lambda unit: (unit.kind == UnitKind.SCHOOL, unit.position, unit.code))
    return [unit for unit in units if can_set_up_for(user, unit)]


class BasicsForm(forms.ModelForm):
    """The campaign's own data, as far as it may change once the campaign is there."""

    class Meta:
        model = Campaign
        fields = ["title", "name", "number", "issued_on", "place", "year", "adult_age", "reference_date", "recipients"]
        help_texts = {"issued_on": "Để trống cho đến khi kế hoạch được ký."}
        widgets = {"recipients": forms.Textarea(attrs={"rows": 4})}
        field_classes = {"issued_on": DayField, "reference_date": DayField}


class NewCampaignForm(BasicsForm):
    """The first data of a new campaign, with its code and its ward (not asked where there is only one)."""

    ward = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị tổ chức", empty_label=None)

    class Meta(BasicsForm.Meta):
        fields = ["ward", "code", *[name for name in BasicsForm.Meta.fields if name != "recipients"]]
        help_texts = BasicsForm.Meta.help_texts | {
            "code": "Chữ không dấu, số và gạch nối, ví dụ dong-tam-2027; không đổi được về sau."
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        wards = wards_to_set_up(user)
        self.fields["ward"].queryset = Unit.objects.filter(pk__in=[ward.pk for ward in wards])
        self.initial["ward"] = wards[0].pk if wards else None
        if len(wards) == 1:
            self.fields["ward"].widget = forms.HiddenInput()

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "ward"}


class IssuerRow(RowForm):
    class Meta:
        model = Issuer
        fields = ["agency", "on_behalf", "signer_title", "signer_name"]


class BasisRow(RowForm):
    class Meta:
        model = LegalBasis
        fields = ["text", "effective_from", "effective_until"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        field_classes = {"effective_from": DayField, "effective_until": DayField}


class SectionRow(RowForm):
    class Meta:
        model = PlanSection
        fields = ["heading", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class PledgeRow(RowForm):
    class Meta:
        model = Commitment
        fields = ["organisation", "representative"]


class PhaseForm(forms.ModelForm):
    """A phase of a draft; its number must be free in the campaign."""

    class Meta:
        model = Phase
        fields = ["number", "name", "kind", "starts_on", "ends_on", "is_peak"]
        field_classes = {"starts_on": DayField, "ends_on": DayField}

    def clean_number(self):
        number, phase = self.cleaned_data["number"], self.instance
        taken = Phase.objects.filter(campaign=phase.campaign_id, number=number).exclude(pk=phase.pk)
        if taken.exists():
            raise ValidationError(f"Phong trào đã có đợt số {number}: hãy chọn số khác.")
        return number

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class StepRow(RowForm):
    """A step with its window in days: open until the end of its last day."""

    opens_on = DayField(label="Từ ngày", required=False)
    last_day = DayField(label="Đến hết ngày", required=False, help_text="“Trước ngày 09/9” là đến hết 08/9.")

    class Meta:
        model = Step
        fields = ["kind", "name", "grace_days", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    field_order = ["kind", "name", "opens_on", "last_day", "grace_days", "note"]

    @classmethod
    def initial_of(cls, instance):
        opens_on = instance.opens_at and clock.local(instance.opens_at).date()
        return super().initial_of(instance) | {"opens_on": opens_on, "last_day": instance.last_day}

    def clean(self):
        opens_on, last_day = self.cleaned_data.get("opens_on"), self.cleaned_data.get("last_day")
        if opens_on and last_day and last_day < opens_on:
            self.add_error("last_day", "Bước đóng trước khi mở: kiểm tra lại hai ngày.")
        return self.cleaned_data

    def values(self):
        opens_on, last_day = self.cleaned_data["opens_on"], self.cleaned_data["last_day"]
        moments = {
            "opens_at": opens_on and clock.start_of(opens_on),
            "closes_at": last_day and clock.end_of(last_day),
        }
        return super().values() | moments


class SigningForm(forms.Form):
    """Who has signed the pledge, and on which day."""

    signed_on = DayField(label="Ngày ký", initial=clock.today, help_text=DATE_HELP)
    signed = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "Hãy đánh dấu ít nhất một người đã ký.",
            "invalid_choice": "Danh sách vừa thay đổi. Hãy tải lại trang rồi đánh dấu lại.",
        },
    )

    def __init__(self, campaign: Campaign, data=None):
        super().__init__(data)
        waiting = campaign.commitments.filter(signed_on=None)
        self.fields["signed"].choices = [(one.pk, str(one)) for one in waiting]


def first_error(form) -> str:
    """One sentence of a form that was not accepted."""
    own = form.errors.get(NON_FIELD_ERRORS)
    return (own or next(iter(form.errors.values())))[0]


IssuerRows = rows_class(IssuerRow, "Cơ quan ban hành và người ký", "cơ quan")
BasisRows = rows_class(BasisRow, "Căn cứ", "căn cứ")
SectionRows = rows_class(SectionRow, "Các mục", "mục")
PledgeRows = rows_class(PledgeRow, "Ai ký cam kết", "người ký")
StepRows = rows_class(StepRow, "Các bước", "bước")
