"""Dossiers of a phase: the list, making them, one dossier with its papers, nominations, steps and history."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from emulation.actions.files import write_files
from emulation.kit import clock
from emulation.kit.guards import GuardedPage
from emulation.models import KeptFile
from emulation.views.files import FileDownload

from .. import permissions
from ..actions.dossier_steps import record_answer, send_up, take_step
from ..actions.dossiers import (
    DossierRefused,
    change_copies,
    clear_paper,
    make_dossiers,
    take_out,
    upload_paper,
    waive_paper,
)
from ..choices import DossierVerb
from ..facts.dossier_papers import standings
from ..forms.dossiers import LATE, AnswerForm, CopiesForm, DossierSearch, SendingForm, StepForm, UploadForm, WaiveForm
from ..models import Dossier, DossierSending, MadePaper, Nomination
from ..queries.agendas import with_latest_outcome
from ..queries.decisions import decisions_about, is_signed_for
from ..queries.dossiers import calendar, contents_of, counts_by_status, is_decided, lost_days, nominations_of, offers
from ..queries.nominations import KnownFacts
from ..rules.dossiers import Actor, Contents
from ..words.dossiers import (
    DONE,
    acts_of,
    dossier_row,
    due_notes,
    history,
    made_words,
    met_act,
    paper_badge,
    signed_act,
    step_links,
    waiting_words,
)
from ..words.nominations import nomination_row, share_words
from .phases import RewardPage, RewardView

LINES = 50
UNREADABLE = "Yêu cầu gửi lên không đọc được. Hãy bấm lại một nút trên trang này."


class DossierList(RewardPage):
    """The dossiers of a phase, the late ones first: state, in whose hands since when, what time is left."""

    template_name = "rewards/dossier_list.html"
    predicate = permissions.can_view_awards

    def get_context_data(self, **kwargs):
        user, today, days_off = self.request.user, clock.today(), calendar()
        search = DossierSearch(self.phase, user, self.request.GET)
        page = Paginator(search.dossiers(), LINES).get_page(self.request.GET.get("page"))
        found = search.without_state()
        return super().get_context_data(
            search=search,
            page=page,
            rows=[dossier_row(one, today, days_off) for one in page],
            states=step_links(self.phase, counts_by_status(found), search.chosen.get("state", "")),
            late=found.late_on(today).count(),
            late_filter=LATE,
            may_make=permissions.can_make_dossiers(user, self.phase),
            **kwargs,
        )


class DossierMake(RewardPage):
    """Which dossiers could be made now and of how many nominations; then made by one press."""

    template_name = "rewards/dossier_make.html"
    predicate = permissions.can_make_dossiers

    def offers(self):
        return offers(self.phase, permissions.proposing_units(self.request.user, self.phase))

    def get_context_data(self, **kwargs):
        found = self.offers()
        return super().get_context_data(offers=found, total=sum(one.count for one in found), **kwargs)

    def post(self, request, **kwargs):
        wanted = set(request.POST.getlist("make"))
        chosen = [(one.award, one.unit) for one in self.offers() if one.key in wanted]
        if not wanted:
            messages.error(request, "Hãy đánh dấu ít nhất một hồ sơ cần lập.")
            return redirect(request.path)
        made = make_dossiers(self.phase, chosen, by=request.user)
        (messages.success if made.dossiers else messages.info)(request, made_words(made))
        if len(made.dossiers) == 1:
            return redirect("rewards:dossier", *self.place, made.dossiers[0].pk)
        return redirect("rewards:dossiers", *self.place)


class DossierView(RewardView):
    """A page whose subject is one dossier of the phase."""

    def get_subject(self) -> Dossier:
        visible = Dossier.objects.visible_to(self.request.user).with_history()
        return get_object_or_404(visible, pk=self.kwargs["pk"], phase=self.phase)

    def home(self):
        return redirect("rewards:dossier", *self.place, self.kwargs["pk"])


class DossierDetail(DossierView, GuardedPage):
    """One dossier: what is missing, papers, nominations with their lights, history, what may be done."""

    template_name = "rewards/dossier_detail.html"
    predicate = permissions.can_view_dossier

    def get_context_data(self, **kwargs):
        one, days_off = self.subject, calendar()
        moves = list(one.moves.all())
        return super().get_context_data(
            phase=self.phase,
            campaign=self.phase.campaign,
            one=one,
            row=dossier_row(one, clock.today(), days_off),
            notes=due_notes(one, lost_days(moves, days_off), days_off),
            asked=moves[-1] if moves and moves[-1].verb == DossierVerb.ASK_MORE else None,
            waiting=waiting_words(one),
            decisions=decisions_about(one) if permissions.can_view_decisions(self.request.user, self.phase) else None,
            history=history(moves),
            **self.papers(),
            **self.nominations(),
            **self.may(),
            **self.sending(),
            **kwargs,
        )

    def papers(self) -> dict:
        """The checklist, with what the portal has made or could make."""
        papers = list(self.subject.papers.select_related("file", "settled_by"))
        found = standings(self.subject, papers)
        rows = [(paper, paper_badge(paper), found[paper.pk]) for paper in papers]
        return {"papers": rows, "makeable": sum(paper.is_missing and not said.why_not for paper, _, said in rows)}

    def nominations(self) -> dict:
        found = with_latest_outcome(nominations_of(self.subject)).select_related(
            "award", "unit", "staff", "submitted_by", "snapshot"
        )
        page = Paginator(found.defer("snapshot__packed"), LINES).get_page(self.request.GET.get("page"))
        known = KnownFacts(self.phase, page)
        return {"page": page, "rows": [(nomination_row(one, known), share_words(one)) for one in known.nominations]}

    def may(self) -> dict:
        """What this person may do, each act with the reason why it cannot be done yet."""
        one, user = self.subject, self.request.user
        prepares, vets = permissions.can_prepare_dossier(user, one), permissions.can_vet_dossier(user, one)
        contents = contents_of(one) if prepares or vets else Contents()
        return {
            "unit_acts": acts_of(one, contents, Actor.UNIT, user) if prepares else [],
            "office_acts": self.office_acts(contents) if vets else [],
            "unconfirmed": prepares and one.is_writable and bool(contents.unconfirmed),
            "may_write": prepares and one.is_writable,
            "may_record": vets,
        }

    def office_acts(self, contents) -> list:
        """What what was recorded already proves, then what is done by hand."""
        one = self.subject
        proven = [*met_act(one, is_decided(one)), *signed_act(one, is_signed_for(one))]
        return [*proven, *acts_of(one, contents, Actor.OFFICE, self.request.user)]

    def sending(self) -> dict:
        sent = DossierSending.objects.filter(dossier=self.subject).select_related("recorded_by").first()
        values = {"recipient": self.subject.upward_to, "sent_on": clock.today(), "seen": self.subject.version}
        answer = {"answered_on": sent.answered_on, "answer": sent.answer} if sent and sent.answered_on else {}
        return {"sent": sent, "sending_form": SendingForm(initial=values), "answer_form": AnswerForm(initial=answer)}


class DossierAct(DossierView, View):
    """Something small done to a dossier from its page."""

    http_method_names = ["post"]

    def act(self, request) -> str:
        """Does it and says what has been done; raises DossierRefused."""
        raise NotImplementedError

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.act(request))
        except DossierRefused as refusal:
            messages.error(request, str(refusal))
        return self.home()


def read(form):
    """A form that can be read. Raises DossierRefused with its complaints."""
    if not form.is_valid():
        raise DossierRefused(" ".join(text for texts in form.errors.values() for text in texts) or UNREADABLE)
    return form.cleaned_data


class DossierStep(DossierAct):
    """A step of those that one of the two sides takes by hand."""

    verbs: frozenset[str]

    def act(self, request):
        form = StepForm(request.POST)
        if form.errors.keys() - {"reason"} or form.data.get("verb") not in self.verbs:
            raise DossierRefused(UNREADABLE)
        given = read(form)
        take_step(self.subject, given["verb"], given["reason"], seen=given["seen"], by=request.user)
        return DONE[DossierVerb(given["verb"])]


class DossierUnitStep(DossierStep):
    """The unit submits, takes back, completes, drops."""

    predicate = permissions.can_prepare_dossier
    verbs = frozenset({DossierVerb.SUBMIT, DossierVerb.RESUBMIT, DossierVerb.TAKE_BACK, DossierVerb.DROP})


class DossierOfficeStep(DossierStep):
    """The standing office takes up, asks for more, finds eligible, looks again, presents."""

    predicate = permissions.can_vet_dossier
    verbs = frozenset({
        DossierVerb.TAKE_UP, DossierVerb.ASK_MORE, DossierVerb.ACCEPT, DossierVerb.LOOK_AGAIN, DossierVerb.MEET,
        DossierVerb.PRESENT, DossierVerb.SIGN,
    })  # fmt: skip


class DossierSend(DossierAct):
    """Records to which superior office it was sent, when and how."""

    predicate = permissions.can_vet_dossier

    def act(self, request):
        form = SendingForm(request.POST)
        read(form)
        send_up(self.subject, form.values(), seen=form.cleaned_data["seen"], by=request.user)
        return DONE[DossierVerb.SEND_UP]


class DossierAnswer(DossierAct):
    """Records what the superior office answered."""

    predicate = permissions.can_vet_dossier

    def act(self, request):
        given = read(AnswerForm(request.POST))
        record_answer(self.subject, given["answered_on"], given["answer"], by=request.user)
        return "Đã ghi trả lời của cấp trên."


class DossierCopies(DossierAct):
    """How many sets of the papers go with it."""

    predicate = permissions.can_prepare_dossier

    def act(self, request):
        change_copies(self.subject, read(CopiesForm(request.POST))["copies"], by=request.user)
        return "Đã ghi số bộ hồ sơ."


class DossierTakeOut(DossierAct):
    """Takes one nomination out, so that another dossier may hold it."""

    predicate = permissions.can_prepare_dossier

    def act(self, request):
        held = self.subject.lines.values("nomination")
        one = get_object_or_404(Nomination, pk=self.kwargs["nomination"], pk__in=held)
        take_out(self.subject, one, by=request.user)
        return f"Đã đưa {one.full_name} ra khỏi hồ sơ. Đề nghị vẫn còn, lập hồ sơ khác được."


class PaperAct(DossierAct):
    """Something done about one paper of the checklist."""

    predicate = permissions.can_prepare_dossier

    @property
    def paper(self):
        return get_object_or_404(self.subject.papers.select_related("dossier"), pk=self.kwargs["paper"])


class PaperUpload(PaperAct):
    def act(self, request):
        paper = self.paper
        if not self.subject.is_writable:  # before anything is written to the disk
            raise DossierRefused("Hồ sơ đã nộp nên giấy tờ chỉ để xem. Chưa lưu tệp nào.")
        [written] = write_files(read(UploadForm(request.POST, request.FILES))["file"])
        upload_paper(paper, written, by=request.user)
        return f"Đã nhận tệp cho {paper}."


class PaperWaive(PaperAct):
    def act(self, request):
        paper = self.paper
        waive_paper(paper, read(WaiveForm(request.POST))["reason"], by=request.user)
        return f"Đã ghi không cần {paper}."


class PaperClear(PaperAct):
    def act(self, request):
        paper = self.paper
        clear_paper(paper, by=request.user)
        return f"{paper} trở lại là còn thiếu."


class PaperFile(DossierView, FileDownload):
    """The file of a paper, for whoever reads the dossier."""

    predicate = permissions.can_view_dossier

    def files(self):
        papers = self.subject.papers
        made = MadePaper.objects.filter(paper__dossier=self.subject)
        return KeptFile.objects.filter(
            Q(pk__in=papers.values("file")) | Q(pk__in=made.values("pdf")) | Q(pk__in=made.values("word"))
        )
