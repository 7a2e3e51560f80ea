"""Certificates that nobody has collected for too long; every count is a link to exactly what it counts."""

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from emulation.kit import clock
from emulation.models import Phase, Unit
from rewards.choices import HandOverState
from rewards.models import Certificate, Nomination
from rewards.permissions import HEADS, PROPOSERS
from rewards.queries.handovers import is_late

from .due_lines import Due

NOTE = "Nhắc tổ, đơn vị mời người được khen đến nhận; ai đã nhận thì ghi vào danh sách."


def handovers_due(user) -> list[Due]:
    """A line for each phase and unit that this person hands over for; the office sees all its units in one."""
    late = Certificate.objects.standing().filter(
        is_late(clock.today()), line__nomination__in=Nomination.objects.visible_to(user)
    )
    counts = late.order_by().values_list("line__decision__phase", "line__nomination__submitted_by")
    counts = list(counts.annotate(count=Count("pk")))
    phases = Phase.objects.select_related("campaign__ward").in_bulk({phase for phase, *_ in counts})
    units = Unit.objects.in_bulk({unit for _, unit, _ in counts})
    lines: dict[tuple, int] = {}
    for phase, unit, count in counts:
        if user.holds(HEADS, phases[phase].campaign.ward):
            lines[phase, None] = lines.get((phase, None), 0) + count
        elif user.holds(PROPOSERS, units[unit]):
            lines[phase, unit] = count
    return [line_of(phases[phase], units.get(unit), count) for (phase, unit), count in sorted_lines(lines, units)]


def sorted_lines(lines: dict[tuple, int], units: dict[int, Unit]) -> list:
    return sorted(lines.items(), key=lambda one: (one[0][0], units[one[0][1]].position if one[0][1] else 0))


def line_of(phase: Phase, unit: Unit | None, count: int) -> Due:
    page = reverse("rewards:handovers", args=[phase.campaign.code, phase.number])
    title = f"Giấy quá {settings.COLLECT_WITHIN_DAYS} ngày chưa có người nhận"
    url = f"{page}?state={HandOverState.LATE}"
    return Due(count, f"{title}: {unit}", NOTE, f"{url}&unit={unit.pk}") if unit else Due(count, title, NOTE, url)
