"""Forms of initiatives: writing one, withdrawing one, and which of them a list shows."""

import unicodedata

from django import forms
from django.db.models import QuerySet

from emulation.forms.files import EvidenceField, EvidenceForm
from emulation.forms.people import KeyedForm, choice_field
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.kit.vietnamese import fold, tidy
from emulation.models import Campaign, StaffMember

from ..choices import InitiativeKind
from ..models import Initiative
from ..models.initiatives import AUTHORS, DESCRIPTION, EFFECT, PLACE, REASON, TITLE
from ..permissions import can_approve_initiative
from ..queries.initiatives import by_author, possible_authors, waiting_initiatives
from ..queries.targets import plan_days
from ..rules import initiatives as rules
from ..words.initiatives import authors_words
from .targets import NO_ZERO_BYTE

OTHER_STAFF = "Danh sách cán bộ vừa thay đổi. Hãy chọn lại tác giả."


def words_field(label: str, most: int, missing: str = "", rows: int = 0, **more) -> forms.CharField:
    """Words of at most so many letters, in one line or several."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    errors = NO_ZERO_BYTE | {"required": missing, "max_length": f"Dài quá {most} ký tự. Hãy rút gọn."}
    return forms.CharField(
        label=label, max_length=most, required=bool(missing), widget=widget, error_messages=errors, **more
    )


def paragraphs(text: str) -> str:
    """The words as they are kept: NFC, no white space at the ends of lines."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


class AuthorsField(forms.ModelMultipleChoiceField):
    """People of the staff list, each with what he or she works as."""

    def label_from_instance(self, member: StaffMember) -> str:
        return f"{member.full_name} ({member.position}{', đã nghỉ' if member.has_left else ''})"


class InitiativeForm(KeyedForm, EvidenceForm):
    """What is told of an initiative; the stamp is the version that was on the page."""

    kind = choice_field("Loại", InitiativeKind.choices, "Hãy chọn loại.")
    title = words_field("Tên", TITLE, "Hãy ghi tên.", help_text="Ví dụ Thư viện điện tử của lớp Lá.")
    description = words_field(
        "Nội dung", DESCRIPTION, "Hãy ghi nội dung.", rows=6, help_text="Làm gì, làm thế nào, khác trước ra sao."
    )
    started_on = day_field("Áp dụng từ ngày")
    ended_on = day_field("Đến hết ngày", required=False, help_text="Để trống nếu đang áp dụng.")
    applied_in = words_field(
        "Phạm vi áp dụng", PLACE, "Hãy ghi phạm vi áp dụng.", help_text="Ví dụ 3 lớp Lá, toàn trường, các tổ dân phố."
    )
    effect = words_field(
        "Hiệu quả", EFFECT, "Hãy ghi hiệu quả.", rows=4, help_text="Nên có số liệu trước và sau khi áp dụng."
    )
    staff = AuthorsField(
        StaffMember.objects.none(), label="Tác giả trong danh sách cán bộ", required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value", "invalid_list"), OTHER_STAFF),
    )  # fmt: skip
    other_authors = words_field("Tác giả khác", AUTHORS, help_text="Ví dụ Tổ khối Lá; có thể để trống.")
    files = EvidenceField()
    stamp = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, campaign: Campaign, data=None, files=None, *, before: Initiative | None = None):
        self.campaign, self.before = campaign, before
        self.days = plan_days(campaign)
        super().__init__(data, files=files, initial=said_of(before) if before else {})
        self.fields["staff"].queryset = possible_authors(campaign, self.days[0])
        if not self.fields["staff"].queryset.exists():
            del self.fields["staff"]
        if before:
            self.fields["files"].help_text += " Các tệp đã gửi vẫn còn; tệp chọn ở đây được thêm vào."

    def clean(self):
        given = super().clean()
        for name in ("title", "applied_in", "other_authors"):
            given[name] = tidy(given.get(name, ""))
        for name in ("description", "effect"):
            given[name] = paragraphs(given.get(name, ""))
        if given["title"] and not fold(given["title"]):
            self.add_error("title", "Hãy ghi tên bằng chữ.")
        has_author = bool(given.get("staff") or given["other_authors"] or {"staff", "other_authors"} & set(self.errors))
        plan = rules.Plan(*self.days, clock.today())
        flaws = rules.flaws(given.get("started_on"), given.get("ended_on"), has_author, plan)
        for name, sentence in flaws.items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return given

    def recorded(self):
        said = said_of(self.before) if self.before else {}
        return {name: value for name, value in said.items() if name not in ("staff", "stamp")}

    @property
    def differences(self):
        found = super().differences
        if self.before and set(self.authors) != set(self.before.staff.all()):
            found.append(f"Tác giả: đang ghi “{authors_words(self.before)}”. Hãy xem lại các ô đã chọn.")
        return found

    def values(self) -> dict:
        names = ["kind", "title", "description", "effect", "applied_in", "started_on", "ended_on", "other_authors"]
        return {name: self.cleaned_data[name] for name in names}

    @property
    def authors(self) -> list[StaffMember]:
        return list(self.cleaned_data.get("staff", []))


def said_of(initiative: Initiative) -> dict:
    """What is recorded, as the boxes show it."""
    days = {"started_on": initiative.started_on, "ended_on": initiative.ended_on}
    names = ["kind", "title", "description", "effect", "applied_in", "other_authors"]
    return {
        **{name: getattr(initiative, name) for name in names},
        **{name: f"{day:%d/%m/%Y}" if day else "" for name, day in days.items()},
        "staff": [one.pk for one in initiative.staff.all()],
        "stamp": initiative.version,
    }


class WithdrawForm(forms.Form):
    """Why an initiative is withdrawn."""

    reason = words_field(
        "Lý do rút", REASON, "Hãy ghi lý do rút, để người xem sau hiểu.", rows=3,
        help_text="Ai xem được sáng kiến cũng đọc được dòng này.",
    )  # fmt: skip


class SeenForm(forms.Form):
    """Which version of an initiative was read."""

    seen = forms.IntegerField(min_value=1)


class InitiativeSearch(forms.Form):
    """Which initiatives of a campaign a list shows: all, unless told otherwise."""

    STATES = [
        ("", "Tất cả"),
        ("cho-duyet", "Chờ duyệt"),
        ("cho-ban", "Chờ bạn duyệt"),
        ("da-duyet", "Đã duyệt"),
        ("da-rut", "Đã rút"),
    ]
    tac_gia = forms.CharField(label="Tác giả", required=False, max_length=100, error_messages=NO_ZERO_BYTE)
    loai = forms.ChoiceField(label="Loại", choices=[("", "Tất cả"), *InitiativeKind.choices], required=False)
    tinh_trang = forms.ChoiceField(label="Tình trạng", choices=STATES, required=False)

    def __init__(self, campaign: Campaign, user, data):
        super().__init__(data)
        self.campaign, self.user = campaign, user

    def shown(self) -> QuerySet[Initiative]:
        given = self.cleaned_data if self.is_valid() else {}
        found = by_author(Initiative.objects.filter(campaign=self.campaign), given.get("tac_gia", ""))
        if given.get("loai"):
            found = found.filter(kind=given["loai"])
        return self.in_state(found, given.get("tinh_trang", "")).for_page()

    def in_state(self, found, state: str):
        match state:
            case "cho-duyet":
                return found.waiting()
            case "cho-ban":
                mine = [one.pk for one in waiting_initiatives(self.user) if can_approve_initiative(self.user, one)]
                return found.filter(pk__in=mine)
            case "da-duyet":
                return found.in_force()
            case "da-rut":
                return found.withdrawn()
            case _:
                return found
