"""Signing off a neighbourhood, approving it, and the ways back; each move with who, when and why.

Whoever moves one holds the phase alone: saves that are under way are done before, and later ones find the lock.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.db.models import F

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock, transitions
from emulation.kit.vietnamese import tidy
from emulation.models import Phase, Unit

from ..choices import ApprovalVerb
from ..models import ApprovalMove, UnitApproval
from ..queries.approvals import approvals_of, changed_since, collected, neighbourhoods, signature_of, stamps_of
from ..rules import approvals as rules

STALE = "Số liệu của tổ vừa thay đổi trong lúc bạn xem nên chưa ghi gì. Hãy xem lại số liệu mới rồi xác nhận."
BEATEN = "Người khác vừa chuyển trạng thái của tổ nên chưa ghi gì. Hãy xem trạng thái mới rồi làm tiếp nếu vẫn cần."
NO_REASON = "Hãy ghi lý do, để tổ và người xem sau biết cần sửa gì."
NOT_SIGNED_OFF = {"signed_at": None, "signed_by": None}
NOT_APPROVED = {"approved_at": None, "approved_by": None}
TRAIL = {
    ApprovalVerb.SIGN: "tổ xác nhận",
    ApprovalVerb.TAKE_BACK: "tổ thu hồi xác nhận",
    ApprovalVerb.RETURN: "trả lại tổ",
    ApprovalVerb.APPROVE: "duyệt tổ",
    ApprovalVerb.WITHDRAW: "thu hồi duyệt tổ",
}


class ApprovalRefused(ValueError):
    """A move that cannot be; the message is a Vietnamese sentence that says what to do next."""


@transaction.atomic
def sign_unit(unit: Unit, phase: Phase, *, stamp: str, explanation: str = "", by) -> UnitApproval:
    """Signs for what a neighbourhood has collected; from then on nobody changes it.

    `stamp` is that of the figures somebody has looked at. The same press twice has its effect once. Raises
    ApprovalRefused, also where something is missing and no explanation says why.
    """
    hold_alone(phase)
    approval, _ = UnitApproval.objects.get_or_create(phase=phase, unit=unit)
    if is_repeated(approval, ApprovalVerb.SIGN, by):
        return approval
    if stamp != stamps_of(phase, [unit])[unit.pk]:
        raise ApprovalRefused(STALE)
    found, explanation = collected(phase, [unit])[unit.pk], tidy(explanation)
    if why_not := rules.signing_refusal(found, explanation):
        raise ApprovalRefused(why_not)
    signed_for = {"figures": asdict(found.figures), "stamp": stamp, "reason": explanation}
    return move(approval, ApprovalVerb.SIGN, by, signed_for, signed_at=clock.now(), signed_by=by)


@transaction.atomic
def take_back(approval: UnitApproval, *, seen: int, by) -> UnitApproval:
    """The neighbourhood takes back its signature, while the standing office has not approved it."""
    hold_alone(approval.phase)
    return move_back(approval, ApprovalVerb.TAKE_BACK, "", seen, by, **NOT_SIGNED_OFF)


@transaction.atomic
def return_unit(approval: UnitApproval, reason: str, *, seen: int, by) -> UnitApproval:
    """The standing office sends a signed neighbourhood back, for a reason; it is open again below."""
    hold_alone(approval.phase)
    return move_back(approval, ApprovalVerb.RETURN, reason, seen, by, **NOT_SIGNED_OFF)


@transaction.atomic
def withdraw_approval(approval: UnitApproval, reason: str, *, seen: int, by) -> UnitApproval:
    """The standing office takes back its approval, for a reason; the neighbourhood's signature stands."""
    hold_alone(approval.phase)
    return move_back(approval, ApprovalVerb.WITHDRAW, reason, seen, by, **NOT_APPROVED)


@dataclass
class ApproveReport:
    """What approving many did: those approved, and those left out with the reason (a phrase after "vì")."""

    done: list[Unit] = field(default_factory=list)
    skipped: list[tuple[Unit, str]] = field(default_factory=list)


@transaction.atomic
def approve_units(phase: Phase, seen: Mapping[int, int], *, by) -> ApproveReport:
    """Approves signed neighbourhoods, by unit the version somebody has looked at; the others are left out and named.

    Nobody approves what he or she has signed. Done again, it changes nothing.
    """
    hold_alone(phase)
    units = list(neighbourhoods(phase).filter(pk__in=list(seen)))
    found, work = approvals_of(phase, units), collected(phase, units)
    changed, report = changed_since(phase, found), ApproveReport()
    for unit in units:
        approval = found[unit.pk]
        why_not = rules.approving_refusal(signature_of(approval, by, unit.pk in changed, work[unit.pk]))
        if not why_not and approval.version != seen[unit.pk]:
            why_not = "tổ vừa xác nhận lại, hãy xem rồi duyệt"
        if why_not:
            report.skipped.append((unit, why_not))
            continue
        move(approval, ApprovalVerb.APPROVE, by, {}, approved_at=clock.now(), approved_by=by)
        report.done.append(unit)
    return report


def hold_alone(phase: Phase) -> None:
    """Waits until nobody writes scores of the phase and keeps it so; raises ApprovalRefused where it is not open."""
    if Phase.objects.select_for_update(no_key=True).get(pk=phase.pk).status != PhaseStatus.OPEN:
        raise ApprovalRefused(f"{phase.name} không mở để chấm điểm nên trạng thái của tổ không đổi được.")


def move_back(approval: UnitApproval, verb: str, reason: str, seen: int, by, **values) -> UnitApproval:
    """A move that undoes one; `seen` is the version somebody has looked at. Done again, it changes nothing."""
    approval.refresh_from_db()
    if is_repeated(approval, verb, by):
        return approval
    reason = tidy(reason)
    if verb in rules.NEEDS_REASON and not reason:
        raise ApprovalRefused(NO_REASON)
    if approval.version != seen:
        raise ApprovalRefused(BEATEN)
    return move(approval, verb, by, {"reason": reason}, **values)


def is_repeated(approval: UnitApproval, verb: str, by) -> bool:
    """Whether the latest move was this very one, by the same person."""
    latest = ApprovalMove.objects.filter(approval=approval).last()
    return latest is not None and (latest.verb, latest.made_by_id) == (verb, by.pk)


def move(approval: UnitApproval, verb: str, by, told: dict, **values) -> UnitApproval:
    """Moves an approval and records it; the reason may name people, so it stays with the move and out of the trail."""
    before = approval.status
    try:
        after = rules.moved(before, verb)
    except rules.MoveRefused as refusal:
        raise ApprovalRefused(str(refusal)) from refusal
    if not transitions.move(approval, before, after, version=F("version") + 1, **values):
        raise ApprovalRefused(BEATEN)
    ApprovalMove.objects.create(approval=approval, verb=verb, made_by=by, **told)
    facts = {"status": after, "phase": approval.phase.code, "unit": approval.unit.code} | told.get("figures", {})
    audit.record(TRAIL[verb], approval, by=by, before={"status": before}, after=facts)
    return approval
