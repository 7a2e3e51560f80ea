"""A neighbourhood's workbook: taking it along, bringing it back, looking at the differences, saving them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.forms.workbooks import WorkbookForm
from emulation.kit import clock
from emulation.kit.exports import workbook_answer
from emulation.models import Unit
from emulation.queries.deadlines import admission_of
from emulation.words.deadlines import admission_words

from .. import permissions
from ..actions.offline import keep_offline_book, save_offline_book
from ..choices import Preference
from ..documents.offline import offline_book, wrong_book
from ..forms.offline import OfflineSaveForm
from ..models import OfflineUpload
from ..queries.offline import OfflineRefused, OfflineSheets, plan_of_upload
from ..queries.second_grids import keyed_blind_in
from ..words.approvals import closed_words
from ..words.offline import offline_preview, saved_words
from .phases import PhasePage, PhaseView

SAVED_BEFORE = "Tệp này đã được lưu từ trước, không có gì thay đổi."
UNREADABLE = "Yêu cầu gửi lên không đọc được nên chưa lưu gì. Hãy xem lại bản so sánh rồi bấm lưu."


class OfUnit(PhaseView):
    """A page about the workbook of one neighbourhood."""

    predicate = permissions.can_fill_offline

    def get_subject(self):
        visible = Unit.objects.visible_to(self.request.user).below(self.phase.campaign.ward).neighbourhoods().current()
        return get_object_or_404(visible, pk=self.kwargs["unit"])


BLIND = (
    "Tệp có cả các câu trả lời lần một, mà bạn đang nhập lần hai dở {count} phiếu của tổ. "
    "Hãy nhập xong lần hai rồi lấy tệp."
)


def not_taken_words(phase, unit) -> str:
    """Why no score of the neighbourhood is taken in now; "" where it is."""
    if not phase.is_open:
        return f"{phase.name} không mở để chấm điểm nên tệp chưa lưu được. Hãy hỏi thường trực thi đua."
    return closed_words(phase, unit)


class OfflinePage(OfUnit, PhasePage):
    """The three steps: take the workbook along, fill it in, bring it back."""

    template_name = "scoring/offline.html"

    def get_context_data(self, **kwargs):
        now = clock.now()
        sheets = OfflineSheets(self.phase, self.subject)
        uploads = OfflineUpload.objects.visible_to(self.request.user).filter(phase=self.phase, unit=self.subject)
        return super().get_context_data(
            **{"form": WorkbookForm()} | kwargs,
            unit=self.subject,
            closed=not_taken_words(self.phase, self.subject),
            deadline=admission_words(admission_of(self.phase, self.subject, now), now),
            lines=len(sheets.by_key),
            uploads=uploads.for_page()[:5],
        )

    def post(self, request, **kwargs):
        form = WorkbookForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        name = form.cleaned_data["file"].name
        kept = keep_offline_book(form.content, name, self.phase, self.subject, by=request.user)
        return redirect("scoring:offline_preview", *self.place, kept.pk)


class OfflineBook(OfUnit, View):
    """The workbook itself, filled with what the portal has now."""

    def get(self, request, **kwargs):
        if blind := keyed_blind_in(self.subject, self.phase, request.user):
            messages.error(request, BLIND.format(count=blind))
            return redirect("scoring:offline", *self.place, self.subject.pk)
        content = offline_book(OfflineSheets(self.phase, self.subject))
        unit = self.subject.label or self.subject.code.rsplit("/", 1)[-1]
        return workbook_answer(content, f"phieu-to-{unit}-dot-{self.phase.number}-{clock.today():%Y-%m-%d}")


class OwnUpload(PhaseView):
    """A workbook that this person brought back."""

    predicate = permissions.can_use_offline_upload

    def get_subject(self):
        own = OfflineUpload.objects.visible_to(self.request.user).for_page().filter(phase=self.phase)
        return get_object_or_404(own, pk=self.kwargs["upload"])

    def page_url(self) -> str:
        return reverse("scoring:offline", args=[*self.place, self.subject.unit_id])


class OfflinePreviewPage(OwnUpload, PhasePage):
    """The differences between the file and the portal; once it is saved, what was saved."""

    template_name = "scoring/offline_preview.html"

    @cached_property
    def sheets(self) -> OfflineSheets:
        return OfflineSheets(self.phase, self.subject.unit)

    def get_context_data(self, **kwargs):
        kept = self.subject
        context = {"kept": kept, "unit": kept.unit, "page_url": self.page_url()}
        if kept.saved_at:
            context["saved"] = saved_words(kept)
        elif earlier := OfflineUpload.objects.saved_like(kept).for_page().first():
            context["earlier"] = earlier
        else:
            context |= self.comparison()
        return super().get_context_data(**context, **kwargs)

    def comparison(self) -> dict:
        try:
            plan = plan_of_upload(self.subject)
        except OfflineRefused as refusal:
            return {"refusal": str(refusal)}
        closed = not_taken_words(self.phase, self.subject.unit)
        preview = offline_preview(plan, self.sheets.criteria)
        return {"preview": preview, "closed": closed, "preferences": Preference.choices}


class OfflineWrongRows(OwnUpload, View):
    """The wrong rows of an upload as a workbook to mend and bring back; also after the right ones are saved."""

    def get(self, request, **kwargs):
        kept = self.subject
        try:
            faulty = plan_of_upload(kept).faulty
        except OfflineRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("scoring:offline_preview", *self.place, kept.pk)
        content = wrong_book(OfflineSheets(self.phase, kept.unit), faulty)
        return workbook_answer(content, f"hang-sai-to-{kept.unit.label or kept.unit.pk}-dot-{self.phase.number}")


class OfflineSave(OwnUpload, View):
    """Saves what was looked at; a second press changes nothing and says so."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = OfflineSaveForm(request.POST)
        if form.is_valid():
            self.save(form)
        else:
            messages.error(request, UNREADABLE)
        return redirect("scoring:offline_preview", *self.place, self.subject.pk)

    def save(self, form: OfflineSaveForm) -> None:
        try:
            is_saved_now = save_offline_book(self.subject, **form.orders(), by=self.request.user)
        except OfflineRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Đã lưu tệp của tổ." if is_saved_now else SAVED_BEFORE)
