"""Sổ phiếu: how far each neighbourhood's sheets are, the households of one, marking many at once, who is missing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit.audit import AuditEntry
from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.models import Unit
from emulation.queries.deadlines import collection_end

from .. import permissions
from ..actions.register import VERB, MarkingRefused, mark_sheets, undo_marks
from ..choices import PaperState
from ..documents.missing_list import MissingList
from ..facts import missing_lines, missing_list
from ..forms.register import MarkForm, RegisterSearch
from ..queries.register import MISSING, in_state, listed_homes, register_rows, spare_sheets, unit_counts
from ..words.approvals import badges_of
from ..words.sheets import PAPER_TONES, mark_words, register_lines, reminder_words
from .phases import PhasePage, PhaseView


class RegisterPage(PhasePage):
    """A line for each neighbourhood this person works for: printed, handed out, back, entered, confirmed, missing."""

    template_name = "scoring/register.html"
    predicate = permissions.can_view_register

    def get_context_data(self, **kwargs):
        user = self.request.user
        units = list(Unit.objects.visible_to(user).below(self.phase.campaign.ward).neighbourhoods().current())
        return super().get_context_data(
            lines=register_lines(self.phase, units),
            badges=badges_of(self.phase, [unit.pk for unit in units]),
            may_print=permissions.can_print_sheets(user, self.phase),
            **kwargs,
        )


class UnitRegisterView(PhaseView):
    """A page about one neighbourhood's register."""

    predicate = permissions.can_view_unit_register

    def get_subject(self):
        visible = Unit.objects.visible_to(self.request.user).below(self.phase.campaign.ward).neighbourhoods().current()
        return get_object_or_404(visible, pk=self.kwargs["unit"])

    @property
    def unit(self) -> Unit:
        return self.subject

    def back(self, **query):
        """The way back to the neighbourhood's page, with the filters it had."""
        found = self.request.GET.copy()
        found.pop("vua", None)
        for name, value in query.items():
            found[name] = str(value)
        page = reverse("scoring:unit_register", args=[*self.place, self.unit.pk])
        return redirect(f"{page}?{found.urlencode()}" if found else page)


class UnitRegister(UnitRegisterView, PhasePage):
    """The households of one neighbourhood in walking order, with their sheets and the acts on them."""

    template_name = "scoring/register_unit.html"

    def get_context_data(self, form=None, **kwargs):
        search = RegisterSearch(self.phase, self.unit, self.request.GET)
        page, rows = register_rows(self.phase, search.households(), search.state, self.request.GET.get("page"))
        may_keep = permissions.can_keep_register(self.request.user, self.unit) and not self.phase.is_closed
        return super().get_context_data(
            unit=self.unit,
            search=search,
            page=page,
            rows=[(row, PAPER_TONES[row.state]) for row in rows],
            count=unit_counts(self.phase, [self.unit])[self.unit.pk],
            spares=spare_sheets(self.phase, self.unit),
            may_keep=may_keep,
            form=form or MarkForm(self.unit),
            undo=self.undo,
            missing=MISSING,
            badge=badges_of(self.phase, [self.unit.pk]).get(self.unit.pk),
            **kwargs,
        )

    @cached_property
    def undo(self) -> AuditEntry | None:
        """The act just done by this person here, which one press takes back."""
        key = self.request.GET.get("vua", "")
        own = AuditEntry.objects.about(self.unit).filter(actor_id=self.request.user.pk, verb=VERB)
        entry = own.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
        return entry if entry and entry.after["phase"] == self.phase.code else None


class RegisterMark(UnitRegister):
    """Marks the ticked households, or all; a form that cannot be comes back with what was chosen."""

    predicate = permissions.can_keep_register
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = MarkForm(self.unit, request.POST)
        if not form.is_valid():
            for complaint in [words for found in form.errors.values() for words in found]:
                messages.error(request, complaint)
            return self.render_to_response(self.get_context_data(form=form))
        try:
            report = mark_sheets(self.phase, self.unit, by=request.user, **form.values())
        except MarkingRefused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(form=form))
        words = mark_words(report, form.cleaned_data["act"], form.cleaned_data["day"])
        (messages.success if report.changed else messages.warning)(request, words)
        return self.back(vua=report.entry.pk) if report.entry else self.back()


class RegisterUndo(UnitRegisterView, View):
    """Takes back one act of one's own, where nobody has changed its lines since."""

    predicate = permissions.can_keep_register
    http_method_names = ["post"]

    def post(self, request, entry, **kwargs):
        own = AuditEntry.objects.about(self.unit).filter(actor_id=request.user.pk)
        found = get_object_or_404(own, pk=entry)
        try:
            count = undo_marks(found, self.phase, by=request.user)
        except MarkingRefused as refusal:
            messages.error(request, str(refusal))
        else:
            words = f"Đã hoàn tác {count} phiếu." if count else "Không còn gì để hoàn tác: các phiếu đã được ghi khác."
            messages.success(request, words)
        return self.back()


class RegisterReminder(UnitRegisterView, PhasePage):
    """Who has not handed in: a text for the neighbourhood's chat group, with heads of household or with nobody."""

    template_name = "scoring/register_reminder.html"

    def get_context_data(self, **kwargs):
        with_names = self.request.GET.get("ten") != "khong"
        text = reminder_words(self.phase, self.unit, with_names=with_names, until=collection_end(self.phase))
        lines = text.count("\n") + 4
        out = in_state(self.phase, listed_homes(self.phase, [self.unit]), PaperState.OUT).count()
        found = {"unit": self.unit, "text": text, "with_names": with_names, "lines": lines, "out": out}
        return super().get_context_data(**found, **kwargs)


class MissingListFile(UnitRegisterView, View):
    """Who has not handed in, as a list to print."""

    def get(self, request, **kwargs):
        paper = MissingList(missing_list(self.phase, self.unit), missing_lines(self.phase, self.unit))
        try:
            response = HttpResponse(paper.pdf(), content_type="application/pdf")
        except (Unprintable, PaperEngineMissing) as refusal:
            messages.error(request, str(refusal))
            return redirect("scoring:register_reminder", *self.place, self.unit.pk)
        name = f"chua-nop-phieu-{self.unit.code.rpartition('/')[2]}-dot-{self.phase.number}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
