"""Households by hand: a new one, its code and address, its head, its neighbourhood."""

from .. import permissions
from ..actions import add_household, appoint_head, change_household, move_household
from ..forms.people import HeadForm, HouseholdAddForm, HouseholdChangeForm, MoveForm, units_to_keep
from ..kit.forecasts import forecasts
from ..models import Household
from ..queries.people import stamp_of, whole_stamp
from ..queries.unit_changes import ward_of
from .people import FormPage, HouseholdFormPage


class HouseholdAdd(FormPage):
    predicate = permissions.can_add_household
    has_subject = False
    heading, button = "Thêm hộ", "Thêm hộ"
    household = None  # until it is there

    def make_form(self, data=None):
        user = self.request.user
        homes = Household.objects.visible_to(user)
        return HouseholdAddForm(data, units=units_to_keep(user), homes=homes, people=self.visible_people())

    def act(self, form):
        unit, key, by = form.cleaned_data["unit"], form.cleaned_data["key"], self.request.user
        self.household = add_household(unit, ward_of(unit), form.home_values, form.values(), key=key, by=by)
        return f"Đã thêm hộ {self.household.head_name}. Hãy thêm những người còn lại của hộ."


class HouseholdChange(HouseholdFormPage):
    heading, button = "Sửa mã hộ, địa chỉ", "Lưu"

    def make_form(self, data=None):
        return HouseholdChangeForm(self.household, data)

    def stamp(self):
        return stamp_of(self.household)

    def act(self, form):
        change_household(self.household, form.values(), stamp=form.cleaned_data["stamp"], by=self.request.user)
        return "Đã lưu mã hộ và địa chỉ."


class HouseholdHead(HouseholdFormPage):
    heading, button = "Thay chủ hộ", "Thay chủ hộ"
    note = (
        "Quan hệ của những người còn lại được suy theo chủ hộ mới; ai không suy ra được thì ghi “Quan hệ khác”, "
        "bạn sửa lại ở từng người."
    )

    def make_form(self, data=None):
        return HeadForm(self.household, data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.note, **kwargs)

    def stamp(self):
        return whole_stamp(self.household)

    def act(self, form):
        given = form.cleaned_data
        new = next(one for one in form.members if one.pk == given["member"])
        appoint_head(
            self.household, new, form.relations(), on=given["on"], stamp=given["stamp"], key=given["key"],
            by=self.request.user,
        )  # fmt: skip
        return f"Chủ hộ nay là {new.full_name}. Hãy xem lại quan hệ của những người còn lại."


class HouseholdMovePage(HouseholdFormPage):
    """Where the household goes is looked at, with what it does to the numbers, before anything is written."""

    predicate = permissions.can_move_household
    heading, button = "Chuyển hộ sang tổ khác", "Xem trước"

    def make_form(self, data=None):
        return MoveForm(self.household, data)

    def stamp(self):
        return whole_stamp(self.household)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST)
        if form.is_valid() and request.POST.get("step") != "save":
            return self.look(form)
        return super().post(request, **kwargs)

    def look(self, form):
        self.template_name = "emulation/household_move_preview.html"
        unit = form.cleaned_data["unit"]
        context = self.get_context_data(
            form=form, unit=unit, forecasts=forecasts("household move", self.household, unit)
        )
        return self.render_to_response(context)

    def act(self, form):
        given = form.cleaned_data
        move_household(
            self.household, given["unit"], on=given["on"], reason=given["reason"], stamp=given["stamp"],
            key=given["key"], by=self.request.user,
        )  # fmt: skip
        return f"Đã chuyển hộ sang {given['unit']}."
