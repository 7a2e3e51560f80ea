"""People of a household by hand: adding, changing, gone and back, their numbers, taking back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from .. import permissions
from ..actions import (
    PeopleRefused,
    StaleRecord,
    add_member,
    change_member,
    record_presence,
    reveal_number,
    undo_presence,
)
from ..choices import Relation
from ..forms.people import MemberAddForm, MemberChangeForm, PresenceForm, RevealForm
from ..kit.guards import Guarded, GuardedPage
from ..models import Household, HouseholdEvent, Member
from ..queries.people import stamp_of


class FormPage(GuardedPage):
    """A form that does one thing and leads back to the household; doubts and stale values are shown before."""

    template_name = "emulation/people_form.html"
    heading = button = ""

    def make_form(self, data=None):
        raise NotImplementedError

    def act(self, form):
        """Does it and says so in a sentence; raises PeopleRefused."""
        raise NotImplementedError

    def stamp(self) -> str:
        """What the record's stamp is now."""
        return ""

    @property
    def household(self) -> Household:
        return self.subject

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.make_form())
        return super().get_context_data(household=self.household, heading=self.heading, button=self.button, **kwargs)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST)
        if not form.is_valid() or form.must_confirm:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            messages.success(request, self.act(form))
        except StaleRecord as stale:
            self.subject = self.get_subject()
            form = self.make_form(request.POST)
            form.is_valid()
            form.renew(self.stamp())
            form.add_error(None, str(stale))
            return self.render_to_response(self.get_context_data(form=form, is_stale=True))
        except PeopleRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        return self.leave()

    def leave(self):
        return redirect("emulation:household", self.household.pk)

    def visible_people(self):
        return Member.objects.visible_to(self.request.user)


class HouseholdFormPage(FormPage):
    """A form about one household."""

    predicate = permissions.can_change_household

    def get_subject(self):
        visible = Household.objects.visible_to(self.request.user).select_related("unit", "ward")
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class MemberFormPage(FormPage):
    """A form about one person."""

    predicate = permissions.can_change_member

    def get_subject(self):
        visible = self.visible_people().select_related("household__unit", "household__ward")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def member(self) -> Member:
        return self.subject

    @property
    def household(self):
        return self.subject.household

    def stamp(self):
        return stamp_of(self.member)

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, **kwargs)


class MemberAdd(HouseholdFormPage):
    heading, button = "Thêm nhân khẩu", "Thêm vào hộ"

    def make_form(self, data=None):
        return MemberAddForm(self.household, data, people=self.visible_people())

    def act(self, form):
        given = form.cleaned_data
        on, key = given["on"], given["key"]
        member = add_member(self.household, form.values(), on=on, key=key, by=self.request.user)
        return f"Đã thêm {member.full_name} vào hộ."


class MemberChange(MemberFormPage):
    heading, button = "Sửa thông tin", "Lưu"

    def make_form(self, data=None):
        return MemberChangeForm(self.member, data, people=self.visible_people())

    def act(self, form):
        stamp = form.cleaned_data["stamp"]
        member = change_member(self.member, form.values(), stamp=stamp, by=self.request.user)
        return f"Đã lưu thông tin của {member.full_name}."


class MemberPresence(MemberFormPage):
    heading, button = "Vắng mặt, chuyển đi, qua đời", "Ghi"
    note = (
        "Người không còn có mặt thì không thuộc diện chấm từ lúc ghi, phiếu của đợt đang mở đổi theo; "
        "đợt đã chốt giữ nguyên. Lịch sử và điểm đã nhập vẫn được giữ, ghi nhầm thì hoàn tác được."
    )

    def make_form(self, data=None):
        return PresenceForm(self.member, data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.note, **kwargs)

    def act(self, form):
        given = form.cleaned_data
        stamp, key = given["stamp"], given["key"]
        member = record_presence(self.member, **form.values(), stamp=stamp, key=key, by=self.request.user)
        return f"Đã ghi: {member.full_name}, {member.presence_text.lower()}."

    def leave(self):
        """A household whose head is gone is asked for a new one at once."""
        self.member.refresh_from_db()
        others = self.household.members.exclude(pk=self.member.pk)
        if self.member.relation == Relation.HEAD and self.member.has_left and others.exists():
            messages.warning(self.request, "Chủ hộ không còn ở hộ. Hãy chọn chủ hộ mới.")
            return redirect("emulation:household_head", self.household.pk)
        return super().leave()


class MemberNumber(MemberFormPage):
    """A personal number in full: shown once, in the answer to a form with a reason."""

    template_name = "emulation/member_number.html"
    predicate = permissions.can_reveal_number

    def make_form(self, data=None):
        return RevealForm(data)

    def post(self, request, **kwargs):
        form, number = self.make_form(request.POST), None
        if form.is_valid():
            try:
                number = reveal_number(self.member, **form.cleaned_data, by=request.user)
            except PeopleRefused as refusal:
                form.add_error("reason", str(refusal))
        return self.render_to_response(self.get_context_data(form=form, number=number, is_shown=number is not None))


class EventUndo(Guarded, View):
    """Takes back a departure or return that was recorded by mistake."""

    http_method_names = ["post"]
    predicate = permissions.can_undo_event

    def get_subject(self):
        visible = HouseholdEvent.objects.visible_to(self.request.user).select_related("household__unit", "member")
        return get_object_or_404(visible, pk=self.kwargs["pk"], member__isnull=False)

    def post(self, request, **kwargs):
        try:
            undo_presence(self.subject, by=request.user)
            messages.success(request, "Đã hoàn tác. Người này trở lại tình trạng trước đó.")
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("emulation:household", self.subject.household_id)
