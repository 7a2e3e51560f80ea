"""What pages say of dossiers: in whose hands, since when, how late; what may be done and why something may not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from emulation.kit import clock
from emulation.kit.vietnamese import thousands

from ..actions.dossiers import Made
from ..choices import DossierStatus, DossierVerb, Hands, PaperState
from ..models import Dossier, DossierMove, DossierPaper
from ..rules.dossiers import NEEDS_REASON, Actor, Contents, accepting_refusal, hands, lacks, steps_from
from ..rules.working_days import WorkCalendar, calendar_doubts, working_days_between

S = DossierStatus
TONES = {
    S.DRAFT: "plain", S.SUBMITTED: "warn", S.VETTING: "warn", S.MORE: "bad", S.ELIGIBLE: "good", S.MET: "good",
    S.PRESENTED: "good", S.SIGNED: "good", S.REGISTERED: "good", S.HANDED: "good", S.REVOKED: "bad", S.DROPPED: "plain",
}  # fmt: skip
PAPER_TONES = {
    PaperState.MISSING: "bad", PaperState.GENERATED: "good", PaperState.UPLOADED: "good", PaperState.WAIVED: "plain",
}  # fmt: skip
ABOUT = {
    DossierVerb.SUBMIT: "Nộp rồi thì nội dung hồ sơ chỉ để xem; chưa tiếp nhận thì còn lấy lại được.",
    DossierVerb.RESUBMIT: "Hồ sơ trở lại đúng thứ tự cũ; thời hạn tính lại từ hôm nay.",
    DossierVerb.TAKE_BACK: "Thường trực chưa tiếp nhận nên còn lấy lại được.",
    DossierVerb.DROP: "Các đề nghị trong hồ sơ được để ra, lập hồ sơ khác được.",
    DossierVerb.ASK_MORE: "Ghi rõ thiếu gì, cần sửa gì. Thời hạn dừng cho tới khi đơn vị nộp lại.",
    DossierVerb.LOOK_AGAIN: "Chỉ khi hồ sơ chưa nằm trong chương trình họp.",
}
REASON_LABELS = {
    DossierVerb.ASK_MORE: "Cần bổ sung gì, vì sao",
    DossierVerb.DROP: "Lý do bỏ hồ sơ",
    DossierVerb.LOOK_AGAIN: "Lý do thẩm định lại",
}
DONE = {
    DossierVerb.SUBMIT: "Đã nộp hồ sơ.",
    DossierVerb.RESUBMIT: "Đã nộp lại hồ sơ.",
    DossierVerb.TAKE_BACK: "Đã lấy lại hồ sơ để sửa.",
    DossierVerb.DROP: "Đã bỏ hồ sơ. Các đề nghị trong đó lập hồ sơ khác được.",
    DossierVerb.TAKE_UP: "Đã tiếp nhận hồ sơ.",
    DossierVerb.ASK_MORE: "Đã trả hồ sơ để bổ sung.",
    DossierVerb.ACCEPT: "Đã xác nhận hồ sơ đủ điều kiện.",
    DossierVerb.LOOK_AGAIN: "Hồ sơ trở lại bước thẩm định.",
    DossierVerb.MEET: "Đã ghi hồ sơ qua họp Hội đồng.",
    DossierVerb.PRESENT: "Đã ghi hồ sơ được trình.",
    DossierVerb.SEND_UP: "Đã ghi hồ sơ được gửi cấp trên.",
    DossierVerb.SIGN: "Đã ghi hồ sơ có quyết định đã ký.",
}


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str


def status_badge(dossier: Dossier) -> Badge:
    return Badge(S(dossier.status).label, TONES[S(dossier.status)])


def paper_badge(paper: DossierPaper) -> Badge:
    return Badge(PaperState(paper.state).label, PAPER_TONES[PaperState(paper.state)])


def holder_words(dossier: Dossier) -> str:
    """In whose hands it is, by name where it has one."""
    found = hands(dossier.status, dossier.way)
    if found == Hands.UNIT:
        return str(dossier.unit)
    if found == Hands.SIGNER:
        return dossier.award.granted_by
    if found == Hands.SUPERIOR:
        return dossier.upward_to
    return found.label


def time_badge(dossier: Dossier, today: date, calendar: WorkCalendar) -> Badge | None:
    """ "còn 3 ngày làm việc", "quá hạn 2 ngày làm việc"; None while no time limit runs."""
    if not dossier.is_running:
        return None
    if dossier.due_on < today:
        late = working_days_between(dossier.due_on, today, calendar)
        return Badge(f"quá hạn {late} ngày làm việc" if late else "quá hạn", "bad")
    left = working_days_between(today, dossier.due_on, calendar)
    if not left:
        return Badge("hôm nay là hạn", "warn")
    return Badge(f"còn {left} ngày làm việc", "warn" if left <= 2 else "plain")


@dataclass(frozen=True)
class DossierRow:
    """A dossier as a list shows it."""

    one: Dossier
    badge: Badge
    holder: str
    time: Badge | None


def dossier_row(dossier: Dossier, today: date, calendar: WorkCalendar) -> DossierRow:
    return DossierRow(dossier, status_badge(dossier), holder_words(dossier), time_badge(dossier, today, calendar))


@dataclass(frozen=True)
class Act:
    """A step that a page offers; `why_not` says why its button is disabled."""

    verb: str
    label: str
    about: str
    why_not: str
    reason_label: str = ""

    @property
    def is_first(self) -> bool:
        """Whether it leads onward, so that its button is the strong one."""
        return self.verb not in NEEDS_REASON and self.verb != DossierVerb.TAKE_BACK


def acts_of(dossier: Dossier, contents: Contents, actor: Actor, user) -> list[Act]:
    """What the unit or the office may do now, each with the reason why it cannot yet; what leads on comes first."""
    found = [
        Act(
            one.verb,
            DossierVerb(one.verb).label,
            ABOUT.get(one.verb, ""),
            why_not(dossier, one.verb, contents, user),
            REASON_LABELS.get(one.verb, ""),
        )
        for one in steps_from(dossier.status, dossier.way, actor)
    ]
    return sorted(found, key=lambda act: not act.is_first)


def met_act(dossier: Dossier, is_decided: bool) -> list[Act]:
    """Saying by hand that the council has met, where its minutes were closed before the dossier was ready for it."""
    if not (is_decided and dossier.has_council and dossier.status == S.ELIGIBLE):
        return []
    about = "Biên bản đã khóa có kết quả của mọi đề nghị trong hồ sơ."
    return [Act(DossierVerb.MEET, DossierVerb.MEET.label, about, "")]


def signed_act(dossier: Dossier, is_signed: bool) -> list[Act]:
    """Saying by hand that it was signed, where the last nomination without a decision was withdrawn."""
    if not is_signed or dossier.status != S.PRESENTED:
        return []
    return [Act(DossierVerb.SIGN, DossierVerb.SIGN.label, "Mọi đề nghị còn lại đã có trong quyết định đã ký.", "")]


GOES_UP = {
    DossierVerb.SUBMIT, DossierVerb.RESUBMIT, DossierVerb.ACCEPT, DossierVerb.PRESENT, DossierVerb.SEND_UP,
}  # fmt: skip


def why_not(dossier: Dossier, verb: str, contents: Contents, user) -> str:
    if verb not in GOES_UP:
        return ""
    said = lacks(contents, verb)
    if verb == DossierVerb.ACCEPT:
        said = [text for text in [accepting_refusal(dossier.submitted_by_id, user.pk), *said] if text]
    return " ".join(said)


def waiting_words(dossier: Dossier) -> str:
    """What everybody waits for where nobody of the unit or the office has a button."""
    return {
        S.ELIGIBLE: "Chờ Hội đồng: đưa các đề nghị của hồ sơ vào chương trình một phiên họp. Hồ sơ được ghi là đã họp "
        "khi biên bản được khóa." if dossier.has_council else "",
        S.PRESENTED: "Chờ quyết định. Hồ sơ được ghi là đã ký khi ghi số, ngày quyết định.",
    }.get(S(dossier.status), "")  # fmt: skip


def due_notes(dossier: Dossier, lost: int, calendar: WorkCalendar) -> list[str]:
    """What there is to say about the time limit: days away to be completed, days that are not certain."""
    said = []
    if lost:
        said.append(f"Đã dừng {lost} ngày làm việc để đơn vị bổ sung; hạn tính lại từ ngày nộp lại.")
    if dossier.is_running and dossier.submitted_at and dossier.due_on:
        said += calendar_doubts(clock.local(dossier.submitted_at).date(), dossier.due_on, calendar)
    return said


def move_words(move: DossierMove) -> str:
    """ "Yêu cầu bổ sung", "Nộp hồ sơ, hạn 12/11/2026"."""
    words = DossierVerb(move.verb).label
    if move.verb in (DossierVerb.SUBMIT, DossierVerb.RESUBMIT) and move.due_on:
        words += f", hạn {move.due_on:%d/%m/%Y}"
    return words


def made_words(made: Made) -> str:
    if not made.dossiers:
        return "Không còn đề nghị nào chưa có hồ sơ, nên chưa lập thêm gì."
    return f"Đã đưa {thousands(made.nominations)} đề nghị vào {thousands(len(made.dossiers))} hồ sơ nháp."


def step_links(phase, counts: dict[str, int], chosen: str) -> list[tuple[str, int, str, bool]]:
    """Each state that holds dossiers, how many, where they are listed, whether that is shown now."""
    page = reverse("rewards:dossiers", args=[phase.campaign.code, phase.number])
    return [(one.label, counts[one], f"{page}?state={one.value}", chosen == one) for one in S if counts.get(one)]


def nominations_page(dossier: Dossier, state: str) -> str:
    """Where the nominations of a dossier that need somebody are listed, to be done by one press."""
    phase, unit = dossier.phase, dossier.unit_id
    asked = {"award": dossier.award.number, "state": state} | ({"unit": unit} if unit != phase.campaign.ward_id else {})
    return f"{reverse('rewards:nominations', args=[phase.campaign.code, phase.number])}?{urlencode(asked)}"


def history(moves: Iterable[DossierMove]) -> list[tuple[DossierMove, str]]:
    """The latest first."""
    return [(move, move_words(move)) for move in reversed(list(moves))]
