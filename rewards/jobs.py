"""Long work of the top floor: batches of certificates, the report of a phase."""

from emulation.actions.files import write_files
from emulation.choices import FileKind, PaperFormat
from emulation.kit import jobs
from emulation.kit.documents import Document, Unprintable
from emulation.kit.evidence import Evidence
from emulation.kit.sealed_files import read_sealed
from emulation.models import Phase, Unit

from .actions.dossiers import DossierRefused
from .actions.packs import keep_pack, keep_papers, standing_pack
from .actions.signatures import file_name, keep_file
from .documents.certificate import write_certificates
from .documents.laid_out import write_sheets
from .documents.proof_sheet import ProofSheet
from .documents.report import InterimReport
from .facts.ceremonies import PAPERS, ceremony_facts
from .facts.certificates import LOOKED_AT, run_face, run_layout, run_lines
from .facts.council_papers import paper_of
from .facts.decisions import paper_of as decision_paper_of
from .facts.dossier_papers import draw_papers
from .facts.layouts import PictureGone
from .facts.packs import content_of, draw_pack, hash_of, sources_of, zipped
from .facts.phase_papers import certificate_face, certificate_lines, report_facts
from .facts.posting_papers import posting_paper as paper_of_posting
from .facts.registers import proof_facts
from .models import Award, Ceremony, Decision, Dossier, Meeting, Pack, Posting, PrintRun
from .queries.certificates import ended_sheet, proofs_of
from .rules.printing import HOLDS_NO_MORE


def write(job: jobs.Job, paper: Document, progress) -> None:
    """Writes one paper in the format that was asked for, as the file of a job."""
    job.draft_path.write_bytes(printed(paper, job.args.get("format", PaperFormat.PDF)))
    progress(1, 1)


def printed(paper: Document, kind: str) -> bytes:
    """The file of a paper. Raises JobRefused for what cannot be printed."""
    try:
        return paper.file(kind)
    except Unprintable as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal


@jobs.kind("certificates")
def certificates(job, progress) -> list[str]:
    """Writes the certificates of a phase, or of one neighbourhood, and lists the names that were made to fit."""
    phase = Phase.objects.for_page().get(pk=job.args["phase"])
    lines = certificate_lines(phase, Unit.objects.filter(pk=job.args["unit"]).first())
    progress(0, len(lines))
    try:
        with job.draft_path.open("wb") as out:
            report = write_certificates(certificate_face(phase), lines, out, lambda done: progress(done, len(lines)))
    except Unprintable as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    fitted = [*report.shrunk, *report.wrapped]
    return [f"Tờ {one.page}: “{one.text}” in cỡ {one.size:g}, {one.lines} dòng." for one in fitted]


@jobs.kind("print_run")
def print_run(job, progress) -> list[str]:
    """Writes what is still to come out of a run, from a sheet on, and lists what was made to fit.

    A run keeps its sheets, so however often this is killed and done again the file holds each of them once.
    """
    run = PrintRun.objects.select_related("decision__ward").get(pk=job.args["run"])
    first = job.args["first"]
    if ended := ended_sheet(run, first):
        raise jobs.JobRefused(HOLDS_NO_MORE.format(position=ended.position, number=ended.certificate.words))
    total = run.total - first + 1
    progress(0, total)
    try:
        layout, sheet, printer = run_layout(run)
        with job.draft_path.open("wb") as out:
            lines = run_lines(run, first, job.args["address"])
            report = write_sheets(
                layout,
                run_face(run, job.args["address"]),
                lines,
                out,
                lambda done: progress(done, total),
                printer=printer,
                sheet=sheet,
            )
    except (Unprintable, PictureGone) as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    told = [one for one in [*report.shrunk, *report.wrapped] if one.page and one.slot in LOOKED_AT]
    return [f"Tờ {one.page + first - 1}: “{one.text}” in cỡ {one.size:g}, {one.lines} dòng." for one in told]


@jobs.kind("proof_sheet")
def proof_sheet(job, progress) -> None:
    """Writes the proof sheet of one unit as its lines stand now."""
    decision = Decision.objects.for_page().get(pk=job.args["decision"])
    progress(0, 1)
    proof = next((one for one in proofs_of(decision) if one.unit.pk == job.args["unit"]), None)
    if proof is None:
        raise jobs.JobRefused("Đơn vị này không còn dòng nào trong quyết định nên không có bảng dò.")
    write(job, ProofSheet(proof_facts(decision, proof)), progress)


@jobs.kind("report")
def report(job, progress) -> None:
    """Writes the report of a phase as it stands now, as PDF or Word."""
    phase = Phase.objects.for_page().get(pk=job.args["phase"])
    progress(0, 1)
    write(job, InterimReport(report_facts(phase)), progress)


@jobs.kind("meeting_paper")
def meeting_paper(job, progress) -> None:
    """Writes a paper of a meeting, of closed minutes as they were frozen."""
    meeting = Meeting.objects.for_page().get(pk=job.args["meeting"])
    progress(0, 1)
    if (paper := paper_of(meeting, job.args["paper"])) is None:
        raise jobs.JobRefused("Phiên họp không còn gì để in ở giấy này. Hãy mở lại trang phiên họp.")
    write(job, paper, progress)


@jobs.kind("ceremony_paper")
def ceremony_paper(job, progress) -> None:
    """Writes a long list of a ceremony."""
    ceremony = Ceremony.objects.for_page().get(pk=job.args["ceremony"])
    progress(0, 1)
    write(job, PAPERS[job.args["paper"]](ceremony_facts(ceremony)), progress)


@jobs.kind("posting_paper")
def posting_paper(job, progress) -> None:
    """Writes a paper of a posting, as it was frozen once the list hung or the posting was closed."""
    posting = Posting.objects.for_page().get(pk=job.args["posting"])
    progress(0, 1)
    if (paper := paper_of_posting(posting, job.args["paper"], job.args["address"])) is None:
        raise jobs.JobRefused("Niêm yết chưa kết thúc nên chưa có biên bản. Hãy mở lại trang niêm yết.")
    write(job, paper, progress)


@jobs.kind("pack")
def pack(job, progress) -> list[str]:
    """Makes the pack of an award and keeps it; says what it is still without."""
    phase = Phase.objects.for_page().get(pk=job.args["phase"])
    award = Award.objects.for_page().get(pk=job.args["award"])
    try:
        made = made_pack(phase, award, by=job.created_by, progress=progress)
    except Unprintable as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    job.draft_path.write_bytes(read_sealed(made.file.path))
    return made.content["lacks"]


def made_pack(phase: Phase, award: Award, *, by, progress=lambda done, total: None) -> Pack:
    """The pack of an award as the data are now: the last one where it says just that, else a new one."""
    sources = sources_of(phase)
    content, _ = content_of(phase, award, sources)
    if standing := standing_pack(phase, award, hash_of(content)):
        return standing
    drawn = draw_pack(phase, award, sources, progress)
    name = f"bo-giay-to-{phase.campaign.code}-dot-{phase.number}-hinh-thuc-{award.number}.zip"
    [written] = write_files([Evidence(name, FileKind.ZIP, drawn.file)])
    return keep_pack(phase, award, drawn.content, drawn.sha256, written, by=by)


@jobs.kind("dossier_papers")
def dossier_papers(job, progress) -> list[str]:
    """Makes papers of a dossier that are too long to wait for; the file of the job holds them too."""
    dossier = Dossier.objects.for_page().get(pk=job.args["dossier"])
    papers = list(dossier.papers.filter(pk__in=job.args["papers"]))
    try:
        written = draw_papers(dossier, papers, progress)
        count = keep_papers(dossier, written, by=job.created_by)
    except (Unprintable, DossierRefused) as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    files = [file for one in written for file in (one.pdf, one.word)]
    job.draft_path.write_bytes(zipped([(file.name, read_sealed(file.path)) for file in files]))
    return [f"Đã lập {count} giấy tờ; mở lại trang hồ sơ để xem."]


@jobs.kind("decision_draft")
def decision_draft(job, progress) -> None:
    """Writes the paper of a long draft as it stands now."""
    decision = Decision.objects.for_page().get(pk=job.args["decision"])
    progress(0, 1)
    write(job, decision_paper_of(decision), progress)


@jobs.kind("decision_file")
def decision_file(job, progress) -> None:
    """Draws the paper of a signed decision once, from what was frozen, and keeps it; later it gives what is kept."""
    decision = Decision.objects.for_page().get(pk=job.args["decision"])
    progress(0, 1)
    if decision.file is None:
        drawn = Evidence(
            file_name(decision, PaperFormat.PDF), FileKind.PDF, printed(decision_paper_of(decision), PaperFormat.PDF)
        )
        [written] = write_files([drawn])
        keep_file(decision, written, by=job.created_by)
        decision.refresh_from_db()
    job.draft_path.write_bytes(read_sealed(decision.file.path))
    progress(1, 1)
