"""Forms of nominations: a collective or a person with an achievement, what is printed, acts on many, what is listed."""

import unicodedata

from django import forms

from emulation.choices import Gender
from emulation.forms.people import KeyedForm, on_a_page, text_field
from emulation.kit import clock
from emulation.kit.rows import stamp_of
from emulation.kit.vietnamese import fold, tidy
from emulation.models import Phase, StaffMember, Unit
from emulation.models.staff import at_work
from emulation.rules import cells

from ..choices import NominationStatus, SubjectKind
from ..models import Award, Nomination
from ..permissions import proposing_units
from ..queries.nominations import doubled, listed, unsaid
from ..rules.names import typed_key
from .phase_lists import PhaseList

LONG = 6000
NO_ZERO_BYTE = {"null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại."}
NOT_THERE = {"invalid_choice": "Không còn trong danh sách. Hãy chọn lại."}
SALUTATIONS = {
    SubjectKind.COLLECTIVE: "Để trống, hoặc ghi Tập thể.",
    SubjectKind.INDIVIDUAL: "Ví dụ Ông, Bà, Đồng chí.",
    SubjectKind.HOUSEHOLD: "Ví dụ Gia đình ông, Gia đình bà.",
}
LIMITS = {"salutation": 40, "printed_name": 200, "printed_place": 250}


class PrintedForm(KeyedForm):
    """What papers print of a subject and tell of its achievement; names are kept as typed, in Unicode."""

    salutation = text_field("Xưng hô")
    printed_name = text_field("Tên in trên giấy", help_text="Viết đúng như sẽ in, không viết tắt.")
    printed_place = text_field("Chức vụ, đơn vị hoặc địa chỉ")
    gender = forms.ChoiceField(
        label="Giới tính", choices=[("", "Không ghi"), *Gender.choices], required=False, error_messages=NOT_THERE
    )
    is_manager = forms.BooleanField(label="Giữ chức vụ lãnh đạo, quản lý", required=False)
    women = forms.IntegerField(label="Số nữ", required=False, min_value=0, max_value=100_000)
    people = forms.IntegerField(label="Tổng số người", required=False, min_value=1, max_value=100_000)
    achievement = forms.CharField(
        label="Thành tích",
        max_length=LONG,
        widget=forms.Textarea({"rows": 8}),
        help_text="Nêu nhiệm vụ được giao, việc đã làm, kết quả bằng số liệu. Phần này in trong báo cáo tóm tắt.",
        error_messages=NO_ZERO_BYTE
        | {"required": "Hãy ghi thành tích.", "max_length": f"Dài quá {LONG} ký tự. Hãy rút gọn."},
    )

    def __init__(self, kind: str, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.kind = kind
        self.fields["salutation"].help_text = SALUTATIONS[SubjectKind(kind)]
        unasked = ["gender", "is_manager"] if kind != SubjectKind.INDIVIDUAL else []
        unasked += ["women", "people"] if kind != SubjectKind.COLLECTIVE else []
        for name in unasked:
            del self.fields[name]
        for name in ("women", "people"):
            if name in self.fields:
                self.fields[name].error_messages |= {"invalid": "Hãy ghi một số, ví dụ 12."}

    def clean(self):
        given = super().clean()
        for name, limit in LIMITS.items():
            given[name] = self.line(name, limit)
        if given.get("achievement"):
            given["achievement"] = unicodedata.normalize("NFC", given["achievement"]).replace("\r\n", "\n")
        women, people = given.get("women"), given.get("people")
        if not self.errors and (women is None) != (people is None):
            self.add_error("people", "Hãy ghi cả số nữ và tổng số người, hoặc để trống cả hai.")
        elif women is not None and people is not None and women > people:
            self.add_error("women", "Số nữ lớn hơn tổng số người. Hãy xem lại hai số này.")
        return given

    def line(self, name: str, limit: int) -> str:
        """A line of text without anything that cannot be printed."""
        try:
            return cells.visible(tidy(self.cleaned_data.get(name) or ""), self.fields[name].label, limit)
        except cells.Wrong as wrong:
            self.add_error(name, on_a_page(str(wrong)))
            return ""

    def printed(self) -> dict:
        """The columns of a nomination that this form has."""
        return {name: value for name, value in self.cleaned_data.items() if name in PRINTED and name in self.fields}


PRINTED = {*LIMITS, "gender", "is_manager", "women", "people", "achievement"}


class NominationForm(PrintedForm):
    """Proposing a collective or a person: from the registry, or typed; an empty line takes what is registered."""

    submitted_by = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị đề nghị", empty_label=None, error_messages=NOT_THERE
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Tập thể trong danh bạ", required=False,
        empty_label="Không có, tôi ghi tên bên dưới", error_messages=NOT_THERE,
    )  # fmt: skip
    staff = forms.ModelChoiceField(
        StaffMember.objects.none(), label="Người trong danh sách cán bộ", required=False,
        empty_label="Không có, tôi ghi tên bên dưới", error_messages=NOT_THERE,
    )  # fmt: skip
    field_order = ["submitted_by", "unit", "staff", "salutation", "printed_name", "printed_place"]

    def __init__(self, award: Award, phase: Phase, kind: str, data=None, *, user):
        super().__init__(kind, data)
        self.award, self.phase = award, phase
        units = proposing_units(user, phase)
        self.fields["submitted_by"].queryset = units
        if kind == SubjectKind.COLLECTIVE:
            self.fields["unit"].queryset = units
        else:
            del self.fields["unit"]
        if kind != SubjectKind.INDIVIDUAL:
            del self.fields["staff"]
        else:
            staff = StaffMember.objects.filter(at_work(clock.today()), unit__in=units).select_related("unit").by_name()
            self.fields["staff"].queryset = staff
            self.fields["staff"].label_from_instance = lambda one: f"{one.full_name} – {one.position}, {one.unit}"
            if not staff.exists():
                del self.fields["staff"]

    def clean(self):
        given = super().clean()
        chosen = given.get("unit") or given.get("staff")
        if not given.get("printed_name") and "printed_name" not in self.errors:
            if chosen:
                given["printed_name"] = chosen.full_name if self.kind == SubjectKind.INDIVIDUAL else chosen.name
            else:
                self.add_error("printed_name", "Hãy chọn trong danh bạ, hoặc ghi tên.")
        if staff := given.get("staff"):
            given["printed_place"] = given["printed_place"] or f"{staff.position}, {staff.unit}"[:250]
            given["gender"] = given["gender"] or staff.gender
        return given

    def values(self) -> dict:
        """What the action keeps; typed subjects are told apart by their name and place."""
        given = self.cleaned_data
        chosen = given.get("unit") or given.get("staff")
        kind = "unit" if given.get("unit") else "staff"
        typed = typed_key(given["printed_name"], given["printed_place"])
        return self.printed() | {
            "subject_kind": self.kind,
            "subject_key": f"{kind}:{chosen.pk}" if chosen else typed,
            "unit": given.get("unit"),
            "staff": given.get("staff"),
            "submitted_by": given["submitted_by"],
        }


class EditForm(PrintedForm):
    """Putting right what is printed of a nomination; whom it is about stays."""

    reason = forms.CharField(
        label="Lý do sửa", max_length=300, widget=forms.TextInput({"autocomplete": "off"}),
        help_text="Hồ sơ đã qua Hội đồng hoặc đã trình: người ký đọc được dòng này cùng tên cũ và tên mới.",
        error_messages=NO_ZERO_BYTE
        | {"required": "Hãy ghi vì sao sửa.", "max_length": "Dài quá 300 ký tự. Hãy rút gọn."},
    )  # fmt: skip
    stamp = forms.CharField(widget=forms.HiddenInput, max_length=32, error_messages=NO_ZERO_BYTE)

    def __init__(self, one: Nomination, data=None, *, needs_reason: bool = False):
        initial = {name: getattr(one, name) for name in PRINTED} | {"stamp": stamp_of(one)}
        super().__init__(one.subject_kind, data, initial=initial)
        self.one = one
        if not needs_reason:
            del self.fields["reason"]
        self.fields["achievement"].required = not one.is_by_rule
        self.fields["printed_name"].required = True
        self.fields["printed_name"].error_messages["required"] = "Hãy ghi tên in trên giấy."

    def recorded(self) -> dict[str, str]:
        return {name: getattr(self.one, name) or "" for name in LIMITS}


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label="Lý do vẫn đề nghị",
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Ví dụ: hai thành tích khác nhau; người trong sổ cũ trùng tên. Hội đồng đọc được dòng này.",
        error_messages=NO_ZERO_BYTE | {"required": "Hãy ghi lý do.", "max_length": "Dài quá 1.000 ký tự. Hãy rút gọn."},
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Lý do rút",
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages=NO_ZERO_BYTE
        | {"required": "Hãy ghi lý do rút, để người xem sau biết.", "max_length": "Dài quá 300 ký tự. Hãy rút gọn."},
    )


# The list


STATES = [
    ("unconfirmed", "Chưa xác nhận"),
    ("unsaid", "Còn tiêu chuẩn chưa xác nhận"),
    ("unmatched", "Không còn khớp"),
    ("tied", "Bằng điểm"),
    ("doubled", "Khen trùng trong đợt"),
    ("withdrawn", "Đã rút"),
]


class NominationSearch(PhaseList):
    """The filter bar of the list: words, award, unit, what needs somebody. Withdrawn ones are shown when asked for."""

    q = forms.CharField(
        label="Tìm theo tên", max_length=100, required=False, widget=forms.TextInput({"type": "search"})
    )
    unit = forms.ChoiceField(label="Đơn vị đề nghị", required=False)
    state = forms.ChoiceField(label="Trạng thái", choices=[("", "Đang đề nghị"), *STATES], required=False)
    field_order = ["q", "award", "unit", "state"]

    def units(self):
        found = listed(self.phase, self.user).order_by("submitted_by__position", "submitted_by__code")
        return found.values_list("submitted_by", "submitted_by__name").distinct()

    def nominations(self):
        """What is asked for; a filter that cannot be read asks for nothing."""
        found = self.of_award(listed(self.phase, self.user))
        if unit := self.chosen.get("unit"):
            found = found.filter(submitted_by=unit)
        for word in fold(self.chosen.get("q", "")).split():
            found = found.filter(search__contains=word)
        return self.in_state(found, self.chosen.get("state", ""))

    def in_state(self, found, state: str):
        if state == "withdrawn":
            return found.filter(status=NominationStatus.WITHDRAWN)
        found = found.standing()
        match state:
            case "unconfirmed":
                return found.filter(confirmed_at=None)
            case "unsaid":
                return found.filter(unsaid())
            case "unmatched":
                return found.unmatched()
            case "tied":
                return found.filter(is_tied=True)
            case "doubled":
                return found.filter(doubled(self.phase))
        return found
