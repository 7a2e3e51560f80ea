"""Forms of staff lists: people by hand, and the workbook with a whole list. Values are read as in the lists."""

from django import forms

from ..choices import Gender
from ..kit import clock
from ..models import StaffMember, Unit
from ..permissions import can_keep_staff_of
from ..queries.staff import same_staff, staff_stamp, staff_units
from ..rules import cells, staff_cells
from .people import KeyedForm, choice_field, text_field
from .units import day_field
from .workbooks import WorkbookForm


def staff_units_kept_by(user) -> list[Unit]:
    """The units whose staff list this person keeps."""
    return [unit for unit in staff_units(user) if can_keep_staff_of(user, unit)]


def unit_field(**more) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị", empty_label="Hãy chọn đơn vị",
        error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn lại đơn vị."}, **more,
    )  # fmt: skip


def offer_units(form: forms.Form, units: list[Unit]) -> None:
    """The units to choose from; who keeps one list alone is not asked which."""
    field = form.fields["unit"]
    field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    if len(units) == 1:
        field.widget, form.initial["unit"] = forms.HiddenInput(), units[0].pk


class StaffForm(KeyedForm):
    """What is recorded of one person who works at a unit."""

    full_name = text_field("Họ và tên", "Hãy ghi họ và tên.", help_text="Ghi đúng như giấy tờ.")
    position = text_field("Chức vụ, chức danh", "Hãy ghi chức vụ.", help_text="Ví dụ Hiệu trưởng, Giáo viên, Kế toán.")
    birth = text_field("Ngày sinh", "Hãy ghi ngày sinh.", help_text="Ví dụ 05/8/1990, hoặc chỉ năm sinh.")
    gender = choice_field("Giới tính", Gender.choices, "Hãy chọn giới tính.")
    code = text_field("Mã cán bộ", help_text="Có thể để trống; không trùng trong đơn vị.")
    joined_on = text_field("Làm việc từ ngày", help_text="Ví dụ 05/9/2020; có thể để trống.")

    def listed(self) -> Unit | None:
        """The unit in whose list this person stands or will stand."""
        raise NotImplementedError

    besides = 0

    def clean(self):
        given = super().clean()
        for name, reader in (("full_name", cells.person_name), ("position", staff_cells.position)):
            given[name] = self.read(name, reader) if name in given else None
        born = self.read("birth", cells.birth, clock.today()) if "birth" in given else None
        given["code"] = self.read("code", staff_cells.staff_code)
        given["joined_on"] = self.read("joined_on", staff_cells.day_of_work, clock.today())
        if not self.errors:
            given |= {"born_on": born.on, "is_birth_year_only": born.year_only}
            self.twins = same_staff(StaffMember.objects.filter(unit=self.listed()), given, self.besides)
        return given

    def values(self) -> dict:
        names = ["full_name", "position", "born_on", "is_birth_year_only", "gender", "code", "joined_on"]
        return {name: self.cleaned_data[name] for name in names}


class StaffAddForm(StaffForm):
    unit = unit_field()
    field_order = ["unit"]

    def __init__(self, data=None, *, units: list[Unit]):
        super().__init__(data)
        offer_units(self, units)

    def listed(self):
        return self.cleaned_data["unit"]


class StaffChangeForm(StaffForm):
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, member: StaffMember, data=None):
        super().__init__(data, initial=said_of(member) | {"stamp": staff_stamp(member)})
        self.member, self.besides = member, member.pk

    def listed(self):
        return self.member.unit

    def recorded(self):
        return said_of(self.member)


def said_of(member: StaffMember) -> dict[str, str]:
    """What is recorded, as the boxes show it."""
    return {
        "full_name": member.full_name, "position": member.position, "birth": member.birth_text,
        "gender": member.gender, "code": member.code,
        "joined_on": f"{member.joined_on:%d/%m/%Y}" if member.joined_on else "",
    }  # fmt: skip


class LeavingForm(KeyedForm):
    on = day_field("Làm việc đến hết ngày", help_text="Ngày làm việc cuối cùng.")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, member: StaffMember, data=None):
        super().__init__(data, initial={"on": f"{clock.today():%d/%m/%Y}", "stamp": staff_stamp(member)})


class ReturnForm(KeyedForm):
    on = day_field("Làm việc lại từ ngày")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, member: StaffMember, data=None):
        last = f"{member.left_on:%d/%m/%Y}" if member.left_on else ""
        super().__init__(data, initial={"on": f"{clock.today():%d/%m/%Y}", "stamp": staff_stamp(member)})
        self.fields[
            "on"
        ].help_text = f"Khoảng nghỉ từ sau {last} vẫn được giữ. Nếu ngày nghỉ ghi nhầm, hãy ghi lại chính ngày ấy."


class StaffListForm(WorkbookForm):
    """A workbook with the staff list of one unit."""

    unit = unit_field()
    field_order = ["unit", "file"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = staff_units_kept_by(user)
        offer_units(self, self.units)
