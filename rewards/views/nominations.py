"""Nominations of a phase: the list with its lights, one nomination, acts on one and on many."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit import clock
from emulation.kit.guards import GuardedPage
from emulation.kit.rows import RowsChanged, stamp_of
from emulation.kit.vietnamese import tidy

from .. import permissions
from ..actions.many_nominations import act_on_many, outlook
from ..actions.nominations import NominationRefused, edit_nomination, override_block
from ..actions.standards import answer_standards, outlook_of_standards, reached, tick_many
from ..forms.nominations import EditForm, NominationSearch, OverrideForm, WithdrawForm
from ..models import Nomination
from ..queries.agendas import lines_before_council
from ..queries.dossiers import held_by
from ..queries.nominations import KnownFacts, listed, offered_standards
from ..queries.postings import held_line
from ..queries.trails import hold_a_signed_line, lines_of
from ..rules.dossiers import DECIDED_UPON, editing_refusal, may_answer
from ..words.nominations import (
    ACTS,
    MANY_ACTS,
    STANDARD_ACTS,
    agenda_words,
    correction_words,
    council_words,
    done_words,
    nomination_row,
    share_words,
    skipped_words,
)
from ..words.postings import hanging_words
from ..words.trails import traces_of
from .phases import RewardPage, RewardView

LINES = 50


class NominationList(RewardPage):
    """What is proposed in a phase, each with what is met and what is missing; acts on the ticked ones or on all."""

    template_name = "rewards/nomination_list.html"
    predicate = permissions.can_view_awards

    def get_context_data(self, **kwargs):
        search = NominationSearch(self.phase, self.request.user, self.request.GET)
        found = search.nominations().select_related("award", "unit", "staff", "submitted_by", "snapshot")
        page = Paginator(found.defer("snapshot__packed"), LINES).get_page(self.request.GET.get("page"))
        known = KnownFacts(self.phase, page)
        return super().get_context_data(
            search=search,
            page=page,
            rows=[(nomination_row(one, known), share_words(one)) for one in known.nominations],
            acts=[(act, words[0]) for act, words in MANY_ACTS.items()],
            may_act=permissions.can_act_on_nominations(self.request.user, self.phase),
            **kwargs,
        )


class NominationActs(RewardPage):
    """An act on many: first how many and which are left out and why, then done."""

    template_name = "rewards/nomination_acts.html"
    predicate = permissions.can_act_on_nominations
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        act, chosen = request.POST.get("act", ""), self.chosen()
        if act not in MANY_ACTS or not chosen.exists():
            messages.error(request, "Hãy đánh dấu ít nhất một đề nghị và chọn việc cần làm.")
            return redirect(self.back())
        if act in STANDARD_ACTS:
            return self.standards(act, chosen)
        if "sure" not in request.POST:
            return self.ask(act, chosen, WithdrawForm())
        form = WithdrawForm(request.POST)
        if act == "withdraw" and not form.is_valid():
            return self.ask(act, chosen, form)
        return self.do(act, chosen, form.cleaned_data["reason"] if act == "withdraw" else "")

    def chosen(self):
        """Those ticked, or all that the filters find; only of units this person proposes for."""
        if self.request.POST.get("scope") == "whole":
            found = NominationSearch(self.phase, self.request.user, self.request.GET).nominations()
        else:
            keys = [key for key in self.request.POST.getlist("one") if key.isdecimal() and len(key) < 18]
            found = listed(self.phase, self.request.user).filter(pk__in=keys)
        return found.filter(submitted_by__in=permissions.proposing_units(self.request.user, self.phase))

    def ask(self, act: str, chosen, form):
        office = permissions.answers_for_office(self.request.user, self.phase)
        return self.show(act, chosen, outlook(act, chosen, office=office), form=form)

    def show(self, act: str, chosen, told, **more):
        context = {
            "act": act, "says": MANY_ACTS[act][0], "told": told, "skipped": skipped_words(told),
            "on_agenda": agenda_words(told),
            "scope": self.request.POST.get("scope"), "keys": self.request.POST.getlist("one"), "back": self.back(),
            "names": [one.full_name for one in chosen[:10]],
        }  # fmt: skip
        return self.render_to_response(self.get_context_data(**context, **more))

    def standards(self, act: str, chosen):
        """Ticks standards of one award: first which ones and how many each would reach, then done."""
        user = self.request.user
        offered, why_not = offered_standards(chosen, office=permissions.answers_for_office(user, self.phase))
        if why_not:
            messages.error(self.request, why_not)
            return redirect(self.back())
        keys = self.request.POST.getlist("standard")
        picked = [one for one in offered if str(one.pk) in keys]
        if "sure" not in self.request.POST or not picked:
            lines = [(one, len(reached(act, chosen, one, self.phase, by=user))) for one in offered]
            told = outlook_of_standards(act, chosen, offered, self.phase, by=user)
            return self.show(act, chosen, told, standards=lines, is_empty="sure" in self.request.POST)
        done = tick_many(act, chosen, picked, self.phase, by=user)
        (messages.success if done.done else messages.warning)(self.request, done_words(act, done))
        return redirect(self.back())

    def do(self, act: str, chosen, reason: str):
        try:
            done = act_on_many(act, chosen, self.phase, reason=reason, by=self.request.user)
        except NominationRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            (messages.success if done.done else messages.warning)(self.request, done_words(act, done))
        return redirect(self.back())

    def back(self) -> str:
        """The list with the filters it had."""
        page = reverse("rewards:nominations", args=self.place)
        return f"{page}?{self.request.GET.urlencode()}" if self.request.GET else page


class NominationView(RewardView):
    """A page whose subject is one nomination of the phase."""

    def get_subject(self) -> Nomination:
        visible = Nomination.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"], phase=self.phase)

    def home(self):
        return redirect("rewards:nomination", *self.place, self.kwargs["pk"])

    @cached_property
    def dossier(self):
        return held_by(self.subject)

    @property
    def status(self) -> str | None:
        """How far the dossier is that holds it."""
        return self.dossier.status if self.dossier else None

    @property
    def is_office(self) -> bool:
        return permissions.answers_for_office(self.request.user, self.phase)

    @property
    def edit_refusal(self) -> str:
        """Why it cannot be edited at all now; that a reason is missing is not said here."""
        return editing_refusal(self.status, office=self.is_office, reason="…")


class NominationDetail(NominationView, GuardedPage):
    """One nomination: what is printed, what it stands on, its lights with reasons, what may be done."""

    template_name = "rewards/nomination_detail.html"
    predicate = permissions.can_view_nomination

    def get_context_data(self, **kwargs):
        one, user = self.subject, self.request.user
        known = KnownFacts(self.phase, [one])
        row = nomination_row(one, known)
        ticks = {tick.standard_id: tick for tick in one.ticks.select_related("ticked_by")}
        lines = list(lines_of(one))
        may_override = permissions.can_override_block(user, one)
        is_doubled = any(light.topic == "Khen trùng" for light in row.lights)
        standards = [
            (found, ticks.get(found.pk), may_answer(found.confirmer, self.status, office=self.is_office))
            for found in known.standards(one)
        ]
        kwargs.setdefault("override", OverrideForm(initial={"reason": one.override_reason}))
        return super().get_context_data(
            phase=self.phase,
            campaign=self.phase.campaign,
            row=row,
            share=share_words(one),
            council=[council_words(line) for line in lines_before_council(one)],
            traces=traces_of(lines, user),
            is_signed=hold_a_signed_line(lines),
            hangs=hanging_words(held_line(one), clock.today()),
            corrections=[correction_words(said) for said in one.name_corrections.select_related("made_by")],
            standards=standards,
            may_answer_some=any(may for *_, may in standards),
            dossier=self.dossier,
            may_open_dossier=bool(self.dossier) and permissions.can_view_dossier(user, self.dossier),
            edit_refusal=self.edit_refusal,
            may_change=permissions.can_change_nomination(user, one),
            may_override=may_override and one.is_standing and is_doubled,
            withdraw=WithdrawForm(),
            **kwargs,
        )


class NominationEdit(NominationView, GuardedPage):
    """What is printed and told of a nomination is put right; whom it is about stays."""

    template_name = "rewards/nomination_form.html"
    predicate = permissions.can_change_nomination

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.form())
        said = {"heading": f"Sửa đề nghị {self.subject.full_name}", "button": "Lưu", "award": self.subject.award}
        return super().get_context_data(
            phase=self.phase, campaign=self.phase.campaign, one=self.subject, **said, **kwargs
        )

    def form(self, data=None) -> EditForm:
        return EditForm(self.subject, data, needs_reason=self.status in DECIDED_UPON)

    def get(self, request, **kwargs):
        if why_not := self.edit_refusal:
            messages.error(request, why_not)
            return self.home()
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        given = form.cleaned_data
        said = {"seen": given["stamp"], "reason": given.get("reason", "")}
        try:
            edit_nomination(self.subject, form.printed(), **said, by=request.user)
        except NominationRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        except RowsChanged as changed:
            form.add_error(None, str(changed))
            form.renew(stamp_of(self.subject))
            return self.render_to_response(self.get_context_data(form=form, is_stale=True))
        messages.success(request, "Đã lưu.")
        return self.home()


class NominationAct(NominationView, View):
    """Something small done to one nomination from its page."""

    predicate = permissions.can_change_nomination
    http_method_names = ["post"]

    def act(self, request) -> str:
        """Does it and says what has been done; raises NominationRefused."""
        raise NotImplementedError

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.act(request))
        except NominationRefused as refusal:
            messages.error(request, str(refusal))
        return self.home()


class NominationTick(NominationAct):
    """Which standards are met, and why it is proposed nonetheless where one is not."""

    def act(self, request):
        met = set(request.POST.getlist("standard"))
        asked = self.subject.award.standards.values_list("pk", flat=True)
        reasons = {pk: tidy(request.POST.get(f"unmet-{pk}", "").replace("\0", "")) for pk in asked}
        if any(reasons[pk] and str(pk) in met for pk in asked):
            raise NominationRefused(
                "Một tiêu chuẩn vừa được đánh dấu đạt vừa có lý do chưa đạt. Hãy bỏ một trong hai rồi lưu lại."
            )
        answers = {pk: "" if str(pk) in met else reasons[pk] or None for pk in asked}
        answer_standards(self.subject, answers, by=request.user)
        return "Đã lưu các tiêu chuẩn."


class NominationStep(NominationAct):
    """Confirms, withdraws, restores one nomination by the same act as many."""

    def act(self, request):
        step = request.POST.get("act", "")
        if step not in ACTS:
            raise NominationRefused("Yêu cầu gửi lên không đọc được. Hãy bấm lại một nút trên trang này.")
        form = WithdrawForm(request.POST)
        if step == "withdraw" and not form.is_valid():
            raise NominationRefused(" ".join(form.errors["reason"]))
        reason = form.cleaned_data["reason"] if step == "withdraw" else ""
        chosen = Nomination.objects.filter(pk=self.subject.pk)
        return done_words(step, act_on_many(step, chosen, self.phase, reason=reason, by=request.user))


class NominationOverride(NominationAct):
    """Keeps a nomination up in spite of another award, for a written reason."""

    predicate = permissions.can_override_block

    def act(self, request):
        form = OverrideForm(request.POST)
        if not form.is_valid():
            raise NominationRefused(" ".join(form.errors["reason"]))
        override_block(self.subject, form.cleaned_data["reason"], by=request.user)
        return "Đã ghi lý do. Đề nghị được tiếp tục, Hội đồng thấy cả hai."
