"""Whom a phase scores: eligible members without an exemption that takes them out."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from emulation.models import Member, Phase
from emulation.models.households import eligible

from ..choices import ExemptionEffect
from ..models import Exemption, MemberScore, ResultRules, ScoreSheet


def counted(phase: Phase, prefix: str = "") -> Q:
    """The condition of counting in a household's share, for a path to a member."""
    return eligible(phase.campaign, prefix) & ~exempted(phase, prefix, [ExemptionEffect.OUT])


def keyed(phase: Phase, prefix: str = "") -> Q:
    """The condition of having a row on the sheet: counted, and not set to fail by an exemption."""
    return eligible(phase.campaign, prefix) & ~exempted(phase, prefix, list(ExemptionEffect))


def exempted(phase: Phase, prefix: str, effects: list[str]) -> Q:
    in_force = Exemption.objects.in_force(phase).filter(effect__in=effects)
    return Q(**{f"{prefix}pk__in": in_force.values("member")})


def keyed_members(phase: Phase, household) -> QuerySet[Member]:
    """The people of a household who have a row on its sheet, in paper order."""
    return Member.objects.filter(keyed(phase), household=household).in_paper_order()


def finished_sheets(phase: Phase) -> QuerySet[ScoreSheet]:
    """Sheets that somebody has finished and to whose household nobody to score has come since.

    So whoever is added, comes back or comes of age by a correction makes the sheet open again, by itself. Of a phase
    that is not open it is what was pressed: who comes later changes nothing in it.
    """
    pressed = ScoreSheet.objects.handed_in().filter(phase=phase)
    if not phase.is_open:
        return pressed
    latest = ResultRules.objects.filter(phase=phase).order_by("-version").values("pk")[:1]
    scores_people = ResultRules.objects.filter(pk=Subquery(latest), resident_set__isnull=False)
    keyed_rows = MemberScore.objects.filter(sheet=OuterRef(OuterRef("pk")), member=OuterRef("pk"), passed__isnull=False)
    lacking = Member.objects.filter(
        keyed(phase), Exists(scores_people), ~Exists(keyed_rows), household=OuterRef("household")
    )
    return pressed.filter(~Exists(lacking))


def exemptions_of(phase: Phase, household) -> dict[int, Exemption]:
    """The exemptions in force among the members of a household, by member."""
    found = Exemption.objects.in_force(phase).filter(member__household=household)
    return {one.member_id: one for one in found}


def exemption_rows(exemptions: QuerySet[Exemption], state: str) -> QuerySet[Exemption]:
    """Exemptions by tổ, household and person, with `proposed_by`, who had asked the council for a decision.

    `state` is an effect, "lifted" for those that are over, "" for all in force.
    """
    rows = exemptions.filter(lifted_at__isnull=state != "lifted")
    if state in ExemptionEffect:
        rows = rows.filter(effect=state)
    proposal = Exemption.objects.filter(
        phase=OuterRef("phase"), member=OuterRef("member"), effect=ExemptionEffect.COUNCIL,
        lifted_at=OuterRef("decided_at"),
    )  # fmt: skip
    rows = rows.annotate(proposed_by=Subquery(proposal.values("decided_by__full_name")[:1]))
    place = [f"member__household__{name}" for name in ("unit__position", "position", "code")]
    return rows.for_page().order_by(*place, "member__position", "-pk")
