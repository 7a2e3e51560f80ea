"""Decisions that wait for somebody: drafts to be signed and recorded, scans that are missing."""

from collections import Counter

from django.urls import reverse

from rewards.forms.decisions import NO_SCAN
from rewards.models import Decision
from rewards.permissions import can_list_decisions, can_record_decision
from rewards.queries.decisions import has_one_clerk

from .due_lines import Due


def decisions_due(user) -> list[Due]:
    """Drafts of each phase this person may record, so mostly not their own; signed ones without a scan."""
    if not can_list_decisions(user):
        return []
    visible = Decision.objects.visible_to(user).select_related("phase__campaign__ward", "ward")
    drafts = [one for one in visible.drafts() if user.pk not in one.prepared_by or has_one_clerk(one.ward)]
    counts = Counter(one.phase for one in drafts if can_record_decision(user, one))
    note = "In, trình ký; văn thư cho số xong thì ghi số, ngày."
    lines = [Due(count, "Dự thảo quyết định chờ ký, ghi số", note, page_of(phase)) for phase, count in counts.items()]
    bare = sum(can_record_decision(user, one) for one in visible.signed().filter(scan=None).defer("content"))
    if bare:
        url = f"{reverse('rewards:decision_register')}?missing={NO_SCAN}"
        lines.append(Due(bare, "Quyết định chưa có bản chụp", "Thêm bản chụp đã ký, đóng dấu.", url))
    return lines


def page_of(phase) -> str:
    return reverse("rewards:decisions", args=[phase.campaign.code, phase.number])
