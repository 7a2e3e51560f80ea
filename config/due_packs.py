"""Packs of papers that no longer fit the data; each line leads to where the packs are shown."""

from django.urls import reverse

from emulation.models import Phase
from rewards.facts.packs import stale_packs
from rewards.models import Pack
from rewards.permissions import PREPARERS, can_make_pack

from .due_lines import Due

TITLE, NOTE = "Bộ giấy tờ không còn khớp", "Xem chỗ nào đã đổi, rồi lập lại trước khi trình ký."


def packs_due(user) -> list[Due]:
    """A line for each phase whose office this person works for, with packs that say what is no longer so."""
    if not any(kind in PREPARERS for kind, _ in user.held_roles):
        return []
    waiting = Pack.objects.visible_to(user).latest().unsettled().order_by().values("phase")
    lines = []
    for phase in Phase.objects.filter(pk__in=waiting).for_page():
        if can_make_pack(user, phase) and (count := sum(bool(changes) for _, changes in stale_packs(phase))):
            url = reverse("rewards:awards", args=[phase.campaign.code, phase.number])
            lines.append(Due(count, f"{TITLE}: {phase.name}", NOTE, url))
    return lines
