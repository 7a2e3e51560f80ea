"""What the people of a school find at home beside what is due: the phase that runs, the targets still to reach."""

from dataclasses import dataclass

from emulation.choices import CampaignStatus, PhaseStatus, RoleKind
from emulation.kit import clock
from emulation.models import Campaign, Phase
from emulation.permissions import SCHOOL
from scoring.models import Target
from scoring.queries.targets import CampaignTargets, counted_targets, lines_on, most_urgent_first, plan_days
from scoring.words.targets import TargetRow, target_row

SHOWN = 8  # so many goals stand at home; all of them on their own page


@dataclass(frozen=True)
class SchoolBoard:
    """A school's campaign at home: the open phase, the counts of all goals, the most urgent ones still to reach."""

    campaign: Campaign
    phase: Phase | None
    counts: CampaignTargets
    rows: list[TargetRow]
    more: int  # goals still to reach that are not shown


def school_board(user, targets: list[Target]) -> SchoolBoard | None:
    """For whoever works at a school, its latest campaign with targets that has been launched and is not over."""
    codes = {code for kind, code in user.held_roles if RoleKind(kind) in SCHOOL}
    own = [one for one in targets if one.campaign.ward.code in codes]
    running = [one.campaign for one in own if one.campaign.status == CampaignStatus.LAUNCHED]
    if not running:
        return None
    campaign = min(running, key=lambda one: (-one.year, one.code))
    return board_of(campaign, [one for one in own if one.campaign_id == campaign.pk])


def board_of(campaign: Campaign, targets: list[Target]) -> SchoolBoard:
    day = clock.today()
    lines = lines_on(targets, day)
    to_do = [line for line in most_urgent_first(lines) if line.standing.is_open]
    first = plan_days(campaign)[0]
    return SchoolBoard(
        campaign,
        campaign.phases.filter(status=PhaseStatus.OPEN).first(),
        counted_targets(campaign, lines),
        [target_row(line, first, day) for line in to_do[:SHOWN]],
        len(to_do[SHOWN:]),
    )
