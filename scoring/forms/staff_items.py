"""Forms of the staff grid: its day, the whole grid without JavaScript, items, exemptions, the counted reading."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms

from emulation.forms.people import KeyedForm, choice_field, text_field
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.kit.vietnamese import tidy

from ..actions.sheets import Entry
from ..choices import Confidence, LeaveKind, TargetKind
from ..models import StaffItem, Target
from ..queries.staff_items import Ledger, StaffRow
from ..rules import staff_items as rules
from ..rules.targets import flaw_of_day

UNREADABLE = {"null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại."}
COLUMNS = re.compile(r"[0-9]{1,18}(-[0-9]{1,18}){0,59}")


class StaffDay(forms.Form):
    """Which day the grid shows: the one that is being entered, unless told otherwise."""

    ngay = day_field("Xem tại ngày", required=False)

    def __init__(self, data, *, usual: date, plan: tuple[date, date]):
        super().__init__({"ngay": f"{usual:%d/%m/%Y}"} | {name: value for name, value in data.items() if value})
        self.usual, self.plan = usual, plan

    def clean_ngay(self):
        day = self.cleaned_data["ngay"]
        if day and day != self.usual and (flaw := flaw_of_day(day, *self.plan, clock.today())):
            raise forms.ValidationError(flaw.replace("Ngày đo", "Ngày").replace("đã đo", "đã qua"))
        return day

    @property
    def day(self) -> date:
        return (self.cleaned_data.get("ngay") if self.is_valid() else None) or self.usual


class PlaceForm(forms.Form):
    """What a save says of the screen it comes from: its columns as keys of items, and the day it speaks of."""

    muc = forms.RegexField(COLUMNS)
    ngay = forms.DateField(input_formats=["%Y-%m-%d"])

    def columns(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["muc"].split("-")]


class TicksForm(forms.Form):
    """The whole grid without JavaScript: a list for each cell, and the version each line was read with.

    `columns` are the items of the screen it comes from; who has joined the list since is not in it, and is left alone.
    """

    FORGED = "Bảng gửi lên có ô không thuộc bảng này, hoặc bảng vừa đổi. Hãy xem lại bảng dưới đây rồi lưu lại."

    def __init__(self, rows: Sequence[StaffRow], columns: Sequence[StaffItem], data):
        super().__init__(data)
        self.rows, self.columns = [row for row in rows if f"version-{row.key}" in data], columns

    def clean(self):
        known = {f"grade-{row.key}-{item.pk}" for row in self.rows for item in self.columns}
        sent = {name: value for name, value in self.data.items() if name.startswith("grade-")}
        versions = [self.data[f"version-{row.key}"] for row in self.rows]
        is_known = set(sent) <= known and set(sent.values()) <= {"", rules.YES, rules.NO}
        if not self.rows or not is_known or not all(re.fullmatch("[0-9]{1,18}", version) for version in versions):
            raise forms.ValidationError(self.FORGED)
        return super().clean()

    def entries(self) -> list[Entry]:
        return [
            Entry(row.key, self.answers(row, self.columns), int(self.data[f"version-{row.key}"])) for row in self.rows
        ]

    def answers(self, row: StaffRow, items: Sequence[StaffItem]) -> str:
        said = (self.data.get(f"grade-{row.key}-{item.pk}", "") for item in items)
        return "".join(one if one in (rules.YES, rules.NO) else rules.UNASKED for one in said)

    def keyed(self, items: Sequence[StaffItem]) -> list[tuple[int, str]]:
        """What was chosen, in the columns of today, for showing it again when it could not be saved."""
        return [(row.key, self.answers(row, items)) for row in self.rows]


class ItemForm(KeyedForm):
    """What is asked of everybody, and the target whose share follows."""

    label = text_field("Tên mục", "Hãy đặt tên cho mục.", help_text="Ngắn, hiện ở đầu cột: nhiều nhất 40 ký tự.")
    text = text_field("Nội dung", help_text="Hỏi đúng điều gì; có thể để trống.")
    target = forms.ModelChoiceField(
        Target.objects.none(), label="Chỉ tiêu lấy số liệu từ mục này", required=False, empty_label="Không gắn",
        error_messages={"invalid_choice": "Hãy chọn lại chỉ tiêu."},
        help_text="Chỉ gắn được chỉ tiêu loại tỷ lệ; mỗi chỉ tiêu một mục.",
    )  # fmt: skip

    def __init__(self, campaign, data=None, *, item: StaffItem | None = None):
        said = {"label": item.label, "text": item.text, "target": item.target_id} if item else {}
        super().__init__(data, initial=said)
        self.fields["target"].queryset = Target.objects.filter(campaign=campaign, kind=TargetKind.SHARE)
        for name in ("label", "text"):
            self.fields[name].error_messages |= UNREADABLE

    def clean_label(self):
        label = tidy(self.cleaned_data["label"])
        if len(label) > 40:
            raise forms.ValidationError("Tên mục dài quá 40 ký tự. Hãy rút gọn.")
        return label

    def clean_text(self):
        return tidy(self.cleaned_data["text"])

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("label", "text", "target")}


class LeaveForm(KeyedForm):
    """Who is not counted in what, why, and on which days."""

    member = choice_field("Người", [], "Hãy chọn người.")
    item = choice_field("Mục", [], "Hãy chọn mục, hoặc tất cả.")
    kind = choice_field("Lý do", LeaveKind.choices, "Hãy chọn lý do.")
    reason = text_field(
        "Ghi rõ", "Hãy ghi rõ, để hiệu trưởng duyệt số liệu biết vì sao.",
        help_text="Ví dụ số quyết định. Không ghi bệnh hay chuyện riêng của ai.",
    )  # fmt: skip
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến hết ngày", required=False, help_text="Chưa biết thì để trống, khi trở lại ghi “Bỏ miễn”.")

    ALL = "tat-ca"

    def __init__(self, book: Ledger, day: date, data=None, *, chosen=None):
        super().__init__(data, initial={"item": self.ALL, "starts_on": f"{day:%d/%m/%Y}"} | (chosen or {}))
        self.people = {str(row.key): row.member for row in book.rows(day)}
        self.items = {str(item.number): item for item in book.items}
        people = [(key, f"{one.full_name}, {one.position}") for key, one in self.people.items()]
        self.fields["member"].choices = [("", "Hãy chọn"), *people]
        items = [(key, str(item)) for key, item in self.items.items()]
        self.fields["item"].choices = [(self.ALL, "Tất cả các mục"), *items]
        self.fields["reason"].error_messages |= UNREADABLE

    def clean_reason(self):
        reason = tidy(self.cleaned_data["reason"])
        if len(reason) > 200:
            raise forms.ValidationError("Dài quá 200 ký tự. Hãy rút gọn.")
        return reason

    @property
    def person(self):
        return self.people[self.cleaned_data["member"]]

    def values(self) -> dict:
        given = self.cleaned_data
        said = {name: given[name] for name in ("kind", "reason", "starts_on", "ends_on")}
        return said | {"item": self.items.get(given["item"])}


class LiftForm(KeyedForm):
    """From when somebody is counted again."""

    on = day_field(
        "Được tính lại từ ngày", help_text="Ghi đúng ngày đầu của lần miễn nếu ghi nhầm: coi như chưa có lần miễn này."
    )

    def __init__(self, usual: date, data=None):
        super().__init__(data, initial={"on": f"{usual:%d/%m/%Y}"})


class CountedReadingForm(KeyedForm):
    """What people add to the figure the portal counts: the day, how sure they are, a remark."""

    ngay = forms.DateField(input_formats=["%Y-%m-%d"], widget=forms.HiddenInput, error_messages={"invalid": ""})
    confidence = choice_field("Mức tin cậy kịp hạn", Confidence.choices, "Hãy chọn mức tin cậy.")
    comment = text_field("Nhận xét", help_text="Nguyên nhân, việc đang làm; không ghi thông tin riêng của ai.")

    def __init__(self, day: date, confidence: str, data=None):
        super().__init__(data, initial={"ngay": f"{day:%Y-%m-%d}", "confidence": confidence})
        self.fields["comment"].error_messages |= UNREADABLE

    def values(self) -> dict:
        return {"confidence": self.cleaned_data["confidence"], "comment": tidy(self.cleaned_data["comment"])}
