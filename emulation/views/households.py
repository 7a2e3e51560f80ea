"""The registry of households: list and one household."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import ListView

from ..filters import HouseholdFilter
from ..kit.guards import Guarded, GuardedPage
from ..kit.offers import offers
from ..models import Household
from ..permissions import (
    can_add_household,
    can_change_household,
    can_import_households,
    can_list_households,
    can_move_household,
    can_view_household,
)
from ..queries.households import current_campaign, members_found, with_member_counts
from ..queries.people import closed_phase, needs_head
from ..words.people import household_history


@dataclass(frozen=True)
class HouseholdRow:
    """One line of the list; `found` names the members the search found it by."""

    household: Household
    url: str
    found: str


class HouseholdList(Guarded, ListView):
    """Households of the units this person works for, in walking order."""

    template_name = "emulation/household_list.html"
    paginate_by = 50
    predicate = can_list_households
    has_subject = False

    @cached_property
    def filter(self) -> HouseholdFilter:
        visible = Household.objects.visible_to(self.request.user).select_related("unit").in_walking_order()
        return HouseholdFilter(self.request.GET, visible, user=self.request.user)

    @cached_property
    def campaign(self):
        return current_campaign(self.request.user)

    def get_queryset(self):
        return with_member_counts(self.filter.qs, self.campaign)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter=self.filter, campaign=self.campaign, **kwargs)
        may_import = can_import_households(self.request.user)
        return context | {
            "rows": self.rows(context["page_obj"]),
            "may_import": may_import,
            "may_add": can_add_household(self.request.user),
            "empty": nothing_listed(self.filter.in_use, may_import),
        }

    def rows(self, page) -> list[HouseholdRow]:
        """The page's lines; each link carries the filters, so that one comes back to the same list."""
        found = members_found([household.pk for household in page], self.filter.text)
        query = f"?{self.request.GET.urlencode()}" if self.request.GET else ""
        return [HouseholdRow(h, f"{self.request.path}{h.pk}/{query}", ", ".join(found.get(h.pk, []))) for h in page]


def nothing_listed(in_use: list[str], may_import: bool) -> dict:
    """What an empty list says and where it leads."""
    if in_use:
        return {
            "title": "Không có hộ nào khớp",
            "text": "Hãy thử ít chữ hơn, gõ không dấu, hoặc bỏ lọc để xem tất cả các hộ.",
            "url": reverse("emulation:households"),
            "action": "Bỏ lọc",
        }
    if may_import:
        return {
            "title": "Danh bạ chưa có hộ nào",
            "text": "Hãy nhập danh sách hộ từ tệp Excel của các tổ; trang nhập sẽ cho xem trước khi lưu.",
            "url": reverse("emulation:household_import"),
            "action": "Nhập từ Excel",
        }
    return {
        "title": "Chưa có hộ nào thuộc phần việc của bạn",
        "text": "Hộ gia đình hiện ra ở đây sau khi phường nhập danh sách và giao tổ dân phố cho bạn.",
    }


class HouseholdDetail(GuardedPage):
    """One household with its members in paper order, and who of them the campaign scores."""

    template_name = "emulation/household_detail.html"
    predicate = can_view_household

    def get_subject(self):
        visible = Household.objects.visible_to(self.request.user).select_related("unit", "ward")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        campaign, user, home = current_campaign(self.request.user), self.request.user, self.subject
        may_change = can_change_household(user, home)
        members = [(m, m.obstacle(campaign) if campaign else "") for m in self.subject.members.in_paper_order()]
        return super().get_context_data(
            household=home,
            campaign=campaign,
            may_change=may_change,
            may_move=can_move_household(user, home),
            closed=closed_phase(home.ward_id),
            history=household_history(home),
            offered=offers("household", user, home),
            needs_head=needs_head(home),
            members=members,
            eligible_count=sum(not obstacle for _, obstacle in members),
            **kwargs,
        )
