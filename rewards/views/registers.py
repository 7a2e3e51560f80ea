"""Registers of awards: the list, a year with search, its workbook and paper, settings, blanks; one certificate."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.exports import workbook_answer
from emulation.kit.guards import Guarded, GuardedPage
from emulation.models import Unit

from ..actions.certificates import CertificateRefused, reissue_certificate, void_certificate
from ..actions.registers import RegisterRefused, record_stock, set_up_register
from ..choices import AwardClass, IssueKind, StockKind
from ..documents.register_list import RegisterList, register_workbook
from ..facts.registers import register_head, register_lines
from ..forms.certificates import EndForm, EntrySearch, RegisterForm, StockForm
from ..models import Certificate, Register
from ..permissions import certificates as permissions
from ..queries.certificates import register_for
from ..queries.handovers import with_receivers
from ..queries.registers import entries, keepers, register_rows, stock_of, years_of
from ..words.certificates import certificate_badge, entry_note, filter_words
from ..words.trails import decision_trace, hand_over_trace
from .certificates import read
from .meeting_papers import file_answer

LINES = 50


class RegisterPages(GuardedPage):
    """The registers one may see, with their years."""

    template_name = "rewards/register_list.html"
    predicate = permissions.can_list_award_registers
    has_subject = False

    def get_context_data(self, **kwargs):
        units = keepers(Unit.objects.visible_to(self.request.user))
        rows = [
            (row, permissions.can_keep_award_register(self.request.user, row.register))
            for row in register_rows(units)
            if permissions.can_view_award_register(self.request.user, row.register)
        ]
        return super().get_context_data(rows=rows, **kwargs)


class RegisterSettings(GuardedPage):
    """How a register is called and where its numbers begin."""

    template_name = "rewards/register_form.html"
    predicate = permissions.can_keep_award_register

    def get_subject(self) -> Register:
        units = keepers(Unit.objects.visible_to(self.request.user))
        unit = get_object_or_404(units, pk=self.kwargs["unit"])
        if self.kwargs["kind"] not in AwardClass.values:
            raise Http404
        found = register_for(unit, self.kwargs["kind"])
        found.unit = unit
        return found

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", RegisterForm(instance=self.subject))
        return super().get_context_data(register=self.subject, **kwargs)

    def post(self, request, **kwargs):
        form = RegisterForm(request.POST, instance=self.get_subject())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            kept = set_up_register(self.subject.unit, self.subject.award_class, form.cleaned_data, by=request.user)
        except RegisterRefused as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"Đã lưu {kept.name} của {self.subject.unit}.")
        return redirect("rewards:award_registers")


class RegisterView(Guarded):
    """A page whose subject is one register."""

    predicate = permissions.can_view_award_register

    def get_subject(self) -> Register:
        visible = Register.objects.visible_to(self.request.user).select_related("unit")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @cached_property
    def search(self) -> EntrySearch:
        return EntrySearch(years_of(self.subject), self.request.GET)


class RegisterDetail(RegisterView, GuardedPage):
    """The numbers of a year: whose, what has become of them, how often printed; blanks."""

    template_name = "rewards/register_detail.html"

    def get_context_data(self, **kwargs):
        year, asked, state = self.search.chosen
        page = Paginator(entries(self.subject, year, asked, state), LINES).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            register=self.subject,
            year=year,
            search=self.search,
            page=page,
            rows=[(one, certificate_badge(one), entry_note(one, beside_badge=True)) for one in page],
            stock=stock_of(self.subject),
            stock_form=StockForm(),
            may_keep=permissions.can_keep_award_register(self.request.user, self.subject),
            may_count=permissions.can_count_stock(self.request.user, self.subject),
            **kwargs,
        )


class RegisterFile(RegisterView, View):
    """The same list as a workbook or on paper, with the filters in use."""

    http_method_names = ["get"]

    def get(self, request, **kwargs):
        year, asked, state = self.search.chosen
        head = register_head(self.subject, year, filter_words(asked, state))
        lines = register_lines(entries(self.subject, year, asked, state))
        name = f"so-khen-thuong-{self.subject.pk}-{year}"
        if self.kwargs["kind"] == "xlsx":
            return workbook_answer(register_workbook(head, lines), name)
        if self.kwargs["kind"] != "pdf":
            raise Http404
        try:
            return file_answer(RegisterList(head, lines).pdf(), name, is_word=False)
        except (PaperEngineMissing, Unprintable) as trouble:
            messages.error(request, f"Chưa in được sổ: {trouble} Tệp Excel vẫn tải được.")
            return redirect("rewards:award_register", self.subject.pk)


class RegisterStock(RegisterView, View):
    """Records blanks that came in, or were spoiled outside of a run."""

    http_method_names = ["post"]
    predicate = permissions.can_count_stock

    def post(self, request, **kwargs):
        is_spoiled = request.POST.get("kind") == StockKind.SPOILED
        kind = StockKind.SPOILED if is_spoiled else StockKind.RECEIVED
        try:
            given = read(StockForm(request.POST))
            entry = record_stock(self.subject, kind, given["count"], given["reason"], key=given["key"], by=request.user)
            messages.success(request, f"Đã ghi {kind.label.lower()}: {entry.count} tờ.")
        except (CertificateRefused, RegisterRefused) as refusal:
            messages.error(request, str(refusal))
        return redirect("rewards:award_register", self.subject.pk)


class CertificateView(Guarded):
    """A page whose subject is one certificate."""

    predicate = permissions.can_view_certificate

    def get_subject(self) -> Certificate:
        visible = with_receivers(Certificate.objects.visible_to(self.request.user).for_page())
        return get_object_or_404(visible.select_related("replaces", "line__ended_by"), pk=self.kwargs["pk"])


class CertificateDetail(CertificateView, GuardedPage):
    """One number: what it says, what has become of it, every print; voiding and issuing anew."""

    template_name = "rewards/certificate_detail.html"

    def get_context_data(self, **kwargs):
        one, user = self.subject, self.request.user
        sheets = one.sheets.select_related("run__ordered_by").order_by("-run")
        return super().get_context_data(
            one=one,
            badge=certificate_badge(one),
            decision=decision_trace(one.line, user),
            hand_over=hand_over_trace(one, user) if one.is_standing else None,
            replacement=Certificate.objects.filter(replaces=one).select_related("register").first(),
            prints=[(sheet, sheet.position <= sheet.run.printed_to) for sheet in sheets],
            may_end=one.is_standing and permissions.can_end_certificate(user, one),
            may_reissue=one.line.is_in_force,
            **kwargs,
        )


class CertificateStep(CertificateView, View):
    """Voids the number, or issues it anew: exchanged for the old one, or because that one was lost."""

    http_method_names = ["post"]
    predicate = permissions.can_end_certificate

    def post(self, request, **kwargs):
        try:
            reason = read(EndForm(request.POST))["reason"]
            shown, said = self.take(self.kwargs["step"], reason)
            messages.success(request, said)
        except CertificateRefused as refusal:
            shown = self.subject
            messages.error(request, str(refusal))
        return redirect("rewards:certificate", shown.pk)

    def take(self, step: str, reason: str) -> tuple[Certificate, str]:
        one, by = self.subject, self.request.user
        if step == "huy-so":
            return void_certificate(one, reason, by=by), f"Đã hủy số {one.words}. Số này không dùng lại."
        kinds = {"cap-doi": IssueKind.EXCHANGE, "cap-lai": IssueKind.COPY}
        if step not in kinds:
            raise Http404
        made = reissue_certificate(one, kinds[step], reason, by=by)
        return made, f"Đã cấp số {made.words} thay cho số {one.words}."
