"""What pages say of the sign-off: badges, who holds a neighbourhood since when, what is found, what has happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from emulation.choices import RoleKind, StepKind
from emulation.kit import clock
from emulation.kit.vietnamese import percent
from emulation.models import Household, Phase, Unit
from emulation.queries.deadlines import admission_of, step_end
from emulation.rules.deadlines import Admission
from emulation.words.deadlines import full_closing_words, refusal_words

from ..actions.approvals import ApproveReport
from ..choices import ApprovalStatus
from ..models import ApprovalMove, UnitApproval
from ..queries.approvals import (
    approvals_of,
    changed_since,
    collected,
    lock_sentence,
    lock_words,
    signature_of,
    stamps_of,
    statuses_of,
    unfinished_homes,
)
from ..queries.checklists import Checklist, checklists
from ..queries.register import RegisterCount, unit_counts
from ..rules import approvals as rules

NAMED = 20  # so many households are named on the page of a neighbourhood, the others are counted
TONES = {
    ApprovalStatus.COLLECTING: "plain",
    ApprovalStatus.SIGNED: "warn",
    ApprovalStatus.RETURNED: "bad",
    ApprovalStatus.APPROVED: "good",
}
SHORT = {
    ApprovalStatus.COLLECTING: "đang nhập",
    ApprovalStatus.SIGNED: "tổ đã xác nhận",
    ApprovalStatus.RETURNED: "trả lại tổ",
    ApprovalStatus.APPROVED: "thường trực đã duyệt",
}


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str


def badge_of(status: str) -> Badge:
    return Badge(SHORT[ApprovalStatus(status)], TONES[ApprovalStatus(status)])


def badges_of(phase: Phase, units: Iterable[int]) -> dict[int, Badge]:
    """How far each unit is, by its id; of a phase in which nobody signs (closed before, not open yet) nothing."""
    found = statuses_of(phase)
    if not found and not phase.is_open:
        return {}
    return {pk: badge_of(found.get(pk, ApprovalStatus.COLLECTING)) for pk in units}


def closed_words(phase: Phase, unit: Unit, admission: Admission | None = None) -> str:
    """Why nothing of a neighbourhood is keyed now: signed off, or out of time; "" where the phase is not open.

    Whoever has asked for the admission already hands it in.
    """
    if not phase.is_open:
        return ""
    now = clock.now()
    found = admission or admission_of(phase, unit, now)
    return lock_words(phase, unit) or ("" if found.is_open else refusal_words(found, now))


def result_words(figures: rules.Figures) -> str:
    """ "98/116 hộ đạt, 84,4 %"."""
    return f"{figures.passing}/{figures.counted} hộ đạt, {percent(figures.passing, figures.counted)} %"


def deadline_lines(phase: Phase) -> list[tuple[str, str]]:
    """Until when neighbourhoods sign and the standing office takes in, as far as the plan says."""
    now = clock.now()
    ends = [
        ("Hạn của tổ", step_end(phase, StepKind.COLLECTION)),
        ("Hạn thường trực", step_end(phase, StepKind.SUBMISSION)),
    ]
    return [(what, f"trước {full_closing_words(end)}{' (đã qua)' if end <= now else ''}") for what, end in ends if end]


def holder_words(approval: UnitApproval) -> str:
    """Who has the neighbourhood's scores on the desk: "Thường trực"."""
    return "Thường trực" if approval.is_locked else "Tổ"


def since(approval: UnitApproval) -> datetime | None:
    return approval.last_move.made_at if approval.last_move else None


# The list of all neighbourhoods


@dataclass(frozen=True)
class ApprovalLine:
    """One neighbourhood in the list: where it stands, what it has reached, what is in the way of its approval."""

    unit: Unit
    approval: UnitApproval
    badge: Badge
    holder: str
    since: datetime | None
    figures: rules.Figures
    has_changed: bool
    notes: list[str]
    why_not: str

    @property
    def share(self) -> str:
        return f"{percent(self.figures.passing, self.figures.counted)} %"

    @property
    def result(self) -> str:
        return result_words(self.figures)

    @property
    def seen(self) -> str:
        """What the form sends back: which neighbourhood, and which version of it was looked at."""
        return f"{self.unit.pk}-{self.approval.version}"


def approval_lines(phase: Phase, units: Sequence[Unit], user) -> list[ApprovalLine]:
    """A line for each neighbourhood, in a fixed number of statements; of a closed phase with what was signed for."""
    found = approvals_of(phase, units)
    if phase.is_closed:
        return [approval_line(found[unit.pk], signed_work(found[unit.pk]), False, unit, user) for unit in units]
    work, changed = collected(phase, units), changed_since(phase, found)
    return [approval_line(found[unit.pk], work[unit.pk], unit.pk in changed, unit, user) for unit in units]


def signed_work(approval: UnitApproval) -> rules.Collected:
    """The numbers a neighbourhood has signed for; nothing where it has not."""
    return rules.Collected(approval.signature.signed_for if approval.is_locked else rules.Figures())


def approval_line(approval: UnitApproval, work: rules.Collected, has_changed: bool, unit: Unit, user) -> ApprovalLine:
    signature = signature_of(approval, user, has_changed, work)
    said = [] if approval.phase.is_closed else rules.findings(work)
    return ApprovalLine(
        unit=unit,
        approval=approval,
        badge=badge_of(approval.status),
        holder=holder_words(approval),
        since=since(approval),
        figures=work.figures,
        has_changed=has_changed,
        notes=[one.brief for one in said],
        why_not=rules.approving_refusal(signature),
    )


def approve_words(report: ApproveReport) -> list[str]:
    """What approving many did: one sentence for those done, one for each that was left out."""
    done = ", ".join(unit.name for unit in report.done)
    words = [f"Đã duyệt {len(report.done)} tổ: {done}."] if report.done else []
    return words + [f"Bỏ qua {unit} vì {why_not}." for unit, why_not in report.skipped]


# The page of one neighbourhood


@dataclass(frozen=True)
class FindingLine:
    """A finding with the page where it is mended ("" where there is none)."""

    sentence: str
    weight: str
    url: str


@dataclass(frozen=True)
class UnitPage:
    """Everything the sign-off page of one neighbourhood shows."""

    line: ApprovalLine
    findings: list[FindingLine]
    stamp: str
    on_behalf: bool  # this person is no officer of the neighbourhood
    lock: str
    changed: str
    register: RegisterCount
    checklists: list[Checklist]
    unfinished: list[Household]
    unfinished_more: int
    history: list[ApprovalMove]

    @property
    def approval(self) -> UnitApproval:
        return self.line.approval

    @property
    def blocks(self) -> list[FindingLine]:
        return [one for one in self.findings if one.weight == rules.Weight.BLOCKS]

    @property
    def to_explain(self) -> list[FindingLine]:
        return [one for one in self.findings if one.weight == rules.Weight.EXPLAIN]

    @property
    def notes(self) -> list[FindingLine]:
        return [one for one in self.findings if one.weight == rules.Weight.NOTE]

    @property
    def returned(self) -> ApprovalMove | None:
        """The move that sent the neighbourhood back, while that is where it stands."""
        return self.approval.last_move if self.approval.status == ApprovalStatus.RETURNED else None


def unit_page(phase: Phase, unit: Unit, user) -> UnitPage:
    """The page of a neighbourhood; of a closed phase what was signed for, and nothing of what has come since."""
    approval = approvals_of(phase, [unit])[unit.pk]
    work = signed_work(approval) if phase.is_closed else collected(phase, [unit])[unit.pk]
    has_changed = not phase.is_closed and unit.pk in changed_since(phase, {unit.pk: approval})
    unfinished = [] if phase.is_closed else list(unfinished_homes(phase, unit)[:NAMED])
    findings = [] if phase.is_closed else rules.findings(work)
    return UnitPage(
        line=approval_line(approval, work, has_changed, unit, user),
        findings=[FindingLine(one.sentence, one.weight, finding_url(one.about, phase, unit)) for one in findings],
        stamp=stamps_of(phase, [unit])[unit.pk],
        on_behalf=not user.holds({RoleKind.OFFICER}, unit),
        lock=lock_sentence(approval, unit) if approval.is_locked and phase.is_open else "",
        changed=changed_words(approval, work.figures) if has_changed else "",
        register=unit_counts(phase, [unit])[unit.pk],
        checklists=[one for one in checklists(phase, [unit]) if one.lines],
        unfinished=unfinished,
        unfinished_more=max(0, work.figures.missing + work.figures.begun - NAMED),
        history=list(reversed(approval.moves.all())) if approval.pk else [],
    )


def finding_url(about: str, phase: Phase, unit: Unit) -> str:
    """The page where a finding is looked at and mended."""
    place = [phase.campaign.code, phase.number]
    sheets = f"{reverse('scoring:sheets', args=place)}?to={unit.pk}"
    return {
        "missing": f"{sheets}&state=missing",
        "entering": f"{sheets}&state=entering",
        "households": f"{reverse('emulation:households')}?to={unit.pk}",
        "checklists": reverse("scoring:checklists", args=place),
        "proposals": f"{reverse('scoring:exemptions', args=place)}?state=council&to={unit.pk}",
        "questions": f"{sheets}&state=ask",
        "phone": f"{reverse('scoring:self_scores', args=[*place, unit.pk])}?state=waiting",
        "second": f"{reverse('scoring:second_entries', args=place)}?to={unit.pk}",
        "papers": f"{reverse('scoring:unit_register', args=[*place, unit.pk])}?state=missing",
    }.get(about, "")


def changed_words(approval: UnitApproval, now: rules.Figures) -> str:
    """What has become other since the signature, in numbers, and what follows."""
    then = approval.signature.signed_for
    pairs = [
        ("phải có", f"{then.expected} phiếu", f"{now.expected} phiếu"),
        ("đã xong", f"{then.finished} phiếu", f"{now.finished} phiếu"),
        ("được chấm", f"{then.people} người", f"{now.people} người"),
        ("kết quả", result_words(then), result_words(now)),
    ]
    different = [f"{what}: lúc xác nhận {before}, nay {after}" for what, before, after in pairs if before != after]
    words = f" ({'; '.join(different)})" if different else ""
    return f"Danh sách người được chấm đã thay đổi từ lúc tổ xác nhận{words}. {CHANGED[approval.status]}"


CHANGED = {
    ApprovalStatus.SIGNED: (
        "Chưa duyệt được: tổ thu hồi xác nhận hoặc thường trực trả lại tổ, nhập bổ sung nếu cần, rồi tổ xác nhận lại."
    ),
    ApprovalStatus.APPROVED: "Nếu điều này làm đổi kết quả, thường trực thu hồi duyệt rồi trả lại để tổ xác nhận lại.",
}
