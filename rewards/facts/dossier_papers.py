"""The papers of a dossier that the portal can make: drawn from what it holds, and whether they still say that."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from emulation.actions.files import write_files
from emulation.choices import FileKind
from emulation.kit.documents import Document
from emulation.kit.evidence import Evidence

from ..actions.dossiers import DossierRefused
from ..actions.packs import WrittenPaper
from ..choices import PaperKind, PaperState
from ..models import Dossier, DossierPaper, MadePaper
from ..queries.dossiers import nominations_of
from ..queries.pack_sources import Sources
from ..rules.packs import Difference, differences
from .award_material import Material
from .award_papers import dossier_paper
from .packs import as_json, plain

AT_ONCE = 60  # so many lines are drawn while somebody waits; more of them by a job
NEEDS_MORE = {
    PaperKind.SUMMARY: "Đợt chưa chốt kết quả nên chưa có số liệu để lập bảng tổng hợp.",
    PaperKind.MINUTES: "Hội đồng chưa có biên bản họp đã khóa về hồ sơ này. Nếu đơn vị tự họp, hãy tải biên bản lên.",
}
MAKEABLE = (PaperState.MISSING, PaperState.GENERATED)
SETTLED = "đã có tệp tải lên hoặc đã ghi là không cần. Muốn cổng lập, hãy bấm “Bỏ, ghi lại là còn thiếu” trước."
BY_HAND = "Giấy này do đơn vị lập; cổng chưa có mẫu. Hãy tải tệp lên."
NOBODY = "Hồ sơ không có đề nghị nào nên chưa lập được giấy tờ."


def material_of(dossier: Dossier) -> Material:
    """What papers of a dossier are made of now; they come before the council, so that its votes are no part of them."""
    data = as_json(Sources(dossier.phase, nominations_of(dossier)).of(dossier.award))
    return Material(dossier.phase, data | {"lines": [line | {"vote": None} for line in data["lines"]]})


def why_not(found: Material, kind: str) -> str:
    """Why the portal cannot make a paper of a kind; "" where it can."""
    if kind == PaperKind.OTHER:
        return BY_HAND
    if not found.lines:
        return NOBODY
    is_there = {PaperKind.SUMMARY: found.snapshot is not None, PaperKind.MINUTES: bool(found.data["meetings"])}
    return "" if is_there.get(PaperKind(kind), True) else NEEDS_MORE[PaperKind(kind)]


def draw_papers(
    dossier: Dossier,
    papers: Iterable[DossierPaper],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[WrittenPaper]:
    """Draws papers as PDF and Word, sealed on the disk. Raises DossierRefused, Unprintable, PaperEngineMissing."""
    found, chosen, written = material_of(dossier), list(papers), []
    for paper in chosen:
        if paper.state not in MAKEABLE:
            raise DossierRefused(f"{paper} {SETTLED}")
        if reason := why_not(found, paper.kind):
            raise DossierRefused(f"{paper}: {reason}")
        document = dossier_paper(found, paper.kind)
        if document is None:
            raise DossierRefused(f"{paper}: {BY_HAND}")
        pdf, word = write_files(files_of(paper, document))
        written.append(WrittenPaper(paper, f"{paper}"[:150], found.data, hash_of(document), pdf, word))
        progress(len(written), len(chosen))
    return written


def files_of(paper: DossierPaper, document: Document) -> Sequence[Evidence]:
    name = f"{paper.position:02}-{plain(str(paper))[:80].strip('-')}"
    pdf, word = document.pdf_and_docx()
    return [Evidence(f"{name}.pdf", FileKind.PDF, pdf), Evidence(f"{name}.docx", FileKind.WORD, word)]


def hash_of(document: Document) -> str:
    """A fingerprint of what a paper says and how it is laid out."""
    return hashlib.sha256(document.html().encode()).hexdigest()


@dataclass(frozen=True)
class PaperStanding:
    """A paper of the checklist: what the portal made for it, why it cannot make it, what no longer fits."""

    made: MadePaper | None
    why_not: str
    differences: list[Difference]
    is_open: bool = True  # False where people have brought a file, or said that none is needed


def standings(dossier: Dossier, papers: Iterable[DossierPaper]) -> dict[int, PaperStanding]:
    """By paper how it stands, read once for all of them; drawn again only where the data are others."""
    found = material_of(dossier)
    made = {
        one.paper_id: one
        for one in MadePaper.objects.filter(paper__dossier=dossier).select_related("pdf", "word", "made_by")
    }
    said = {}
    for paper in papers:
        one = made.get(paper.pk) if paper.state == PaperState.GENERATED else None
        one = one if one and one.sha256 == paper.sha256 else None
        said[paper.pk] = PaperStanding(
            one, why_not(found, paper.kind), changes(found, paper, one) if one else [], paper.state in MAKEABLE
        )
    return said


def changes(found: Material, paper: DossierPaper, made: MadePaper) -> list[Difference]:
    """What the paper would say otherwise today; what it does not print may have changed."""
    told = differences(made.content, found.data, of_dossier=True)
    if not told:
        return []
    document = None if why_not(found, paper.kind) else dossier_paper(found, paper.kind)
    return told if document is None or hash_of(document) != made.sha256 else []
