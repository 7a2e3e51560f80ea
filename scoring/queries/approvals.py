"""Reads around the sign-off of neighbourhoods: what each has collected, who holds it, what has changed since."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from emulation.choices import RoleKind
from emulation.kit import clock
from emulation.models import Household, Member, Phase, Unit
from emulation.models.households import eligible
from emulation.queries.deadlines import collection_end

from ..choices import ApprovalStatus, ExemptionEffect, PaperState
from ..models import (
    ApprovalMove,
    Exemption,
    HouseholdScore,
    MemberScore,
    ScoreSheet,
    SelfSheet,
    UnitApproval,
    UnitScore,
)
from ..rules import approvals as rules
from ..rules import rank_units
from .checklists import checklists
from .deadlines import sheet_counts
from .notes import open_questions
from .register import expected_homes, in_state
from .results import Tally, counting_scores, grouped, household_counts, rules_of, unit_count
from .second_entries import second_counts
from .sheets import missing_sheets

# Locks


def lock_words(phase: Phase, unit: Unit, *, for_office: bool = False) -> str:
    """Why nothing of a neighbourhood may be changed now, in a sentence; "" where it may.

    What the standing office still has to decide itself (`for_office`) is locked by its own approval alone.
    """
    locks = UnitApproval.objects.locking().select_related("signed_by", "approved_by")
    found = locks.filter(phase=phase, unit=unit).first()
    if found is None or (for_office and found.status == ApprovalStatus.SIGNED):
        return ""
    return lock_sentence(found, unit)


def lock_sentence(found: UnitApproval, unit: Unit) -> str:
    is_approved = found.status == ApprovalStatus.APPROVED
    who = found.approved_by if is_approved else found.signed_by
    when = found.approved_at if is_approved else found.signed_at
    return rules.lock_sentence(unit.name, found.status, str(who), f"{clock.local(when):%H:%M ngày %d/%m/%Y}")


# How far each neighbourhood is


def neighbourhoods(phase: Phase) -> QuerySet[Unit]:
    """The neighbourhoods of today that sign in a phase."""
    return Unit.objects.below(phase.campaign.ward).neighbourhoods().current()


def approvals_of(phase: Phase, units: Iterable[Unit]) -> dict[int, UnitApproval]:
    """The approval of each unit by its id; of one that has never signed an unsaved one, still being collected."""
    units = list(units)
    moves = Prefetch("moves", ApprovalMove.objects.select_related("made_by"))
    rows = UnitApproval.objects.filter(phase=phase, unit__in=units).select_related("signed_by", "approved_by")
    saved = {one.unit_id: one for one in rows.prefetch_related(moves)}
    found = {unit.pk: saved.get(unit.pk) or UnitApproval() for unit in units}
    for unit in units:  # as they are at hand, so that nobody reads them again
        found[unit.pk].phase, found[unit.pk].unit = phase, unit
    return found


def statuses_of(phase: Phase, units: Iterable[Unit] | None = None) -> dict[int, str]:
    """The state of every unit that has ever signed, by its id; `units` narrows them."""
    rows = UnitApproval.objects.filter(phase=phase)
    rows = rows if units is None else rows.filter(unit__in=units)
    return dict(rows.values_list("unit", "status"))


def not_approved(phase: Phase) -> list[Unit]:
    """Neighbourhoods the standing office has not approved, in the ward's order."""
    done = UnitApproval.objects.filter(phase=phase, status=ApprovalStatus.APPROVED)
    return list(neighbourhoods(phase).exclude(pk__in=done.values("unit")))


def collected(phase: Phase, units: Sequence[Unit]) -> dict[int, rules.Collected]:
    """What each neighbourhood has collected, by its id; the number of statements is fixed."""
    proposed = Exemption.objects.in_force(phase).filter(effect=ExemptionEffect.COUNCIL)
    proposals = grouped(proposed.filter(member__household__unit__in=units), "member__household__unit")
    papers_out = grouped(in_state(phase, expected_homes(phase, units), PaperState.HANDED_OUT), "unit")
    unseen = grouped(SelfSheet.objects.waiting().filter(phase=phase, household__unit__in=units), "household__unit")
    unscored: dict[int, list[str]] = {}
    for checklist in checklists(phase, units):
        for unit, _, row in checklist.lines:
            if row.verdict.passed is None:
                unscored.setdefault(unit.pk, []).append(checklist.criteria_set.name)
    second, asked = (
        second_counts(phase, units),
        open_questions(phase, Unit.objects.filter(pk__in=[u.pk for u in units])),
    )
    questions = {unit.pk: count for unit, count in asked}
    return {
        pk: rules.Collected(
            found,
            proposals=proposals.get(pk, 0),
            papers_out=papers_out.get(pk, 0),
            checklists=tuple(unscored.get(pk, ())),
            questions=questions.get(pk, 0),
            second_left=second[pk].left,
            phone_unseen=unseen.get(pk, 0),
            rate=second[pk].rate,
        )
        for pk, found in figures_of(phase, units).items()
    }


def figures_of(phase: Phase, units: Sequence[Unit]) -> dict[int, rules.Figures]:
    """The numbers each neighbourhood would sign for now, by its id."""
    found, counts = rules_of(phase), sheet_counts(phase, units, None)
    tallies = {unit.pk: Tally() for unit in units}
    scores = counting_scores(phase).filter(sheet__household__unit__in=units)
    for row in household_counts(phase, units, scores):
        tallies[row.unit].add(row, found.for_households())
    results = rank_units([unit_count(unit, tallies[unit.pk]) for unit in units], found.for_units())
    by_code = {result.count.code: result for result in results}
    return {
        unit.pk: rules.Figures(
            expected=counts[unit.pk].expected,
            finished=counts[unit.pk].finished,
            begun=counts[unit.pk].started - counts[unit.pk].finished,
            people=tallies[unit.pk].eligible_members,
            passing_people=tallies[unit.pk].passing_members,
            counted=by_code[unit.code].counted,
            passing=by_code[unit.code].passing,
        )
        for unit in units
    }


# What was signed for, and whether it is still so


def stamps_of(phase: Phase, units: Sequence[Unit]) -> dict[int, str]:
    """A stamp of what each neighbourhood signs for: its households, whom the phase scores there, every answer.

    Not the verdicts: other rules judge what was signed for anew, and nobody has to sign again. Nor what the council
    decides about a proposal: whoever was exempted stays so. In six statements whatever the number of units.
    """
    lines: dict[int, list[str]] = {unit.pk: [] for unit in units}
    homes = dict(Household.objects.filter(unit__in=units).values_list("pk", "unit"))
    own = HouseholdScore.objects.filter(sheet__phase=phase, sheet__household__unit__in=units)
    own_answers = dict(own.values_list("sheet__household", "answers"))
    for home, unit in homes.items():
        lines[unit].append(f"h{home} {own_answers.get(home, '')}")
    for home, member, words in people_lines(phase, units):
        lines[homes[home]].append(f"m{home} {member} {words}")
    scores = UnitScore.objects.filter(phase=phase, unit__in=units)
    for unit, criteria_set, answers in scores.values_list("unit", "criteria_set", "answers"):
        lines[unit].append(f"u{criteria_set} {answers}")
    return {pk: hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest() for pk, found in lines.items()}


def people_lines(phase: Phase, units: Sequence[Unit]) -> list[tuple[int, int, str]]:
    """Household, person and answers of everybody a phase scores in the units; "x" for who is exempted."""
    people = Member.objects.filter(eligible(phase.campaign), household__unit__in=units)
    scores = MemberScore.objects.filter(sheet__phase=phase, sheet__household__unit__in=units)
    answers = {
        (home, member): said for home, member, said in scores.values_list("sheet__household", "member", "answers")
    }
    exempt = Exemption.objects.in_force(phase).filter(member__household__unit__in=units)
    exempted = set(exempt.values_list("member", flat=True))
    return [
        (home, member, "x" if member in exempted else answers.get((home, member), ""))
        for home, member in people.values_list("household", "pk")
    ]


def changed_since(phase: Phase, found: dict[int, UnitApproval]) -> set[int]:
    """Units that are signed for and no longer what was signed for, by their ids."""
    locked = {pk: one for pk, one in found.items() if one.is_locked}
    if not locked:
        return set()
    now = stamps_of(phase, list(Unit.objects.filter(pk__in=locked)))
    return {pk for pk, one in locked.items() if one.signature.stamp != now[pk]}


def signature_of(approval: UnitApproval, user, has_changed: bool, work: rules.Collected) -> rules.Signature:
    """What `rules.approving_refusal` decides by, for this person."""
    return rules.Signature(approval.status, approval.signed_by_id == user.pk, has_changed, work.proposals)


def unfinished_homes(phase: Phase, unit: Unit) -> QuerySet[Household]:
    """The households whose sheet is not finished, in walking order, with `is_begun`: whether anything is keyed."""
    sheets = ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk"))
    return missing_sheets(phase, Household.objects.filter(unit=unit)).annotate(is_begun=Exists(sheets))


# What waits for a person


@dataclass(frozen=True)
class ApprovalWork:
    """Whose turn it is, as far as this person is asked: neighbourhoods to sign for, sent back, to approve."""

    to_sign: list[Unit] = field(default_factory=list)
    returned: list[UnitApproval] = field(default_factory=list)
    to_approve: list[UnitApproval] = field(default_factory=list)


def approval_work(user, phase: Phase) -> ApprovalWork:
    """What the home page counts for an officer (to sign, sent back) and for the standing office (to approve)."""
    if not phase.is_open:
        return ApprovalWork()
    units = list(neighbourhoods(phase).visible_to(user))
    own = approvals_of(phase, [unit for unit in units if user.holds({RoleKind.OFFICER}, unit)])
    collecting = [one.unit for one in own.values() if one.status == ApprovalStatus.COLLECTING]
    return ApprovalWork(
        to_sign=ready_to_sign(phase, collecting),
        returned=[one for one in own.values() if one.status == ApprovalStatus.RETURNED],
        to_approve=waiting_for_approval(user, phase),
    )


def ready_to_sign(phase: Phase, units: list[Unit]) -> list[Unit]:
    """Those where every sheet is finished, or the time for collecting is over."""
    counts, end = sheet_counts(phase, units, None), collection_end(phase)
    is_over = end is not None and end <= clock.now()
    return [unit for unit in units if is_over or counts[unit.pk].expected == counts[unit.pk].finished > 0]


def waiting_for_approval(user, phase: Phase) -> list[UnitApproval]:
    """What a person of the standing office has to look at, the longest waiting first; never one's own signature."""
    if not user.holds({RoleKind.STANDING}, phase.campaign.ward):
        return []
    signed = UnitApproval.objects.filter(phase=phase, status=ApprovalStatus.SIGNED, unit__in=neighbourhoods(phase))
    return list(signed.exclude(signed_by=user).for_page().order_by("signed_at"))
