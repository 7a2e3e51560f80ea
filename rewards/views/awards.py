"""Khen thưởng of a phase: its awards with counts, whom the results propose, proposing somebody by hand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect

from .. import permissions
from ..actions.nominations import NominationRefused, nominate, propose_by_rule
from ..facts.packs import pack_badges
from ..forms.nominations import NominationForm
from ..models import Nomination
from ..queries.nominations import award_lines, phases_with_awards
from ..queries.proposals import proposal_of
from ..words.nominations import KINDS, award_facts, kind_slugs, proposal_words, proposed_words, quota_words, share_words
from ..words.packs import NO_PACK
from .phases import RewardPage

LINES = 50
OTHERS = 12


class AwardList(RewardPage):
    """The awards of a phase: how many are proposed, confirmed, in doubt; the ways to propose somebody."""

    template_name = "rewards/award_list.html"
    predicate = permissions.can_view_awards

    def get_context_data(self, **kwargs):
        user, phase = self.request.user, self.phase
        may_nominate = permissions.can_nominate(user, phase)
        lines = award_lines(phase, Nomination.objects.visible_to(user).filter(phase=phase))
        reads_packs = permissions.can_view_packs(user, phase)
        packs = pack_badges(phase) if reads_packs else {}
        return super().get_context_data(
            lines=[
                {
                    "line": line,
                    "facts": award_facts(line.award),
                    "quota": quota_words(line),
                    "pack": packs.get(line.award.pk, NO_PACK) if reads_packs else None,
                    "by_hand": kind_slugs(line.award) if may_nominate and not line.award.is_by_rule else [],
                }
                for line in lines
            ],
            total=sum(line.standing for line in lines),
            is_listed=any(line.standing or line.withdrawn for line in lines),
            may_propose=permissions.can_propose_by_rule(user, phase),
            may_view_postings=permissions.can_view_postings(user, phase),
            may_view_decisions=permissions.can_view_decisions(user, phase),
            may_keep_history=permissions.can_keep_history(user),
            sees_all=user.holds(permissions.READERS, phase.campaign.ward),
            other_phases=phases_with_awards(user).exclude(pk=phase.pk)[:OTHERS],
            **kwargs,
        )


class AwardProposal(RewardPage):
    """Whom the results of a closed phase give for an award: looked at first, then proposed by one press."""

    template_name = "rewards/award_proposal.html"
    predicate = permissions.can_propose_by_rule

    def get_context_data(self, **kwargs):
        if not self.award.is_by_rule:
            raise Http404
        proposal = proposal_of(self.award, self.phase)
        found = {"proposal": proposal, "award": self.award}
        if proposal:
            page = Paginator(proposal.new, LINES).get_page(self.request.GET.get("page"))
            found |= {
                "page": page,
                "rows": [(one, share_words(one)) for one in page],
                "says": proposal_words(proposal),
            }
        return super().get_context_data(**found, **kwargs)

    def post(self, request, **kwargs):
        try:
            done = propose_by_rule(self.award, self.phase, seen=request.POST.get("seen", ""), by=request.user)
        except NominationRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        messages.success(request, proposed_words(done))
        return redirect("rewards:awards", *self.place)


class NominationAdd(RewardPage):
    """A unit proposes a collective or a person with an achievement."""

    template_name = "rewards/nomination_form.html"
    predicate = permissions.can_nominate

    def make_form(self, data=None) -> NominationForm:
        kind = KINDS.get(self.kwargs["kind"])
        if self.award.is_by_rule or kind not in self.award.subject_kinds:
            raise Http404
        return NominationForm(self.award, self.phase, kind, data, user=self.request.user)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.make_form())
        heading = dict(kind_slugs(self.award))[self.kwargs["kind"]]
        return super().get_context_data(award=self.award, heading=heading, button="Gửi đề nghị", **kwargs)

    def post(self, request, **kwargs):
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            one = nominate(self.award, self.phase, form.values(), key=form.cleaned_data["key"], by=request.user)
        except NominationRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"Đã đề nghị {one.full_name}. Hãy xem các điều kiện bên dưới.")
        return redirect("rewards:nomination", *self.place, one.pk)
