"""Staff lists of schools: the list with its workbook, people added, changed, gone and back by hand."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView, View

from .. import permissions
from ..actions import add_staff, change_staff, record_leaving, record_return
from ..documents.staff_list import staff_list
from ..filters import StaffFilter
from ..forms.staff import LeavingForm, ReturnForm, StaffAddForm, StaffChangeForm, staff_units_kept_by
from ..kit import clock
from ..kit.exports import workbook_answer
from ..kit.guards import Guarded
from ..models import StaffMember
from ..queries.staff import staff_stamp, staff_units
from .people import FormPage


class FilteredStaff(Guarded):
    """The people whom the list shows for the query string."""

    predicate = permissions.can_list_staff
    has_subject = False

    @cached_property
    def filter(self) -> StaffFilter:
        visible = StaffMember.objects.visible_to(self.request.user).select_related("unit").by_name()
        return StaffFilter(self.request.GET, visible, user=self.request.user)


class StaffList(FilteredStaff, ListView):
    """Who works at the schools this person sees, unit by unit in Vietnamese order of names."""

    template_name = "emulation/staffmember_list.html"
    paginate_by = 50

    def get_queryset(self):
        return self.filter.qs

    def get_context_data(self, **kwargs):
        kept = {unit.pk for unit in staff_units_kept_by(self.request.user)}
        context = super().get_context_data(filter=self.filter, may_keep=bool(kept), **kwargs)
        is_known = StaffMember.objects.visible_to(self.request.user).exists() if not context["page_obj"] else True
        has_units = bool(kept) or staff_units(self.request.user).exists()
        return context | {
            "rows": [(member, member.unit_id in kept) for member in context["page_obj"]],
            "is_known": is_known,
            "empty": nothing_listed(is_known, has_units, bool(kept)),
        }


def nothing_listed(is_known: bool, has_units: bool, may_keep: bool) -> dict:
    """What an empty list says and where it leads."""
    if is_known:
        return {
            "title": "Không có ai khớp",
            "text": "Hãy thử ít chữ hơn, gõ không dấu, hoặc bỏ lọc để xem tất cả.",
            "url": reverse("emulation:staff"),
            "action": "Bỏ lọc",
        }
    if not has_units:
        return {
            "title": "Chưa có trường nào thuộc phần việc của bạn",
            "text": "Danh sách cán bộ, giáo viên hiện ra ở đây sau khi người quản trị thêm trường trong Thiết lập.",
        }
    text = "Hãy nhập danh sách từ tệp Excel của trường; trang nhập sẽ cho xem trước khi lưu."
    if may_keep:
        more = {"url": reverse("emulation:staff_import"), "action": "Nhập từ Excel"}
        return {"title": "Danh sách chưa có ai", "text": text, **more}
    return {"title": "Danh sách chưa có ai", "text": "Danh sách hiện ra ở đây sau khi trường nhập."}


class StaffWorkbook(FilteredStaff, View):
    """The list as the screen shows it, all pages of it."""

    def get(self, request):
        content = staff_list(self.filter.qs, in_use=self.filter.in_use, by=request.user)
        return workbook_answer(content, f"danh-sach-can-bo-{clock.today():%Y-%m-%d}")


class StaffFormPage(FormPage):
    """A form that does one thing and leads back to the list of the unit."""

    template_name = "emulation/staffmember_form.html"
    predicate = permissions.can_change_staff
    household = None

    def get_subject(self):
        visible = StaffMember.objects.visible_to(self.request.user).select_related("unit")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.subject, **kwargs)

    def stamp(self):
        return staff_stamp(self.subject)

    def leave(self):
        return redirect("emulation:staff")


class StaffAdd(StaffFormPage):
    predicate = permissions.can_keep_staff
    has_subject = False
    heading, button = "Thêm cán bộ, giáo viên, nhân viên", "Thêm vào danh sách"

    def make_form(self, data=None):
        return StaffAddForm(data, units=staff_units_kept_by(self.request.user))

    def act(self, form):
        unit, key = form.cleaned_data["unit"], form.cleaned_data["key"]
        member = add_staff(unit, form.values(), key=key, by=self.request.user)
        return f"Đã thêm {member.full_name} vào danh sách của {unit}."


class StaffChange(StaffFormPage):
    heading, button = "Sửa thông tin", "Lưu"

    def make_form(self, data=None):
        return StaffChangeForm(self.subject, data)

    def act(self, form):
        member = change_staff(self.subject, form.values(), stamp=form.cleaned_data["stamp"], by=self.request.user)
        return f"Đã lưu thông tin của {member.full_name}."


class StaffLeave(StaffFormPage):
    heading, button = "Nghỉ, chuyển đi", "Ghi"
    note = (
        "Từ ngày hôm sau người này không còn được tính trong các chỉ tiêu của đơn vị. Không ai bị xoá: "
        "danh sách các ngày trước vẫn có tên, ghi nhầm thì sửa được bằng “Trở lại”."
    )

    def make_form(self, data=None):
        return LeavingForm(self.subject, data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.note, **kwargs)

    def act(self, form):
        on, stamp = form.cleaned_data["on"], form.cleaned_data["stamp"]
        member = record_leaving(self.subject, on=on, stamp=stamp, by=self.request.user)
        return f"Đã ghi: {member.full_name} làm việc đến hết {member.left_on:%d/%m/%Y}."


class StaffReturn(StaffFormPage):
    heading, button = "Trở lại làm việc", "Ghi"

    def make_form(self, data=None):
        return ReturnForm(self.subject, data)

    def act(self, form):
        on, stamp, key = (form.cleaned_data[name] for name in ("on", "stamp", "key"))
        member = record_return(self.subject, on=on, stamp=stamp, key=key, by=self.request.user)
        return f"Đã ghi: {member.full_name} đang làm việc."
