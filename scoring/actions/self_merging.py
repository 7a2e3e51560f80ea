"""What becomes of links and self-scores where two households or two records of a person become one."""

from emulation.kit import clock
from emulation.models import Household, Member, Phase

from ..models import HouseholdLink, ScoreSheet, SelfScore, SelfSheet, StayingOut


def why_not_one(phase: Phase, kept: Household, other: Household) -> str:
    """Why two households cannot be one in a phase: one stays out, the other has been scored. "" where they can."""
    homes = {kept.pk: kept, other.pk: other}
    outs = set(
        StayingOut.objects.in_force().filter(phase=phase, household__in=homes).values_list("household", flat=True)
    )
    scored = [
        pk
        for model in (ScoreSheet, SelfSheet)
        for pk in model.objects.filter(phase=phase, household__in=homes).values_list("household", flat=True)
    ]
    in_it = next((homes[pk] for pk in scored if outs and pk not in outs), None)
    if in_it is None:
        return ""
    (out,) = (homes[pk] for pk in outs)
    return (
        f"Hộ {out.code} không tham gia {phase.name} mà hộ {in_it.code} đã có phiếu. Hãy hỏi lại gia đình, rồi ghi "
        f"“Tham gia lại” cho hộ {out.code} hoặc “Không tham gia” cho hộ {in_it.code} trước khi gộp."
    )


def carry_self_scores(kept: Household, other: Household, *, by) -> None:
    """The kept household's link, proposal and staying out stand; what it lacks comes from the other one."""
    now = clock.now()
    links = HouseholdLink.objects.filter(household=other)
    links.in_force().update(revoked_at=now, revoked_by=by)  # two slips would open one page under two names
    links.update(household=kept)
    taken = StayingOut.objects.in_force().filter(household=kept).values_list("phase", flat=True)
    outs = StayingOut.objects.filter(household=other)
    outs.in_force().filter(phase__in=list(taken)).update(back_at=now, back_by=by)
    outs.update(household=kept)
    for sheet in SelfSheet.objects.filter(household=other):
        mine = SelfSheet.objects.filter(phase=sheet.phase_id, household=kept).first()
        if mine is None:
            SelfSheet.objects.filter(pk=sheet.pk).update(household=kept)
        else:
            sheet.scores.exclude(member=None).update(sheet=mine)
            sheet.delete()


def join_self_scores(kept: Member, other: Member) -> None:
    """What was proposed for the other record is the kept person's, where nothing has been proposed for that one."""
    for score in SelfScore.objects.filter(member=other):
        if SelfScore.objects.filter(sheet=score.sheet_id, member=kept).exists():
            score.delete()
        else:
            SelfScore.objects.filter(pk=score.pk).update(member=kept)
