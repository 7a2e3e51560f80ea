"""Forms of certificates: signed proofs, what to print, how far it is, numbers voided and issued anew, registers."""

import uuid

from django import forms
from django.db.models import Exists, QuerySet

from emulation.forms.units import day_field
from emulation.models import Unit

from ..choices import CertificateStatus
from ..models import Certificate, Decision, Printer, Register
from ..queries.certificates import printed_sheets, waiting_sheets

NO_ZERO_BYTE = {"null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại."}
LONG = NO_ZERO_BYTE | {"max_length": "Dài quá 300 ký tự. Hãy rút gọn."}
A_NUMBER = dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Hãy ghi một số từ 0 đến 999999.")
SOME_SHEETS = dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Số tờ là một số từ 1 đến 100000.")
LARGEST = 2**31 - 1


def reason_field(label: str, *, required: bool = False, **more) -> forms.CharField:
    said = {"required": "Hãy ghi lý do, để người xem sau này biết vì sao."}
    return forms.CharField(label=label, max_length=300, required=required, error_messages=LONG | said, **more)


class IssueForm(forms.Form):
    """Why certificates are issued although proofs are not signed; empty where they are."""

    reason = reason_field("Lý do cấp khi bảng dò chưa ký")


class ProofForm(forms.Form):
    """Who has signed a proof sheet, and when."""

    signer = forms.CharField(
        label="Người ký bảng dò", max_length=120,
        error_messages=NO_ZERO_BYTE
        | {"required": "Hãy ghi họ tên người đã ký bảng dò.", "max_length": "Dài quá 120 ký tự. Hãy rút gọn."},
    )  # fmt: skip
    signed_on = day_field("Ngày ký")
    stamp = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PrintForm(forms.Form):
    """Which certificates of a decision go to the printer, in which order, on which printer."""

    NOT_PRINTED, ALL = "chua-in", "tat-ca"
    NUMBER, BY_UNIT = "so", "to"

    what = forms.ChoiceField(
        label="In những giấy nào", choices=[(NOT_PRINTED, "Chưa in"), (ALL, "Tất cả, kể cả đã in")], initial=NOT_PRINTED
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Của tổ, đơn vị", required=False, empty_label="Tất cả")
    first = forms.IntegerField(label="Từ số", min_value=0, max_value=999_999, required=False, error_messages=A_NUMBER)
    last = forms.IntegerField(label="Đến số", min_value=0, max_value=999_999, required=False, error_messages=A_NUMBER)
    order = forms.ChoiceField(
        label="Thứ tự tờ in", choices=[(NUMBER, "Theo số vào sổ"), (BY_UNIT, "Theo tổ, đơn vị")], initial=NUMBER
    )
    printer = forms.ModelChoiceField(
        Printer.objects.none(), label="Máy in", required=False, empty_label="Không dời, không co giãn"
    )
    reason = reason_field("Lý do in lại", help_text="Chỉ cần khi trong đó có giấy đã in, ví dụ phôi hỏng, in lệch.")
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, decision: Decision, data=None):
        super().__init__(data)
        self.decision = decision
        self.fields["unit"].queryset = Unit.objects.filter(
            pk__in=decision.lines.values("nomination__submitted_by")
        ).order_by("position", "code")
        self.fields["printer"].queryset = Printer.objects.filter(unit=decision.ward)

    def clean(self):
        given = super().clean()
        first, last = given.get("first"), given.get("last")
        if first is not None and last is not None and first > last:
            self.add_error("last", "Số cuối phải từ số đầu trở lên.")
        return given

    def certificates(self) -> QuerySet[Certificate]:
        """What was chosen, in the order of the sheets."""
        given = self.cleaned_data
        found = Certificate.objects.standing().filter(line__decision=self.decision)
        if given["what"] == self.NOT_PRINTED:
            found = found.filter(~Exists(printed_sheets()), ~Exists(waiting_sheets()))
        if given["unit"]:
            found = found.filter(line__nomination__submitted_by=given["unit"])
        if given["first"] is not None:
            found = found.filter(number__gte=given["first"])
        if given["last"] is not None:
            found = found.filter(number__lte=given["last"])
        unit = ["line__nomination__submitted_by__position", "line__nomination__submitted_by__code"]
        return found.order_by(*(unit if given["order"] == self.BY_UNIT else []), "register", "year", "number")

    def about(self) -> str:
        """What is printed, as the run is called."""
        given, said = self.cleaned_data, [self.decision.award.get_form_display()]
        if given["unit"]:
            said.append(str(given["unit"]))
        if given["first"] is not None or given["last"] is not None:
            said.append(" ".join(
                f"{word} số {number}" for word, number in (("từ", given["first"]), ("đến", given["last"]))
                if number is not None
            ))  # fmt: skip
        return ", ".join(said)


class PrintedForm(forms.Form):
    """The last sheet that has come out good, and the one somebody believed it was."""

    printed_to = forms.IntegerField(min_value=0, max_value=999_999, error_messages=A_NUMBER)
    seen = forms.IntegerField(min_value=0, max_value=LARGEST, error_messages=A_NUMBER)


class StockForm(forms.Form):
    """Blanks that came in or were spoiled."""

    count = forms.IntegerField(label="Số tờ", min_value=1, max_value=100_000, error_messages=SOME_SHEETS)
    reason = reason_field("Ghi rõ")
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class EndForm(forms.Form):
    """Why a number is voided, or a certificate issued anew."""

    reason = reason_field("Lý do", required=True)


class RegisterForm(forms.ModelForm):
    """How a register is called and where its numbers begin."""

    class Meta:
        model = Register
        fields = ["name", "digits", "first_year", "first_number"]


class EntrySearch(forms.Form):
    """The filter bar of a register."""

    q = forms.CharField(label="Tên, địa chỉ hoặc số", max_length=100, required=False, error_messages=LONG)
    state = forms.ChoiceField(label="Tình trạng", choices=[("", "Tất cả"), *CertificateStatus.choices], required=False)
    year = forms.TypedChoiceField(label="Năm", coerce=int, required=False)

    def __init__(self, years: list[int], data):
        super().__init__(data)
        self.years = years
        self.fields["year"].choices = [(one, one) for one in years]
        self.is_valid()

    @property
    def chosen(self) -> tuple[int, str, str]:
        """Year, words, state; the latest year where none is asked for."""
        given = getattr(self, "cleaned_data", {})
        year = given.get("year") or (self.years[0] if self.years else 0)
        return year, given.get("q") or "", given.get("state") or ""
