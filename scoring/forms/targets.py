"""Forms of targets: a reading by the kind of its target, and which targets a list shows on which day."""

from django import forms

from emulation.forms.files import EvidenceField, EvidenceForm
from emulation.forms.people import KeyedForm, choice_field, text_field
from emulation.forms.units import DayForm, day_field
from emulation.kit import clock
from emulation.kit.vietnamese import thousands

from ..choices import Confidence, TargetKind
from ..models import Reading, Target
from ..queries.targets import TargetLine, plan_days
from ..rules import targets as rules

NUMBER = {"autocomplete": "off", "inputmode": "numeric"}
ANSWERS = [("yes", "Có, đã thực hiện"), ("no", "Chưa")]
FIELDS_OF = {
    TargetKind.SHARE: ["part", "whole"],
    TargetKind.SURVEY: ["part", "whole", "asked"],
    TargetKind.COUNT: ["value"],
    TargetKind.YES_NO: ["answer"],
}
NO_ZERO_BYTE = {"null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại."}


class NumberField(forms.CharField):
    """A whole number as people write it, also 1.250; what cannot be counted is said in words."""

    widget = forms.TextInput(attrs=NUMBER)

    def __init__(self, label: str, **more):
        super().__init__(label=label, max_length=40, **more)
        self.error_messages["max_length"] = "Số này dài quá. Hãy xem lại."

    def to_python(self, value):
        try:
            return rules.read_number(super().to_python(value))
        except rules.WrongNumber as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def validate(self, value):
        """A number has no characters to judge; what is missing is said by the rules."""

    def run_validators(self, value):
        """The same."""


class ReadingForm(KeyedForm, EvidenceForm):
    """What was measured on a day, with evidence; only the fields of the target's kind."""

    measured_on = day_field("Ngày đo")
    part = NumberField("Số đạt")
    whole = NumberField("Tổng số")
    asked = NumberField("Số phiếu phát ra", required=False, help_text="Có thể để trống.")
    value = NumberField("Số lượng")
    answer = choice_field("Đã thực hiện chưa", ANSWERS, "Hãy chọn Có hoặc Chưa.")
    confidence = choice_field("Mức tin cậy kịp hạn", Confidence.choices, "Hãy chọn mức tin cậy.")
    source = text_field("Nguồn số liệu", "Hãy ghi nguồn số liệu, ví dụ danh sách, biên bản, hệ thống nào.")
    comment = forms.CharField(
        label="Nhận xét", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nguyên nhân, việc đang làm; không ghi thông tin riêng của ai.",
        error_messages={"max_length": "Nhận xét dài quá 500 ký tự. Hãy rút gọn."},
    )  # fmt: skip
    files = EvidenceField()

    def __init__(self, target: Target, data=None, files=None, *, before: Reading | None = None):
        self.target = target
        self.days = plan_days(target.campaign)
        super().__init__(data, files=files, initial=said_by(before) if before else self.usual())
        if before:
            self.fields["files"].help_text += " Tệp của số liệu cũ vẫn ở số liệu cũ; tệp cần cho số mới thì chọn ở đây."
        for name in {"part", "whole", "asked", "value", "answer"} - set(FIELDS_OF[TargetKind(target.kind)]):
            del self.fields[name]
        self.name_fields()
        for name in ("source", "comment"):
            self.fields[name].error_messages |= NO_ZERO_BYTE

    def usual(self) -> dict:
        return {"measured_on": f"{min(clock.today(), self.days[1]):%d/%m/%Y}", "source": self.target.source}

    def name_fields(self) -> None:
        """The numbers under the names of this target, so that nobody has to guess what is the whole."""
        target, fields = self.target, self.fields
        fields[
            "measured_on"
        ].help_text = f"Trong thời gian của kế hoạch, {self.days[0]:%d/%m/%Y} – {self.days[1]:%d/%m/%Y}."
        if target.is_share:
            fields["part"].label = (
                f"Số {target.measure} đạt" if target.kind == TargetKind.SHARE else "Số phiếu hài lòng"
            )
            fields["whole"].help_text = f"{target.counted}." if target.counted else ""
            fields["whole"].label = "Tổng số" if target.kind == TargetKind.SHARE else "Số phiếu trả lời (cỡ mẫu)"
        elif target.kind == TargetKind.COUNT and target.measure:
            fields["value"].label = f"Số {target.measure}"

    def clean_source(self):
        source = self.cleaned_data["source"]
        if len(source) > 200:
            raise forms.ValidationError("Nguồn số liệu dài quá 200 ký tự. Hãy rút gọn.")
        return source

    def clean(self):
        given = super().clean()
        if "measured_on" in given and (flaw := rules.flaw_of_day(given["measured_on"], *self.days, clock.today())):
            self.add_error("measured_on", flaw)
        given["answer"] = {"yes": True, "no": False}.get(given.get("answer", ""))
        said = rules.Measured(clock.today(), *(given.get(name) for name in ("part", "whole", "value", "answer")))
        for name, sentence in rules.flaws(self.target.kind, said, given.get("asked")).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return given

    @property
    def order(self) -> dict:
        """What the action takes besides the values."""
        return {"key": self.cleaned_data["key"], "evidence": self.cleaned_data["files"]}

    def values(self) -> dict:
        names = ["measured_on", "source", "comment", "confidence", *FIELDS_OF[TargetKind(self.target.kind)]]
        return {name: self.cleaned_data[name] for name in names}


def said_by(reading: Reading) -> dict:
    """What a reading says, as the boxes show it."""
    numbers = {name: getattr(reading, name) for name in ("part", "whole", "asked", "value")}
    return {
        "measured_on": f"{reading.measured_on:%d/%m/%Y}",
        "source": reading.source,
        "comment": reading.comment,
        "confidence": reading.confidence,
        "answer": {True: "yes", False: "no"}.get(reading.answer, ""),
        **{name: thousands(number) for name, number in numbers.items() if number is not None},
    }


class ReturnReadingForm(forms.Form):
    """Why a reading is sent back."""

    reason = forms.CharField(
        label="Lý do trả lại", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Người nhập và người xem sau đọc được: ghi rõ số nào chưa đúng, cần bổ sung gì.",
        error_messages=NO_ZERO_BYTE | {
            "required": "Hãy ghi lý do trả lại, để người nhập biết cần sửa gì.",
            "max_length": "Lý do dài quá 500 ký tự. Hãy rút gọn.",
        },
    )  # fmt: skip


class TargetSearch(DayForm):
    """Which targets the list shows: all, unless told otherwise; as they stand on a day."""

    STATES = [
        ("", "Tất cả"),
        ("can-lam", "Còn phải làm"),
        ("qua-han", "Quá hạn"),
        ("dat", "Đã đạt"),
        ("cho-duyet", "Chờ duyệt"),
    ]
    ngay = day_field("Xem tại ngày", required=False)
    tinh_trang = forms.ChoiceField(label="Tình trạng", choices=STATES, required=False)
    moc = forms.ChoiceField(label="Mốc", required=False)

    def __init__(self, lines_on, dues, data):
        super().__init__({"ngay": f"{clock.today():%d/%m/%Y}"} | {name: value for name, value in data.items() if value})
        self.fields["moc"].choices = [("", "Tất cả"), *((f"{due:%Y-%m-%d}", f"{due:%d/%m/%Y}") for due in dues)]
        self.lines_on = lines_on

    def shown(self) -> list[TargetLine]:
        given = self.cleaned_data if self.is_valid() else {}
        lines = self.lines_on(self.day)
        if given.get("moc"):
            lines = [line for line in lines if f"{line.goal.due_on:%Y-%m-%d}" == given["moc"]]
        return [line for line in lines if self.is_shown(line, given.get("tinh_trang"))]

    @staticmethod
    def is_shown(line: TargetLine, state: str | None) -> bool:
        match state:
            case "can-lam":
                return line.standing.is_open
            case "qua-han":
                return rules.urgency(line.standing) == 0
            case "dat":
                return not line.standing.is_open
            case "cho-duyet":
                return line.waiting > 0
            case _:
                return True
