"""Award dossiers that wait for somebody; every count is a link to exactly what it counts."""

from collections import Counter

from django.db.models import QuerySet
from django.urls import reverse

from emulation.choices import RoleKind
from emulation.kit import clock
from emulation.models import Phase
from rewards.choices import DossierStatus
from rewards.forms.dossiers import LATE, TO_DECIDE, TO_PRESENT
from rewards.models import Dossier, DossierSending
from rewards.permissions import HEADS, PROPOSERS

from .due_lines import Due

OWN_DOSSIERS = {
    DossierStatus.DRAFT: ("Hồ sơ khen thưởng chưa nộp", "Bổ sung giấy tờ còn thiếu rồi nộp."),
    DossierStatus.MORE: ("Hồ sơ khen thưởng phải bổ sung", "Xem thường trực cần gì, bổ sung rồi nộp lại."),
}
OFFICE_DOSSIERS = {
    LATE: ("Hồ sơ khen thưởng quá hạn", "Giải quyết trước các hồ sơ này."),
    DossierStatus.SUBMITTED: ("Hồ sơ khen thưởng chờ tiếp nhận", "Mở từng hồ sơ rồi tiếp nhận."),
    DossierStatus.VETTING: ("Hồ sơ khen thưởng đang thẩm định", "Xác nhận đủ điều kiện, hoặc yêu cầu bổ sung."),
    TO_PRESENT: ("Hồ sơ khen thưởng chờ trình", "Trình người có thẩm quyền, hoặc gửi cấp trên."),
}
RECEIVED = ("Hồ sơ cấp dưới gửi lên chưa trả lời", "Xem hồ sơ, quyết định hoặc trả lời đơn vị gửi.")
DECIDING = ("Hồ sơ khen thưởng chờ quyết định", "Xem hồ sơ và kết quả họp Hội đồng.")


def dossiers_due(user) -> list[Due]:
    """Dossiers of one's own to complete, those to vet and present for the office, those to decide for the chairman."""
    visible = Dossier.objects.visible_to(user)
    lines = []
    own = visible.filter(status__in=list(OWN_DOSSIERS), unit__code__in=user.unit_codes).for_page()
    for (phase, unit, status), count in Counter((one.phase, one.unit, one.status) for one in own).items():
        if user.holds(PROPOSERS, unit):
            title, note = OWN_DOSSIERS[status]
            url = f"{dossiers_page(phase)}?state={status}&unit={unit.pk}"
            lines.append(Due(count, f"{title}: {unit}", note, url))
    waiting = {LATE: visible.late_on(clock.today()), TO_PRESENT: visible.to_present()}
    waiting |= {status: visible.filter(status=status) for status in (DossierStatus.SUBMITTED, DossierStatus.VETTING)}
    if any(kind in HEADS for kind, _ in user.held_roles):
        for state, words in OFFICE_DOSSIERS.items():
            lines += dossiers_of_phases(user, HEADS, state, words, waiting[state])
    if any(kind == RoleKind.STANDING for kind, _ in user.held_roles):
        lines += received_due(user)
    if any(kind == RoleKind.CHAIRMAN for kind, _ in user.held_roles):
        lines += dossiers_of_phases(user, {RoleKind.CHAIRMAN}, TO_DECIDE, DECIDING, visible.to_decide())
    return lines


def received_due(user) -> list[Due]:
    count = DossierSending.objects.received_by(user).waiting().count()
    return [Due(count, *RECEIVED, reverse("rewards:received_dossiers"))] if count else []


def dossiers_of_phases(user, kinds, state: str, words: tuple[str, str], found: QuerySet[Dossier]) -> list[Due]:
    """A line for each phase whose organiser this person works for."""
    counts = Counter(one.phase for one in found.select_related("phase__campaign__ward"))
    return [
        Due(count, *words, f"{dossiers_page(phase)}?state={state}")
        for phase, count in counts.items()
        if user.holds(kinds, phase.campaign.ward)
    ]


def dossiers_page(phase: Phase) -> str:
    return reverse("rewards:dossiers", args=[phase.campaign.code, phase.number])
