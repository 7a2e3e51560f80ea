"""Forms of requests for correction: what shall be put right, and which requests a list shows."""

from django import forms

from ..choices import CorrectedField, CorrectionStatus, Relation
from ..models import Member
from .people import KeyedForm, choice_field, text_field


class CorrectionForm(KeyedForm):
    field = choice_field("Mục cần sửa", CorrectedField.choices, "Hãy chọn mục cần sửa.")
    new = text_field("Sửa thành", "Hãy ghi giá trị đúng.", help_text="Ghi đúng như giấy tờ, ví dụ 05/8/1990, Nữ, Con.")
    reason = text_field("Lý do", "Hãy ghi lý do.")
    evidence = text_field(
        "Căn cứ", "Hãy ghi căn cứ.", help_text="Số và ngày của giấy tờ đã đối chiếu; không chụp giấy tờ tuỳ thân."
    )

    def __init__(self, member: Member, data=None):
        super().__init__(data)
        if member.relation == Relation.HEAD:
            fields = self.fields["field"]
            fields.choices = [one for one in fields.choices if one[0] != CorrectedField.RELATION]

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("field", "new", "reason", "evidence", "key")}


class CorrectionSearch(forms.Form):
    """Which requests the list shows: those that wait, unless told otherwise."""

    STATES = [*CorrectionStatus.choices, ("all", "Tất cả")]
    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)

    @property
    def chosen(self) -> str:
        return (self.cleaned_data.get("state") if self.is_valid() else "") or CorrectionStatus.WAITING

    def narrowed(self, requests):
        return requests if self.chosen == "all" else requests.filter(status=self.chosen)
