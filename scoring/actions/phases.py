"""Opening a phase for scoring."""

from django.db import transaction

from emulation.choices import CampaignStatus, PhaseStatus
from emulation.kit import audit, transitions
from emulation.models import Campaign, Phase

from ..models import ResultRules


class PhaseRefused(ValueError):
    """A phase that cannot be opened; the message is a Vietnamese sentence that says why."""


@transaction.atomic
def open_phase(phase: Phase, *, by) -> Phase:
    """Opens a planned phase and launches its campaign; of two people pressing at once one wins, the other is told."""
    if not ResultRules.objects.filter(phase=phase, criteria_set__criteria__isnull=False).exists():
        raise PhaseRefused(f"{phase.name} chưa có bộ tiêu chí và quy tắc công nhận: hãy thiết lập trước khi mở.")
    Campaign.objects.select_for_update(no_key=True).get(pk=phase.campaign_id)  # phases are opened one by one
    others = Phase.objects.filter(campaign=phase.campaign, status=PhaseStatus.OPEN).exclude(pk=phase.pk)
    if others.exists():
        raise PhaseRefused(f"{others.first().name} đang mở: mỗi phong trào chỉ chấm một đợt một lúc.")
    if not transitions.move(phase, PhaseStatus.PLANNED, PhaseStatus.OPEN):
        raise PhaseRefused(f"{phase.name} không còn ở trạng thái chưa mở. Hãy tải lại trang.")
    Campaign.objects.filter(pk=phase.campaign_id).update(status=CampaignStatus.LAUNCHED)
    audit.record("mở đợt chấm điểm", phase, by=by, before={"status": "planned"}, after={"status": "open"})
    return phase
