"""The practice ward brought to its results: every neighbourhood signed for and approved, phase 1 closed."""

from contextlib import suppress

from emulation.models import Campaign, Phase, Unit, User
from scoring.actions.approvals import ApprovalRefused, approve_units, sign_unit
from scoring.actions.phases import close_phase
from scoring.models import UnitApproval
from scoring.practice import EXPLANATION
from scoring.queries.approvals import stamps_of


def reach_results(campaign: Campaign) -> None:
    """Each neighbourhood's officer signs what is not signed for, the standing office approves and closes the phase."""
    phase, standing = campaign.phases.get(number=1), User.objects.get(username="standing")
    sign_the_rest(phase)
    signed = UnitApproval.objects.filter(phase=phase, status="signed")
    approve_units(phase, {one.unit_id: one.version for one in signed}, by=standing)
    close_phase(phase, by=standing)


def sign_the_rest(phase: Phase) -> None:
    units = list(Unit.objects.below(phase.campaign.ward).neighbourhoods().current())
    done = UnitApproval.objects.filter(phase=phase, status__in=["signed", "approved"])
    waiting = [unit for unit in units if unit.pk not in set(done.values_list("unit", flat=True))]
    stamps = stamps_of(phase, waiting)
    officers = {user.username: user for user in User.objects.filter(username__startswith="officer-")}
    for unit in waiting:
        with suppress(ApprovalRefused):  # in a tiny ward some have nothing to sign for
            officer = officers[f"officer-{unit.label}"]
            sign_unit(unit, phase, stamp=stamps[unit.pk], explanation=EXPLANATION, by=officer)
