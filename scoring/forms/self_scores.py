"""What households and their neighbourhood fill in around self-scoring."""

from uuid import uuid4

from django import forms

from emulation.models import Household, Phase, Unit
from emulation.queries.households import search_households

from .. import rules
from ..actions.household_links import secret_of, token_hash
from ..actions.sheets import Entry
from ..models import HouseholdLink, SelfSheet
from ..queries.self_scores import Proposal, SelfLine
from ..queries.sheets import could_need_sheet, is_out
from ..words.self_scores import questions_of

UNREADABLE = "Phần gửi lên không đọc được. Xin tải lại trang rồi chọn lại."


class CodeForm(forms.Form):
    """The short code of a slip."""

    code = forms.CharField(max_length=100, error_messages={"required": "Xin nhập mã in trên phiếu mở."})


class ConsentForm(forms.Form):
    """Consent for each purpose; silence is none."""

    use = forms.BooleanField(
        error_messages={"required": "Gia đình chưa đánh dấu đồng ý nên chưa mở phần chấm điểm và chưa lưu gì."}
    )
    publish = forms.BooleanField(required=False)


class SelfLineForm(forms.Form):
    """The questions of one person; a question without an answer stays open."""

    version = forms.IntegerField(min_value=0, max_value=2**31)

    def __init__(self, line: SelfLine, data=None):
        super().__init__(data)
        self.line = line
        self.questions = questions_of(line)
        for question in self.questions:
            choices = [(option.value, option.words) for option in question.options]
            self.fields[question.name] = forms.ChoiceField(
                choices=choices, required=False, error_messages={"invalid_choice": UNREADABLE}
            )

    def entry(self) -> Entry:
        return Entry(self.line.pk, self.answers(), self.cleaned_data["version"])

    def answers(self) -> str:
        """The compact answers of a valid form; criteria that are not for this household stay empty."""
        given = {question.number: self.cleaned_data[question.name] for question in self.questions}
        criteria = self.line.criteria_set.as_rules().criteria
        return "".join(given.get(criterion.number) or rules.UNSET for criterion in criteria)


class ReasonsForm(forms.Form):
    """Why the neighbourhood scores otherwise than the household, a line for each person."""

    def __init__(self, proposal: Proposal | None, data=None):
        super().__init__(data)
        for line in proposal.differing if proposal else []:
            self.fields[f"reason-{line.member}"] = forms.CharField(
                max_length=300,
                required=False,
                error_messages={"max_length": f"Lý do của {line.name} dài quá 300 ký tự: hãy viết gọn hơn."},
            )

    def reasons(self) -> dict[int, str]:
        return {int(name.removeprefix("reason-")): text for name, text in self.cleaned_data.items()}


class LinkSearch(forms.Form):
    """The filter bar of a neighbourhood's links."""

    STATES = [
        ("", "Tất cả các hộ"),
        ("none", "Chưa có phiếu mở"),
        ("linked", "Có phiếu mở, chưa gửi"),
        ("sent", "Đã gửi"),
        ("out", "Không tham gia"),
    ]

    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)
    q = forms.CharField(label="Tìm hộ", max_length=60, required=False)

    def __init__(self, phase: Phase, unit: Unit, data):
        super().__init__(data)
        self.phase, self.unit = phase, unit
        self.fields["q"].widget.attrs["placeholder"] = "Mã hộ, chủ hộ, số nhà"
        self.is_valid()
        self.state, self.text = self.cleaned_data.get("state", ""), self.cleaned_data.get("q", "")

    def households(self):
        homes = Household.objects.filter(could_need_sheet(self.phase), unit=self.unit).in_walking_order()
        homes = search_households(homes, self.text) if self.text else homes
        linked = HouseholdLink.objects.in_force().filter(phase=self.phase).values("household")
        sent = SelfSheet.objects.sent().filter(phase=self.phase).values("household")
        if self.state == "out":
            return homes.filter(is_out(self.phase))
        if self.state == "sent":
            return homes.filter(pk__in=sent)
        if self.state == "linked":
            return homes.filter(pk__in=linked).exclude(pk__in=sent)
        return homes.exclude(pk__in=linked) if self.state == "none" else homes


class SlipOrderForm(forms.Form):
    """Whose slips to print: the ticked households, or all of the neighbourhood that have none."""

    scope = forms.ChoiceField(choices=[("new", ""), ("ticked", "")])  # the button that was pressed
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    home = forms.ModelMultipleChoiceField(Household.objects.none(), required=False)

    def __init__(self, phase: Phase, unit: Unit, data=None):
        super().__init__(data)
        self.phase, self.unit = phase, unit
        self.asked = Household.objects.filter(could_need_sheet(phase), ~is_out(phase), unit=unit)
        self.fields["home"].queryset = self.asked

    def homes(self) -> list[Household]:
        """The households of a valid form, in walking order; pressed again, the same ones."""
        if self.cleaned_data["scope"] == "ticked":
            found = self.asked.filter(pk__in=self.cleaned_data["home"])
        else:
            found = self.asked.exclude(pk__in=self.linked_otherwise())
        return list(found.select_related("unit").in_walking_order())

    def linked_otherwise(self):
        """Households with a link that this very form has not given."""
        key = self.cleaned_data["key"]
        pks = self.asked.values_list("pk", flat=True)
        mine = [token_hash(secret_of(key, self.phase, pk).token) for pk in pks]
        linked = HouseholdLink.objects.in_force().filter(phase=self.phase, household__unit=self.unit)
        return linked.exclude(token_hash__in=mine).values("household")


class StayOutForm(forms.Form):
    """A household that said at the door that it does not take part."""

    home = forms.ModelChoiceField(Household.objects.none(), error_messages={"required": "Hãy chọn một hộ."})
    reason = forms.CharField(max_length=300, error_messages={"required": "Hãy ghi lý do hộ không tham gia."})

    def __init__(self, unit: Unit, data=None):
        super().__init__(data)
        self.fields["home"].queryset = Household.objects.filter(unit=unit).select_related("unit", "ward")

    def clean(self):
        if len(self.data.getlist("home")) > 1:
            raise forms.ValidationError("Hãy đánh dấu đúng một hộ: lý do được ghi riêng cho từng hộ.")
        return self.cleaned_data
