"""Papers of a meeting: ballot papers, minutes, the record of the count; as PDF, minutes and record also as Word."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.generic import View

from emulation.kit.documents import Document, PaperEngineMissing, Unprintable

from .. import permissions
from ..documents.ballot import BallotPapers
from ..documents.minutes import CountingRecord, Minutes
from ..facts.council_papers import ballot_facts, counting_facts, minutes_facts
from ..models import Meeting
from .meetings import MeetingView

MOST_LINES = 400  # of a paper that is drawn while somebody waits
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS = {
    "phieu-bau": (BallotPapers, ballot_facts),
    "bien-ban-hop": (Minutes, minutes_facts),
    "bien-ban-kiem-phieu": (CountingRecord, counting_facts),
}


class MeetingPaper(MeetingView, View):
    """One paper, drawn from the frozen record once the minutes are closed; a draft before."""

    predicate = permissions.can_print_minutes

    def get(self, request, **kwargs):
        name, is_word = self.kwargs["paper"], request.GET.get("dang") == "word"
        if name not in PAPERS:
            raise Http404
        if not (paper := paper_of(self.meeting, name)):
            messages.error(request, "Chưa có gì để in: phiên họp chưa có dòng bỏ phiếu kín hoặc chưa kiểm phiếu.")
            return self.back()
        if self.meeting.lines.count() > MOST_LINES:
            messages.error(request, f"Chương trình dài quá {MOST_LINES} dòng nên chưa in được ngay trên trang.")
            return self.back()
        try:
            content = paper.docx() if is_word and name != "phieu-bau" else paper.pdf()
        except (PaperEngineMissing, Unprintable) as trouble:
            messages.error(request, str(trouble))
            return self.back()
        return file_answer(content, f"{name}-{self.meeting.pk}", is_word=is_word and name != "phieu-bau")


def paper_of(meeting: Meeting, name: str) -> Document | None:
    """The paper by its name; None where there is nothing to print on it."""
    document, facts_of = PAPERS[name]
    facts = facts_of(meeting)
    return document(facts) if facts else None


def file_answer(content: bytes, name: str, *, is_word: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD if is_word else "application/pdf")
    how, ending = ("attachment", "docx") if is_word else ("inline", "pdf")
    response["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    return response
