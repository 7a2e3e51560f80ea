"""Papers of a meeting: ballot papers, minutes, the record of the count; as PDF, minutes and record also as Word."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.generic import View

from emulation.choices import PaperFormat
from emulation.kit.documents import Document, PaperEngineMissing, Unprintable

from .. import permissions
from ..actions.papers import order_meeting_paper
from ..facts.council_papers import MOST_LINES, PAPERS, paper_of
from .meetings import MeetingView

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class MeetingPaper(MeetingView, View):
    """One paper, drawn from the frozen record once the minutes are closed; a draft before.

    A short one comes at once; a long one is made by a job, which a press asks for.
    """

    predicate = permissions.can_print_minutes

    def get_subject(self):
        if self.kwargs["paper"] not in PAPERS:
            raise Http404
        return super().get_subject()

    def get(self, request, **kwargs):
        name, kind = self.kwargs["paper"], self.kind(request.GET)
        if not (paper := self.paper()):
            return self.back()
        if self.is_long:
            messages.info(request, f"Giấy dài quá {MOST_LINES} dòng: hãy bấm nút của giấy ấy trên trang này, rồi chờ.")
            return self.back()
        try:
            content = paper.file(kind)
        except (PaperEngineMissing, Unprintable) as trouble:
            messages.error(request, str(trouble))
            return self.back()
        return file_answer(content, f"{name}-{self.meeting.pk}", is_word=kind == PaperFormat.WORD)

    def post(self, request, **kwargs):
        if not self.is_long:
            return redirect(request.path)
        if not self.paper():
            return self.back()
        job = order_meeting_paper(self.meeting, self.kwargs["paper"], self.kind(request.POST), by=request.user)
        return redirect("emulation:job", job.pk)

    @property
    def is_long(self) -> bool:
        return self.meeting.lines.count() > MOST_LINES

    def paper(self) -> Document | None:
        """The paper; where there is nothing to print it is said, and None."""
        found = paper_of(self.meeting, self.kwargs["paper"])
        if found is None:
            words = "Chưa có gì để in: phiên họp chưa có dòng bỏ phiếu kín hoặc chưa kiểm phiếu."
            messages.error(self.request, words)
        return found

    def kind(self, data) -> PaperFormat:
        """Word where it is asked for; ballot papers are printed, never written in."""
        is_word = data.get("dang") == "word" and self.kwargs["paper"] != "phieu-bau"
        return PaperFormat.WORD if is_word else PaperFormat.PDF


def file_answer(content: bytes, name: str, *, is_word: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD if is_word else "application/pdf")
    how, ending = ("attachment", "docx") if is_word else ("inline", "pdf")
    response["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    return response
