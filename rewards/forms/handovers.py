"""Forms of handing certificates over: what the list shows, who collected it when, why it is taken back."""

import uuid

from django import forms

from emulation.forms.people import KeyedForm, on_a_page, text_field
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.models import Phase
from emulation.rules import cells

from ..choices import HandOverState
from ..models import Ceremony, Certificate
from ..queries.handovers import in_state, named, own_certificates, usual_order
from ..rules.verification import scanned_id
from .phase_lists import PhaseList

LIMITS = {"receiver": 150, "relation": 80, "note": 300}


class HandOverSearch(PhaseList):
    """The filter bar: words or a scanned code, state, award, unit. What waits is shown unless told otherwise."""

    q = forms.CharField(
        label="Tìm tên, số; hoặc quét mã QR", max_length=200, required=False,
        widget=forms.TextInput({"type": "search", "autofocus": True, "autocomplete": "off"}),
    )  # fmt: skip
    state = forms.ChoiceField(label="Tình trạng", choices=HandOverState.choices, required=False)
    field_order = ["q", "state", "award", "unit"]

    def units(self):
        unit = "line__nomination__submitted_by"
        found = own_certificates(self.phase, self.user).order_by(f"{unit}__position", f"{unit}__code")
        return found.values_list(unit, f"{unit}__name").distinct()

    @property
    def state_shown(self) -> str:
        return self.chosen.get("state") or HandOverState.WAITING

    def without_state(self):
        """What the other filters find."""
        found = own_certificates(self.phase, self.user)
        if number := self.chosen.get("award"):
            found = found.filter(line__decision__award__number=number)
        if unit := self.chosen.get("unit"):
            found = found.filter(line__nomination__submitted_by=unit)
        return named(found, self.chosen.get("q", ""))

    def has_any(self) -> bool:
        """Whether there is anything to find at all."""
        return own_certificates(self.phase, self.user).exists()

    def certificates(self):
        return usual_order(in_state(self.without_state(), self.state_shown, clock.today()))

    def scanned(self) -> Certificate | None:
        """The certificate whose code was read, whatever the other filters say."""
        typed = scanned_id(self.chosen.get("q", ""))
        return own_certificates(self.phase, self.user).filter(public_id=typed).first() if typed else None


class HandOverForm(KeyedForm):
    """When and at which ceremony, and who collected it where the awarded did not."""

    handed_on = day_field("Ngày trao")
    ceremony = forms.ModelChoiceField(
        Ceremony.objects.none(), label="Tại lễ trao", required=False, empty_label="Không tại lễ",
        error_messages={"invalid_choice": "Buổi lễ này không còn. Hãy chọn lại."},
    )  # fmt: skip
    receiver = text_field("Người nhận thay", help_text="Để trống nếu chính người được khen nhận.")
    relation = text_field("Quan hệ, chức vụ", help_text="Ví dụ vợ, con, tổ trưởng tổ dân phố.")
    note = text_field("Ghi chú")

    def __init__(self, phase: Phase, data=None, *, together: bool = False):
        super().__init__(data, initial={"handed_on": f"{clock.today():%d/%m/%Y}"})
        self.fields["ceremony"].queryset = Ceremony.objects.standing().filter(phase=phase)
        if not self.fields["ceremony"].queryset.exists():
            del self.fields["ceremony"]
        for name in ("receiver", "relation") if together else ():
            del self.fields[name]

    def clean(self):
        given = super().clean()
        for name in [one for one in LIMITS if one in self.fields]:
            given[name] = self.line(name)
        return given

    def line(self, name: str) -> str:
        try:
            return cells.visible(self.cleaned_data.get(name) or "", self.fields[name].label, LIMITS[name])
        except cells.Wrong as wrong:
            self.add_error(name, on_a_page(str(wrong)))
            return ""

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

    @property
    def batch(self) -> uuid.UUID:
        return self.cleaned_data["key"]


class TakeBackForm(forms.Form):
    """Why a recorded hand-over is taken back, and whether all that were recorded with it."""

    reason = forms.CharField(
        label="Lý do bỏ ghi", max_length=300,
        error_messages={
            "required": "Hãy ghi lý do bỏ ghi, để người xem sau biết vì sao.",
            "max_length": "Lý do dài quá 300 ký tự. Hãy rút gọn.",
            "null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại.",
        },
    )  # fmt: skip
    whole = forms.BooleanField(required=False)
