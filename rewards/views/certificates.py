"""Giấy chứng nhận, giấy khen of a phase: what is to be issued, what is checked before, proofs, issuing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View

from emulation.choices import PaperFormat
from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.guards import GuardedPage
from emulation.models import Unit
from scoring.models import ResultRules
from scoring.queries.snapshots import standing_result
from scoring.views.paper_sheets import address_of

from ..actions.certificates import CertificateRefused, issue_certificates, record_proof
from ..actions.papers import PaperRefused, order_certificates, order_proof_sheet
from ..choices import DecisionKind
from ..documents.proof_sheet import ProofSheet
from ..facts.certificates import fits_of, unprintable
from ..facts.phase_papers import certificate_lines
from ..facts.registers import proof_facts
from ..forms.certificates import IssueForm, ProofForm
from ..forms.papers import CertificateOrder
from ..models import Decision, PrintRun
from ..permissions import can_make_papers
from ..permissions import certificates as permissions
from ..queries.certificates import counted, lines_to_issue, proofs_of, said_lines
from ..rules.certificates import SUPERIOR, issuing_refusal
from ..rules.print_checks import Weight, findings
from ..words.certificates import NOT_READ, count_badge, issued_words, run_badge
from .meeting_papers import file_answer
from .phases import RewardPage, RewardView

MOST_LINES = 400  # of a proof sheet that is drawn while somebody waits
SHOWN = 200  # findings on one page


class CertificatePage(RewardPage):
    """The decisions of a phase with how far their certificates are, runs of the printer, drafts to look at before."""

    template_name = "rewards/certificates.html"
    predicate = permissions.can_view_certificates

    def get_context_data(self, **kwargs):
        found = counted(Decision.objects.visible_to(self.request.user).filter(phase=self.phase))
        superior = Decision.objects.visible_to(self.request.user).filter(phase=self.phase, kind=DecisionKind.SUPERIOR)
        runs = PrintRun.objects.filter(decision__phase=self.phase).select_related("ordered_by", "decision")
        runs = runs.defer("decision__content")
        may_preview = can_make_papers(self.request.user, self.phase)
        is_scored = may_preview and ResultRules.objects.filter(phase=self.phase).exists()
        return super().get_context_data(
            rows=[(one, count_badge(one)) for one in found],
            superior=SUPERIOR if superior.exists() else "",
            runs=[(run, run_badge(run)) for run in runs[:20]],
            form=CertificateOrder(self.phase) if is_scored else None,
            result=standing_result(self.phase)[0] if is_scored else None,
            **kwargs,
        )


class CertificatePreview(RewardView, View):
    """Drafts of the certificates of those that pass, before there is a decision."""

    http_method_names = ["post"]
    predicate = can_make_papers

    def post(self, request, **kwargs):
        home = redirect("rewards:certificates", *self.place)
        if not ResultRules.objects.filter(phase=self.phase).exists():
            messages.error(request, "Phong trào này không chấm điểm hộ nên không có bản xem trước theo kết quả.")
            return home
        form = CertificateOrder(self.phase, request.POST)
        if not form.is_valid():
            messages.error(request, "Hãy chọn lại tổ dân phố.")
            return home
        unit = form.cleaned_data["unit"]
        if not certificate_lines(self.phase, unit):
            messages.error(request, "Chưa có hộ nào đạt nên chưa có giấy để lập. Hãy nhập phiếu chấm điểm trước.")
            return home
        try:
            return redirect("emulation:job", order_certificates(self.phase, unit, by=request.user).pk)
        except PaperRefused as refusal:
            messages.error(request, str(refusal))
            return home


class DecisionView(RewardView):
    """A page whose subject is one decision of the phase."""

    def get_subject(self) -> Decision:
        visible = Decision.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"], phase=self.phase)

    def home(self):
        return redirect("rewards:certificate_checks", *self.place, self.kwargs["pk"])


class CertificateChecks(DecisionView, GuardedPage):
    """Soát trước khi in: what stops, what to look at, what is made to fit, proofs to be signed; then issuing."""

    template_name = "rewards/certificate_checks.html"
    predicate = permissions.can_view_issuing

    def get_context_data(self, **kwargs):
        one = self.subject
        found = findings(said_lines(one))
        fits = fits_of(one, address_of(self.request))
        proofs = proofs_of(one)
        in_force = sum(len(proof.lines) for proof in proofs)
        waiting = lines_to_issue(one).count() if one.is_signed else in_force
        stops = [one for one in found if one.weight == Weight.STOPS]
        looks = [one for one in found if one.weight == Weight.LOOK]
        refused = [fit for fit in fits if fit.refusal]
        why_not = issuing_refusal(is_signed=one.is_signed, is_superior=one.is_superior, in_force=in_force)
        return super().get_context_data(
            phase=self.phase,
            campaign=self.phase.campaign,
            decision=one,
            stops=stops,
            looks=looks[:SHOWN],
            looks_count=len(looks),
            more_looks=max(0, len(looks) - SHOWN),
            refused=refused,
            wrong=len(stops) + len(refused),
            squeezed=[fit for fit in fits if not fit.refusal],
            proofs=proofs,
            unsigned=sum(not proof.is_signed for proof in proofs),
            total=in_force,
            waiting=waiting,
            issued=in_force - waiting,
            why_not=why_not,
            may_issue=permissions.can_issue_certificates(self.request.user, one),
            issue_form=IssueForm(),
            **kwargs,
        )


class DecisionAct(DecisionView, View):
    """Something done to the certificates of a decision from its page."""

    http_method_names = ["post"]
    predicate = permissions.can_issue_certificates

    def act(self, request) -> str:
        """Does it and says what has been done; raises CertificateRefused."""
        raise NotImplementedError

    def post(self, request, **kwargs):
        try:
            messages.success(request, self.act(request))
        except (CertificateRefused, PaperEngineMissing) as refusal:
            messages.error(request, str(refusal))
        return self.home()


def read(form) -> dict:
    """What a form says. Raises CertificateRefused with its complaints."""
    if not form.is_valid():
        raise CertificateRefused(" ".join(text for texts in form.errors.values() for text in texts) or NOT_READ)
    return form.cleaned_data


class CertificateIssue(DecisionAct):
    """Gives every line in force its number."""

    def act(self, request):
        reason = read(IssueForm(request.POST))["reason"]
        wrong = unprintable(self.subject, address_of(request))
        return issued_words(issue_certificates(self.subject, reason, unprintable=wrong, by=request.user))


class ProofSign(DecisionAct):
    """Records who has signed the proof sheet of a unit."""

    def act(self, request):
        unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=self.kwargs["unit"])
        given = read(ProofForm(request.POST))
        record_proof(self.subject, unit, given["signer"], given["signed_on"], stamp=given["stamp"], by=request.user)
        return f"Đã ghi bảng dò của {unit} do {given['signer']} ký."


class ProofPaper(DecisionView, View):
    """The proof sheet of one unit, as PDF or Word; a long one is made by a job."""

    http_method_names = ["get"]
    predicate = permissions.can_view_issuing

    def get(self, request, **kwargs):
        proof = next((one for one in proofs_of(self.subject) if one.unit.pk == self.kwargs["unit"]), None)
        if proof is None:
            raise Http404
        kind = PaperFormat.WORD if request.GET.get("dang") == "word" else PaperFormat.PDF
        if len(proof.lines) > MOST_LINES:
            job = order_proof_sheet(self.subject, proof.unit, kind, by=request.user)
            return redirect("emulation:job", job.pk)
        try:
            content = ProofSheet(proof_facts(self.subject, proof)).file(kind)
        except (PaperEngineMissing, Unprintable) as trouble:
            messages.error(request, str(trouble))
            return self.home()
        return file_answer(content, f"bang-do-{proof.stamp[:8]}", is_word=kind == PaperFormat.WORD)
