"""Public postings that wait for the office; every count is a link to exactly what it counts."""

from django.urls import reverse

from emulation.choices import RoleKind
from emulation.kit import clock
from emulation.models import Phase
from emulation.permissions import SCHOOL
from rewards.models import Posting
from rewards.permissions import can_draw_up_posting, can_keep_posting
from rewards.queries.postings import ready_counts, waiting_counts

from .due_lines import Due

KEEPERS = {RoleKind.STANDING} | SCHOOL


def postings_due(user) -> list[Due]:
    """Lists passed and not posted, objections without an answer, postings whose days are over."""
    if not any(kind in KEEPERS for kind, _ in user.held_roles):
        return []
    visible = Posting.objects.visible_to(user)
    over = [one for one in visible.over_on(clock.today()).for_page() if can_keep_posting(user, one)]
    waiting = {one: count for one, count in waiting_counts(visible).items() if can_keep_posting(user, one)}
    note = "Lập biên bản kết thúc để danh sách được trình quyết định."
    lines = [
        Due(count, f"Ý kiến chờ xử lý: {str(one).lower()}", "Trả lời, rồi rút đề nghị hoặc ghi lý do.", page_of(one))
        for one, count in waiting.items()
    ]
    lines += [Due(1, f"{one} đã hết thời gian", note, page_of(one)) for one in over if one not in waiting]
    return lists_due(user) + lines


def lists_due(user) -> list[Due]:
    """What the council has passed, or the office accepted, and what hangs nowhere yet."""
    counts = ready_counts(Phase.objects.visible_to(user))
    phases = [one for one in Phase.objects.for_page().filter(pk__in=counts) if can_draw_up_posting(user, one)]
    note = "Lập thông báo niêm yết; quyết định phải chờ hết thời gian niêm yết."
    return [
        Due(counts[one.pk], "Đề nghị khen thưởng chờ niêm yết", note, reverse("rewards:postings", args=place_of(one)))
        for one in phases
    ]


def place_of(phase: Phase) -> list:
    return [phase.campaign.code, phase.number]


def page_of(posting: Posting) -> str:
    return reverse("rewards:posting", args=[*place_of(posting.phase), posting.pk])
