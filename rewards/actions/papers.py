"""Ordering papers: each order is a background job that leaves its trail."""

from django.db import transaction

from emulation.choices import PaperFormat
from emulation.kit import audit, jobs
from emulation.kit.jobs import Job
from emulation.models import Phase, Unit

from ..models import Ceremony, Decision, Meeting, Posting


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
def order(kind: str, title: str, about, verb: str, told: dict, *, by, file_name: str, **args) -> Job:
    """Asks for a paper and leaves a trail on what it is about; a repeated order while it runs gives the same job."""
    job = jobs.enqueue(kind, title, by=by, file_name=file_name, **args)
    audit.record(verb, about, by=by, after={**told, "job": str(job.pk)})
    return job


def order_certificates(phase: Phase, unit: Unit | None, *, by) -> Job:
    """Asks for the certificates of a phase or of one neighbourhood. Raises PaperRefused."""
    check_plan(phase)
    tail = f"-{unit.code.rpartition('/')[2]}" if unit else ""
    return order(
        "certificates",
        f"Giấy chứng nhận {phase.name}, {unit.name if unit else 'cả phường'}",
        phase, "lập giấy chứng nhận", {"unit": unit.code if unit else ""}, by=by,
        file_name=f"giay-chung-nhan-{phase.campaign.code}-dot-{phase.number}{tail}.pdf",
        phase=phase.pk, unit=unit.pk if unit else None,
    )  # fmt: skip


def order_report(phase: Phase, kind: PaperFormat = PaperFormat.PDF, *, by) -> Job:
    """Asks for the report of a phase. Raises PaperRefused."""
    check_plan(phase)
    return order(
        "report", f"Báo cáo {phase.name}, bản {kind.label}", phase, "lập báo cáo", {"format": kind.value}, by=by,
        file_name=f"bao-cao-{phase.campaign.code}-dot-{phase.number}.{kind}", phase=phase.pk, format=kind.value,
    )  # fmt: skip


def order_meeting_paper(meeting: Meeting, name: str, kind: PaperFormat, *, by) -> Job:
    """Asks for a long paper of a meeting."""
    return order(
        "meeting_paper", f"Giấy tờ {str(meeting).lower()}, bản {kind.label}",
        meeting, "lập giấy tờ phiên họp", {"paper": name}, by=by,
        file_name=f"{name}-phien-{meeting.number}.{kind}", meeting=meeting.pk, paper=name, format=kind.value,
    )  # fmt: skip


def order_ceremony_paper(ceremony: Ceremony, name: str, kind: PaperFormat, *, by) -> Job:
    """Asks for a long list of a ceremony."""
    return order(
        "ceremony_paper", f"Danh sách của lễ trao, bản {kind.label}",
        ceremony, "lập danh sách lễ trao", {"paper": name}, by=by,
        file_name=f"{name}-{ceremony.pk}.{kind}", ceremony=ceremony.pk, paper=name, format=kind.value,
    )  # fmt: skip


def order_proof_sheet(decision: Decision, unit: Unit, kind: PaperFormat, *, by) -> Job:
    """Asks for the long proof sheet of one unit."""
    return order(
        "proof_sheet", f"Bảng dò {unit}, bản {kind.label}", decision, "lập bảng dò", {"unit": unit.code}, by=by,
        file_name=f"bang-do-{decision.pk}-{unit.pk}.{kind}", decision=decision.pk, unit=unit.pk, format=kind.value,
    )  # fmt: skip


def order_posting_paper(posting: Posting, name: str, kind: PaperFormat, address: str, *, by) -> Job:
    """Asks for a long paper of a posting."""
    return order(
        "posting_paper", f"Giấy tờ {str(posting).lower()}, bản {kind.label}",
        posting, "lập giấy tờ niêm yết", {"paper": name}, by=by,
        file_name=f"{name}-niem-yet-{posting.number}.{kind}", posting=posting.pk, paper=name, format=kind.value,
        address=address,
    )  # fmt: skip
