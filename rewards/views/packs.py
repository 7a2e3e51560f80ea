"""The pack of an award: what it holds, whether its papers agree, what no longer fits; made by a job, read as a file."""

from pathlib import PurePosixPath

from cryptography.exceptions import InvalidTag
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit.guards import NotHere
from emulation.kit.sealed_files import read_sealed
from emulation.models import KeptFile
from emulation.views.files import FileDownload

from .. import permissions
from ..actions.packs import order_pack
from ..facts.packs import changes_since, content_of, cross_check, files_in, sources_of
from ..models import Pack
from ..models.packs import decisions_after
from ..queries.pack_sources import named_in
from ..queries.postings import posting_lacks
from ..words.packs import changed_words, check_line, doubts_of, settled_words
from .meeting_papers import WORD
from .phases import RewardPage, RewardView

EARLIER = 10


class PackPage(RewardPage):
    """The last pack of an award beside the data of now: what is missing, the cross-check, what no longer fits."""

    template_name = "rewards/pack.html"
    predicate = permissions.can_view_packs

    def get_context_data(self, **kwargs):
        packs = list(Pack.objects.for_page().filter(phase=self.phase, award=self.award).order_by("-number")[:EARLIER])
        sources = sources_of(self.phase)
        content, _ = content_of(self.phase, self.award, sources)
        return super().get_context_data(
            award=self.award,
            lacks=content["lacks"],
            doubts=[*doubts_of(content["sources"]), *posting_lacks(named_in(content["sources"]))],
            count=len(content["listed"]),
            may_make=permissions.can_make_pack(self.request.user, self.phase),
            earlier=packs[1:],
            **self.last(packs[0], sources) if packs else {"pack": None},
            **kwargs,
        )

    def last(self, pack: Pack, sources) -> dict:
        """The last pack; what a decision was signed after is not compared any more."""
        decision = decisions_after(self.phase, self.award, pack.made_at).first()
        changes = [] if decision else changes_since(pack, sources)
        return {
            "pack": pack,
            "checks": [check_line(one.title, one.path, one.figures, one.check) for one in cross_check(pack.content)],
            "settled": settled_words(decision) if decision else "",
            "changes": changes,
            "changed": changed_words(len(changes)) if changes else "",
        }


class PackOrder(RewardView, View):
    """Asks for the pack as the data are now."""

    http_method_names = ["post"]
    predicate = permissions.can_make_pack

    def post(self, request, **kwargs):
        return redirect("emulation:job", order_pack(self.phase, self.award, by=request.user).pk)


class PackView(RewardView):
    """One pack of the award of the address."""

    predicate = permissions.can_view_packs

    @cached_property
    def pack(self) -> Pack:
        visible = Pack.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, phase=self.phase, award=self.award, number=self.kwargs["turn"])


class PackFile(PackView, FileDownload):
    """The whole pack as one file."""

    def files(self):
        return KeptFile.objects.filter(pk=self.pack.file_id)


class PackPaper(PackView, View):
    """One paper out of a pack, by its path in it."""

    http_method_names = ["get"]

    def get(self, request, **kwargs):
        path = PurePosixPath(self.kwargs["paper"])
        try:
            files = dict(files_in(read_sealed(self.pack.file.path)))
        except (OSError, InvalidTag) as error:
            raise NotHere("emulation/keptfile_gone.html", file=self.pack.file) from error
        if str(path) not in files:
            raise Http404
        is_word = path.suffix == ".docx"
        how = "inline" if path.suffix == ".pdf" else "attachment"
        headers = {"Content-Disposition": f'{how}; filename="{path.name}"', "Cache-Control": "no-store, private"}
        return HttpResponse(files[str(path)], content_type=WORD if is_word else "application/pdf", headers=headers)
