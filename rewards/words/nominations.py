"""What pages say of awards and nominations: tones of lights, what a press would do and has done."""

from dataclasses import dataclass

from emulation.kit import clock
from emulation.kit.vietnamese import percent, thousands

from ..actions.many_nominations import Done
from ..actions.nominations import Proposed
from ..choices import NominationStatus, Procedure, SubjectKind
from ..models import AgendaLine, Award, NameCorrection, Nomination
from ..queries.nominations import AwardLine, KnownFacts
from ..queries.proposals import Proposal
from ..rules.eligibility import Glow, Light, lights, overall
from ..rules.voting import State
from .voting import BRIEF

TONES = {Glow.MET: "good", Glow.OPEN: "warn", Glow.LOOK: "warn", Glow.BLOCKED: "bad", Glow.TOLD: "plain"}
SIGNS = {Glow.MET: "✓", Glow.OPEN: "○", Glow.LOOK: "!", Glow.BLOCKED: "✕", Glow.TOLD: "i"}
OVERALL = {
    Glow.MET: "Đủ điều kiện",
    Glow.OPEN: "Còn việc phải làm",
    Glow.LOOK: "Cần xem xét",
    Glow.BLOCKED: "Đang bị chặn",
}
ACTS = {
    "confirm": ("Xác nhận không bị kỷ luật, điều tra, khiếu nại", "Đã xác nhận"),
    "unconfirm": ("Bỏ xác nhận", "Đã bỏ xác nhận"),
    "withdraw": ("Rút đề nghị", "Đã rút"),
    "restore": ("Khôi phục đề nghị đã rút", "Đã khôi phục"),
}
STANDARD_ACTS = {
    "tick": ("Đánh dấu đạt tiêu chuẩn", "Đã đánh dấu đạt tiêu chuẩn cho"),
    "untick": ("Bỏ đánh dấu tiêu chuẩn", "Đã bỏ đánh dấu tiêu chuẩn của"),
}
MANY_ACTS = ACTS | STANDARD_ACTS
TICK_AGAIN = "Nhầm thì chọn lại các đề nghị này với việc “Bỏ đánh dấu tiêu chuẩn”."


@dataclass(frozen=True)
class LightWords:
    topic: str
    tone: str
    sign: str
    reason: str


@dataclass(frozen=True)
class NominationRow:
    """A nomination as lists and its page show it: its lights, and the worst of them in words."""

    one: Nomination
    lights: list[LightWords]
    overall: str
    tone: str

    @property
    def told(self) -> list[LightWords]:
        """What a list has room for: everything that is not simply met."""
        return [light for light in self.lights if light.tone != "good"]


def nomination_row(one: Nomination, known: KnownFacts) -> NominationRow:
    found = lights(known.facts(one))
    if one.status == NominationStatus.WITHDRAWN:
        return NominationRow(one, [], "Đã rút", "plain")
    worst = overall(found)
    return NominationRow(one, [light_words(light) for light in found], OVERALL[worst], TONES[worst])


def light_words(light: Light) -> LightWords:
    return LightWords(light.topic, TONES[light.glow], SIGNS[light.glow], light.reason)


def share_words(one) -> str:
    """The frozen share of a nomination or a candidate: "82/96 (85,4 %)"; "" where there is none."""
    if one.part is None or not one.whole:
        return ""
    return f"{thousands(one.part)}/{thousands(one.whole)} ({percent(one.part, one.whole)} %)"


def award_facts(award: Award) -> list[str]:
    """An award in short: for whom, by whom, through which procedure."""
    kinds = ", ".join(kind.label.lower() for kind in award.subject_kinds)
    facts = [f"Cho {kinds}", award.granted_by]
    if award.upward_to:
        facts.append(f"trình {award.upward_to}")
    if award.procedure == Procedure.SIMPLE:
        facts.append("thủ tục đơn giản")
    return facts


def quota_words(line: AwardLine) -> str:
    if line.limit is None:
        return "không"
    words = f"nhiều nhất {thousands(line.limit)}"
    if line.award.quota_percent:
        words += f" ({line.award.quota_percent} % {line.award.get_quota_base_display()})"
    return words


def proposal_words(proposal: Proposal) -> str:
    """What the one press would do."""
    parts = []
    if proposal.new:
        parts.append(f"thêm {thousands(len(proposal.new))} đề nghị")
    if proposal.refreshed:
        parts.append(f"lấy số liệu của {proposal.snapshot} cho {thousands(len(proposal.refreshed))} đề nghị đã có")
    again = f" Trong đó {thousands(len(proposal.withdrawn))} đối tượng đã rút trước đây." if proposal.withdrawn else ""
    return (
        f"Bấm một lần sẽ {' và '.join(parts)}.{again}" if parts else "Mọi đối tượng đủ điều kiện đã có trong danh sách."
    )


def proposed_words(done: Proposed) -> str:
    """What it has done."""
    if not (done.added or done.refreshed):
        return "Không có ai mới: mọi đối tượng đủ điều kiện đã có trong danh sách đề nghị."
    words = f"Đã thêm {thousands(done.added)} đề nghị." if done.added else ""
    if done.refreshed:
        words += f" Đã cập nhật số liệu cho {thousands(done.refreshed)} đề nghị đã có."
    if done.gone:
        words += f" Còn {thousands(done.gone)} đề nghị không còn trong kết quả: hãy xem rồi rút."
    return words.strip()


def done_words(act: str, done: Done) -> str:
    """What an act on many has done, and why not to the others."""
    words = f"{MANY_ACTS[act][1]} {thousands(done.done)} đề nghị." if done.done else "Không có đề nghị nào thay đổi."
    undo = TICK_AGAIN if act == "tick" and done.done else ""
    return " ".join(part for part in (words, undo, agenda_words(done), skipped_words(done)) if part)


def agenda_words(done: Done) -> str:
    """That a council has some of them before it; "" where it has none."""
    if not done.on_agenda:
        return ""
    return (
        f"{thousands(done.on_agenda)} đề nghị đang có trong chương trình họp Hội đồng: hãy báo người chuẩn bị phiên "
        "họp bỏ các dòng đó."
    )


def council_words(line: AgendaLine) -> str:
    """Where a nomination stands before the council: "Phiên họp số 1, 12/09/2022: thông qua"."""
    meeting = line.meeting
    said = BRIEF[State(line.outcome)].lower() if line.outcome else "đang trong chương trình họp"
    return f"{meeting}, {meeting.day:%d/%m/%Y}: {said}"


def correction_words(one: NameCorrection) -> str:
    """That what is printed was changed after the council had met: from what, to what, why, by whom."""
    return (
        f"Tên in đã sửa từ “{one.before}” thành “{one.after}”. Lý do: {one.reason} "
        f"({one.made_by}, {clock.local(one.made_at):%H:%M %d/%m/%Y})"
    )


def skipped_words(done: Done) -> str:
    told = [f"{thousands(count)} {why}" for why, count in done.skipped.items()]
    return f"Bỏ qua: {'; '.join(told)}." if told else ""


def kind_slugs(award: Award) -> list[tuple[str, str]]:
    """The ways to propose somebody by hand for an award: the word in the address, and what the button says."""
    return [(SLUGS[kind], f"Đề nghị {SubjectKind(kind).label.lower()}") for kind in award.subject_kinds]


SLUGS = {SubjectKind.COLLECTIVE: "tap-the", SubjectKind.INDIVIDUAL: "ca-nhan", SubjectKind.HOUSEHOLD: "ho-gia-dinh"}
KINDS = {slug: kind for kind, slug in SLUGS.items()}
