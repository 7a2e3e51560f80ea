"""Forms of councils, seats and meetings: what is recorded of them, by hand."""

import re
from datetime import time

from django import forms

from emulation.forms.people import KeyedForm, choice_field, text_field
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.kit.days import moment_of
from emulation.kit.vietnamese import tidy
from emulation.models import Household, Phase, Unit, User
from emulation.rules import cells

from ..choices import MeetingStatus, SeatRole
from ..models import Council, Meeting, Seat
from ..queries.councils import seats_on, stamp_of

NO_ZERO_BYTE = {"null_characters_not_allowed": "Có ký tự không đọc được. Hãy gõ lại."}
LOST = "Danh sách vừa thay đổi. Hãy chọn lại."


def line_field(label: str, missing: str, longest: int, **more) -> forms.CharField:
    """A line of text that is tidied and as long as its column."""
    errors = {"required": missing, "max_length": f"Dài quá {longest} ký tự. Hãy rút gọn."} | NO_ZERO_BYTE
    return forms.CharField(label=label, max_length=longest, required=bool(missing), error_messages=errors, **more)


def area_field(label: str, **more) -> forms.CharField:
    errors = {"max_length": "Dài quá 5.000 ký tự. Hãy rút gọn."} | NO_ZERO_BYTE
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=5000, required=False, widget=widget, error_messages=errors, **more)


def chosen_field(label: str, empty: str, **more) -> forms.ModelChoiceField:
    errors = {"required": f"{empty}.", "invalid_choice": LOST}
    return forms.ModelChoiceField(
        more.pop("queryset", Unit.objects.none()), label=label, empty_label=empty, error_messages=errors, **more
    )


class CouncilForm(KeyedForm):
    """A council as its founding decision has it."""

    unit = chosen_field("Hội đồng của", "Hãy chọn đơn vị")
    name = line_field("Tên hội đồng", "Hãy ghi tên hội đồng.", 150)
    decision = line_field("Quyết định thành lập số", "Hãy ghi số quyết định.", 60, help_text="Ví dụ 45/QĐ-UBND.")
    decided_on = day_field("Ngày quyết định")
    written_count = forms.BooleanField(
        label="Tính ý kiến bằng văn bản của người vắng mặt", required=False, initial=True
    )
    recused_leave_all = forms.BooleanField(
        label="Trừ người không biểu quyết khỏi tổng số thành viên của dòng đó", required=False,
        help_text="Theo quy chế của Hội đồng; thường để trống.",
    )  # fmt: skip
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, units=(), council: Council | None = None):
        super().__init__(data, initial=said_of_council(council) if council else {"name": usual_name(units)})
        self.council = council
        if council:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
            if len(units) == 1:
                self.fields["unit"].widget, self.initial["unit"] = forms.HiddenInput(), units[0].pk

    def values(self) -> dict:
        given, texts = self.cleaned_data, ("name", "decision")
        names = ("decided_on", "written_count", "recused_leave_all")
        return {name: tidy(given[name]) for name in texts} | {name: given[name] for name in names}

    def recorded(self):
        found = said_of_council(self.council) if self.council else {}
        return {name: found[name] for name in ("name", "decision", "decided_on") if name in found}


def usual_name(units) -> str:
    return f"Hội đồng Thi đua - Khen thưởng {units[0].name[:1].lower()}{units[0].name[1:]}" if len(units) == 1 else ""


def said_of_council(council: Council) -> dict:
    return {
        "name": council.name, "decision": council.decision, "decided_on": f"{council.decided_on:%d/%m/%Y}",
        "written_count": council.written_count, "recused_leave_all": council.recused_leave_all,
        "stamp": stamp_of(council),
    }  # fmt: skip


class SeatForm(KeyedForm):
    """One person's term on the council."""

    full_name = text_field("Họ và tên", "Hãy ghi họ và tên.")
    title = line_field("Chức vụ, đơn vị", "Hãy ghi chức vụ.", 150, help_text="Ví dụ Phó Chủ tịch UBND phường.")
    role = choice_field("Vai trò trong Hội đồng", SeatRole.choices, "Hãy chọn vai trò.")
    votes = forms.BooleanField(
        label="Có quyền biểu quyết", required=False, initial=True,
        help_text="Bỏ chọn cho thư ký không phải là ủy viên.",
    )  # fmt: skip
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến hết ngày", required=False, help_text="Để trống nếu đang tại nhiệm.")
    unit = chosen_field(
        "Đơn vị công tác", "Không ghi", required=False,
        help_text="Để cổng nhắc khi chính đơn vị này được đề nghị khen.",
    )  # fmt: skip
    household = text_field("Mã hộ gia đình", help_text="Có thể để trống; để cổng nhắc khi hộ này được đề nghị.")
    account = text_field("Tên đăng nhập", help_text="Có thể để trống; người có tài khoản thì xem được các phiên họp.")
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, council: Council, data=None, *, seat: Seat | None = None):
        usual = {"starts_on": f"{council.decided_on:%d/%m/%Y}"}
        super().__init__(data, initial=said_of_seat(seat) if seat else usual)
        self.council, self.seat = council, seat
        self.fields["unit"].queryset = Unit.objects.below(council.unit).current()
        for name in ("household", "account"):
            self.fields[name].error_messages |= NO_ZERO_BYTE

    def clean(self):
        given = super().clean()
        given["full_name"] = self.read("full_name", cells.person_name) if "full_name" in given else None
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Ngày thôi tham gia trước ngày bắt đầu: kiểm tra lại hai ngày.")
        given["household"] = self.found("household", Household.objects.filter(ward=self.council.unit), "code")
        given["account"] = self.found("account", User.objects.filter(is_active=True), "username")
        return given

    def found(self, name: str, among, column: str):
        """The record somebody means by its code; a complaint where there is none."""
        if not (code := tidy(self.cleaned_data.get(name) or "")):
            return None
        if (one := among.filter(**{column: code}).first()) is None:
            self.add_error(name, f"Không tìm thấy “{code}”. Hãy xem lại, hoặc để trống.")
        return one

    def values(self) -> dict:
        names = ["full_name", "role", "votes", "starts_on", "ends_on", "unit", "household", "account"]
        return {name: self.cleaned_data[name] for name in names} | {"title": tidy(self.cleaned_data["title"])}

    def recorded(self):
        names = ("full_name", "title", "role", "starts_on", "ends_on")
        found = said_of_seat(self.seat) if self.seat else {}
        return {name: found[name] for name in names if name in found}


def said_of_seat(seat: Seat) -> dict:
    return {
        "full_name": seat.full_name, "title": seat.title, "role": seat.role, "votes": seat.votes,
        "starts_on": f"{seat.starts_on:%d/%m/%Y}", "ends_on": f"{seat.ends_on:%d/%m/%Y}" if seat.ends_on else "",
        "unit": seat.unit_id, "household": seat.household.code if seat.household else "",
        "account": seat.account.username if seat.account else "", "stamp": stamp_of(seat),
    }  # fmt: skip


class HourField(forms.Field):
    """An hour of the day as people write it: 14:00, 14h, 8g30, 14 giờ 05."""

    def to_python(self, value):
        text = tidy(value or "")
        if not text:
            return None
        found = re.fullmatch(r"([0-9]{1,2})\s*(?::|h|g|giờ)\s*([0-9]{1,2})?(?:\s*phút)?", text.casefold())
        hour, minute = (int(part or 0) for part in found.groups()) if found else (99, 99)
        if hour > 23 or minute > 59:
            raise forms.ValidationError("Giờ này không đọc được. Hãy ghi như 14:00 hoặc 8h30.")
        return time(hour, minute)


def hour_field(label: str, **more) -> HourField:
    widget = forms.TextInput(attrs={"placeholder": "14:00", "autocomplete": "off"})
    return HourField(label=label, widget=widget, error_messages={"required": "Hãy ghi giờ, ví dụ 14:00."}, **more)


class SeatChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, seat: Seat) -> str:
        return f"{seat.full_name}, {seat.get_role_display()}"


class MeetingForm(KeyedForm):
    """When and where, who leads and writes; once it has begun also how it ended and what was said."""

    phase = chosen_field("Xét cho đợt", "Hãy chọn đợt", queryset=Phase.objects.none())
    day = day_field("Ngày họp")
    starts_at = hour_field("Bắt đầu lúc")
    ends_at = hour_field("Kết thúc lúc", required=False)
    place = line_field("Địa điểm", "Hãy ghi địa điểm họp.", 200)
    chair = SeatChoiceField(Seat.objects.none(), label="Chủ trì", empty_label="Hãy chọn người chủ trì")
    secretary = SeatChoiceField(Seat.objects.none(), label="Thư ký", empty_label="Hãy chọn thư ký")
    supplements = forms.ModelChoiceField(
        Meeting.objects.none(), label="Họp bổ sung cho", required=False, empty_label="Không, đây là phiên họp thường",
        help_text="Chọn khi cần sửa điều đã ghi sai ở một biên bản đã khóa.", error_messages={"invalid_choice": LOST},
    )  # fmt: skip
    guests = area_field("Khách mời", help_text="Mỗi dòng một người, chức vụ sau dấu phẩy; có thể để trống.")
    tellers = area_field("Ban kiểm phiếu", help_text="Mỗi dòng một người, trưởng ban ở dòng đầu; chỉ khi bỏ phiếu kín.")
    discussion = area_field("Ý kiến thảo luận")
    conclusion = area_field("Kết luận của chủ trì")
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, council: Council, data=None, *, meeting: Meeting | None = None):
        initial = said_of_meeting(meeting) if meeting else usual_meeting(council)
        super().__init__(data, initial=initial)
        self.council, self.meeting = council, meeting
        self.offer(meeting.day if meeting else None)

    def offer(self, day) -> None:
        """Who and what can be chosen; what has no place yet is not asked."""
        seats = self.council.seats.in_order() if day is None else self.council.seats.on(day).in_order()
        for name in ("chair", "secretary"):
            self.fields[name].queryset = seats
            self.fields[name].error_messages |= {"required": "Hãy chọn một thành viên.", "invalid_choice": LOST}
        if self.meeting is None:
            held = self.council.meetings.filter(status=MeetingStatus.CLOSED)
            self.fields["phase"].queryset = phases_for(self.council)
            self.fields["supplements"].queryset = held
            unasked = {"ends_at", "tellers", "discussion", "conclusion"} | (set() if held.exists() else {"supplements"})
        else:
            unasked = {"phase", "supplements"}
            if self.meeting.is_preparing:
                unasked |= {"ends_at", "tellers", "discussion", "conclusion"}
        for name in unasked:
            del self.fields[name]

    def clean(self):
        given = super().clean()
        day, hour, end = given.get("day"), given.get("starts_at"), given.get("ends_at")
        if day and hour:
            given["starts_at"] = moment_of(day, hour)
        if day and hour and end:
            given["ends_at"] = moment_of(day, end)
            if given["ends_at"] <= given["starts_at"]:
                self.add_error("ends_at", "Giờ kết thúc phải sau giờ bắt đầu.")
        if given.get("chair") and given.get("chair") == given.get("secretary"):
            self.add_error("secretary", "Chủ trì và thư ký phải là hai người.")
        return given

    def values(self) -> dict:
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "stamp", "day")}
        texts = [name for name in ("guests", "tellers", "discussion", "conclusion") if name in given]
        given |= {name: given[name].replace("\r\n", "\n").strip() for name in texts}
        return given | {"place": tidy(given["place"])}

    def recorded(self):
        names = ("day", "starts_at", "ends_at", "place", "discussion", "conclusion")
        found = said_of_meeting(self.meeting) if self.meeting else {}
        return {name: found[name] for name in names if name in found}


def phases_for(council: Council):
    """Phases of the unit's campaigns, the open and the latest ones first."""
    return Phase.objects.filter(campaign__ward=council.unit).select_related("campaign").current_first()


def usual_meeting(council: Council) -> dict:
    """The chair and the secretary of the council lead and write, the last closed phase is looked at."""
    seats = seats_on(council, clock.today())
    by_role = {seat.role: seat.pk for seat in reversed(seats)}
    phases = list(phases_for(council))
    phase = next((one for one in phases if one.is_closed), next(iter(phases), None))
    return {
        "chair": by_role.get(SeatRole.CHAIR), "secretary": by_role.get(SeatRole.SECRETARY),
        "phase": phase.pk if phase else None, "day": f"{clock.today():%d/%m/%Y}", "starts_at": "14:00",
    }  # fmt: skip


def said_of_meeting(meeting: Meeting) -> dict:
    starts = clock.local(meeting.starts_at)
    return {
        "day": f"{starts:%d/%m/%Y}", "starts_at": f"{starts:%H:%M}", "place": meeting.place,
        "ends_at": f"{clock.local(meeting.ends_at):%H:%M}" if meeting.ends_at else "",
        "chair": meeting.chair_id, "secretary": meeting.secretary_id, "guests": meeting.guests,
        "tellers": meeting.tellers, "discussion": meeting.discussion, "conclusion": meeting.conclusion,
        "stamp": stamp_of(meeting),
    }  # fmt: skip
