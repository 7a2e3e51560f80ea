"""Standards that people confirm: of one nomination as its page says, of many the same ones by one press."""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from emulation.kit import audit, clock
from emulation.kit.vietnamese import tidy
from emulation.models import Phase

from ..choices import DossierStatus, NominationStatus
from ..models import AwardStandard, Nomination, StandardTick
from ..permissions import answers_for_office
from ..queries.dossiers import with_dossier_status
from ..rules.dossiers import may_answer
from .many_nominations import WITHDRAWN, Done
from .nominations import NominationRefused, locked_nomination, refuse_withdrawn

BATCH = 500
LOCKED = "nằm trong hồ sơ đã qua bước này"
NOT_ASKED = "không có tiêu chuẩn này"
SAID = "đã có câu trả lời từ trước"
UNSAID = "chưa được đánh dấu"
TOO_LONG = "Lý do vẫn đề nghị dài quá 300 ký tự. Hãy rút gọn."
LONGEST = 300


@transaction.atomic
def answer_standards(one: Nomination, answers: Mapping[int, str | None], *, by) -> int:
    """By standard "" where it is met, a reason where it is not and stays proposed, None where nobody has said.

    Returns how many answers changed; standards that this person cannot answer now are left as they are.
    """
    standing = locked_nomination(one)
    refuse_withdrawn(standing)
    if any(answer and len(answer) > LONGEST for answer in answers.values()):
        raise NominationRefused(TOO_LONG)
    before = dict(standing.ticks.values_list("standard", "unmet_reason"))
    wanted = {key: answers[key] for key in answerable(standing, by) & answers.keys()}
    wanted = {key: answer if answer is None else tidy(answer) for key, answer in wanted.items()}
    changed = {key: answer for key, answer in wanted.items() if before.get(key) != answer}
    standing.ticks.filter(standard__in=list(changed)).delete()
    StandardTick.objects.bulk_create(
        StandardTick(nomination=standing, standard_id=key, unmet_reason=answer, ticked_by=by)
        for key, answer in changed.items()
        if answer is not None
    )
    if changed:
        kept = (before | wanted).values()
        after = {"met": sum(said == "" for said in kept), "unmet": sum(bool(said) for said in kept)}
        audit.record("xác nhận tiêu chuẩn", standing, by=by, after=after)
    return len(changed)


def answerable(one: Nomination, by) -> set[int]:
    """The standards of a nomination that somebody may answer now."""
    asked = one.award.standards.filter(subject_kind__in=["", one.subject_kind])
    status = with_dossier_status(Nomination.objects.filter(pk=one.pk)).get().dossier_status
    office = answers_for_office(by, one.phase)
    return {found.pk for found in asked if may_answer(found.confirmer, status, office=office)}


# Many


def outlook_of_standards(
    act: str, chosen: QuerySet[Nomination], standards: Collection[AwardStandard], phase: Phase, *, by
) -> Done:
    """What ticking (`tick`) or taking ticks away (`untick`) would do, told before it is done."""
    touched = {key for standard in standards for key in reached(act, chosen, standard, phase, by=by)}
    others = chosen.order_by().exclude(pk__in=touched)
    standing = others.exclude(status=NominationStatus.WITHDRAWN)
    asked, open_now = standing.filter(asks_one_of(standards)), open_to(standing, standards, phase, by)
    skipped = {
        WITHDRAWN: others.count() - standing.count(),
        NOT_ASKED: standing.count() - asked.count(),
        LOCKED: asked.count() - open_now.count(),
        SAID if act == "tick" else UNSAID: open_now.count(),
    }
    return Done(chosen.count(), len(touched), {why: count for why, count in skipped.items() if count})


def reached(act: str, chosen: QuerySet[Nomination], standard: AwardStandard, phase: Phase, *, by) -> list[int]:
    """The nominations that one standard is ticked, or unticked, of."""
    said = StandardTick.objects.filter(nomination=OuterRef("pk"), standard=standard)
    condition = ~Exists(said) if act == "tick" else Exists(said.filter(unmet_reason=""))
    found = open_to(chosen.order_by().exclude(status=NominationStatus.WITHDRAWN), [standard], phase, by)
    return list(found.filter(condition).values_list("pk", flat=True))


def asks_one_of(standards: Iterable[AwardStandard]) -> Q:
    """The condition of being a nomination whose award asks one of the standards of its kind of subject."""
    condition = Q(pk__in=[])
    for standard in standards:
        kind = {"subject_kind": standard.subject_kind} if standard.subject_kind else {}
        condition |= Q(award=standard.award_id, **kind)
    return condition


def open_to(
    nominations: QuerySet[Nomination], standards: Iterable[AwardStandard], phase: Phase, by
) -> QuerySet[Nomination]:
    """Those of which this person may answer one of the standards now."""
    office, condition = answers_for_office(by, phase), Q(pk__in=[])
    for standard in standards:
        fit = [status for status in DossierStatus if may_answer(standard.confirmer, status, office=office)]
        free = Q(dossier_status=None) if may_answer(standard.confirmer, None, office=office) else Q(pk__in=[])
        condition |= asks_one_of([standard]) & (Q(dossier_status__in=fit) | free)
    return with_dossier_status(nominations).filter(condition)


@transaction.atomic
def tick_many(
    act: str, chosen: QuerySet[Nomination], standards: Collection[AwardStandard], phase: Phase, *, by
) -> Done:
    """Ticks the same standards of all of the chosen, or takes ticks away; a repeat finds nothing left to do."""
    list(chosen.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    told = outlook_of_standards(act, chosen, standards, phase, by=by)
    for standard in standards:
        keys, now = reached(act, chosen, standard, phase, by=by), clock.now()
        if act == "untick":
            StandardTick.objects.filter(standard=standard, nomination__in=keys, unmet_reason="").delete()
            continue
        made = [StandardTick(nomination_id=key, standard=standard, ticked_at=now, ticked_by=by) for key in keys]
        StandardTick.objects.bulk_create(made, BATCH)
    if told.done:
        verb = "xác nhận tiêu chuẩn cho nhiều đề nghị" if act == "tick" else "bỏ xác nhận tiêu chuẩn của nhiều đề nghị"
        audit.record(verb, phase, by=by, after={"count": told.done, "standards": len(standards)})
    return told
