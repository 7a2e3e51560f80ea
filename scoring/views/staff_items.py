"""Setting the staff grid up: its items, and who is not counted for a while."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from emulation.kit.guards import Guarded, GuardedPage

from .. import permissions
from ..actions.staff_items import (
    StaffRefused,
    add_item,
    change_item,
    exempt_staff,
    lift_exemption,
    move_item,
    remove_item,
)
from ..forms.staff_items import ItemForm, LeaveForm, LiftForm
from ..models import StaffExemption, StaffItem
from ..queries.staff_items import entry_day
from .staff_grid import StaffView


class StaffFormPage(GuardedPage):
    """A form of the staff grid that does one thing and goes back to where that is seen."""

    template_name = "scoring/staff_form.html"
    heading = button = note = ""
    back = "scoring:staff_grid"

    def make_form(self, data=None):
        raise NotImplementedError

    def act(self, form) -> str:
        """Does it and says so in a sentence; raises StaffRefused."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.make_form())
        said = {"heading": self.heading, "button": self.button, "note": self.note, "back": self.back}
        return super().get_context_data(campaign=self.campaign, **said | kwargs)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.act(form))
                return redirect(self.back, self.campaign.code)
            except StaffRefused as refusal:
                form.add_error(None, str(refusal))
        return self.render_to_response(self.get_context_data(form=form))


class StaffItems(StaffView, StaffFormPage):
    """The items in their order, and a form for another one."""

    template_name = "scoring/staff_items.html"
    predicate = permissions.can_change_staff_items
    button, back = "Thêm mục", "scoring:staff_items"

    def make_form(self, data=None):
        return ItemForm(self.campaign, data)

    def act(self, form):
        item = add_item(self.campaign, form.values(), key=form.cleaned_data["key"], by=self.request.user)
        return f"Đã thêm mục “{item.label}” vào cuối bảng."

    def get_context_data(self, **kwargs):
        items = StaffItem.objects.filter(campaign=self.campaign).select_related("target").order_by("number")
        asked = set(StaffItem.objects.filter(campaign=self.campaign, ticks__isnull=False).values_list("pk", flat=True))
        asked |= set(items.filter(exemptions__isnull=False).values_list("pk", flat=True))
        return super().get_context_data(items=[(item, item.pk in asked) for item in items], **kwargs)


class ItemView(Guarded):
    """Something that is done to one item."""

    predicate = permissions.can_change_staff_item

    def get_subject(self) -> StaffItem:
        visible = StaffItem.objects.visible_to(self.request.user).select_related("campaign__ward", "target")
        return get_object_or_404(visible, campaign__code=self.kwargs["campaign"], pk=self.kwargs["pk"])

    @property
    def campaign(self):
        return self.subject.campaign


class StaffItemChange(ItemView, StaffFormPage):
    heading, button, back = "Sửa mục", "Lưu", "scoring:staff_items"

    def make_form(self, data=None):
        return ItemForm(self.campaign, data, item=self.subject)

    def act(self, form):
        item = change_item(self.subject, form.values(), by=self.request.user)
        return f"Đã lưu mục “{item.label}”."


class ItemDeed(ItemView, View):
    """A press on the list of items."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.act())
        except StaffRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("scoring:staff_items", self.campaign.code)


class StaffItemMove(ItemDeed):
    def act(self):
        place = self.request.POST.get("to", "")
        if not place.isdecimal() or len(place) > 4:
            raise StaffRefused("Chưa rõ đưa mục đến đâu. Hãy tải lại trang rồi bấm lại.")
        item = move_item(self.subject, to=int(place), by=self.request.user)
        return f"“{item.label}” nay là mục {item.number}."


class StaffItemRemove(ItemDeed):
    def act(self):
        remove_item(self.subject, by=self.request.user)
        return f"Đã bỏ mục “{self.subject.label}”."


class StaffExempt(StaffView, StaffFormPage):
    """Leaves somebody out for some days; the grid says who and which item."""

    predicate = permissions.can_exempt_staff
    heading, button = "Miễn tính", "Miễn tính"
    note = "Người được miễn không có trong tổng số của những ngày ấy. Câu trả lời đã ghi vẫn được giữ."

    def make_form(self, data=None):
        given = self.request.GET
        chosen = {"member": given.get("nguoi", ""), "item": given.get("muc") or LeaveForm.ALL}
        return LeaveForm(self.book, self.entry_day, data, chosen=chosen)

    def act(self, form):
        person, by = form.person, self.request.user
        exempt_staff(self.campaign, person, form.values(), key=form.cleaned_data["key"], by=by)
        return f"Đã ghi miễn tính cho {person.full_name}."


class StaffExemptionLift(StaffFormPage):
    predicate = permissions.can_lift_staff_exemption
    heading, button = "Bỏ miễn tính", "Tính lại"

    def get_subject(self) -> StaffExemption:
        visible = StaffExemption.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, campaign__code=self.kwargs["campaign"], pk=self.kwargs["pk"])

    @property
    def campaign(self):
        return self.subject.campaign

    def get_context_data(self, **kwargs):
        return super().get_context_data(exemption=self.subject, **kwargs)

    def make_form(self, data=None):
        one, today = self.subject, entry_day(self.campaign)
        usual = max(one.starts_on, min(today, one.ends_on) if one.ends_on else today)
        return LiftForm(usual, data)

    def act(self, form):
        one = lift_exemption(self.subject, on=form.cleaned_data["on"], by=self.request.user)
        return f"{one.member.full_name} lại được tính từ ngày {one.lifted_from:%d/%m/%Y}."
