"""Exempting a member from scoring in a phase: decided by somebody for a reason, settled or lifted, never deleted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock
from emulation.kit.locks import hold
from emulation.kit.vietnamese import tidy
from emulation.models import Member, Phase

from ..choices import ExemptionEffect, SheetStatus
from ..models import Exemption, MemberScore, ScoreSheet
from ..queries.approvals import lock_words

DECISIONS = [ExemptionEffect.OUT, ExemptionEffect.FAIL]


class ExemptionRefused(ValueError):
    """An exemption that cannot be; the message is a Vietnamese sentence that says what to do next."""


@transaction.atomic
def exempt_member(member: Member, phase: Phase, *, kind: str, effect: str, reason: str, by) -> Exemption:
    """Exempts an eligible member; a row that is already keyed stays stored and no longer counts.

    The same press twice has its effect once. Raises ExemptionRefused, also where another exemption is in force.
    """
    check_open(phase, member)
    check_scored(member, phase)
    values = {"kind": kind, "effect": effect, "reason": tidy(reason)}
    if not values["reason"]:
        raise ExemptionRefused("Hãy ghi rõ lý do miễn chấm.")
    try:
        with transaction.atomic():
            exemption = Exemption.objects.create(member=member, phase=phase, decided_by=by, **values)
    except IntegrityError as error:
        return the_same(member, phase, values, error)
    leave_trail("miễn chấm", exemption, by)
    return exemption


def the_same(member: Member, phase: Phase, values: dict, error: IntegrityError) -> Exemption:
    """The exemption that is in force already, where it says the same; raises ExemptionRefused where it does not."""
    standing = in_force(member, phase)
    if standing and all(getattr(standing, name) == value for name, value in values.items()):
        return standing
    who = f" do {standing.decided_by} ghi lúc {clock.local(standing.decided_at):%H:%M %d/%m/%Y}" if standing else ""
    raise ExemptionRefused(
        f"{member.full_name} đã có quyết định miễn chấm{who}. Hãy bỏ quyết định ấy trước khi ghi quyết định khác."
    ) from error


@transaction.atomic
def settle_exemption(exemption: Exemption, *, effect: str, by) -> Exemption:
    """Decides an exemption that waits for the council; the proposal is kept as it was, replaced by the decision.

    Of two who decide at once one wins: the same decision again changes nothing, another one is refused.
    """
    check_open(exemption.phase, exemption.member, for_office=True)
    if effect not in DECISIONS:
        raise ExemptionRefused("Hãy chọn không tính vào số người phải đạt, hoặc tính là chưa đạt.")
    now = clock.now()
    if not end(Exemption.objects.filter(pk=exemption.pk, effect=ExemptionEffect.COUNCIL), now, by):
        settled = in_force(exemption.member, exemption.phase)
        if settled and settled.effect == effect:
            return settled
        raise ExemptionRefused("Đề nghị này không còn chờ quyết định. Hãy tải lại trang để xem quyết định mới nhất.")
    decision = Exemption.objects.create(
        member=exemption.member, phase=exemption.phase, kind=exemption.kind, reason=exemption.reason, effect=effect,
        decided_at=now, decided_by=by,
    )  # fmt: skip
    leave_trail("quyết định miễn chấm", decision, by)
    return decision


@transaction.atomic
def lift_exemption(exemption: Exemption, *, by) -> Exemption:
    """Ends an exemption: the member counts again, with the row that is stored; lifting twice changes nothing.

    A finished sheet on which this member has no complete row is open again.
    """
    check_open(exemption.phase, exemption.member)
    if end(Exemption.objects.filter(pk=exemption.pk), clock.now(), by):
        reopen_sheet(exemption.member, exemption.phase)
        leave_trail("bỏ miễn chấm", exemption, by)
    exemption.refresh_from_db()
    return exemption


def end(exemptions, now: datetime, by) -> bool:
    """Lifts what is still in force of the given exemptions; False if there was nothing."""
    return bool(exemptions.filter(lifted_at=None).update(lifted_at=now, lifted_by=by))


def in_force(member: Member, phase: Phase) -> Exemption | None:
    return Exemption.objects.in_force(phase).select_related("decided_by").filter(member=member).first()


def check_open(phase: Phase, member: Member, *, for_office: bool = False) -> None:
    """Raises ExemptionRefused where the phase is not being scored now, or the member's neighbourhood is signed off.

    A proposal waits for the council longer than the neighbourhood collects, so the standing office settles it until it
    has approved the neighbourhood (`for_office`). The phase is not closed and nothing signed for before we are done.
    """
    hold(phase)
    if not Phase.objects.filter(pk=phase.pk, status=PhaseStatus.OPEN).exists():
        raise ExemptionRefused(f"{phase.name} không mở để chấm điểm nên miễn chấm không thay đổi được nữa.")
    if locked := lock_words(phase, member.household.unit, for_office=for_office):
        raise ExemptionRefused(locked)


def check_scored(member: Member, phase: Phase) -> None:
    """Raises ExemptionRefused for somebody whom the phase does not score anyway."""
    if member.household.ward_id != phase.campaign.ward_id:
        raise ExemptionRefused("Người này không thuộc đơn vị tổ chức phong trào.")
    obstacle = member.obstacle(phase.campaign)
    if obstacle:
        raise ExemptionRefused(f"{member.full_name} {obstacle} nên không thuộc diện chấm, không cần miễn.")


def reopen_sheet(member: Member, phase: Phase) -> None:
    done = MemberScore.objects.filter(sheet=OuterRef("pk"), member=member, passed__isnull=False)
    finished = ScoreSheet.objects.filter(phase=phase, household=member.household_id, status=SheetStatus.COMPLETE)
    finished.filter(~Exists(done)).update(status=SheetStatus.ENTERING, completed_at=None, completed_by=None)


def leave_trail(verb: str, exemption: Exemption, by) -> None:
    """Ids and the effect alone: why somebody is exempted (ill, died) is a personal value."""
    facts = {"phase": exemption.phase.code, "member": exemption.member_id, "effect": exemption.effect}
    audit.record(verb, exemption, by=by, after=facts)
