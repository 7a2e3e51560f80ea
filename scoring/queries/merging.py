"""What has to be chosen before two records of one person become one."""

from emulation.choices import PhaseStatus
from emulation.models import Member, Phase

from ..models import MemberScore


def clashes(kept: Member, other: Member) -> list[tuple[Phase, MemberScore, MemberScore]]:
    """Open phases in which both records have been scored, with both scores."""
    rows = MemberScore.objects.filter(member__in=[kept, other], sheet__phase__status=PhaseStatus.OPEN)
    by_phase: dict[int, dict[int, MemberScore]] = {}
    for row in rows.select_related("sheet__phase", "entered_by"):
        by_phase.setdefault(row.sheet.phase_id, {})[row.member_id] = row
    both = [pair for pair in by_phase.values() if len(pair) == 2]
    return [(pair[kept.pk].sheet.phase, pair[kept.pk], pair[other.pk]) for pair in both]
