"""The side menu and what every page knows: whose portal this is, and whether its data is practice data."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from emulation.choices import PhaseStatus, UnitKind
from emulation.models import Campaign, Phase, Unit
from emulation.models.units import units_above
from emulation.permissions import (
    can_import_households,
    can_list_campaigns,
    can_list_corrections,
    can_list_households,
    can_list_staff,
    can_list_units,
    can_set_up,
    can_start_campaign,
    can_view_commitments,
    can_view_deadlines,
    works_for_ward,
)
from emulation.queries.staff import staff_units
from rewards.models import ReportDue
from rewards.permissions import (
    can_list_councils,
    can_list_decisions,
    can_list_layouts,
    can_make_papers,
    can_view_awards,
)
from rewards.permissions.certificates import can_list_award_registers, can_view_certificates
from rewards.queries.nominations import phases_with_awards
from scoring.models import Target
from scoring.permissions import (
    can_list_approvals,
    can_list_checklists,
    can_list_exemptions,
    can_list_initiatives,
    can_list_second_entries,
    can_list_sheets,
    can_view_patterns,
    can_view_register,
    can_view_results,
)
from scoring.queries.checklists import has_checklists
from scoring.queries.results import set_up

# the line of the menu and its page: where one campaign has such pages, and where several stand side by side
TARGET_PAGES = (("Chỉ tiêu", "scoring:targets"), ("Chỉ tiêu", "scoring:target_overview"))
INITIATIVE_PAGES = (
    ("Sáng kiến, mô hình", "scoring:initiatives"),
    ("Sáng kiến, mô hình", "scoring:initiative_overview"),
)
REPORT_PAGES = (("Báo cáo sơ kết, tổng kết", "rewards:target_reports"), ("Báo cáo phải gửi", "rewards:reports_due"))


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu; `is_active` marks the page one is on."""

    label: str
    url: str
    is_active: bool


@dataclass(frozen=True)
class MenuGroup:
    title: str
    items: list[MenuItem]


def portal(request) -> dict:
    """Context of every page: the menu of this person, the ward, the current phase, the practice mark."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"practice": Unit.objects.filter(is_practice=True).exists()}
    ward = organiser_of(request.user)
    phase = current_phase(request.user)
    return {"ward": ward, "practice": bool(ward and ward.is_practice), "menu": menu_for(request, phase)}


def organiser_of(user) -> Unit | None:
    """Whose portal it is for this person: the ward or the school worked in, the nearest one from there upwards."""
    above = Unit.objects.filter(
        kind__in=[UnitKind.WARD, UnitKind.SCHOOL], code__in=units_above(min(user.unit_codes, default=""))
    )
    return max(above, key=lambda unit: len(unit.code), default=None)


def current_phase(user) -> Phase | None:
    """The phase the menu leads to: the open one, else the latest that has its rules.

    None for the people of a school with a plan of its own: that one they go by, not the one their ward scores by.
    """
    if not works_for_ward(user) and plan_without_scoring(user):
        return None
    return set_up(Phase.objects.visible_to(user)).for_page().current_first().first()


def menu_for(request, phase) -> list[MenuGroup]:
    """The groups of the side menu, with only the pages this person may open."""
    groups = [
        ("", phase_pages(request.user, phase)),
        ("Danh bạ", registry_pages(request.user)),
        ("Phong trào", plan_pages(request.user, phase)),
    ]
    return [
        MenuGroup(title, [MenuItem(label, url, is_here(request.path, url)) for label, url in pages])
        for title, pages in groups
        if pages
    ]


def phase_pages(user, phase) -> list[tuple[str, str]]:
    home = [("Việc cần làm", reverse("home"))]
    if phase is None:
        return home + award_pages(user)
    if phase.campaign.is_draft:  # nothing to score yet
        return home
    place = [phase.campaign.code, phase.number]
    pages = [
        ("Phiếu chấm điểm", "scoring:sheets", can_list_sheets),
        ("Sổ phiếu", "scoring:register", can_view_register),
        ("Nhập lần hai", "scoring:second_entries", can_list_second_entries),
        ("Thời hạn", "scoring:deadlines", can_view_deadlines),
        ("Miễn chấm", "scoring:exemptions", can_list_exemptions),
        ("Tổ xác nhận, duyệt", "scoring:approvals", can_list_approvals),
        ("Kết quả", "scoring:results", can_view_results),
        ("Cần xem lại", "scoring:patterns", can_view_patterns),
    ]
    if has_checklists(phase.campaign):
        pages.insert(4, ("Nhà văn hóa, đơn vị", "scoring:checklists", can_list_checklists))
    found = [(label, reverse(name, args=place)) for label, name, may in pages if may(user, phase)]
    return home + found + review_pages(user, phase)


def review_pages(user, phase) -> list[tuple[str, str]]:
    """Awards and report: of the last phase closed while the next one is still to come."""
    if phase.status == PhaseStatus.PLANNED:
        phase = Phase.objects.for_page().filter(campaign=phase.campaign_id, status=PhaseStatus.CLOSED).last() or phase
    pages = [
        ("Khen thưởng", "rewards:awards", can_view_awards),
        ("Giấy khen, chứng nhận", "rewards:certificates", can_view_certificates),
        ("Báo cáo", "rewards:report", can_make_papers),
    ]
    place = [phase.campaign.code, phase.number]
    return [(label, reverse(name, args=place)) for label, name, may in pages if may(user, phase)]


def award_pages(user) -> list[tuple[str, str]]:
    """The awards of a campaign that scores nobody, such as a school's; those of one's own unit before any other."""
    phases = list(phases_with_awards(user))
    phase = next((one for one in phases if one.campaign.ward.code in user.unit_codes), next(iter(phases), None))
    if phase is None or not can_view_awards(user, phase):
        return []
    return [("Khen thưởng", reverse("rewards:awards", args=[phase.campaign.code, phase.number]))]


def registry_pages(user) -> list[tuple[str, str]]:
    pages = [("Hộ gia đình", reverse("emulation:households"))] if can_list_households(user) else []
    if can_list_units(user):
        pages.append(("Tổ dân phố, đơn vị", reverse("emulation:units")))
    if can_list_staff(user) and staff_units(user).exists():
        pages.append(("Cán bộ, giáo viên", reverse("emulation:staff")))
    if can_list_corrections(user):
        pages.append(("Đề nghị đính chính", reverse("emulation:corrections")))
    if can_import_households(user):
        pages.append(("Nhập từ Excel", reverse("emulation:household_import")))
    return pages


def campaign_pages(user) -> list[tuple[str, str]]:
    """Targets, initiatives and reports: of the one campaign that has them, or the page of several side by side."""
    asked = {
        "targets": Exists(Target.objects.filter(campaign=OuterRef("pk"))),
        "reports": Exists(ReportDue.objects.asked().filter(campaign=OuterRef("pk"))),
    }
    rows = list(Campaign.objects.visible_to(user).annotate(**asked).order_by().values_list("code", *asked))
    having = [
        (TARGET_PAGES, [code for code, targets, _ in rows if targets]),
        (INITIATIVE_PAGES, [code for code, *_ in rows if can_list_initiatives(user)]),
        (REPORT_PAGES, [code for code, _, reports in rows if reports]),
    ]
    return [one_or_several(pages, codes) for pages, codes in having if codes]


def one_or_several(pages: tuple, codes: list[str]) -> tuple[str, str]:
    (label, name), (label_of_several, name_of_several) = pages
    return (label, reverse(name, args=codes)) if len(codes) == 1 else (label_of_several, reverse(name_of_several))


def plan_without_scoring(user) -> Campaign | None:
    """The latest plan of one's own unit that is run by its targets, for those who score nobody."""
    own = Campaign.objects.filter(ward__code__in=user.unit_codes)
    return own.filter(pk__in=Target.objects.values("campaign")).first()


def plan_pages(user, phase) -> list[tuple[str, str]]:
    pages = campaign_pages(user)
    if can_list_campaigns(user):
        pages.append(("Các phong trào", reverse("scoring:campaigns")))
    if phase:
        pages.append(("Kế hoạch, tiêu chí", reverse("scoring:plan", args=[phase.campaign.code])))
    elif campaign := plan_without_scoring(user):
        pages.append(("Kế hoạch", reverse("scoring:plan", args=[campaign.code])))
    if phase and can_view_commitments(user, phase.campaign):
        pages.append(("Ký cam kết", reverse("emulation:commitments", args=[phase.campaign.code])))
    if can_list_councils(user):
        pages.append(("Hội đồng", reverse("rewards:councils")))
    if can_list_award_registers(user):
        pages.append(("Sổ khen thưởng", reverse("rewards:award_registers")))
    if can_list_decisions(user):
        pages.append(("Sổ quyết định", reverse("rewards:decision_register")))
    if can_list_layouts(user):
        pages.append(("Mẫu giấy khen", reverse("rewards:layouts")))
    if can_start_campaign(user):
        pages.append(("Phong trào mới", reverse("scoring:campaign_new")))
    if can_set_up(user):
        pages.append(("Thiết lập", reverse("admin:index")))
    return pages


def is_here(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
