"""Papers that the portal makes for a dossier: one, or all that are missing; short ones at once, long ones by a job."""

from django.contrib import messages
from django.shortcuts import redirect

from emulation.kit.documents import PaperEngineMissing, Unprintable

from .. import permissions
from ..actions.dossiers import DossierRefused
from ..actions.packs import keep_papers, order_papers
from ..facts.dossier_papers import AT_ONCE, draw_papers, standings
from ..models import DossierPaper
from ..queries.dossiers import nominations_of
from .dossiers import DossierView, PaperAct

NOT_WRITABLE = "Hồ sơ đã nộp nên giấy tờ chỉ để xem. Cần lập lại thì đơn vị lấy hồ sơ về hoặc chờ yêu cầu bổ sung."


class Making(DossierView):
    """What both views share: the drawing, and the words about it."""

    predicate = permissions.can_prepare_dossier

    def make(self, request, papers: list[DossierPaper]):
        """Draws and keeps the papers, or asks a job to; the answer leads to where the outcome is."""
        try:
            if not self.subject.is_writable:
                raise DossierRefused(NOT_WRITABLE)
            if nominations_of(self.subject).count() > AT_ONCE:
                return redirect("emulation:job", order_papers(self.subject, papers, by=request.user).pk)
            count = keep_papers(self.subject, draw_papers(self.subject, papers), by=request.user)
            messages.success(request, made_words(count))
        except (DossierRefused, Unprintable, PaperEngineMissing) as refusal:
            messages.error(request, str(refusal))
        return self.home()


class PaperMake(Making, PaperAct):
    """Makes one paper, or makes it anew from the data of now."""

    def post(self, request, **kwargs):
        return self.make(request, [self.paper])


class PapersMake(Making, PaperAct):
    """Makes every missing paper that the portal can make."""

    def post(self, request, **kwargs):
        papers = list(self.subject.papers.all())
        found = standings(self.subject, papers)
        missing = [one for one in papers if one.is_missing and not found[one.pk].why_not]
        if not missing:
            messages.info(request, "Không còn giấy tờ nào cổng lập được mà còn thiếu.")
            return self.home()
        return self.make(request, missing)


def made_words(count: int) -> str:
    if not count:
        return "Giấy tờ đã có và vẫn khớp với dữ liệu, nên không lập lại."
    return f"Đã lập {count:02} giấy tờ, mỗi giấy một bản PDF và một bản Word. Hãy xem lại trước khi in, ký."
