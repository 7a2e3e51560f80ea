"""Forms of postings: when and where a list hangs, the notice's number, objections and answers, the closing record."""

import re

from django import forms

from emulation.forms.people import KeyedForm
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.kit.days import moment_of
from emulation.kit.vietnamese import tidy

from ..choices import ObjectionOutcome, ObjectionWay
from ..models import Objection, Posting
from ..queries.postings import lines_of
from .councils import NO_ZERO_BYTE, hour_field, line_field

WRONG_DAYS = "Số ngày niêm yết là một số từ 1 đến 365."
WRONG_LINE = "Hãy ghi số thứ tự có trong danh sách, hoặc để trống nếu ý kiến về toàn danh sách."
LONGEST = 365  # days before a list hangs: a slip of the year otherwise


def text_area(label: str, missing: str, longest: int = 2000, rows: int = 3, **more) -> forms.CharField:
    """Several lines of text, each tidied, empty ones left out."""
    errors = {"required": missing, "max_length": f"Dài quá {longest} ký tự. Hãy rút gọn."} | NO_ZERO_BYTE
    widget = forms.Textarea(attrs={"rows": rows})
    required = more.pop("required", True)
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=widget, error_messages=errors, **more
    )


def lines_in(text: str) -> list[str]:
    return [line for line in (tidy(line) for line in text.splitlines()) if line]


class SeenForm(forms.Form):
    """A form that knows which version of the record somebody has looked at."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)
    must_confirm = False

    @property
    def seen_version(self) -> int:
        found = self.cleaned_data.get("seen")
        return -1 if found is None else found

    def renew(self, stamp: str) -> None:
        """Takes the version of now, once what differs has been shown: the next press is meant."""
        self.data = self.data.copy()
        self.data["seen"] = stamp

    @property
    def differences(self) -> list[str]:
        """What is recorded now where something else was typed."""
        shown = [(name, field) for name, field in self.fields.items() if name != "seen"]
        pairs = [(field.label, self.initial.get(name, ""), self.data.get(name, "")) for name, field in shown]
        return [f"{label}: đang ghi “{now}”." for label, now, typed in pairs if tidy(str(now)) != tidy(str(typed))]


class PostingForm(SeenForm):
    """When and where the list hangs, and who takes objections."""

    starts_on = day_field("Niêm yết từ ngày", help_text="Ngày thông báo được treo.")
    days = forms.IntegerField(
        label="Số ngày niêm yết", min_value=1, max_value=365,
        help_text="Tính từ hôm sau ngày treo, cả ngày nghỉ; hết ngày cuối cùng mới kết thúc.",
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_DAYS),
    )  # fmt: skip
    places = text_area("Nơi niêm yết", "Hãy ghi ít nhất một nơi niêm yết.", help_text="Mỗi dòng một nơi.")
    contact = text_area(
        "Nơi nhận ý kiến", "Hãy ghi nơi nhận ý kiến.",
        help_text="Bộ phận, địa chỉ, điện thoại cơ quan; in trên thông báo và hiện trên trang công khai.",
    )  # fmt: skip

    def __init__(self, posting: Posting, data=None):
        super().__init__(data, initial={
            "starts_on": f"{posting.starts_on:%d/%m/%Y}", "days": posting.days, "places": posting.places,
            "contact": posting.contact, "seen": posting.version,
        })  # fmt: skip

    def clean_starts_on(self):
        found = self.cleaned_data["starts_on"]
        if (found - clock.today()).days > LONGEST:
            raise forms.ValidationError("Ngày niêm yết còn xa quá một năm. Hãy xem lại năm.")
        return found

    def clean(self):
        given = super().clean()
        for name, missing in (("places", "Hãy ghi ít nhất một nơi niêm yết."), ("contact", "Hãy ghi nơi nhận ý kiến.")):
            if name in given and not lines_in(given[name]):
                self.add_error(name, missing)
        return given

    def values(self) -> dict:
        given = self.cleaned_data
        texts = {name: "\n".join(lines_in(given[name])) for name in ("places", "contact")}
        return {"starts_on": given["starts_on"], "days": given["days"], **texts}


class NoticeNumberForm(SeenForm):
    """Number and date of the notice as văn thư gave them."""

    number = line_field("Số thông báo", "", 40, help_text="Số văn thư đã cấp, ví dụ 15/TB-UBND; chưa có thì để trống.")
    dated_on = day_field("Ngày thông báo", required=False)

    def __init__(self, posting: Posting, data=None):
        day = f"{posting.letter_on:%d/%m/%Y}" if posting.letter_on else ""
        super().__init__(data, initial={"number": posting.letter_number, "dated_on": day, "seen": posting.version})

    def clean(self):
        given = super().clean()
        number, day = tidy(given.get("number") or ""), given.get("dated_on")
        if number and not day and "dated_on" not in self.errors:
            self.add_error("dated_on", "Hãy ghi ngày của thông báo.")
        if day and not number and "number" not in self.errors:
            self.add_error("number", "Hãy ghi số của thông báo, hoặc bỏ ngày.")
        if day and day > clock.today():
            self.add_error("dated_on", "Ngày thông báo ở sau hôm nay. Hãy xem lại ngày.")
        return given


class ReasonForm(forms.Form):
    """A reason where it is needed."""

    reason = forms.CharField(
        max_length=300, required=False,
        error_messages=NO_ZERO_BYTE | {"max_length": "Lý do dài quá 300 ký tự. Hãy rút gọn."},
    )  # fmt: skip


class StepForm(ReasonForm):
    """A step with the version somebody has looked at, and a reason where it needs one."""

    verb = forms.CharField(max_length=20)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class ObjectionForm(KeyedForm):
    """What somebody says about the list: about which line, when, how, in what words."""

    position = forms.IntegerField(
        label="Số thứ tự trong danh sách", required=False, min_value=1, max_value=10**6,
        help_text="Để trống nếu ý kiến về toàn danh sách.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WRONG_LINE),
    )  # fmt: skip
    received_on = day_field("Ngày nhận")
    way = forms.ChoiceField(
        label="Cách nhận", choices=ObjectionWay.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Hãy chọn cách nhận ý kiến."),
    )  # fmt: skip
    sender = line_field("Người có ý kiến", "", 150, help_text="Để trống nếu người có ý kiến đề nghị giấu tên.")
    content = text_area("Nội dung ý kiến", "Hãy ghi nội dung ý kiến.", rows=5)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)

    def __init__(self, posting: Posting, data=None, *, objection: Objection | None = None, position: str = ""):
        usual = {"received_on": f"{clock.today():%d/%m/%Y}", "position": position}
        super().__init__(data, initial=said_of(objection) if objection else usual)
        self.posting, self.objection = posting, objection

    def clean(self):
        given = super().clean()
        given["line"] = None
        if (position := given.get("position")) is not None:
            given["line"] = lines_of(self.posting).filter(position=position).first()
            if given["line"] is None:
                self.add_error("position", WRONG_LINE)
        if "content" in given and not tidy(given["content"]):
            self.add_error("content", "Hãy ghi nội dung ý kiến.")
        return given

    def values(self) -> dict:
        given = self.cleaned_data
        own = {"line": given["line"], "received_on": given["received_on"], "way": given["way"]}
        return own | {"sender": tidy(given["sender"]), "content": "\n".join(lines_in(given["content"]))}

    @property
    def seen_version(self) -> int:
        found = self.cleaned_data.get("seen")
        return -1 if found is None else found

    def renew(self, stamp: str) -> None:
        self.data = self.data.copy()
        self.data["seen"] = stamp

    def recorded(self):
        names = ("position", "received_on", "sender", "content")
        found = said_of(self.objection) if self.objection else {}
        return {name: f"{found[name]}" for name in names if name in found}


def said_of(one: Objection) -> dict:
    return {
        "position": one.line.position if one.line else "", "received_on": f"{one.received_on:%d/%m/%Y}",
        "way": one.way, "sender": one.sender, "content": one.content, "seen": one.version,
    }  # fmt: skip


class ObjectionAnswerForm(SeenForm):
    """What an objection was answered, and whether it was right."""

    outcome = forms.ChoiceField(
        label="Kết quả xem xét", choices=ObjectionOutcome.choices, widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Hãy chọn chấp nhận hay không chấp nhận."),
    )  # fmt: skip
    answer = text_area("Nội dung trả lời", "Hãy ghi nội dung trả lời.", rows=4)
    answered_on = day_field("Ngày trả lời")

    def __init__(self, one: Objection, data=None):
        day = one.answered_on or clock.today()
        said = {"outcome": one.outcome, "answer": one.answer, "answered_on": f"{day:%d/%m/%Y}", "seen": one.version}
        super().__init__(data, initial=said)

    def values(self) -> dict:
        given = self.cleaned_data
        answer = "\n".join(lines_in(given["answer"]))
        return {"outcome": given["outcome"], "answer": answer, "answered_on": given["answered_on"]}

    def clean_answer(self):
        if not tidy(self.cleaned_data["answer"]):
            raise forms.ValidationError("Hãy ghi nội dung trả lời.")
        return self.cleaned_data["answer"]


class ClosingForm(forms.Form):
    """Where and when the end of the posting was recorded, and by whom."""

    day = day_field("Ngày lập biên bản")
    hour = hour_field("Giờ lập biên bản")
    place = line_field("Địa điểm", "Hãy ghi địa điểm lập biên bản.", 200)
    chair = line_field("Người chủ trì", "Hãy ghi người chủ trì.", 200, help_text="Họ tên, chức vụ sau dấu phẩy.")
    secretary = line_field("Người ghi biên bản", "Hãy ghi người ghi biên bản.", 200, help_text="Họ tên, chức vụ.")
    present = text_area(
        "Người tham dự", "", required=False, help_text="Mỗi dòng một người, chức vụ sau dấu phẩy; có thể để trống."
    )
    must_confirm = False

    def __init__(self, posting: Posting, data=None):
        now = clock.local(clock.now())
        first = re.split(r"[;\n]", posting.places)[0][:200]
        super().__init__(data, initial={"day": f"{now:%d/%m/%Y}", "hour": f"{now:%H:%M}", "place": first})

    def values(self) -> dict:
        given = self.cleaned_data
        texts = {name: tidy(given[name]) for name in ("place", "chair", "secretary")}
        return texts | {"held_at": moment_of(given["day"], given["hour"]), "present": lines_in(given["present"])}
