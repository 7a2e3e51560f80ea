"""What each person must do now; every count is a link to exactly what it counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse

from emulation.choices import LookAt, RoleKind
from emulation.kit import clock
from emulation.models import CorrectionRequest, Household, Phase, Unit
from emulation.permissions import OFFICE, can_add_household, can_decide_correction
from emulation.queries.deadlines import admissions
from emulation.queries.households import look_at
from emulation.words.deadlines import short_admission_words
from rewards.models import ReportDue
from rewards.permissions import can_start_report
from rewards.queries.reports import DueLine, due_lines
from rewards.words.reports import is_near, next_words, time_words
from scoring.choices import ApprovalStatus, ExemptionEffect, GoalState
from scoring.forms.second_entries import TO_KEY, TO_SETTLE
from scoring.models import Exemption, Reading, Target, UnitApproval
from scoring.permissions import (
    SCORERS,
    can_approve_initiative,
    can_approve_reading,
    can_note_pattern,
    can_record_reading,
    can_record_ticks,
)
from scoring.queries.approvals import approval_work
from scoring.queries.initiatives import waiting_initiatives
from scoring.queries.notes import open_questions
from scoring.queries.patterns import open_patterns
from scoring.queries.register import MISSING, missing_where_handed_out
from scoring.queries.results import rules_of, standings
from scoring.queries.second_entries import second_work
from scoring.queries.self_scores import waiting_self_sheets
from scoring.queries.sheets import NOT_LOOKED_AT, open_work
from scoring.queries.staff_items import linked_items, staff_news
from scoring.queries.targets import TargetLine, lines_on, pending, sent_back
from scoring.words.coaching import goals_words
from scoring.words.staff_items import news_words

from .due_decisions import decisions_due
from .due_dossiers import dossiers_due
from .due_lines import Due
from .due_packs import packs_due
from .due_postings import postings_due

COLUMNS = [
    "Phiếu chưa có", "Đang nhập dở", "Phiếu giấy chưa thu", "Hộ tự chấm chưa xem", "Hỏi lại hộ", "Nhập lần hai",
    "Đối chiếu", "Tổ xác nhận", "Thường trực trả lại", "Hộ cần vận động",
]  # from left to right  # fmt: skip
FEW = 2  # so many neighbourhoods stand as lines of their own; more of them stand in a table


@dataclass(frozen=True)
class DueRow:
    """One neighbourhood; a cell is None where nothing is to be done."""

    unit: Unit
    cells: list[Due | None]
    deadline: str


@dataclass(frozen=True)
class DueTable:
    """The same matters in many neighbourhoods; `deadline` is the one that holds for all of them, or ""."""

    columns: list[tuple[str, int]]  # with its sum
    rows: list[DueRow]
    deadline: str


@dataclass(frozen=True)
class DueList:
    tasks: list[Due]
    table: DueTable | None


def due_list(user, phase: Phase | None, targets: list[Target]) -> DueList:
    """All this person must do now, as lines; what is alike in more than a few neighbourhoods as a table.

    `targets` are the running ones this person sees.
    """
    lines = matters_of_phase(user, phase) if phase and phase.is_open else []
    lines = sorted(lines, key=lambda line: -line.count) + people_due(user) + targets_due(user, targets)
    lines += [
        *initiatives_due(user),
        *reports_due(user),
        *dossiers_due(user),
        *postings_due(user),
        *decisions_due(user),
    ]
    lines += packs_due(user)
    by_unit = [line for line in lines if line.unit]
    if len({line.unit.pk for line in by_unit}) <= FEW:
        return DueList(lines, None)
    return DueList([line for line in lines if not line.unit], due_table(by_unit))


def due_table(lines: list[Due]) -> DueTable:
    """A row for each neighbourhood in the order of the ward, a column for each matter."""
    units = sorted({line.unit for line in lines}, key=lambda unit: (unit.position, unit.pk))
    names = sorted({line.column for line in lines}, key=COLUMNS.index)
    cells = {(line.unit, line.column): line for line in lines}
    deadlines = {line.unit: line.deadline for line in lines if line.deadline}
    shared = deadlines[units[0]] if len(set(deadlines.values())) == 1 and units[0] in deadlines else ""
    return DueTable(
        columns=[(name, sum(line.count for line in lines if line.column == name)) for name in names],
        rows=[
            DueRow(unit, [cells.get((unit, name)) for name in names], "" if shared else deadlines.get(unit, ""))
            for unit in units
        ],
        deadline=shared,
    )


def matters_of_phase(user, phase: Phase) -> list[Due]:
    units = [
        unit
        for unit in Unit.objects.visible_to(user).below(phase.campaign.ward).neighbourhoods().current()
        if user.holds(SCORERS, unit)
    ]
    now = clock.now()
    deadlines = {pk: short_admission_words(found, now) for pk, found in admissions(phase, units, now).items()}
    locked = UnitApproval.objects.locking().filter(phase=phase).values("unit")
    to_key = Unit.objects.filter(pk__in=[unit.pk for unit in units]).exclude(pk__in=locked)
    lines = [
        *sheets_due(phase, to_key),
        *papers_due(phase, to_key),
        *phones_due(phase, to_key),
        *questions_due(phase, to_key),
    ]
    lines += second_due(user, phase, to_key)
    lines = [replace(line, deadline=deadlines[line.unit.pk]) for line in lines]
    lines += [*approvals_due(user, phase), *exemptions_due(user, phase), *patterns_due(user, phase)]
    return lines + goals_due(phase, [unit for unit in to_key if user.holds({RoleKind.OFFICER}, unit)])


def sheets_due(phase: Phase, units: QuerySet[Unit]) -> Iterator[Due]:
    """Sheets that are missing or begun, per neighbourhood this person keys for."""
    place = reverse("scoring:sheets", args=[phase.campaign.code, phase.number])
    for unit, missing, begun in open_work(phase, units):
        if missing:
            url, note = f"{place}?to={unit.pk}&state=missing", "Thu phiếu của tổ rồi nhập."
            yield Due(missing, f"Phiếu chưa có của {unit}", note, url, unit, "Phiếu chưa có")
        if begun:
            url, note = f"{place}?to={unit.pk}&state=entering", "Còn người chưa chấm hoặc phiếu chưa bấm xong."
            yield Due(begun, f"Phiếu đang nhập dở của {unit}", note, url, unit, "Đang nhập dở")


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


def papers_due(phase: Phase, units: QuerySet[Unit]) -> Iterator[Due]:
    """Sheets of paper that have not come back, where any were handed out."""
    for unit, count in missing_where_handed_out(phase, units):
        register = reverse("scoring:unit_register", args=[phase.campaign.code, phase.number, unit.pk])
        note = "Nhắc các hộ nộp phiếu, có lời nhắn soạn sẵn cho nhóm Zalo."
        title = f"Phiếu chưa thu của {unit}"
        yield Due(count, title, note, f"{register}?state={MISSING}", unit, "Phiếu giấy chưa thu")


def phones_due(phase: Phase, units: QuerySet[Unit]) -> Iterator[Due]:
    """Sheets that households have sent by phone and nobody has looked at."""
    place = reverse("scoring:sheets", args=[phase.campaign.code, phase.number])
    for unit, count in waiting_self_sheets(phase, units):
        url, note = f"{place}?to={unit.pk}&state={NOT_LOOKED_AT}", "Xem phần hộ tự chấm rồi chấm của tổ."
        yield Due(count, f"Hộ tự chấm chờ xem ở {unit}", note, url, unit, "Hộ tự chấm chưa xem")


def questions_due(phase: Phase, units: QuerySet[Unit]) -> Iterator[Due]:
    """Households somebody has noted to be asked again."""
    place = reverse("scoring:sheets", args=[phase.campaign.code, phase.number])
    for unit, count in open_questions(phase, units):
        url, note = f"{place}?to={unit.pk}&state=ask", "Có ghi chú ở ô điểm: hỏi hộ, sửa điểm nếu cần, rồi bấm đã hỏi."
        yield Due(count, f"Hộ cần hỏi lại ở {unit}", note, url, unit, "Hỏi lại hộ")


OF_SHEETS = (sheets_due, papers_due, phones_due, questions_due)  # what is alike for everybody who keys a neighbourhood


def second_due(user, phase: Phase, units: QuerySet[Unit]) -> Iterator[Due]:
    """Sheets this person may key a second time, and those both entries of which wait for a third person."""
    place = reverse("scoring:second_entries", args=[phase.campaign.code, phase.number])
    for unit, to_key, to_settle in second_work(user, phase, units):
        if to_key:
            url, note = f"{place}?to={unit.pk}&state={TO_KEY}", "Nhập lại từ phiếu giấy, không xem lần một."
            yield Due(to_key, f"Phiếu chờ nhập lần hai ở {unit}", note, url, unit, "Nhập lần hai")
        if to_settle:
            url, note = f"{place}?to={unit.pk}&state={TO_SETTLE}", "Hai lần nhập lệch nhau: xem phiếu giấy rồi chọn."
            yield Due(to_settle, f"Phiếu chờ đối chiếu ở {unit}", note, url, unit, "Đối chiếu")


def approvals_due(user, phase: Phase) -> Iterator[Due]:
    """Neighbourhoods to sign for or sent back, for their officer; those that wait for the standing office."""
    place, work = [phase.campaign.code, phase.number], approval_work(user, phase)
    for unit in work.to_sign:
        url, note = reverse("scoring:unit_approval", args=[*place, unit.pk]), "Xem lại số liệu rồi xác nhận cho tổ."
        yield Due(1, f"Chờ bạn xác nhận {unit}", note, url, unit, "Tổ xác nhận")
    for one in work.returned:
        url, note = reverse("scoring:unit_approval", args=[*place, one.unit_id]), "Xem lý do, sửa rồi xác nhận lại."
        yield Due(1, f"Thường trực trả lại {one.unit}", note, url, one.unit, "Thường trực trả lại")
    if work.to_approve:
        url = f"{reverse('scoring:approvals', args=place)}?state={ApprovalStatus.SIGNED}"
        yield Due(len(work.to_approve), "Tổ đã xác nhận, chờ duyệt", "Xem số liệu rồi duyệt hoặc trả lại.", url)


def goals_due(phase: Phase, units: list[Unit]) -> list[Due]:
    """How many households the officer's own neighbourhoods still lack, once there are sheets to go by."""
    if not units:
        return []
    found, lines = rules_of(phase), []
    for unit, standing in standings(found, units):
        lacking = [missing for missing in (standing.missing_for_award, standing.missing_for_title) if missing]
        if lacking and standing.count.submitted:
            url = reverse("scoring:unit_coaching", args=[phase.campaign.code, phase.number, unit.pk])
            note = f"Tổ {goals_words(standing, found)}."
            lines.append(Due(min(lacking), f"Hộ cần vận động thêm ở {unit}", note, url, unit, "Hộ cần vận động"))
    return lines


def patterns_due(user, phase: Phase) -> list[Due]:
    """What the standing office should look at on paper."""
    if not can_note_pattern(user, phase) or not (waiting := open_patterns(phase)):
        return []
    url = reverse("scoring:patterns", args=[phase.campaign.code, phase.number])
    return [Due(waiting, "Điều cần xem lại trên phiếu giấy", "Chưa phải là lỗi: xem phiếu rồi ghi đã thấy gì.", url)]


def targets_due(user, targets: list[Target]) -> list[Due]:
    """Readings that wait for this person's approval or are to be entered anew; goals past their deadline."""
    waiting = (one for target in targets for one in pending(target))
    lines = readings_due(
        "Số liệu chờ duyệt",
        "Xem nguồn của số liệu rồi duyệt; chưa đúng thì trả lại.",
        [one for one in waiting if can_approve_reading(user, one)],
    )
    lines += returned_due(user, targets)
    own = [line for line in lines_on(targets, clock.today()) if is_late(user, line)]
    for campaign, count in Counter(line.target.campaign for line in own).items():
        url = f"{reverse('scoring:targets', args=[campaign.code])}?tinh_trang=qua-han"
        note = "Đo lại và ghi số liệu mới, hoặc ghi vì sao chưa đạt."
        lines.append(Due(count, f"Chỉ tiêu quá hạn của {campaign.ward}", note, url))
    return lines + staff_grid_due(user)


def readings_due(title: str, note: str, readings: Iterable[Reading]) -> list[Due]:
    """A line for each target with readings to do the same about."""
    return [
        Due(
            count,
            f"{title}: {target.label}",
            note,
            reverse("scoring:target", args=[target.campaign.code, target.number]),
        )
        for target, count in Counter(one.target for one in readings).items()
    ]


def staff_grid_due(user) -> list[Due]:
    """Targets counted from the staff grid whose last reading says something else, for whoever enters readings."""
    own = [item for item in linked_items(user) if can_record_ticks(user, item.campaign)]
    return [
        Due(
            1,
            f"Bảng CB-GV-NV đã đổi: {news.item.target.label}",
            f"{news_words(news)} Xem rồi ghi số liệu từ bảng.",
            reverse("scoring:target", args=[news.item.campaign.code, news.item.target.number]),
        )
        for news in staff_news(own)
    ]


def returned_due(user, targets: list[Target]) -> list[Due]:
    """Readings that were sent back: to whoever entered them; to everybody who enters where that person has left."""
    found = [one for target in targets if can_record_reading(user, target) for one in sent_back(target)]
    own = [one for one in found if one.entered_by_id == user.pk]
    left = [one for one in found if one.entered_by_id != user.pk and not is_still_there(one)]
    press = "Xem lý do trả lại rồi bấm “Nhập số thay thế”."
    return readings_due("Số liệu bị trả lại", press, own) + readings_due(
        "Số liệu bị trả lại, người nhập không còn phụ trách", press, left
    )


def is_still_there(reading: Reading) -> bool:
    """Whether whoever entered a reading may still enter another one in its place."""
    return reading.entered_by.is_active and can_record_reading(reading.entered_by, reading.target)


def initiatives_due(user) -> list[Due]:
    """Initiatives that wait for this person's approval, by campaign."""
    waiting = Counter(one.campaign for one in waiting_initiatives(user) if can_approve_initiative(user, one))
    return [
        Due(
            count,
            f"Sáng kiến chờ duyệt của {campaign.ward}",
            "Đọc nội dung, hiệu quả rồi duyệt; chưa đúng thì nhờ người ghi sửa.",
            f"{reverse('scoring:initiatives', args=[campaign.code])}?tinh_trang=cho-ban",
        )
        for campaign, count in waiting.items()
    ]


def is_late(user, line: TargetLine) -> bool:
    """Whether somebody is to be reminded of a goal; a plan that is still written reminds nobody."""
    is_launched = not line.target.campaign.is_draft
    return is_launched and line.state == GoalState.OVERDUE and can_record_reading(user, line.target)


def reports_due(user) -> list[Due]:
    """Reports this person's unit must send soon or should have sent; for a ward those its schools are late with."""
    found = due_lines(user, ReportDue.objects.visible_to(user).asked(), clock.today())
    own = [line for line in found if line.is_own and is_near(line) and can_start_report(user, line.due)]
    lines = [Due(1, report_title(line), next_words(line), report_url(line)) for line in own]
    late = [line for line in found if line.timing.is_overdue and not line.is_own]
    if late := [line for line in late if user.holds(OFFICE, line.due.campaign.ward)]:
        note = "Nhắc đơn vị gửi; báo cáo đã gửi thì mở xem được ở đây."
        lines.append(Due(len(late), "Báo cáo của các trường quá hạn chưa gửi", note, reverse("rewards:reports_due")))
    return lines


def report_title(line: DueLine) -> str:
    return f"{line.due.name} của {line.due.campaign.ward}: {time_words(line.timing)}"


def report_url(line: DueLine) -> str:
    """The version being written, or the page on which it is begun."""
    place = [line.due.campaign.code]
    if line.report is None:
        return reverse("rewards:target_reports", args=place)
    return reverse("rewards:target_report", args=[*place, line.due.number, line.report.version])


def exemptions_due(user, phase: Phase) -> list[Due]:
    """Proposals that wait for a decision, for the standing office of the ward."""
    if not user.holds({RoleKind.STANDING}, phase.campaign.ward):
        return []
    waiting = Exemption.objects.visible_to(user).in_force(phase).filter(effect=ExemptionEffect.COUNCIL).count()
    url = f"{reverse('scoring:exemptions', args=[phase.campaign.code, phase.number])}?state=council"
    note = "Hội đồng quyết định xong thì ghi vào đây; tạm tính là chưa đạt."
    return [Due(waiting, "Đề nghị miễn chấm chờ quyết định", note, url)] if waiting else []
