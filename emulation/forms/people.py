"""Forms of households and people by hand. Names, births and numbers are read as in household lists: one way for all."""

import hashlib
import uuid

from django import forms

from ..choices import Gender, Presence, Relation
from ..kit import clock
from ..models import Household, Member, Unit
from ..permissions import KEEPERS
from ..queries.people import (
    citizen_id_elsewhere,
    closed_phase,
    same_households,
    same_people,
    stamp_of,
    suggested_code,
    whole_stamp,
)
from ..queries.unit_changes import ward_of
from ..rules import cells
from ..rules.citizen_ids import province_doubt
from ..rules.kinship import relations_to
from ..templatetags.masks import masked
from .units import day_field

NO_AUTOCOMPLETE = {"autocomplete": "off"}
ELSEWHERE = "Số CCCD này đang được ghi cho một người ở tổ khác của phường. Hãy báo công chức phường đối chiếu."


def text_field(label: str, missing: str = "", **more) -> forms.CharField:
    """A line of text; its limits are judged by the rules of cells, in their own sentences."""
    more.setdefault("widget", forms.TextInput(attrs=NO_AUTOCOMPLETE))
    return forms.CharField(
        label=label, max_length=300, required=bool(missing),
        error_messages={"required": missing, "max_length": "Dài quá 300 ký tự. Hãy rút gọn."}, **more,
    )  # fmt: skip


def choice_field(label: str, choices, missing: str) -> forms.ChoiceField:
    errors = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, choices=[("", "Hãy chọn"), *choices], error_messages=errors)


class KeyedForm(forms.Form):
    """A form with a key that makes a second press harmless, and doubts that are shown before anything is saved.

    What the button "confirmed" sends is the mark of the doubts somebody has seen; other doubts ask again.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": "", "invalid": ""})

    def __init__(self, data=None, **kwargs):
        super().__init__(data, initial={"key": uuid.uuid4(), **kwargs.pop("initial", {})}, **kwargs)
        self.doubts: list[str] = []
        self.twins: list = []

    def read(self, name: str, reader, *more):
        """A value as the rules read it; their complaint becomes the field's, their doubt is shown."""
        try:
            found = reader(self.cleaned_data.get(name) or "", *more)
        except cells.Wrong as wrong:
            self.add_error(name, on_a_page(str(wrong)))
            return None
        if found.doubt:
            self.doubts.append(found.doubt)
        return found.value

    @property
    def mark(self) -> str:
        """What tells these doubts from others."""
        said = "|".join([*self.doubts, *(f"{type(one).__name__}{one.pk}" for one in self.twins)])
        return hashlib.sha256(said.encode()).hexdigest()[:32] if said else ""

    @property
    def must_confirm(self) -> bool:
        return bool(self.mark) and self.data.get("confirmed") != self.mark

    def renew(self, stamp: str) -> None:
        """Takes the stamp of what is recorded now, once what differs has been shown: the next press is meant."""
        self.data = self.data.copy()
        self.data["stamp"] = stamp

    def recorded(self) -> dict[str, str]:
        """What is recorded now, by field, to be shown beside what somebody typed meanwhile."""
        return {}

    @property
    def differences(self) -> list[str]:
        """Where somebody was faster: what is recorded now, and what stands in the form."""
        pairs = [(self[name], now, self[name].value()) for name, now in self.recorded().items() if name in self.fields]
        return [
            f"{field.label}: đang ghi “{in_words(field, now)}”, bạn ghi “{in_words(field, mine)}”."
            for field, now, mine in pairs
            if now != mine
        ]


OF_LISTS = {
    "Hàng này chưa có": "Chưa có",
    ", định dạng ô là Văn bản (Text)": "",
    "Hãy chuyển cột này sang Unicode (Unikey: Ctrl+Shift+F6) rồi tải lại.": "Hãy chọn Unicode trong Unikey rồi gõ lại.",
}


def on_a_page(complaint: str) -> str:
    """The rules' sentence without what it says of rows, columns and files."""
    for phrase, instead in OF_LISTS.items():
        complaint = complaint.replace(phrase, instead)
    return complaint


def in_words(field, value: str) -> str:
    """What a box says: of a choice its words."""
    return dict(getattr(field.field, "choices", [])).get(value, value)


class PersonForm(KeyedForm):
    """What is recorded of one person."""

    full_name = text_field(
        "Họ và tên", "Hãy ghi họ và tên.", help_text="Ghi đúng như giấy tờ, ví dụ Nguyễn Thị K'Dung."
    )
    relation = choice_field("Quan hệ với chủ hộ", Relation.choices, "Hãy chọn quan hệ với chủ hộ.")
    birth = text_field("Ngày sinh", "Hãy ghi ngày sinh.", help_text="Ví dụ 05/8/1990, hoặc chỉ năm sinh.")
    gender = choice_field("Giới tính", Gender.choices, "Hãy chọn giới tính.")
    citizen_id = text_field("Số CCCD", help_text="12 chữ số; có thể để trống.")
    phone = text_field("Số điện thoại", help_text="Có thể để trống.")

    def __init__(self, data=None, *, people, ward_id: int, besides: int = 0, **kwargs):
        super().__init__(data, **kwargs)
        self.people, self.ward_id, self.besides = people, ward_id, besides

    def clean(self):
        given = super().clean()
        given["full_name"] = self.read("full_name", cells.person_name) if "full_name" in given else None
        born = self.read("birth", cells.birth, clock.today()) if "birth" in given else None
        given |= {"citizen_id": self.read("citizen_id", cells.citizen_id), "phone": self.read("phone", cells.phone)}
        if not self.errors:
            given |= {"born_on": born.on, "is_birth_year_only": born.year_only}
            self.look_around(given, born)
        return given

    def look_around(self, given: dict, born) -> None:
        """Doubts about the number, and people who could be the same; nothing of it forbids saving."""
        doubt = cells.citizen_id_doubt(given["citizen_id"], born, given.get("gender", ""))
        self.doubts += [doubt.replace("khác với hàng này", "khác với giới tính, ngày sinh ở đây")] if doubt else []
        self.doubts += [province] if (province := province_doubt(given["citizen_id"])) else []
        self.twins = same_people(self.people, given, self.besides)
        if citizen_id_elsewhere(self.ward_id, self.people, given["citizen_id"], self.besides):
            self.doubts.append(ELSEWHERE)

    def values(self) -> dict:
        names = ["full_name", "relation", "born_on", "is_birth_year_only", "gender", "citizen_id", "phone"]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class MemberAddForm(PersonForm):
    on = day_field("Về hộ từ ngày", required=False, help_text="Để trống nếu là hôm nay.")

    def __init__(self, household: Household, data=None, **kwargs):
        super().__init__(data, ward_id=household.ward_id, **kwargs)
        if household.members.filter(relation=Relation.HEAD).exists():
            self.fields["relation"].choices = [
                one for one in self.fields["relation"].choices if one[0] != Relation.HEAD
            ]


class MemberChangeForm(PersonForm):
    """The same for somebody who is there: numbers are masked, an empty box keeps them, a tick takes them away."""

    stamp = forms.CharField(widget=forms.HiddenInput)
    no_citizen_id = forms.BooleanField(label="Xoá số CCCD đang ghi", required=False)
    no_phone = forms.BooleanField(label="Xoá số điện thoại đang ghi", required=False)
    field_order = ["full_name", "relation", "birth", "gender", "citizen_id", "no_citizen_id", "phone", "no_phone"]

    def __init__(self, member: Member, data=None, **kwargs):
        initial = {
            "full_name": member.full_name, "relation": member.relation, "birth": member.birth_text,
            "gender": member.gender, "stamp": stamp_of(member),
        }  # fmt: skip
        super().__init__(data, initial=initial, ward_id=member.household.ward_id, besides=member.pk, **kwargs)
        self.member = member
        for name in ("citizen_id", "phone"):
            number = getattr(member, name)
            if number:
                self.fields[name].help_text = f"Đang ghi {masked(number)}. Để trống là giữ nguyên."
            else:
                del self.fields[f"no_{name}"]
        if member.relation == Relation.HEAD:
            del self.fields["relation"]
        else:
            self.fields["relation"].choices = [
                one for one in self.fields["relation"].choices if one[0] != Relation.HEAD
            ]
        if phase := closed_phase(member.household.ward_id):
            self.keep_closed(phase)

    def keep_closed(self, phase) -> None:
        """After the closing only the telephone number is changed here."""
        self.closed = phase
        for name in ("full_name", "relation", "birth", "gender", "citizen_id", "no_citizen_id"):
            if name in self.fields:
                self.fields[name].disabled = True

    closed = None

    def clean(self):
        given = super().clean()
        for name in ("citizen_id", "phone"):
            if given.get(f"no_{name}"):
                given[name] = ""
            elif not given.get(name):
                given[name] = getattr(self.member, name)
        return given

    def recorded(self):
        member = self.member
        return {
            "full_name": member.full_name, "birth": member.birth_text, "gender": member.gender,
            "relation": member.relation,
        }  # fmt: skip


class HouseholdAddForm(PersonForm):
    """A household with its head."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Tổ dân phố", empty_label="Hãy chọn tổ",
        error_messages={"required": "Hãy chọn tổ dân phố.", "invalid_choice": "Hãy chọn lại tổ dân phố."},
    )  # fmt: skip
    code = text_field("Mã hộ", "Hãy ghi mã hộ.", help_text="Không trùng trong phường, ví dụ T08-001.")
    address = text_field("Địa chỉ", help_text="Số nhà, đường, ngõ; để tìm và để đi theo thứ tự.")
    field_order = ["unit", "code", "address", "full_name", "birth", "gender", "citizen_id", "phone"]

    def __init__(self, data=None, *, units, homes, **kwargs):
        first = units[0] if len(units) == 1 else None
        initial = {"unit": first, "code": suggested_code(first)} if first else {}
        super().__init__(data, initial=initial, ward_id=0, **kwargs)
        self.homes = homes
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        self.fields["full_name"].label = "Họ và tên chủ hộ"
        del self.fields["relation"]

    def clean(self):
        given = super().clean()
        given |= {"code": self.read("code", cells.household_code), "address": self.read("address", cells.address) or ""}
        return given

    def look_around(self, given, born):
        self.ward_id = ward_of(given["unit"]).pk if given.get("unit") else 0
        super().look_around(given, born)
        self.twins += same_households(self.homes, given["full_name"], given.get("address") or "")

    @property
    def home_values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("code", "address")}


class HouseholdChangeForm(KeyedForm):
    code = text_field("Mã hộ", "Hãy ghi mã hộ.", help_text="Mã in trên phiếu giấy; chỉ sửa khi mã ghi sai.")
    address = text_field("Địa chỉ")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, household: Household, data=None):
        initial = {"code": household.code, "address": household.address, "stamp": stamp_of(household)}
        super().__init__(data, initial=initial)
        self.household = household

    def recorded(self):
        return {"code": self.household.code, "address": self.household.address}

    def clean(self):
        given = super().clean()
        given |= {"code": self.read("code", cells.household_code), "address": self.read("address", cells.address) or ""}
        return given

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("code", "address")}


class MoveForm(KeyedForm):
    """Where a household goes, and from which day on."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="Chuyển đến", empty_label="Hãy chọn tổ",
        error_messages={"required": "Hãy chọn tổ chuyển đến.", "invalid_choice": "Hãy chọn lại tổ dân phố."},
    )  # fmt: skip
    on = day_field("Từ ngày")
    reason = text_field("Lý do", "Hãy ghi lý do chuyển tổ, ví dụ hộ chuyển nhà.")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, household: Household, data=None):
        initial = {"on": f"{clock.today():%d/%m/%Y}", "stamp": whole_stamp(household)}
        super().__init__(data, initial=initial)
        units = Unit.objects.below(household.ward).neighbourhoods().current()
        self.fields["unit"].queryset = units.exclude(pk=household.unit_id)


class HeadForm(KeyedForm):
    """The new head, and what everybody else is to him or her."""

    member = forms.TypedChoiceField(
        label="Chủ hộ mới", coerce=int, widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn chủ hộ mới.", "invalid_choice": "Hãy chọn lại chủ hộ mới."},
    )  # fmt: skip
    on = day_field("Từ ngày")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, household: Household, data=None):
        initial = {"on": f"{clock.today():%d/%m/%Y}", "stamp": whole_stamp(household)}
        super().__init__(data, initial=initial)
        self.members = list(household.members.in_paper_order().defer("citizen_id", "phone"))
        self.old = next((one for one in self.members if one.relation == Relation.HEAD), None)
        able = [one for one in self.members if not one.has_left and one != self.old]
        self.fields["member"].choices = [
            (one.pk, f"{one.full_name} ({one.get_relation_display().lower()})") for one in able
        ]

    def relations(self) -> dict[int, str]:
        """What the others are to the new head, as far as it follows; the rest is put right afterwards."""
        new = next(one for one in self.members if one.pk == self.cleaned_data["member"])
        return relations_to(new, self.members)


class PresenceForm(KeyedForm):
    """Died, moved out, away, back: what, since when, and until when it is expected."""

    presence = forms.ChoiceField(
        label="Việc xảy ra", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn việc xảy ra."}
    )
    on = day_field("Từ ngày")
    until = day_field("Dự kiến về ngày", required=False, help_text="Chỉ khi vắng mặt; để trống nếu chưa biết.")
    reason = text_field("Ghi rõ", help_text="Ví dụ đi làm tại Hà Nội. Nội dung này được giữ kín trong lịch sử của hộ.")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, member: Member, data=None):
        super().__init__(data, initial={"on": f"{clock.today():%d/%m/%Y}", "stamp": stamp_of(member)})
        words = {
            Presence.AWAY: "Vắng mặt một thời gian", Presence.PRESENT: "Đã trở lại",
            Presence.MOVED_OUT: "Chuyển đi hẳn", Presence.DECEASED: "Qua đời",
        }  # fmt: skip
        if member.presence == Presence.PRESENT:
            del words[Presence.PRESENT]
        self.fields["presence"].choices = words.items()

    def values(self) -> dict:
        given = self.cleaned_data
        until = given["until"] if given["presence"] == Presence.AWAY else None
        return {"presence": given["presence"], "on": given["on"], "until": until, "reason": given["reason"]}


class RevealForm(forms.Form):
    """Which number, and why."""

    which = forms.ChoiceField(label="Xem", choices=[("citizen_id", "Số CCCD"), ("phone", "Số điện thoại")])
    reason = text_field(
        "Lý do",
        "Hãy ghi rõ lý do xem số, ví dụ “đối chiếu với phiếu giấy”.",
        help_text="Được ghi vào nhật ký cùng tên bạn và giờ xem.",
    )


def units_to_keep(user) -> list[Unit]:
    """The neighbourhoods whose registry this person keeps."""
    units = Unit.objects.visible_to(user).neighbourhoods().current()
    return [unit for unit in units if user.holds(KEEPERS, unit)]
