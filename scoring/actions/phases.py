"""Opening a phase, closing it with a snapshot, opening it again for a reason."""

from django.db import transaction
from django.db.models import F, Q

from emulation.choices import CampaignStatus, PhaseStatus
from emulation.kit import audit, clock, transitions
from emulation.models import Campaign, Phase

from ..models import ResultRules, Snapshot, TargetGoal, pack
from ..queries.launching import is_scored
from ..queries.results import rules_of
from ..queries.snapshots import freeze
from ..queries.target_data import freeze_targets


class PhaseRefused(ValueError):
    """A phase that cannot be moved; the message is a Vietnamese sentence that says why."""


@transaction.atomic
def open_phase(phase: Phase, *, by) -> Phase:
    """Opens a planned phase and launches its campaign; of two people pressing at once one wins, the other is told."""
    scored = is_scored(phase.campaign)
    refuse_without_contents(phase, scored)
    refuse_second_open(phase)
    if Campaign.objects.filter(Q(number="") | Q(issued_on=None), pk=phase.campaign_id).exists():
        raise PhaseRefused("Kế hoạch chưa có số hoặc ngày ban hành: hãy ghi vào phong trào trước khi mở đợt.")
    if not transitions.move(phase, PhaseStatus.PLANNED, PhaseStatus.OPEN):
        raise PhaseRefused(f"{phase.name} không còn ở trạng thái chưa mở. Hãy tải lại trang.")
    Campaign.objects.filter(pk=phase.campaign_id).update(status=CampaignStatus.LAUNCHED)
    verb = "mở đợt chấm điểm" if scored else "mở đợt"
    audit.record(verb, phase, by=by, before={"status": "planned"}, after={"status": "open"})
    return phase


def refuse_without_contents(phase: Phase, scored: bool) -> None:
    """Raises PhaseRefused where there is nothing to score by, and in a campaign that scores nobody no goal."""
    if scored and not has_criteria(phase):
        raise PhaseRefused(f"{phase.name} chưa có bộ tiêu chí và quy tắc công nhận: hãy thiết lập trước khi mở.")
    if not scored and not TargetGoal.objects.filter(target__campaign=phase.campaign_id).exists():
        raise PhaseRefused(f"{phase.name} chưa có chỉ tiêu nào có mốc: hãy thêm chỉ tiêu trước khi mở.")


def has_criteria(phase: Phase) -> bool:
    """Whether the rules in force in a phase name criteria to score by."""
    if not ResultRules.objects.filter(phase=phase).exists():
        return False
    found = rules_of(phase)
    return any(one.criteria.exists() for one in (found.resident_set, found.household_set) if one)


def refuse_second_open(phase: Phase) -> None:
    """Raises PhaseRefused while another phase of the campaign is open; phases of one campaign are opened one by one."""
    Campaign.objects.select_for_update(no_key=True).get(pk=phase.campaign_id)
    other = Phase.objects.filter(campaign=phase.campaign, status=PhaseStatus.OPEN).exclude(pk=phase.pk).first()
    if other:
        raise PhaseRefused(f"{other.name} đang mở: mỗi phong trào chỉ mở một đợt một lúc.")


@transaction.atomic
def close_phase(phase: Phase, *, by) -> Snapshot:
    """Closes an open phase and freezes everything that made its results; closing it twice gives the same snapshot."""
    if not transitions.move(phase, PhaseStatus.OPEN, PhaseStatus.CLOSED, closings=F("closings") + 1):
        standing = Snapshot.objects.in_force().filter(phase=phase).first()
        if standing is None:
            raise PhaseRefused(f"{phase.name} không mở nên không có gì để chốt. Hãy tải lại trang.")
        return standing
    snapshot = Snapshot.objects.create(phase=phase, number=phase.closings, taken_by=by, **frozen(phase))
    audit.record("chốt kết quả", phase, by=by, after={"snapshot": snapshot.number, "sha256": snapshot.sha256})
    return snapshot


def frozen(phase: Phase) -> dict:
    """The columns of a snapshot that keep what came out: of scoring, where there are rules, and of the targets."""
    found = rules_of(phase) if ResultRules.objects.filter(phase=phase).exists() else None
    data = freeze(phase) if found else {"phase": phase.code}
    return {"rules": found, **pack(data | freeze_targets(phase))}


@transaction.atomic
def reopen_phase(phase: Phase, reason: str, *, by) -> Phase:
    """Opens a closed phase again; its snapshot stays as it was printed and is marked as superseded, with the reason."""
    if not reason.strip():
        raise PhaseRefused("Hãy ghi lý do mở lại: bản chốt cũ sẽ được giữ cùng lý do này.")
    refuse_second_open(phase)
    if not transitions.move(phase, PhaseStatus.CLOSED, PhaseStatus.OPEN):
        raise PhaseRefused(f"{phase.name} không ở trạng thái đã chốt. Hãy tải lại trang.")
    Snapshot.objects.in_force().filter(phase=phase).update(
        reopened_at=clock.now(), reopened_by=by, reopen_reason=reason.strip()
    )
    facts = {"status": "open", "snapshot": phase.closings}  # the reason may name people: it stays with the snapshot
    audit.record("mở lại đợt đã chốt", phase, by=by, before={"status": "closed"}, after=facts)
    return phase
