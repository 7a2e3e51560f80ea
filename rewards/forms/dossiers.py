"""Forms of dossiers: which to make, what is listed, papers, reasons, sending to a superior office."""

from django import forms

from emulation.choices import UnitKind
from emulation.forms.files import EvidenceField
from emulation.forms.people import text_field
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.models import Unit
from emulation.models.units import units_above

from ..choices import DossierStatus, SentBy
from ..models import Dossier
from ..queries.dossiers import listed_dossiers
from .phase_lists import PhaseList

LATE, TO_PRESENT, TO_DECIDE = "qua-han", "cho-trinh", "cho-quyet-dinh"
WAITING = [(LATE, "Quá hạn"), (TO_PRESENT, "Chờ trình"), (TO_DECIDE, "Chờ quyết định")]
WRONG_COPIES = "Số bộ hồ sơ là một số từ 1 đến 20."
NO_ZERO_BYTE = {"null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại."}


class DossierSearch(PhaseList):
    """The filter bar of the list: state, award, unit. Dropped dossiers are shown only when asked for."""

    state = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Tất cả, trừ đã bỏ"), *WAITING, *DossierStatus.choices], required=False
    )
    field_order = ["state", "award", "unit"]

    def units(self):
        visible = Dossier.objects.visible_to(self.user).filter(phase=self.phase)
        return visible.order_by("unit__position", "unit__code").values_list("unit", "unit__name").distinct()

    def without_state(self):
        """What the other filters find: the counts of the states are counted from these."""
        found = self.of_award(listed_dossiers(self.phase, self.user))
        if unit := self.chosen.get("unit"):
            found = found.filter(unit=unit)
        return found

    def dossiers(self):
        found, state = self.without_state(), self.chosen.get("state", "")
        match state:
            case "":
                return found.standing()
            case "qua-han":
                return found.late_on(clock.today())
            case "cho-trinh":
                return found.to_present()
            case "cho-quyet-dinh":
                return found.to_decide()
        return found.filter(status=state)


class StepForm(forms.Form):
    """A step with the version somebody has looked at, and a reason where it needs one."""

    verb = forms.CharField(max_length=20)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    reason = forms.CharField(
        max_length=1000, required=False,
        error_messages=NO_ZERO_BYTE | {"max_length": "Lý do dài quá 1.000 ký tự. Hãy rút gọn."},
    )  # fmt: skip


class SendingForm(forms.Form):
    """To whom a dossier was sent, when, how; the number is the one that văn thư has given."""

    recipient = text_field("Nơi nhận", "Hãy ghi cơ quan nhận hồ sơ.")
    to_unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Nơi nhận dùng cùng cổng này", required=False, empty_label="Không, nhận ngoài cổng",
        help_text="Chọn thì văn phòng nơi nhận mở xem được hồ sơ và giấy tờ ngay trong cổng.",
        error_messages={"invalid_choice": "Không còn trong danh sách. Hãy chọn lại."},
    )  # fmt: skip
    sent_on = day_field("Ngày gửi")
    way = forms.ChoiceField(
        label="Cách gửi", choices=SentBy.choices, error_messages={"invalid_choice": "Hãy chọn cách gửi."}
    )
    letter = text_field(
        "Số văn bản gửi kèm", help_text="Số do văn thư đã cấp, ví dụ 15/TTr-UBND; chưa có thì để trống."
    )
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    LIMITS = {"recipient": 200, "letter": 60}

    def __init__(self, dossier: Dossier, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["to_unit"].queryset = units_above_of(dossier)
        if not self.fields["to_unit"].queryset.exists():
            del self.fields["to_unit"]

    def clean(self):
        given = super().clean()
        for name, limit in self.LIMITS.items():
            if len(given.get(name, "")) > limit:
                self.add_error(name, f"Dài quá {limit} ký tự. Hãy rút gọn.")
        return given

    def values(self) -> dict:
        given = {name: self.cleaned_data[name] for name in ("recipient", "sent_on", "way", "letter")}
        return given | {"to_unit": self.cleaned_data.get("to_unit")}


def units_above_of(dossier: Dossier):
    """The wards above the unit that runs the campaign; a ward itself has none in the portal."""
    above = units_above(dossier.phase.campaign.ward.code)[:-1]
    return Unit.objects.filter(code__in=above, kind=UnitKind.WARD)


class AnswerForm(forms.Form):
    """What the superior office answered."""

    answered_on = day_field("Ngày trả lời")
    answer = forms.CharField(
        label="Nội dung trả lời", max_length=500,
        help_text="Ví dụ: đồng ý, kèm Quyết định số …; hoặc trả hồ sơ vì …",
        error_messages=NO_ZERO_BYTE
        | {"required": "Hãy ghi cấp trên trả lời thế nào.", "max_length": "Dài quá 500 ký tự. Hãy rút gọn."},
    )  # fmt: skip


class UploadForm(forms.Form):
    """One file for one paper."""

    file = EvidenceField("Tệp", required=True)

    def clean_file(self):
        found = self.cleaned_data["file"]
        if len(found) > 1:
            raise forms.ValidationError("Mỗi giấy tờ nhận một tệp. Hãy gộp các trang vào một tệp PDF rồi tải lên.")
        return found


class WaiveForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        error_messages=NO_ZERO_BYTE
        | {"required": "Hãy ghi vì sao không cần giấy tờ này.", "max_length": "Dài quá 300 ký tự. Hãy rút gọn."},
    )


class CopiesForm(forms.Form):
    copies = forms.IntegerField(
        label="Số bộ hồ sơ", min_value=1, max_value=20,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_COPIES),
    )  # fmt: skip
