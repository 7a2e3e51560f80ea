"""Ordering papers: each order is a background job that leaves its trail."""

from django.db import transaction

from emulation.choices import PaperFormat
from emulation.kit import audit, jobs
from emulation.kit.jobs import Job
from emulation.models import Phase, Unit

from ..models import Meeting, Posting


class PaperRefused(ValueError):
    """A paper that cannot be made yet; the message is a Vietnamese sentence that says what is missing."""


def check_plan(phase: Phase) -> None:
    """Raises PaperRefused while the plan that papers cite has no number, no day of issue or nobody who signs."""
    campaign = phase.campaign
    if not (campaign.number and campaign.issued_on and campaign.issuers.exists()):
        raise PaperRefused(
            "Kế hoạch của phong trào chưa có số, ngày ban hành hoặc cơ quan ban hành nên chưa lập được giấy tờ. "
            "Hãy ghi đủ vào kế hoạch rồi làm lại."
        )


@transaction.atomic
def order_certificates(phase: Phase, unit: Unit | None, *, by) -> Job:
    """Asks for the certificates of a phase or of one neighbourhood; a repeated order gives the same job.

    Raises PaperRefused.
    """
    check_plan(phase)
    place = unit.name if unit else "cả phường"
    tail = f"-{unit.code.rpartition('/')[2]}" if unit else ""
    job = jobs.enqueue(
        "certificates",
        f"Giấy chứng nhận {phase.name}, {place}",
        by=by,
        file_name=f"giay-chung-nhan-{phase.campaign.code}-dot-{phase.number}{tail}.pdf",
        phase=phase.pk,
        unit=unit.pk if unit else None,
    )
    audit.record("lập giấy chứng nhận", phase, by=by, after={"unit": unit.code if unit else "", "job": str(job.pk)})
    return job


@transaction.atomic
def order_report(phase: Phase, kind: PaperFormat = PaperFormat.PDF, *, by) -> Job:
    """Asks for the report of a phase; a repeated order while it runs gives the same job. Raises PaperRefused."""
    check_plan(phase)
    job = jobs.enqueue(
        "report",
        f"Báo cáo {phase.name}, bản {kind.label}",
        by=by,
        file_name=f"bao-cao-{phase.campaign.code}-dot-{phase.number}.{kind}",
        phase=phase.pk,
        format=kind.value,
    )
    audit.record("lập báo cáo", phase, by=by, after={"job": str(job.pk), "format": kind.value})
    return job


@transaction.atomic
def order_meeting_paper(meeting: Meeting, name: str, kind: PaperFormat, *, by) -> Job:
    """Asks for a long paper of a meeting; a repeated order while it runs gives the same job."""
    job = jobs.enqueue(
        "meeting_paper",
        f"Giấy tờ {str(meeting).lower()}, bản {kind.label}",
        by=by,
        file_name=f"{name}-phien-{meeting.number}.{kind}",
        meeting=meeting.pk,
        paper=name,
        format=kind.value,
    )
    audit.record("lập giấy tờ phiên họp", meeting, by=by, after={"paper": name, "job": str(job.pk)})
    return job


@transaction.atomic
def order_posting_paper(posting: Posting, name: str, kind: PaperFormat, address: str, *, by) -> Job:
    """Asks for a long paper of a posting; a repeated order while it runs gives the same job."""
    job = jobs.enqueue(
        "posting_paper",
        f"Giấy tờ {str(posting).lower()}, bản {kind.label}",
        by=by,
        file_name=f"{name}-niem-yet-{posting.number}.{kind}",
        posting=posting.pk,
        paper=name,
        format=kind.value,
        address=address,
    )
    audit.record("lập giấy tờ niêm yết", posting, by=by, after={"paper": name, "job": str(job.pk)})
    return job
