"""Splitting a household, merging households and people that stand twice: side by side, then one press."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from emulation.kit.forecasts import forecasts
from emulation.models import Household, Member
from emulation.queries.people import whole_stamp
from emulation.views.people import HouseholdFormPage, MemberFormPage

from .. import permissions
from ..actions import households, members
from ..forms.people import HouseholdMergeForm, HouseholdPickForm, MemberMergeForm, SplitForm


class HouseholdSplit(HouseholdFormPage):
    predicate = permissions.can_split_household
    heading, button = "Tách hộ", "Tách hộ"
    note = (
        "Điểm đã nhập trong đợt đang mở đi theo người tách ra, trên phiếu của hộ mới; đợt đã chốt giữ nguyên. "
        "Quan hệ của mọi người được suy theo chủ hộ mới, bạn xem lại sau khi tách."
    )
    new = None

    def make_form(self, data=None):
        return SplitForm(self.household, data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(note=self.note, **kwargs)

    def stamp(self):
        return whole_stamp(self.household)

    def act(self, form):
        given = form.cleaned_data
        self.new = households.split_household(
            self.household, form.order(), stamp=given["stamp"], key=given["key"], by=self.request.user
        )
        return f"Đã tách hộ {self.new.head_name} (mã {self.new.code}) từ hộ {self.household.code}."

    def leave(self):
        return redirect("emulation:household", self.new.pk)


class HouseholdMergePage(HouseholdFormPage):
    """Asks for the other household by its code, then shows both side by side."""

    template_name = "scoring/household_merge.html"
    predicate = permissions.can_merge_households
    heading, button = "Gộp hộ trùng", "Gộp hai hộ"

    @cached_property
    def pick(self) -> HouseholdPickForm:
        visible = Household.objects.visible_to(self.request.user)
        return HouseholdPickForm(self.household, visible, self.request.GET if "voi" in self.request.GET else None)

    @property
    def other(self) -> Household | None:
        return self.pick.cleaned_data["voi"] if self.pick.is_valid() else None

    def make_form(self, data=None):
        return HouseholdMergeForm(self.household, self.other, data) if self.other else None

    def stamp(self):
        return households.pair_stamp(self.household, self.other)

    def get_context_data(self, **kwargs):
        other, people = self.other, []
        if other:
            people = [list(home.members.in_paper_order().defer("citizen_id")) for home in (self.household, other)]
        return super().get_context_data(
            pick=self.pick, other=other, people=people,
            forecasts=forecasts("household merge", self.household, other) if other else [], **kwargs,
        )  # fmt: skip

    def post(self, request, **kwargs):
        if self.other is None:  # gone with the first of two presses, or a wrong code
            return self.render_to_response(self.get_context_data())
        return super().post(request, **kwargs)

    def act(self, form):
        stamp, key = form.cleaned_data["stamp"], form.cleaned_data["key"]
        kept = households.merge_households(
            self.household, self.other, form.order(), stamp=stamp, key=key, by=self.request.user
        )
        return f"Đã gộp thành hộ {kept.head_name} (mã {kept.code}). Nếu có người đứng hai lần, hãy gộp tiếp ở dưới."


class MemberMergePage(MemberFormPage):
    """Two people side by side, the left one is kept."""

    template_name = "scoring/member_merge.html"
    predicate = permissions.can_merge_members
    heading, button = "Gộp nhân khẩu trùng", "Gộp hai người"

    @cached_property
    def other(self) -> Member:
        visible = self.visible_people().select_related("household__unit", "household__ward")
        pairs = visible.filter(household__ward=self.member.household.ward_id).exclude(pk=self.member.pk)
        return get_object_or_404(pairs, pk=self.kwargs["other"])

    def make_form(self, data=None):
        return MemberMergeForm(self.member, self.other, data)

    def stamp(self):
        return members.pair_stamp(self.member, self.other)

    def get_context_data(self, **kwargs):
        return super().get_context_data(other=self.other, **kwargs)

    def act(self, form):
        stamp, key, name = form.cleaned_data["stamp"], form.cleaned_data["key"], self.other.full_name
        kept = members.merge_members(self.member, self.other, form.order(), stamp=stamp, key=key, by=self.request.user)
        return f"Đã gộp {name} vào {kept.full_name}. Thông tin không giữ lại được cất kín trong lịch sử của hộ."
