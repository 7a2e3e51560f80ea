"""Splitting households and merging what stands twice: people, households and their answers in one transaction.

A closed phase keeps its snapshot; of an open one the answers go where the people go.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, ProtectedError

from emulation.actions.events import PeopleRefused, done_before, fresh_household, hold, refuse_stale, tell
from emulation.actions.households import create_household
from emulation.actions.members import refuse_tomorrow, seat_head
from emulation.choices import EventKind, PhaseStatus, Relation
from emulation.kit import clock, locks
from emulation.models import Household, HouseholdEvent, HouseholdMove, Member, Phase, Unit
from emulation.queries.people import whole_stamp
from emulation.rules.kinship import relations_to

from .. import rules
from ..choices import SheetStatus
from ..models import HouseholdScore, MemberScore, PaperSheet, ScoreSheet, SecondEntry
from ..queries.approvals import lock_words
from ..queries.results import rules_of
from ..queries.sheets import tags_of_household
from .household_links import hold_homes
from .notes import join_notes
from .self_merging import carry_self_scores, why_not_one
from .sheets import held_sheets


@dataclass(frozen=True)
class Split:
    """Who goes, under which code and head; who is the head of those who stay, where the old one goes."""

    going: frozenset[int]
    head: int
    code: str
    address: str
    on: date
    head_who_stays: int = 0
    reason: str = ""


@transaction.atomic
def split_household(household: Household, order: Split, *, stamp: str, key: UUID, by) -> Household:
    """Makes a household of some of the people, beside the old one on the walk; returns it, also for the same `key`.

    In an open phase the answers of those who go are put on a sheet of their own. Raises StaleRecord, PeopleRefused.
    """
    home = fresh_household(household)
    if done := done_before(key):
        return done.household
    refuse_stale(stamp, whole_stamp(home))
    refuse_tomorrow(order.on)
    people = list(home.members.in_paper_order())
    going = [one for one in people if one.pk in order.going]
    staying = [one for one in people if one.pk not in order.going]
    head, head_who_stays = heads_of(order, going, staying)
    new = create_household(
        home.ward, home.unit, head.full_name, code=order.code, address=order.address, position=home.position
    )
    new.tags = home.tags  # they choose the criteria by which the answers were judged
    new.save(update_fields=["tags"])
    part(home, new, people, going, staying, head, head_who_stays)
    for phase in open_phases(home):
        split_sheet(phase, home, new, going)
    names = ", ".join(one.full_name for one in going)
    facts = {"from": home.code, "to": new.code, "members": sorted(one.pk for one in going)}
    about = {"on": order.on, "reason": order.reason, "facts": facts, "by": by}
    tell(EventKind.SPLIT, new, told=f"{names} từ hộ {home.code}", key=key, **about)
    tell(EventKind.SPLIT, home, told=f"{names} sang hộ {new.code}", key=uuid5(key, "old"), **about)
    return new


def heads_of(order: Split, going: list[Member], staying: list[Member]) -> tuple[Member, Member | None]:
    """The new household's head, and that of those who stay where theirs goes; raises PeopleRefused."""
    if not going or all(one.has_left for one in staying):
        raise PeopleRefused("Hãy chọn người tách ra, và để lại ít nhất một người ở hộ cũ.")
    head = next((one for one in going if one.pk == order.head and not one.has_left), None)
    if head is None:
        raise PeopleRefused("Chủ hộ mới phải là một trong những người tách ra.")
    if all(one.relation != Relation.HEAD for one in going):
        return head, None
    stays = next((one for one in staying if one.pk == order.head_who_stays and not one.has_left), None)
    if stays is None:
        raise PeopleRefused("Chủ hộ cũ tách ra nên hãy chọn chủ hộ cho những người ở lại.")
    return head, stays


def part(home, new, people, going, staying, head: Member, head_who_stays: Member | None) -> None:
    """Moves people, each with the relation to his or her head; a household has one head at every moment."""
    of_new = relations_to(head, people)
    of_old = relations_to(head_who_stays, people) if head_who_stays else {}
    pks = [one.pk for one in going]
    Member.objects.filter(pk__in=pks).update(relation=Relation.OTHER, household=new)
    seat_head(new, head, {pk: of_new[pk] for pk in pks if pk != head.pk}, going)
    for position, one in enumerate([head, *(one for one in going if one != head)], start=1):
        Member.objects.filter(pk=one.pk).update(position=position)
    if head_who_stays:
        seat_head(home, head_who_stays, {one.pk: of_old[one.pk] for one in staying if one != head_who_stays}, staying)


def open_phases(home: Household) -> list[Phase]:
    return list(Phase.objects.for_page().filter(campaign__ward=home.ward_id, status=PhaseStatus.OPEN))


def refuse_signed_off(phase: Phase, *units: Unit) -> None:
    """Raises PeopleRefused where answers would be moved that a neighbourhood has signed for; none signs meanwhile."""
    locks.hold(phase)
    for unit in units:
        if words := lock_words(phase, unit):
            raise PeopleRefused(words)


def split_sheet(phase: Phase, home: Household, new: Household, going: list[Member]) -> None:
    """Puts the answers of those who go on a sheet of their own.

    It is as finished as the old one, unless households are scored for themselves: that line the new one still lacks.
    """
    old = held_sheets().filter(phase=phase, household=home).first()
    rows = MemberScore.objects.filter(sheet=old, member__in=going) if old else MemberScore.objects.none()
    if not rows.exists():
        return
    refuse_signed_off(phase, home.unit)
    sheet = ScoreSheet(phase=phase, household=new, created_at=old.created_at)
    if old.status == SheetStatus.COMPLETE and not rules_of(phase).household_set_id:
        sheet.status, sheet.completed_at, sheet.completed_by = old.status, old.completed_at, old.completed_by
    sheet.save(force_insert=True)
    rows.update(sheet=sheet)


# Households that stand twice


@dataclass(frozen=True)
class HouseholdMerge:
    """What the household that is kept is called, where it lives, who heads it."""

    code: str
    address: str
    head: int
    reason: str


def pair_stamp(kept: Household, other: Household) -> str:
    """What two households are, together; to notice that one of them was changed meanwhile."""
    return whole_stamp(kept) + whole_stamp(other)


@transaction.atomic
def merge_households(
    kept: Household, other: Household, order: HouseholdMerge, *, stamp: str, key: UUID, by
) -> Household:
    """Makes one household of two that are the same: people and sheets of the other join, its page ends.

    The same `key` again returns the household kept. Raises StaleRecord or PeopleRefused.
    """
    hold(kept.ward_id)
    if done := done_before(key):
        return done.household
    kept, other = fresh_household(kept), fresh_household(other)
    refuse_stale(stamp, pair_stamp(kept, other))
    hold_homes([kept, other])  # before their sheets, as whoever keys does
    people = [*kept.members.in_paper_order(), *other.members.in_paper_order()]
    head = next((one for one in people if one.pk == order.head and not one.has_left), None)
    refuse_odd_pair(kept, other, order, head)
    for phase in open_phases(other):
        if ScoreSheet.objects.filter(phase=phase, household=other).exists():
            refuse_signed_off(phase, kept.unit, other.unit)
        if words := why_not_one(phase, kept, other):
            raise PeopleRefused(words)
    memory = {"code": other.code, "address": other.address, "unit": other.unit.code, "members": [m.pk for m in people]}
    join_people(kept, other, head, people)
    lost = [join_sheets(sheet, kept, by) for sheet in held_sheets().filter(household=other)]
    carry_papers(kept, other, by=by)
    carry_self_scores(kept, other, by=by)
    let_go(kept, other)
    before = f"{kept.code} và {other.code}"
    kept.code, kept.address = order.code, order.address
    kept.save()
    tell(
        EventKind.HOUSEHOLDS_MERGED, kept, told=f"{before} thành {kept.code}", reason=order.reason,
        kept=memory | {"lost": [one for one in lost if one]}, facts={"gone": memory["code"]}, key=key, by=by,
    )  # fmt: skip
    return kept


def refuse_odd_pair(kept: Household, other: Household, order: HouseholdMerge, head: Member | None) -> None:
    if kept.pk == other.pk or kept.ward_id != other.ward_id:
        raise PeopleRefused("Hãy chọn một hộ khác cùng phường để gộp.")
    if order.code not in (kept.code, other.code):
        raise PeopleRefused("Mã hộ sau khi gộp phải là một trong hai mã đang có.")
    if head is None:
        raise PeopleRefused("Hãy chọn chủ hộ sau khi gộp trong những người đang ở hai hộ.")
    if not order.reason:
        raise PeopleRefused("Hãy ghi lý do gộp hộ.")


def join_people(kept: Household, other: Household, head: Member, people: list[Member]) -> None:
    """People of the other household come behind; who was its head, or is not related to the new one, is "other"."""
    last = kept.members.aggregate(last=Max("position"))["last"] or 0
    own = [one for one in people if one.household_id == (kept.pk if head.household_id == kept.pk else other.pk)]
    relations = relations_to(head, own)
    for place, one in enumerate((one for one in people if one.household_id == other.pk), start=1):
        Member.objects.filter(pk=one.pk).update(relation=Relation.OTHER, household=kept, position=last + place)
    seat_head(kept, head, relations, people)


def join_sheets(sheet: ScoreSheet, kept: Household, by) -> dict:
    """Puts a sheet's answers on the sheet of the household kept; returns what could not be kept beside it.

    Of two lines for the household itself the one of the household kept stays.
    """
    mine = held_sheets().filter(phase=sheet.phase_id, household=kept).first()
    if mine is None:
        ScoreSheet.objects.filter(pk=sheet.pk).update(household=kept)
        for row in MemberScore.objects.filter(sheet=sheet):
            MemberScore.objects.filter(pk=row.pk).update(**judged_in(kept, row, sheet.phase), sheet=sheet)
        return {}
    for row in MemberScore.objects.filter(sheet=sheet):
        MemberScore.objects.filter(pk=row.pk).update(sheet=mine, **judged_in(kept, row, sheet.phase))
    own, lost = HouseholdScore.objects.filter(sheet=sheet).first(), {}
    if own and HouseholdScore.objects.filter(sheet=mine).exists():
        lost = {"phase": sheet.phase_id, "own_answers": own.answers}
    elif own:
        HouseholdScore.objects.filter(pk=own.pk).update(sheet=mine)
    SecondEntry.objects.live().filter(sheet=sheet).update(dropped_at=clock.now(), dropped_by=by)
    SecondEntry.objects.filter(sheet=sheet).update(sheet=mine)  # what was compared stays counted
    sheet.delete()
    return lost


def judged_in(home: Household, row: MemberScore, phase: Phase) -> dict:
    """The verdict of a row in a household whose tags may choose other criteria; a closed phase is left as it is."""
    found = rules_of(phase)
    if found.resident_set is None or phase.status != PhaseStatus.OPEN:
        return {}
    verdict = rules.judge(row.answers, found.resident_set.as_rules(), tags_of_household(home))
    return {"score": verdict.points, "passed": verdict.passed, "level": verdict.level}


def carry_papers(kept: Household, other: Household, *, by) -> None:
    """Printed sheets go along with their codes; of two in use in a phase that of the kept household stays."""
    used = PaperSheet.objects.in_use().filter(household=kept).values_list("phase", flat=True)
    papers = PaperSheet.objects.filter(household=other)
    papers.in_use().filter(phase__in=list(used)).update(replaced_at=clock.now(), replaced_by=by)
    papers.update(household=kept)


def let_go(kept: Household, other: Household) -> None:
    """Ends the other household: its history goes on with the one kept, its own way through the units does not."""
    HouseholdEvent.objects.filter(household=other).update(household=kept)
    join_notes(kept, other)
    HouseholdMove.objects.filter(household=other).delete()
    try:
        with transaction.atomic():
            Household.objects.get(pk=other.pk).delete()
    except ProtectedError as error:
        raise PeopleRefused("Còn giấy tờ gắn với hộ trùng nên chưa gộp được. Hãy báo người quản trị.") from error
