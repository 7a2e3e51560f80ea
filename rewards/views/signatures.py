"""What happens to a decision on paper: printing it, recording its signature, scans, later papers, one from above."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.generic import View

from emulation.actions.files import write_files
from emulation.choices import PaperFormat
from emulation.kit import clock
from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.vietnamese import fold
from emulation.kit.word import NotInWord
from emulation.models import KeptFile
from emulation.views.files import FileDownload, attachment

from .. import permissions
from ..actions.decisions import DecisionRefused, draft_later
from ..actions.signatures import (
    SumChanged,
    add_scan,
    file_name,
    order_draft,
    order_file,
    record_signature,
    record_superior,
)
from ..choices import DecisionKind
from ..facts.decisions import paper_of
from ..forms.decisions import DecisionScanForm, LaterForm, RecordForm, SuperiorForm
from ..models import Nomination
from ..queries.decidable import decidable_above
from ..queries.decisions import known_of, lines_in_force, lines_to_show, total_of
from ..words.decisions import ABOUT, SLUGS, alone_words, done_words, why_not_record
from .decisions import DecisionDeed, DecisionPage, DecisionView
from .meeting_papers import file_answer
from .phases import RewardPage

MOST_LINES = 400  # of a paper that is drawn while somebody waits
WAITING = "Cổng chưa lưu xong bản in. Hãy chờ một lát; chờ lâu thì bấm Lưu bản in trên trang này."
SHOWN = 200  # lines to choose from at once; a search finds the others


class DecisionPaper(DecisionView, View):
    """The paper: a draft as it stands, as PDF or Word; a signed decision as it was kept, never drawn again."""

    predicate = permissions.can_view_decision

    def get(self, request, **kwargs):
        one = self.decision
        if one.is_superior or one.is_dropped:
            raise Http404
        if one.is_signed:
            return (
                attachment(one.file)
                if one.file
                else self.wait("Cổng đang lưu bản in; bấm Lưu bản in nếu phải chờ lâu.")
            )
        if self.is_long:
            return self.wait(f"Dự thảo dài quá {MOST_LINES} dòng: hãy bấm nút In dự thảo trên trang này rồi chờ.")
        kind = self.kind(request.GET)
        try:
            content = paper_of(one).file(kind)
        except (PaperEngineMissing, Unprintable, NotInWord) as trouble:
            messages.error(request, str(trouble))
            return self.home()
        return file_answer(content, file_name(one, kind).rpartition(".")[0], is_word=kind == PaperFormat.WORD)

    def post(self, request, **kwargs):
        one = self.decision
        if one.is_superior or one.is_dropped:
            raise Http404
        if one.is_draft and not self.is_long:
            return redirect(request.path)
        if one.is_signed:
            return redirect("emulation:job", order_file(one, by=request.user).pk)
        return redirect("emulation:job", order_draft(one, self.kind(request.POST), by=request.user).pk)

    @property
    def is_long(self) -> bool:
        return self.decision.lines.count() > MOST_LINES

    def kind(self, data) -> PaperFormat:
        return PaperFormat.WORD if data.get("dang") == "word" else PaperFormat.PDF

    def wait(self, words: str):
        messages.info(self.request, words)
        return self.home()


class DecisionRecord(DecisionPage):
    """Recording number, date and signer of what was signed, with the password of whoever does it."""

    template_name = "rewards/decision_record.html"
    predicate = permissions.can_record_decision

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.decision.is_draft else self.home()

    def usual(self) -> dict:
        one = self.decision
        total = 0 if one.kind == DecisionKind.REVOKE else total_of(one, lines_to_show(one))
        signer = {name: getattr(one, name) for name in ("on_behalf", "signer_title", "signer_name")}
        return signer | {"decided_on": f"{clock.today():%d/%m/%Y}", "seen": one.version, "seen_total": total}

    def get_context_data(self, **kwargs):
        known = known_of(self.decision)
        kwargs.setdefault("form", RecordForm(request=self.request, initial=self.usual()))
        why_not = why_not_record(self.decision, known, self.request.user)
        alone = alone_words(self.decision, self.request.user)
        return super().get_context_data(why_not=why_not, alone=alone, count=known.lines, **kwargs)

    def post(self, request, **kwargs):
        form = RecordForm(request.POST, request.FILES, request=request)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        said = form.cleaned_data
        seen = {"seen": said["seen"], "seen_total": said["seen_total"]}
        scan = next(iter(write_files(said["scan"])), None)
        try:
            decision = record_signature(self.decision, form.values(), scan, **seen, by=request.user)
        except SumChanged as changed:
            form.meet_total(changed.total)
            form.add_error(None, str(changed))
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done_words(decision))
            return self.home()
        return self.render_to_response(self.get_context_data(form=form))


class DecisionScan(DecisionDeed):
    """Hangs the scan on a decision that was recorded without one."""

    predicate = permissions.can_record_decision

    def act(self):
        form = DecisionScanForm(self.request.POST, self.request.FILES)
        if not self.decision.is_signed:  # before anything is written to the disk
            raise DecisionRefused("Văn bản chưa ghi số, ngày ký. Hãy ghi trước, hoặc gửi bản chụp cùng lúc.")
        if not form.is_valid():
            raise DecisionRefused(" ".join(form.errors.get("scan", ["Hãy chọn lại tệp."])))
        [written] = write_files(form.cleaned_data["scan"])
        add_scan(self.decision, written, by=self.request.user)
        return "Đã lưu bản chụp."


class DecisionFile(DecisionView, FileDownload):
    """The scan, or the paper the portal has kept."""

    predicate = permissions.can_view_decision

    def files(self):
        return KeptFile.objects.filter(pk__in=[key for key in (self.decision.scan_id, self.decision.file_id) if key])


class DecisionLater(DecisionPage):
    """Beginning a paper about a signed decision: why, and about which lines."""

    template_name = "rewards/decision_later.html"
    predicate = permissions.can_write_decision

    def get_subject(self):
        if self.kwargs["slug"] not in SLUGS:
            raise Http404
        return super().get_subject()

    @property
    def kind(self) -> DecisionKind:
        return SLUGS[self.kwargs["slug"]]

    def lines(self):
        """Lines to choose from, of many those that a search finds."""
        if self.kind not in (DecisionKind.AMEND, DecisionKind.REVOKE):
            return []
        words = fold(self.request.GET.get("q", "")).split()
        found = list(lines_in_force(self.decision))
        return [one for one in found if all(word in fold(f"{one.full_name} {one.printed_place}") for word in words)]

    def get_context_data(self, **kwargs):
        found = self.lines()
        kwargs.setdefault("form", LaterForm(self.kind))
        return super().get_context_data(
            kind=self.kind, about=ABOUT[self.kind], lines=found[:SHOWN], count=len(found), shown=SHOWN,
            q=self.request.GET.get("q", ""), marked=set(self.request.POST.getlist("line")), **kwargs,
        )  # fmt: skip

    def post(self, request, **kwargs):
        form = LaterForm(self.kind, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if request.POST.get("scope") == "all":
            marked = list(lines_in_force(self.decision).values_list("pk", flat=True))
        else:
            marked = [key for key in request.POST.getlist("line") if key.isdecimal() and len(key) < 19]
        reason = form.cleaned_data["reason"]
        try:
            draft = draft_later(self.decision, self.kind, reason, marked, **form.more(), by=request.user)
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, "Đã lập dự thảo. Hãy xem lại, in, trình ký rồi ghi số.")
        return redirect("rewards:decision", *self.place, draft.pk)


class SuperiorNew(RewardPage):
    """Recording what a superior office has decided on those who were sent up."""

    template_name = "rewards/superior_new.html"
    predicate = permissions.can_record_superior

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", SuperiorForm())
        found = list(decidable_above(self.phase, self.award))
        marked = set(self.request.POST.getlist("nomination"))
        is_marked = self.request.method == "POST"
        rows = [(one, not is_marked or f"{one.pk}" in marked) for one in found]
        return super().get_context_data(award=self.award, rows=rows, **kwargs)

    def post(self, request, **kwargs):
        form = SuperiorForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        marked = [key for key in request.POST.getlist("nomination") if key.isdecimal() and len(key) < 19]
        chosen = list(Nomination.objects.filter(pk__in=marked, phase=self.phase, award=self.award))
        try:
            scan = next(iter(write_files(form.cleaned_data["scan"])), None)
            decision = record_superior(self.phase, self.award, chosen, form.values(), scan, by=request.user)
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"Đã ghi {decision.paper_name.lower()} số {decision.number} của cấp trên.")
        return redirect("rewards:decision", *self.place, decision.pk)
