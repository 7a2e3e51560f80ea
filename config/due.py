"""What each person must do now; every count is a link to exactly what it counts."""

from dataclasses import dataclass

from django.urls import reverse

from emulation.choices import LookAt, RoleKind
from emulation.kit import clock
from emulation.models import CorrectionRequest, Household, Phase, Unit
from emulation.permissions import can_add_household, can_decide_correction
from emulation.queries.deadlines import admissions
from emulation.queries.households import look_at
from emulation.words.deadlines import short_admission_words
from scoring.choices import ExemptionEffect
from scoring.models import Exemption
from scoring.permissions import SCORERS
from scoring.queries.register import MISSING, missing_where_handed_out
from scoring.queries.sheets import open_work


@dataclass(frozen=True)
class Due:
    """One line of the list: how many, of what, where to do it."""

    count: int
    title: str
    note: str
    url: str


def due_list(user, phase: Phase) -> list[Due]:
    """Sheets that are missing or begun, per neighbourhood this person keys for, while the phase is open; people."""
    lines = sheets_of_phase(user, phase) if phase.is_open else []
    return sorted(lines, key=lambda line: -line.count) + people_due(user)


def sheets_of_phase(user, phase: Phase) -> list[Due]:
    units = [
        unit
        for unit in Unit.objects.visible_to(user).below(phase.campaign.ward).neighbourhoods().current()
        if user.holds(SCORERS, unit)
    ]
    place = reverse("scoring:sheets", args=[phase.campaign.code, phase.number])
    now = clock.now()
    deadlines = {pk: short_admission_words(found, now) for pk, found in admissions(phase, units, now).items()}
    own = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    work = open_work(phase, own)
    lines = [line for unit, *counts in work for line in sheets_due(place, unit, *counts, deadlines[unit.pk])]
    return lines + papers_due(phase, own, deadlines) + exemptions_due(user, phase)


def sheets_due(place: str, unit: Unit, missing: int, begun: int, deadline: str) -> list[Due]:
    lines = []
    if missing:
        url = f"{place}?to={unit.pk}&state=missing"
        lines.append(Due(missing, f"Phiếu chưa có của {unit}", f"Thu phiếu của tổ rồi nhập. {deadline}".strip(), url))
    if begun:
        url = f"{place}?to={unit.pk}&state=entering"
        note = f"Còn người chưa chấm hoặc phiếu chưa bấm xong. {deadline}".strip()
        lines.append(Due(begun, f"Phiếu đang nhập dở của {unit}", note, url))
    return lines


def people_due(user) -> list[Due]:
    """Requests that wait for this person's decision, households to look at again."""
    place, lines = reverse("emulation:households"), []
    waiting = [
        one
        for one in CorrectionRequest.objects.visible_to(user).for_page().waiting()
        if can_decide_correction(user, one)
    ]
    if waiting:
        url = reverse("emulation:corrections")
        lines.append(Due(len(waiting), "Đề nghị đính chính chờ duyệt", "Xem căn cứ rồi duyệt hoặc không duyệt.", url))
    if not can_add_household(user):
        return lines
    homes = Household.objects.visible_to(user)
    notes = {
        LookAt.NO_HEAD: ("Hộ không còn chủ hộ", "Mở từng hộ và chọn chủ hộ mới."),
        LookAt.OVERDUE: ("Hộ có người vắng quá ngày về", "Hỏi lại hộ rồi ghi đã về hoặc lùi ngày."),
    }
    counts = [(look_at(homes, what).count(), what) for what in notes]
    return lines + [Due(count, *notes[what], f"{place}?viec={what}") for count, what in counts if count]


def papers_due(phase: Phase, units, deadlines: dict[int, str]) -> list[Due]:
    """Sheets of paper that have not come back, where any were handed out."""
    place = [phase.campaign.code, phase.number]
    return [
        Due(
            count,
            f"Phiếu chưa thu của {unit}",
            f"Nhắc các hộ nộp phiếu, có lời nhắn soạn sẵn cho nhóm Zalo. {deadlines[unit.pk]}".strip(),
            f"{reverse('scoring:unit_register', args=[*place, unit.pk])}?state={MISSING}",
        )
        for unit, count in missing_where_handed_out(phase, units)
    ]


def exemptions_due(user, phase: Phase) -> list[Due]:
    """Proposals that wait for a decision, for the standing office of the ward."""
    if not user.holds({RoleKind.STANDING}, phase.campaign.ward):
        return []
    waiting = Exemption.objects.visible_to(user).in_force(phase).filter(effect=ExemptionEffect.COUNCIL).count()
    url = f"{reverse('scoring:exemptions', args=[phase.campaign.code, phase.number])}?state=council"
    note = "Hội đồng quyết định xong thì ghi vào đây; tạm tính là chưa đạt."
    return [Due(waiting, "Đề nghị miễn chấm chờ quyết định", note, url)] if waiting else []
