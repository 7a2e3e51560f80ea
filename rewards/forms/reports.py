"""Forms of reports on targets: the texts of a draft, the reason of a step back, how a letter was sent."""

from django import forms

from emulation.forms.files import EvidenceField, EvidenceForm
from emulation.forms.people import choice_field
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.kit.vietnamese import tidy

from ..actions.reports import FIELDS
from ..choices import SentBy
from ..models import ReportLetter, TargetReport
from ..rules import reports as rules

LONGEST = 5000
HELP = {
    "situation": "Đã ban hành, phổ biến, phân công, kiểm tra những gì. Số CB-GV-NV được ghi tự động.",
    "initiatives": "Có thể để trống; để trống thì báo cáo không có mục này.",
    "strengths": "Các chỉ tiêu đã đạt được ghi tự động ở trên đoạn này.",
    "shortcomings": "Các chỉ tiêu quá hạn, đạt sau hạn được ghi tự động ở trên đoạn này.",
    "causes": "Vì sao chưa đạt, vì sao chậm.",
}
NO_ZERO_BYTE = {"null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại."}


def clean_lines(text: str) -> str:
    """Each line tidy, no blank ones: a paragraph a line, as the paper prints them."""
    return "\n".join(line for line in map(tidy, text.splitlines()) if line)


def paragraph_field(label: str, help_text: str = "", rows: int = 4, longest: int = LONGEST) -> forms.CharField:
    errors = {"max_length": f"Dài quá {longest} ký tự. Hãy rút gọn.", **NO_ZERO_BYTE}
    return forms.CharField(
        label=label, required=False, max_length=longest, help_text=help_text, error_messages=errors,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def line_field(label: str, longest: int, missing: str = "", **more) -> forms.CharField:
    errors = {"required": missing, "max_length": f"Dài quá {longest} ký tự. Hãy rút gọn.", **NO_ZERO_BYTE}
    return forms.CharField(
        label=label, required=bool(missing), max_length=longest, error_messages=errors,
        widget=forms.TextInput(attrs={"autocomplete": "off"}), **more,
    )  # fmt: skip


class TextsForm(forms.Form):
    """What people write of a report; `seen` is the edition they started from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "", "invalid": ""})
    made_on = day_field("Ngày lập báo cáo", help_text="Nơi nhận là nơi còn hiệu lực vào ngày này.")
    code = line_field("Ký hiệu", 40, "Hãy ghi ký hiệu, ví dụ BC-MNTH.", help_text="Số do văn thư cho khi gửi.")

    def __init__(self, report: TargetReport, data=None):
        self.report, self.theirs = report, []
        super().__init__(data, initial={"seen": report.edition, **said_by(report)})
        for name, label in rules.TEXTS.items():
            self.fields[name] = paragraph_field(label, HELP.get(name, ""))
        self.fields["recipients"] = paragraph_field(
            "Nơi nhận khác", "Mỗi dòng một nơi; “Như kính gửi” và “Lưu: VT” được in sẵn.", 2, 500
        )

    def clean_made_on(self):
        day = self.cleaned_data["made_on"]
        first = self.report.due.campaign.issued_on
        if day > clock.today():
            raise forms.ValidationError(f"Ngày {day:%d/%m/%Y} chưa đến. Hãy ghi muộn nhất là hôm nay.")
        if first and day < first:
            raise forms.ValidationError(f"Ngày {day:%d/%m/%Y} trước ngày ban hành kế hoạch ({first:%d/%m/%Y}).")
        return day

    def clean(self):
        given = super().clean()
        for name in (*rules.TEXTS, "recipients"):
            given[name] = clean_lines(given.get(name, ""))
        given["code"] = tidy(given.get("code", ""))
        return given

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def meet(self, standing: TargetReport) -> None:
        """Shows what somebody else has written meanwhile beside what was typed; the next press is meant."""
        theirs, mine = said_by(standing), {name: self[name].value() for name in FIELDS}
        self.theirs = [
            (self.fields[name].label, theirs[name]) for name in FIELDS if clean_lines(mine[name]) != theirs[name]
        ]
        self.data = self.data.copy()
        self.data["seen"] = standing.edition


def said_by(report: TargetReport) -> dict[str, str]:
    """What a draft says, as the boxes show it."""
    return {name: getattr(report, name) for name in FIELDS} | {"made_on": f"{report.made_on:%d/%m/%Y}"}


class ReasonForm(forms.Form):
    """Why an approved report goes back, or a sent one is replaced."""

    reason = line_field("Lý do", 500, "Hãy ghi lý do, để người soạn và người xem sau biết cần sửa gì.")


class ScanForm(EvidenceForm):
    """Scans of a letter that was sent before."""

    files = EvidenceField("Bản chụp", required=True)


class SendForm(EvidenceForm):
    """When and how the letter to one addressee was sent; the number only as văn thư gave it."""

    sent_on = day_field("Ngày gửi")
    sent_by = choice_field("Cách gửi", SentBy.choices, "Hãy chọn cách gửi.")
    number = line_field("Số, ký hiệu", 60, help_text="Như văn thư đã cho, ví dụ 47/BC-MNTH; có thể để trống.")
    dated_on = day_field("Ngày văn bản", required=False, help_text="Đi cùng số, ký hiệu.")
    files = EvidenceField("Bản chụp", help_text="Bản đã ký, đóng dấu; có thể thêm sau.")

    def __init__(self, letter: ReportLetter, data=None, files=None):
        self.letter = letter
        super().__init__(data, files, initial={"sent_on": f"{clock.today():%d/%m/%Y}", **before(letter)})

    def clean_number(self):
        return tidy(self.cleaned_data["number"])

    def clean(self):
        given = super().clean()
        if not self.errors:
            addressee, report = self.letter.addressee, self.letter.report
            told = (given["sent_on"], report.made_on, addressee.ends_on, given["number"], given["dated_on"])
            for name, sentence in rules.flaws_of_sending(*told, clock.today()).items():
                self.add_error(name, sentence)
        return given

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("sent_on", "sent_by", "number", "dated_on")}


def before(letter: ReportLetter) -> dict[str, str]:
    """The number of the letter that was sent before to another addressee: one paper has one number."""
    sent = letter.report.letters.exclude(number="").order_by("-recorded_at").first()
    return {"number": sent.number, "dated_on": f"{sent.dated_on:%d/%m/%Y}"} if sent else {}
