"""Long work of the top floor: batches of certificates, the report of a phase."""

from emulation.actions.files import write_files
from emulation.choices import FileKind, PaperFormat
from emulation.kit import jobs
from emulation.kit.documents import Unprintable
from emulation.kit.evidence import Evidence
from emulation.kit.sealed_files import read_sealed
from emulation.models import Phase, Unit

from .actions.signatures import file_name, keep_file
from .documents.certificate import write_certificates
from .documents.report import InterimReport
from .facts.council_papers import paper_of
from .facts.decisions import paper_of as decision_paper_of
from .facts.phase_papers import certificate_face, certificate_lines, report_facts
from .models import Decision, Meeting


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


@jobs.kind("report")
def report(job, progress) -> None:
    """Writes the report of a phase as it stands now, as PDF or Word."""
    phase = Phase.objects.for_page().get(pk=job.args["phase"])
    progress(0, 1)
    try:
        paper = InterimReport(report_facts(phase)).file(job.args.get("format", PaperFormat.PDF))
    except Unprintable as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    job.draft_path.write_bytes(paper)
    progress(1, 1)


@jobs.kind("meeting_paper")
def meeting_paper(job, progress) -> None:
    """Writes a paper of a meeting, of closed minutes as they were frozen."""
    meeting = Meeting.objects.for_page().get(pk=job.args["meeting"])
    progress(0, 1)
    if (paper := paper_of(meeting, job.args["paper"])) is None:
        raise jobs.JobRefused("Phiên họp không còn gì để in ở giấy này. Hãy mở lại trang phiên họp.")
    try:
        job.draft_path.write_bytes(paper.file(job.args["format"]))
    except Unprintable as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    progress(1, 1)


@jobs.kind("decision_draft")
def decision_draft(job, progress) -> None:
    """Writes the paper of a long draft as it stands now."""
    decision = Decision.objects.for_page().get(pk=job.args["decision"])
    progress(0, 1)
    job.draft_path.write_bytes(printed(decision, job.args["format"]))
    progress(1, 1)


@jobs.kind("decision_file")
def decision_file(job, progress) -> None:
    """Draws the paper of a signed decision once, from what was frozen, and keeps it; later it gives what is kept."""
    decision = Decision.objects.for_page().get(pk=job.args["decision"])
    progress(0, 1)
    if decision.file is None:
        drawn = Evidence(file_name(decision, PaperFormat.PDF), FileKind.PDF, printed(decision, PaperFormat.PDF))
        [written] = write_files([drawn])
        keep_file(decision, written, by=job.created_by)
        decision.refresh_from_db()
    job.draft_path.write_bytes(read_sealed(decision.file.path))
    progress(1, 1)


def printed(decision: Decision, kind: str) -> bytes:
    """The paper of a decision. Raises JobRefused for what cannot be printed."""
    try:
        return decision_paper_of(decision).file(kind)
    except Unprintable as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
