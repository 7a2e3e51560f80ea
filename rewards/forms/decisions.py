"""Forms of decisions: the texts of a draft, what was signed, later papers, one from above, the register."""

from django import forms

from emulation.forms.files import EvidenceField, EvidenceForm
from emulation.forms.password_again import PasswordAgain
from emulation.forms.units import day_field
from emulation.kit.vietnamese import fold, tidy

from ..choices import DecisionKind, Flaw
from ..models import Decision
from ..queries.decisions import in_register
from .reports import clean_lines, line_field, paragraph_field

UNREADABLE = {"required": "Hãy mở lại trang rồi ghi lại.", "invalid": "Hãy mở lại trang rồi ghi lại."}
MOST = 2**31 - 1
LETTER = ("body", "recipients", "code", "granted_by", "on_behalf", "signer_title", "signer_name", "reason")


def seen_field() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput, error_messages=UNREADABLE)


class DraftForm(forms.Form):
    """What people write of a draft; what stays empty is printed as usual, and shown as a hint."""

    seen = seen_field()
    subject = line_field("Trích yếu, sau “Về việc”", 500)
    bases = paragraph_field("Căn cứ thêm", "Mỗi dòng một căn cứ. Căn cứ còn hiệu lực và kế hoạch được in sẵn.", 3)
    proposal = line_field("Xét đề nghị", 500, help_text="Ghi cả số, ngày tờ trình khi đã có.")
    pays_bonus = forms.BooleanField(label="Có chi tiền thưởng", required=False)
    fund = line_field("Tiền thưởng trích từ", 200)
    executors = paragraph_field("Ai thi hành", "Mỗi dòng một cơ quan, chức danh; người được khen được ghi sẵn.", 2)
    recipients = paragraph_field("Nơi nhận", "Mỗi dòng một nơi; “Như Điều …” và “Lưu: VT” được in sẵn.", 6)
    body = paragraph_field("Nội dung đính chính", "Mỗi dòng một chỗ: đã in thế nào, nay đọc là gì.", 4)
    reason = line_field("Lý do", 1000)
    is_joint = forms.BooleanField(
        label="Ban hành liên tịch", required=False, help_text="Mọi cơ quan ban hành kế hoạch cùng ký."
    )
    granted_by = line_field("Ai quyết định", 200, "Hãy ghi ai quyết định.")
    code = line_field("Ký hiệu", 40, "Hãy ghi ký hiệu, ví dụ QĐ-UBND.", help_text="Số do văn thư cho sau khi ký.")
    on_behalf = line_field("Ký thay, thay mặt", 120, help_text="Ví dụ KT. CHỦ TỊCH; Chủ tịch ký thì để trống.")
    signer_title = line_field("Chức vụ người ký", 120, "Hãy ghi chức vụ người ký.")
    signer_name = line_field("Họ tên người ký", 150)

    def __init__(self, decision: Decision, usual: dict, data=None):
        self.decision, self.theirs = decision, []
        super().__init__(data, initial={"seen": decision.version, **said_by(decision, self.base_fields)})
        for name in self.left_out():
            del self.fields[name]
        for name, text in usual.items():
            if name in self.fields:
                self.fields[name].widget.attrs["placeholder"] = text

    def left_out(self) -> list[str]:
        """What this kind of paper does not have."""
        names = [name for name in self.base_fields if name != "seen"]
        if self.decision.kind == DecisionKind.CORRECT:
            return [name for name in names if name not in LETTER]
        unpaid = [] if self.decision.award.pays_bonus else ["pays_bonus", "fund"]
        return [*unpaid, "body", *(["reason"] if self.decision.about is None else [])]

    def clean(self):
        given = super().clean()
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                given[name] = clean_lines(given.get(name, ""))
            elif isinstance(field, forms.CharField):
                given[name] = tidy(given.get(name, ""))
        if "reason" in self.fields and not given["reason"]:
            self.add_error("reason", "Hãy ghi lý do; lý do được in trên văn bản.")
        return given

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields if name != "seen"}

    def meet(self, standing: Decision) -> None:
        """Shows what somebody else has written meanwhile beside what was typed; the next press is meant."""
        theirs, mine = said_by(standing, self.fields), self.values()
        self.theirs = [(self.fields[name].label, theirs[name]) for name in mine if mine[name] != theirs[name]]
        self.data = self.data.copy()
        self.data["seen"] = standing.version


def said_by(decision: Decision, names) -> dict:
    return {name: getattr(decision, name) for name in names if name != "seen"}


class RecordForm(PasswordAgain, EvidenceForm):
    """What was signed on paper, as it stands there, and the password of whoever records it."""

    number = line_field("Số, ký hiệu", 60, "Hãy ghi số văn thư đã cho, ví dụ 112/QĐ-UBND.")
    decided_on = day_field("Ngày ký")
    on_behalf = line_field("Ký thay, thay mặt", 120, help_text="Đúng như trên bản đã ký; không có thì để trống.")
    signer_title = line_field("Chức vụ người ký", 120, "Hãy ghi chức vụ người ký.")
    signer_name = line_field("Họ tên người ký", 150, "Hãy ghi họ tên người ký.")
    scan = EvidenceField("Bản chụp đã ký, đóng dấu", help_text="Chưa có thì thêm sau, cổng sẽ nhắc.")
    seen = seen_field()
    seen_total = forms.IntegerField(min_value=0, widget=forms.HiddenInput, error_messages=UNREADABLE)

    TOLD = ("number", "decided_on", "on_behalf", "signer_title", "signer_name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs["placeholder"] = "112/QĐ-UBND"

    def clean_scan(self):
        return one_file(self.cleaned_data["scan"])

    def values(self) -> dict:
        said = {name: self.cleaned_data[name] for name in self.TOLD}
        return {name: tidy(value) if isinstance(value, str) else value for name, value in said.items()}

    def meet_total(self, total: int) -> None:
        """The sum of that day has been said; the next press means it."""
        self.data = self.data.copy()
        self.data["seen_total"] = total


def one_file(found: list) -> list:
    if len(found) > 1:
        raise forms.ValidationError("Bản chụp là một tệp. Hãy gộp các trang vào một tệp PDF rồi chọn lại.")
    return found


class LineForm(forms.Form):
    """What a line that puts an earlier one right says."""

    salutation = line_field("Xưng hô", 40, help_text="Ví dụ Gia đình ông, Bà; tập thể thì để trống.")
    printed_name = line_field("Tên in trên giấy", 200, "Hãy ghi tên.")
    printed_place = line_field("Chức vụ, địa chỉ in trên giấy", 250)
    achievement = paragraph_field("Thành tích", rows=2, longest=2000)

    def values(self) -> dict:
        return {name: tidy(self.cleaned_data[name]) for name in self.fields}


class DecisionScanForm(EvidenceForm):
    scan = EvidenceField("Bản chụp", required=True)

    def clean_scan(self):
        return one_file(self.cleaned_data["scan"])


class LaterForm(forms.Form):
    """Why a paper about a signed decision is written, about which lines of it."""

    reason = line_field("Lý do", 1000, "Hãy ghi lý do; lý do được in trên văn bản.")
    flaw = forms.ChoiceField(
        label="Sai ở đâu", choices=Flaw.choices, widget=forms.RadioSelect, initial=Flaw.FORMAT,
        error_messages={"required": "Hãy chọn sai ở đâu.", "invalid_choice": "Hãy chọn sai ở đâu."},
    )  # fmt: skip
    body = paragraph_field("Nội dung đính chính", "Mỗi dòng một chỗ: đã in thế nào, nay đọc là gì.", 4)

    def __init__(self, kind: str, data=None):
        super().__init__(data)
        if kind != DecisionKind.CORRECT:
            del self.fields["flaw"], self.fields["body"]

    def more(self) -> dict:
        """What only a correcting letter has."""
        return {name: self.cleaned_data[name] for name in ("flaw", "body") if name in self.fields}


class SuperiorForm(EvidenceForm):
    """The decision of a superior office, as it came."""

    granted_by = line_field("Ai quyết định", 200, "Hãy ghi ai quyết định, ví dụ Chủ tịch Ủy ban nhân dân tỉnh.")
    number = line_field("Số, ký hiệu", 60, "Hãy ghi số, ký hiệu của quyết định.")
    decided_on = day_field("Ngày ký")
    scan = EvidenceField("Bản chụp", help_text="Có thể thêm sau.")

    def clean_scan(self):
        return one_file(self.cleaned_data["scan"])

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("granted_by", "number", "decided_on")}


NO_SCAN, NO_FILE = "chua-co-ban-chup", "chua-co-ban-in"


class RegisterSearch(forms.Form):
    """The filter bar of the register: year, kind, what is missing, words."""

    year = forms.ChoiceField(label="Năm", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("", "Tất cả"), *DecisionKind.choices], required=False)
    missing = forms.ChoiceField(
        label="Còn thiếu", required=False,
        choices=[("", "Không lọc"), (NO_SCAN, "Chưa có bản chụp"), (NO_FILE, "Chưa có bản in của cổng")],
    )  # fmt: skip
    q = forms.CharField(
        label="Tìm theo số, trích yếu, người ký", max_length=100, required=False,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip

    def __init__(self, user, data):
        super().__init__(data or None)
        self.user = user
        years = in_register(user).order_by("-year").values_list("year", flat=True).distinct()
        self.fields["year"].choices = [("", "Tất cả"), *((str(year), str(year)) for year in years)]
        self.is_valid()
        self.chosen = {name: self.cleaned_data.get(name, "") for name in self.fields} if self.is_bound else {}

    def decisions(self):
        found, chosen = in_register(self.user), self.chosen
        if chosen.get("year"):
            found = found.filter(year=chosen["year"])
        if chosen.get("kind"):
            found = found.filter(kind=chosen["kind"])
        if chosen.get("missing") == NO_SCAN:
            found = found.filter(scan=None)
        if chosen.get("missing") == NO_FILE:
            found = found.without_file()
        for word in fold(chosen.get("q", "")).split():
            found = found.filter(search__contains=word)
        return found

    def in_use(self) -> list[str]:
        """What it is filtered by, in words for the file."""
        labels = {name: dict(getattr(self.fields[name], "choices", [])) for name in ("year", "kind", "missing")}
        said = [labels[name].get(self.chosen[name], "") for name in labels if self.chosen.get(name)]
        return [*said, *([f"“{self.chosen['q']}”"] if self.chosen.get("q") else [])]
