"""Merging two records of one person: values and scores as chosen, the other record kept sealed in the event."""

import json
from dataclasses import dataclass, field
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError

from emulation.actions.events import PeopleRefused, changes_in, done_before, fresh_member, hold, refuse_stale, tell
from emulation.actions.members import hashed, refuse_closed, rename_home
from emulation.choices import CorrectionStatus, EventKind, PhaseStatus, Relation
from emulation.kit import clock
from emulation.models import CorrectionRequest, HouseholdEvent, Member, Phase
from emulation.queries.people import GUARDED, stamp_of

from ..models import Exemption, MemberScore
from ..queries.merging import clashes
from .household_links import hold_homes
from .households import judged_in, refuse_signed_off
from .notes import join_notes
from .self_merging import join_self_scores
from .sheets import held_sheets

FIELDS = ["full_name", "born_on", "is_birth_year_only", "gender", "citizen_id", "phone"]
KEPT, OTHER = "kept", "other"


@dataclass(frozen=True)
class MemberMerge:
    """The values that stay; by phase whose score stays where both have one ("kept" or "other"); why."""

    values: dict
    reason: str
    scores: dict[int, str] = field(default_factory=dict)


def pair_stamp(kept: Member, other: Member) -> str:
    """What two people are, together; to notice that one of them was changed meanwhile."""
    return stamp_of(kept) + stamp_of(other)


@transaction.atomic
def merge_members(kept: Member, other: Member, order: MemberMerge, *, stamp: str, key: UUID, by) -> Member:
    """Makes one record of two of the same person; what is not kept stays sealed in the event, scores go along.

    Where both were scored differently in an open phase somebody has to choose; of a phase that is not open the score
    of the record kept stays. The same `key` again returns the person. Raises StaleRecord or PeopleRefused.
    """
    hold(kept.household.ward_id)
    if done := done_before(key):
        return done.member
    kept, other = fresh_member(kept), fresh_member(other)
    refuse_stale(stamp, pair_stamp(kept, other))
    hold_homes({kept.household, other.household})  # before their sheets, as whoever keys does
    refuse_odd_pair(kept, other, order)
    changed = changes_in(kept, order.values)
    refuse_closed(kept, set(changed) & GUARDED)
    for phase in phases_of(other):
        refuse_signed_off(phase, kept.household.unit, other.household.unit)
    memory = memory_of(other)
    memory["lost"] = [one for one in (join_score(row, kept, order) for row in scores_of(other)) if one]
    join_papers(kept, other, by)
    join_self_scores(kept, other)
    was_head = other.relation == Relation.HEAD
    let_go(other)
    if was_head:
        changed["relation"] = Relation.HEAD
    for name, value in hashed(changed).items():
        setattr(kept, name, value)
    kept.save()
    if kept.relation == Relation.HEAD:
        rename_home(kept.household, kept.full_name)
    facts = {"gone": memory["pk"], "fields": sorted(changed)}
    about = {"member": kept, "told": kept.full_name, "reason": order.reason, "kept": memory, "facts": facts}
    tell(EventKind.MEMBERS_MERGED, kept.household, key=key, by=by, **about)
    return kept


def refuse_odd_pair(kept: Member, other: Member, order: MemberMerge) -> None:
    if kept.pk == other.pk or kept.household.ward_id != other.household.ward_id:
        raise PeopleRefused("Hãy chọn hai người cùng phường.")
    if not order.reason:
        raise PeopleRefused("Hãy ghi lý do gộp, ví dụ đã đối chiếu CCCD.")
    if other.relation == Relation.HEAD and other.household_id != kept.household_id:
        raise PeopleRefused(
            f"{other.full_name} là chủ hộ của hộ {other.household.code}. "
            "Hãy thay chủ hộ ở hộ ấy, hoặc gộp hai hộ trước rồi gộp người."
        )
    for phase, mine, theirs in clashes(kept, other):
        if mine.answers != theirs.answers and order.scores.get(phase.pk) not in (KEPT, OTHER):
            raise PeopleRefused(f"Cả hai đều đã có điểm trong {phase.name}. Hãy chọn giữ điểm nào.")


def memory_of(other: Member) -> dict:
    """Everything the other record said, as JSON can hold it."""
    names = [*FIELDS, "relation", "presence", "presence_from", "presence_until", "position", "household_id", "pk"]
    return json.loads(json.dumps({name: getattr(other, name) for name in names}, cls=DjangoJSONEncoder))


def phases_of(other: Member) -> list[Phase]:
    """The open phases in which a record has a score or an exemption that would go along."""
    scores = MemberScore.objects.filter(member=other, sheet__phase=OuterRef("pk"))
    exemptions = Exemption.objects.filter(member=other, phase=OuterRef("pk"), lifted_at=None)
    open_ones = Phase.objects.filter(campaign__ward=other.household.ward_id, status=PhaseStatus.OPEN)
    return list(open_ones.filter(Exists(scores) | Exists(exemptions)).order_by("pk"))


def scores_of(other: Member) -> list[MemberScore]:
    return list(MemberScore.objects.select_related("sheet__phase__campaign").filter(member=other))


def join_score(row: MemberScore, kept: Member, order: MemberMerge) -> dict:
    """Gives the kept person a score of the other one, or lets it go; returns what was let go."""
    phase = row.sheet.phase
    mine = MemberScore.objects.filter(sheet__phase=phase, member=kept).first()
    theirs_wins = phase.status == PhaseStatus.OPEN and order.scores.get(phase.pk) == OTHER
    if mine and not theirs_wins:
        row.delete()
        return {"phase": phase.pk, "answers": row.answers}
    lost = {"phase": phase.pk, "answers": mine.answers} if mine else {}
    if mine:
        mine.delete()
    sheet, _ = held_sheets().get_or_create(phase=phase, household=kept.household)
    values = {"member": kept, "sheet": sheet}
    if sheet.pk != row.sheet_id:
        values |= judged_in(kept.household, row, phase)
    MemberScore.objects.filter(pk=row.pk).update(**values)
    return lost


def join_papers(kept: Member, other: Member, by) -> None:
    """Exemptions, requests and events go along; of two that cannot stand together the kept person's stays in force."""
    mine = Exemption.objects.filter(member=kept, lifted_at=None)
    double = Exemption.objects.filter(member=other, lifted_at=None, phase__in=mine.values("phase"))
    double.update(lifted_at=clock.now(), lifted_by=by)
    Exemption.objects.filter(member=other).update(member=kept)
    join_notes(kept, other)
    waiting = CorrectionRequest.objects.waiting()
    asked = list(waiting.filter(member=kept).values_list("field", flat=True))
    withdrawn = {"status": CorrectionStatus.WITHDRAWN, "decided_at": clock.now(), "decided_by": by}
    waiting.filter(member=other, field__in=asked).update(**withdrawn)
    CorrectionRequest.objects.filter(member=other).update(member=kept)
    HouseholdEvent.objects.filter(member=other).update(member=kept)


def let_go(other: Member) -> None:
    """Removes the record that is not kept; refused where a paper still hangs on it."""
    try:
        with transaction.atomic():
            Member.objects.get(pk=other.pk).delete()
    except ProtectedError as error:
        raise PeopleRefused("Còn giấy tờ gắn với bản ghi trùng nên chưa gộp được. Hãy báo người quản trị.") from error
