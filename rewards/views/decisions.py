"""Decisions of a phase: what waits for one, drafts with their texts and lines, what became of signed ones."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit.guards import GuardedPage

from .. import permissions
from ..actions.decisions import (
    DecisionChanged,
    DecisionRefused,
    add_lines,
    draft_decision,
    drop_decision,
    take_line_out,
    update_list,
    write_decision,
    write_line,
)
from ..forms.decisions import DraftForm, LineForm
from ..models import Decision
from ..permissions.certificates import can_view_issuing
from ..queries.certificates import NONE_OF_ITS_OWN
from ..queries.decidable import decidable
from ..queries.decision_content import bonus_of_draft, record_of
from ..queries.decisions import (
    addable,
    drift_of,
    in_force_counts,
    known_of,
    later_papers,
    left_behind,
    lines_to_show,
    listed_decisions,
    waiting_by_award,
    waiting_units,
)
from ..rules.decisions import conditions
from ..words.decisions import (
    drift_words,
    later_links,
    left_behind_words,
    line_badge,
    money_words,
    state_badge,
    why_not_record,
)
from .phases import RewardPage, RewardView

LINES = 50
ADDED_AT_ONCE = 50


class DecisionList(RewardPage):
    """What waits for a decision, award by award, and the decisions there are."""

    template_name = "rewards/decision_list.html"
    predicate = permissions.can_view_decisions

    def get_context_data(self, **kwargs):
        found = listed_decisions(self.phase, self.request.user)
        page = Paginator(found, LINES).get_page(self.request.GET.get("page"))
        held = in_force_counts(page)
        return super().get_context_data(
            page=page,
            rows=[(one, state_badge(one, one.later.all(), held.get(one.pk, 0))) for one in page],
            waiting=waiting_by_award(self.phase),
            may_draft=permissions.can_draft_decisions(self.request.user, self.phase),
            **kwargs,
        )


class DecisionNew(RewardPage):
    """Whom a decision could be about, by who has submitted them; a draft is begun by one press."""

    template_name = "rewards/decision_new.html"
    predicate = permissions.can_draft_decisions

    def get_context_data(self, **kwargs):
        units = waiting_units(self.phase, self.award)
        total = sum(count for _, count in units)
        return super().get_context_data(award=self.award, units=units, total=total, **kwargs)

    def post(self, request, **kwargs):
        wanted = {key for key in request.POST.getlist("unit") if key.isdecimal() and len(key) < 19}
        chosen = decidable(self.phase, self.award).filter(submitted_by__in=wanted)
        try:
            decision = draft_decision(self.phase, self.award, list(chosen) or self.drafted(wanted), by=request.user)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        return redirect("rewards:decision", *self.place, decision.pk)

    def drafted(self, units) -> list:
        """Those that this person's draft of a moment ago holds, for a second press of the same button."""
        drafts = Decision.objects.drafts().filter(phase=self.phase, award=self.award, made_by=self.request.user)
        lines = drafts.filter(lines__nomination__submitted_by__in=units).order_by("-pk").first()
        return [line.nomination for line in lines.lines.select_related("nomination")] if lines else []


class DecisionView(RewardView):
    """A page whose subject is one decision of the phase."""

    @cached_property
    def decision(self) -> Decision:
        visible = Decision.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"], phase=self.phase)

    def get_subject(self) -> Decision:
        return self.decision

    def home(self):
        return redirect("rewards:decision", *self.place, self.kwargs["pk"])


class DecisionPage(DecisionView, GuardedPage):
    def get_context_data(self, **kwargs):
        found = {"phase": self.phase, "campaign": self.phase.campaign, "one": self.decision}
        return super().get_context_data(**found, **kwargs)


class DecisionDetail(DecisionPage):
    """One decision: its state, what it lacks, its list, what is about it, what may be done."""

    template_name = "rewards/decision_detail.html"
    predicate = permissions.can_view_decision

    def get_context_data(self, **kwargs):
        one, user = self.decision, self.request.user
        lines = list(lines_to_show(one))
        page = Paginator(lines, LINES).get_page(self.request.GET.get("page"))
        later, in_force = list(later_papers(one)), in_force_counts([one]).get(one.pk, 0)
        may_write = permissions.can_write_decision(user, one)
        return super().get_context_data(
            badge=state_badge(one, later, in_force),
            later=[(other, state_badge(other)) for other in later],
            page=page,
            count=len(lines),
            rows=[(line, line_badge(line)) for line in page],
            money=money_words(one, lines, bonus_of_draft(one) if one.is_draft else None),
            links=later_links(one, in_force > 0) if may_write and not any(other.is_draft for other in later) else [],
            may_write=may_write and one.is_draft,
            may_record=permissions.can_record_decision(user, one),
            pays=one.is_signed and any(line.amount and line.stands for line in lines),
            has_certificates=one.kind not in NONE_OF_ITS_OWN and can_view_issuing(user, one),
            **(self.draft(lines) if one.is_draft else {}),
            **kwargs,
        )

    def draft(self, lines) -> dict:
        """What stands between a draft and its signature, and who could come into it yet."""
        known = known_of(self.decision, lines)
        said, more = conditions(known), addable(self.decision)
        return {
            "met": [one for one in said if one.is_met],
            "unmet": [one for one in said if not one.is_met],
            "why_not": why_not_record(self.decision, known, self.request.user),
            "drift": drift_words(drift_of(self.decision, lines)),
            "left_behind": left_behind_words(left_behind(self.decision)),
            "more": list(more[:ADDED_AT_ONCE]),
            "more_count": more.count(),
        }


class DecisionTexts(DecisionPage):
    """The texts of a draft; of two who write at once the second sees both."""

    template_name = "rewards/decision_texts.html"
    predicate = permissions.can_write_decision

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.decision.is_draft else self.home()

    def form(self, data=None) -> DraftForm:
        """With what is printed where nothing is written as hints."""
        plain = record_of(self.decision, [], bonus_of_draft(self.decision))
        usual = {
            "fund": plain["fund"], "executors": "\n".join(plain["executors"]), "proposal": plain["bases"][-1],
            "recipients": "\n".join(plain["recipients"]),
        }  # fmt: skip
        return DraftForm(self.decision, usual, data)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.form())
        return super().get_context_data(**kwargs)

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            write_decision(self.decision, form.values(), seen=form.cleaned_data["seen"], by=request.user)
        except DecisionChanged as changed:
            form.meet(changed.standing)
            return self.render_to_response(self.get_context_data(form=form, standing=changed.standing))
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Đã lưu dự thảo. Hãy in lại nếu đã in trước đó.")
        return self.home()


class DecisionDeed(DecisionView, View):
    """One press about a draft: done and said, or refused in a sentence."""

    http_method_names = ["post"]
    predicate = permissions.can_write_decision

    def act(self) -> str:
        """Does it and says what has been done; raises DecisionRefused."""
        raise NotImplementedError

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.act())
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        return self.home()


class DecisionUpdate(DecisionDeed):
    """Takes over what nominations say by now."""

    def act(self):
        changed = update_list(self.decision, by=self.request.user)
        if not changed:
            return "Danh sách đã khớp với các đề nghị, không có gì để cập nhật."
        return f"Đã cập nhật {changed} dòng. Hãy in lại dự thảo trước khi trình ký."


class DecisionAdd(DecisionDeed):
    """Puts more of those who wait into the draft: the marked ones, or all."""

    def act(self):
        found = addable(self.decision)
        if self.request.POST.get("scope") != "all":
            marked = [key for key in self.request.POST.getlist("nomination") if key.isdecimal() and len(key) < 19]
            found = found.filter(pk__in=marked)
        added = add_lines(self.decision, list(found), by=self.request.user)
        return f"Đã thêm {added} trường hợp vào dự thảo." if added else "Chưa thêm ai: hãy đánh dấu ít nhất một."


class DecisionTakeOut(DecisionDeed):
    def act(self):
        if not take_line_out(self.decision, self.kwargs["line"], by=self.request.user):
            return "Dòng này đã được đưa ra từ trước."
        return "Đã đưa một trường hợp ra khỏi dự thảo; trường hợp ấy đưa vào quyết định khác được."


class DecisionLineEdit(DecisionPage):
    """Writing what a line that puts an earlier one right says."""

    template_name = "rewards/decision_line.html"
    predicate = permissions.can_write_decision

    @cached_property
    def line(self):
        return get_object_or_404(self.decision.lines.select_related("replaces"), pk=self.kwargs["line"])

    def get_context_data(self, **kwargs):
        said = {name: getattr(self.line, name) for name in LineForm.base_fields}
        kwargs.setdefault("form", LineForm(initial=said))
        return super().get_context_data(line=self.line, **kwargs)

    def post(self, request, **kwargs):
        form, line = LineForm(request.POST), self.line
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            write_line(self.decision, line.pk, form.values(), by=request.user)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã sửa dòng {line.position}. Hãy in lại dự thảo nếu đã in trước đó.")
        return self.home()


class DecisionDrop(DecisionDeed):
    def act(self):
        drop_decision(self.decision, by=self.request.user)
        return "Đã bỏ dự thảo. Các trường hợp trong đó đưa vào dự thảo khác được."
