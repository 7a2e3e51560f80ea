"""Nominations: proposed by the results or by a unit, confirmed, withdrawn with a reason; nothing is proposed twice."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from emulation.choices import CampaignStatus
from emulation.kit import audit, clock
from emulation.kit.locks import hold
from emulation.kit.rows import refuse_stale
from emulation.kit.vietnamese import tidy
from emulation.models import Phase

from ..choices import NominationSource, NominationStatus, SubjectKind
from ..models import Award, Dossier, NameCorrection, Nomination
from ..permissions import answers_for_office
from ..queries.agendas import has_been_voted_on
from ..queries.proposals import Candidate, Proposal, proposal_of, units_by_code
from ..rules.dossiers import DECIDED_UPON, editing_refusal
from ..rules.names import TYPED, name_key, typed_key

BATCH = 500


class NominationRefused(ValueError):
    """What cannot be done with a nomination; the message is a Vietnamese sentence that says why and what to do."""


@dataclass(frozen=True)
class Proposed:
    """What one press has done."""

    added: int
    refreshed: int
    standing: int
    gone: int


@transaction.atomic
def propose_by_rule(award: Award, phase: Phase, *, seen: str, by) -> Proposed:
    """Proposes whom the snapshot in force gives, as somebody has looked at it (`seen`); again it adds nobody.

    Those proposed from an earlier snapshot take over the facts of the new one; those it does not give any more stay,
    to be withdrawn by people. Raises NominationRefused while the phase is open, or where the results are others now.
    """
    locked(award, phase)
    proposal = proposal_of(award, phase)
    if proposal is None:
        raise NominationRefused(f"{phase} chưa chốt nên chưa đề nghị theo quy tắc được. Hãy chốt kết quả trước.")
    if not proposal.is_empty and proposal.stamp != seen:
        raise NominationRefused(
            "Kết quả hoặc danh sách đã thay đổi từ lúc bạn xem nên chưa ghi gì. Hãy xem lại danh sách bên dưới."
        )
    done = Proposed(len(proposal.new), len(proposal.refreshed), len(proposal.standing), len(proposal.gone))
    add(proposal, phase, by=by)
    refresh(proposal)
    if not proposal.is_empty:
        after = {"award": award.number, "snapshot": proposal.snapshot.number, "added": done.added}
        audit.record("đề nghị khen thưởng theo quy tắc", phase, by=by, after=after | {"refreshed": done.refreshed})
    return done


def locked(award: Award, phase: Phase) -> None:
    """Keeps the award for one writer and the phase as it is; an award of another phase is refused."""
    Award.objects.select_for_update(no_key=True).get(pk=award.pk)
    hold(phase)
    refuse_wrong_phase(award, phase)


def refuse_wrong_phase(award: Award, phase: Phase) -> None:
    if award.campaign_id != phase.campaign_id or award.phase_id not in (None, phase.pk):
        raise NominationRefused(f"{award} không xét trong {phase}. Hãy chọn hình thức, danh hiệu của đợt này.")
    if phase.campaign.status != CampaignStatus.LAUNCHED:
        state = phase.campaign.get_status_display().lower()
        raise NominationRefused(f"Phong trào {state} nên không đề nghị khen thưởng được.")


def add(proposal: Proposal, phase: Phase, *, by) -> None:
    """The new ones in the order of the results, behind those that stand."""
    units, now = units_by_code(proposal.new), clock.now()
    first = next_position(proposal.award, phase)
    Nomination.objects.bulk_create(
        [
            Nomination(
                phase=phase,
                award=proposal.award,
                **of_candidate(one, units),
                source=NominationSource.RULE,
                snapshot=proposal.snapshot,
                **one.facts,
                position=position,
                made_at=now,
                made_by=by,
            )
            for position, one in enumerate(proposal.new, start=first)
        ],
        BATCH,
    )


def of_candidate(one: Candidate, units: dict[str, int]) -> dict:
    is_unit = one.subject_kind == SubjectKind.COLLECTIVE
    return {
        "subject_kind": one.subject_kind,
        "subject_key": one.subject_key,
        "salutation": one.salutation,
        "printed_name": one.printed_name,
        "printed_place": one.printed_place,
        "household": one.household,
        "unit_id": units[one.unit_code] if is_unit else None,
        "submitted_by_id": units[one.unit_code],
    }


def refresh(proposal: Proposal) -> None:
    """Standing ones take over what the snapshot in force says of them; their printed names stay as people left them."""
    changed = []
    for one, found in proposal.refreshed:
        one.snapshot = proposal.snapshot
        for name, value in found.facts.items():
            setattr(one, name, value)
        changed.append(one)
    Nomination.objects.bulk_update(changed, ["snapshot", "part", "whole", "rank", "is_tied"], BATCH)


def next_position(award: Award, phase: Phase) -> int:
    last = Nomination.objects.filter(phase=phase, award=award).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


@transaction.atomic
def nominate(award: Award, phase: Phase, values: dict, *, key: UUID, by) -> Nomination:
    """A unit proposes somebody; the same `key` again returns what it made. Raises NominationRefused."""
    locked(award, phase)
    if done := Nomination.objects.filter(key=key).first():
        if (done.award_id, done.phase_id) != (award.pk, phase.pk):
            raise NominationRefused("Mẫu này đã được gửi cho một đề nghị khác. Hãy mở lại trang rồi nhập.")
        return done
    refuse_unfit(award, values)
    one = Nomination(
        phase=phase, award=award, source=NominationSource.UNIT, key=key, made_by=by,
        position=next_position(award, phase), **values,
    )  # fmt: skip
    keep(one)
    audit.record("đề nghị khen thưởng", one, by=by, after={"award": award.number, "unit": one.submitted_by.code})
    return one


def refuse_unfit(award: Award, values: dict) -> None:
    if award.is_by_rule:
        raise NominationRefused(f"Danh sách {award} lấy theo quy tắc từ kết quả đã chốt, không đề nghị bằng tay.")
    if values["subject_kind"] not in award.subject_kinds:
        kind = SubjectKind(values["subject_kind"]).label.lower()
        raise NominationRefused(f"{award} không dành cho {kind}. Hãy chọn hình thức, danh hiệu khác.")


def keep(one: Nomination) -> None:
    """Saves a nomination; somebody who stands for the same award already is refused by name of the list."""
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as error:
        raise NominationRefused(ALREADY) from error


ALREADY = "Đối tượng này đã có trong danh sách đề nghị của chính hình thức, danh hiệu này. Hãy xem danh sách đề nghị."


@transaction.atomic
def edit_nomination(one: Nomination, values: dict, *, seen: str, reason: str = "", by) -> Nomination:
    """Puts right what is printed and told of it; after the council has met only the office, for a reason.

    Then every change of what is printed is kept, so that nobody signs unknowingly. Raises NominationRefused, or
    RowsChanged for a stale page.
    """
    standing = locked_nomination(one)  # as whoever records a signature does: first the nomination, then its dossier
    status, reason = status_of_dossier(one), tidy(reason)
    refuse_withdrawn(standing)
    refuse_stale(seen, standing)
    changed = sorted(name for name, value in values.items() if getattr(standing, name) != value)
    if not changed:
        return standing
    if why_not := editing_refusal(status, office=answers_for_office(by, standing.phase), reason=reason):
        raise NominationRefused(why_not)
    before, name_before = standing.printed_words, standing.printed_name
    for name, value in values.items():
        setattr(standing, name, value)
    follow_typed_name(standing, name_before)
    keep(standing)
    if status in DECIDED_UPON and before != standing.printed_words:
        told = {"before": before, "after": standing.printed_words, "reason": reason}
        NameCorrection.objects.create(nomination=standing, made_by=by, **told)
    audit.record("sửa đề nghị khen thưởng", standing, by=by, after={"fields": changed})
    return standing


def status_of_dossier(one: Nomination) -> str | None:
    """How far the dossier is that holds a nomination; nobody moves it until this transaction ends."""
    found = Dossier.objects.filter(lines__nomination=one, lines__released_at=None)
    held = found.select_for_update(no_key=True, of=["self"]).first()
    return held.status if held else None


def follow_typed_name(one: Nomination, before: str) -> None:
    """Whom nobody knows but by a typed name is somebody else under another name, and has to be confirmed as such.

    Raises NominationRefused where the council has the name before it already.
    """
    if not one.subject_key.startswith(TYPED):
        return
    one.subject_key = typed_key(one.printed_name, one.printed_place)
    if name_key(one.printed_name) == name_key(before):
        return
    if has_been_voted_on(one):
        raise NominationRefused(
            "Hội đồng đang xét hoặc đã xét đề nghị mang tên cũ nên không đổi sang tên khác được. Nếu tên sai, hãy rút "
            "đề nghị này, đề nghị lại với tên đúng rồi đưa vào phiên họp sau."
        )
    one.confirmed_at = one.confirmed_by = None


def locked_nomination(one: Nomination) -> Nomination:
    return Nomination.objects.select_for_update(no_key=True).get(pk=one.pk)


def refuse_withdrawn(one: Nomination) -> None:
    if one.status == NominationStatus.WITHDRAWN:
        raise NominationRefused("Đề nghị này đã rút. Hãy khôi phục trước khi làm tiếp.")


@transaction.atomic
def override_block(one: Nomination, reason: str, *, by) -> Nomination:
    """Keeps a nomination up in spite of another award for the same achievement, for a written reason."""
    standing = locked_nomination(one)
    refuse_withdrawn(standing)
    if standing.override_reason == reason:
        return standing
    standing.override_reason, standing.overridden_at, standing.overridden_by = reason, clock.now(), by
    standing.save(update_fields=["override_reason", "overridden_at", "overridden_by"])
    audit.record("vẫn đề nghị dù khen trùng", standing, by=by)
    return standing
