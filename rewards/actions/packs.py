"""Keeping what was drawn: the papers of a dossier, and packs; the drawing itself needs no transaction.

written = write_files([…])      # sealed on the disk, before the transaction
keep_pack(phase, award, content, sha256, written[0], by=by)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from emulation.actions.files import keep_files
from emulation.kit import audit, jobs
from emulation.kit.jobs import Job
from emulation.models import KeptFile, Phase

from ..models import Award, Dossier, DossierPaper, MadePaper, Pack
from .dossiers import generate_paper, hold_writable


@transaction.atomic
def order_pack(phase: Phase, award: Award, *, by) -> Job:
    """Asks for the pack of an award; a repeated order while it runs gives the same job."""
    job = jobs.enqueue(
        "pack",
        f"Bộ giấy tờ {award.name}, {phase.name}"[:200],
        by=by,
        file_name=f"bo-giay-to-{phase.campaign.code}-dot-{phase.number}-hinh-thuc-{award.number}.zip",
        phase=phase.pk,
        award=award.pk,
    )
    audit.record("lập bộ giấy tờ", phase, by=by, after={"award": award.number, "job": str(job.pk)})
    return job


def standing_pack(phase: Phase, award: Award, sha256: str) -> Pack | None:
    """The last pack, where it says just this."""
    last = Pack.objects.for_page().filter(phase=phase, award=award).order_by("-number").first()
    return last if last and last.sha256 == sha256 else None


@transaction.atomic
def keep_pack(phase: Phase, award: Award, content: dict, sha256: str, written: KeptFile, *, by) -> Pack:
    """Keeps a pack as the next one of its award; one that says what the last one says is that one."""
    Phase.objects.select_for_update(no_key=True).get(pk=phase.pk)
    if standing := standing_pack(phase, award, sha256):
        return standing
    last = Pack.objects.filter(phase=phase, award=award).aggregate(last=Max("number"))["last"] or 0
    [file] = keep_files([written], by=by)
    pack = Pack.objects.create(
        phase=phase, award=award, number=last + 1, content=content, sha256=sha256, file=file, made_by=by
    )
    told = {"award": award.number, "number": pack.number, "sha256": sha256, "lines": len(content["listed"])}
    audit.record("giữ bộ giấy tờ", phase, by=by, after=told)
    return pack


# Papers of one dossier


@dataclass(frozen=True)
class WrittenPaper:
    """A paper that was drawn for a dossier, its two files sealed on the disk and not kept yet."""

    paper: DossierPaper
    document: str
    content: dict
    sha256: str
    pdf: KeptFile
    word: KeptFile


@transaction.atomic
def keep_papers(dossier: Dossier, written: Sequence[WrittenPaper], *, by) -> int:
    """Puts what was drawn in its places; how many say something else than before. Raises DossierRefused."""
    hold_writable(dossier)
    count = 0
    for one in written:
        standing = DossierPaper.objects.get(pk=one.paper.pk)
        if standing.sha256 == one.sha256 and standing.made.filter(sha256=one.sha256).exists():
            continue
        generate_paper(one.paper, one.document, one.sha256, by=by)
        pdf, word = keep_files([one.pdf, one.word], by=by)
        MadePaper.objects.create(
            paper=one.paper, content=one.content, sha256=one.sha256, pdf=pdf, word=word, made_by=by
        )
        count += 1
    return count


@transaction.atomic
def order_papers(dossier: Dossier, papers: Sequence[DossierPaper], *, by) -> Job:
    """Asks for papers of a dossier that take long; a repeated order while it runs gives the same job."""
    job = jobs.enqueue(
        "dossier_papers",
        f"Giấy tờ của {str(dossier).lower()}"[:200],
        by=by,
        file_name=f"giay-to-ho-so-{dossier.number}.zip",
        dossier=dossier.pk,
        papers=[one.pk for one in papers],
    )
    audit.record("lập giấy tờ của hồ sơ", dossier, by=by, after={"papers": len(papers), "job": str(job.pk)})
    return job
