"""Exemptions of a phase: who is not scored and why; proposing, deciding and lifting."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.models import Member

from .. import permissions
from ..actions.exemptions import ExemptionRefused, exempt_member, lift_exemption, settle_exemption
from ..choices import ApprovalStatus, ExemptionEffect
from ..forms.sheets import ExemptionForm, ExemptionSearch
from ..models import Exemption
from ..queries.approvals import lock_words, statuses_of
from ..queries.people import exemption_rows
from ..rules.approvals import LOCKED
from ..words.approvals import Badge, badge_of
from .phases import PhasePage, PhaseView

PAGE = 100


@dataclass(frozen=True)
class ExemptionLine:
    """One line of the list, with what this person may do about it."""

    exemption: Exemption
    may_settle: bool
    may_lift: bool
    badge: Badge | None


class ExemptionList(PhasePage):
    """Who is exempted in this person's units, and the proposals that wait for a decision."""

    template_name = "scoring/exemption_list.html"
    predicate = permissions.can_list_exemptions

    def get_context_data(self, **kwargs):
        search = ExemptionSearch(self.request.user, self.phase, self.request.GET)
        page = Paginator(exemption_rows(search.exemptions(), search.state), PAGE).get_page(self.request.GET.get("page"))
        statuses = statuses_of(self.phase)
        return super().get_context_data(
            search=search,
            page=page,
            lines=[self.line(one, statuses.get(one.member.household.unit_id, "")) for one in page],
            waiting=exemption_rows(search.visible, ExemptionEffect.COUNCIL).count(),
            **kwargs,
        )

    def line(self, one: Exemption, status: str) -> ExemptionLine:
        """What this person may do, which the sign-off of the neighbourhood (`status`) narrows."""
        is_live, user = self.phase.is_open and one.lifted_at is None, self.request.user
        waits = is_live and one.waits_for_council and status != ApprovalStatus.APPROVED
        return ExemptionLine(
            exemption=one,
            may_settle=waits and permissions.can_settle_exemption(user, one),
            may_lift=is_live and status not in LOCKED and permissions.can_lift_exemption(user, one),
            badge=badge_of(status) if status in LOCKED else None,
        )


class MemberExempt(PhasePage):
    """The form that exempts one member; of a member who is exempted, the exemption and the button that lifts it."""

    template_name = "scoring/exemption_form.html"
    predicate = permissions.can_exempt_member

    def get_subject(self):
        visible = Member.objects.visible_to(self.request.user).filter(household__ward=self.phase.campaign.ward)
        people = visible.select_related("household__unit").defer("citizen_id", "phone")
        return get_object_or_404(people, pk=self.kwargs["member"], household=self.kwargs["household"])

    @cached_property
    def form(self):
        may_decide = permissions.can_decide_exemption(self.request.user, self.subject)
        return ExemptionForm(self.request.POST or None, may_decide=may_decide)

    def get_context_data(self, **kwargs):
        standing = Exemption.objects.in_force(self.phase).for_page().filter(member=self.subject).first()
        locked = lock_words(self.phase, self.subject.household.unit) if self.phase.is_open else ""
        return super().get_context_data(
            member=self.subject,
            obstacle=self.subject.obstacle(self.phase.campaign),
            form=self.form,
            standing=standing,
            locked=locked,
            may_lift=standing and not locked and permissions.can_lift_exemption(self.request.user, standing),
            **kwargs,
        )

    def post(self, request, **kwargs):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            exemption = exempt_member(self.subject, self.phase, by=request.user, **self.form.values())
        except ExemptionRefused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"{self.subject.full_name} được miễn chấm: {exemption.get_effect_display()}.")
        return redirect("scoring:sheet", *self.place, self.subject.household_id)


class ExemptionChange(PhaseView, View):
    """A press of a button on one exemption; then back to the list with its filters, or to the household's sheet."""

    http_method_names = ["post"]

    def get_subject(self):
        visible = Exemption.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["exemption"], phase=self.phase)

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.change())
        except ExemptionRefused as refusal:
            messages.error(request, str(refusal))
        if "sheet" in request.POST:
            return redirect("scoring:sheet", *self.place, self.subject.member.household_id)
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("scoring:exemptions", args=self.place) + query)

    def change(self) -> str:
        """Does what the button says and tells it in a sentence; raises ExemptionRefused."""
        raise NotImplementedError


class ExemptionSettle(ExemptionChange):
    """Writes down what the council has decided on a proposal."""

    predicate = permissions.can_settle_exemption

    def change(self):
        settled = settle_exemption(self.subject, effect=self.request.POST.get("effect", ""), by=self.request.user)
        return f"Đã ghi quyết định về {self.subject.member.full_name}: {settled.get_effect_display()}."


class ExemptionLift(ExemptionChange):
    """Lifts an exemption: the member is scored again."""

    predicate = permissions.can_lift_exemption

    def change(self):
        lift_exemption(self.subject, by=self.request.user)
        return f"Đã bỏ miễn chấm {self.subject.member.full_name}: người này lại được chấm như mọi người."
