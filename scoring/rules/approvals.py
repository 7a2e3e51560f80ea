"""The sign-off of a neighbourhood: which moves there are, what stands in the way of one, what is said beside it.

The neighbourhood signs for what it has collected, the standing office approves or returns it. Each floor takes back
its own: what is approved is neither returned nor taken back before the approval itself is withdrawn.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ..choices import ApprovalStatus, ApprovalVerb
from .second_entry import Disagreement, rate_words

COLLECTING, SIGNED = ApprovalStatus.COLLECTING, ApprovalStatus.SIGNED
RETURNED, APPROVED = ApprovalStatus.RETURNED, ApprovalStatus.APPROVED


# Moves


class MoveRefused(ValueError):
    """A move that cannot be; the message is a Vietnamese sentence that says what comes first."""


# from where to where each verb leads
MOVES: dict[str, tuple[frozenset[str], str]] = {
    ApprovalVerb.SIGN: (frozenset({COLLECTING, RETURNED}), SIGNED),
    ApprovalVerb.TAKE_BACK: (frozenset({SIGNED}), COLLECTING),
    ApprovalVerb.RETURN: (frozenset({SIGNED}), RETURNED),
    ApprovalVerb.APPROVE: (frozenset({SIGNED}), APPROVED),
    ApprovalVerb.WITHDRAW: (frozenset({APPROVED}), SIGNED),
}
NEEDS_REASON = frozenset({ApprovalVerb.RETURN, ApprovalVerb.WITHDRAW})
LOCKED = frozenset({SIGNED, APPROVED})  # in these nobody changes what was signed for

STANDS = {
    COLLECTING: "Tổ chưa xác nhận nên chưa có gì để duyệt, trả lại hay thu hồi.",
    RETURNED: "Tổ đang sửa theo yêu cầu trả lại; chờ tổ xác nhận lại.",
    SIGNED: "Tổ đã xác nhận và thường trực chưa duyệt. Hãy tải lại trang để xem trạng thái mới nhất.",
    APPROVED: "Thường trực đã duyệt tổ này. Thường trực thu hồi duyệt trước, rồi mới trả lại hoặc thu hồi xác nhận.",
}


def moved(status: str, verb: str) -> str:
    """The state a verb leads to. Raises MoveRefused."""
    before, after = MOVES[verb]
    if status not in before:
        raise MoveRefused(STANDS[ApprovalStatus(status)])
    return after


def lock_sentence(unit: str, status: str, who: str, when: str) -> str:
    """Who has locked a neighbourhood, when, and how it is opened again; "" where nobody has."""
    if status == SIGNED:
        return (
            f"{unit} đã được xác nhận ({who}, {when}) nên phiếu, miễn chấm và bảng chấm của tổ chỉ để xem. "
            "Cần sửa thì tổ thu hồi xác nhận, hoặc thường trực thi đua trả lại tổ."
        )
    if status == APPROVED:
        return (
            f"Thường trực thi đua đã duyệt {unit} ({who}, {when}) nên phiếu, miễn chấm và bảng chấm của tổ chỉ để xem. "
            "Cần sửa thì thường trực thu hồi duyệt rồi trả lại tổ."
        )
    return ""


# What was collected, and what is found in it


@dataclass(frozen=True)
class Figures:
    """The numbers a neighbourhood signs for."""

    expected: int = 0
    finished: int = 0
    begun: int = 0  # sheets with answers that nobody has finished
    people: int = 0
    passing_people: int = 0
    counted: int = 0
    passing: int = 0

    @property
    def missing(self) -> int:
        """Households of which nothing has been keyed."""
        return self.expected - self.finished - self.begun


@dataclass(frozen=True)
class Collected:
    """What is known of a neighbourhood's work when it signs; whoever finds something new adds it here."""

    figures: Figures = Figures()
    proposals: int = 0  # exemptions that wait for the council's decision
    papers_out: int = 0  # sheets of paper handed out and not back
    checklists: tuple[str, ...] = ()  # the neighbourhood's own that are not scored to their end
    questions: int = 0  # households with a note to be asked again
    second_left: int = 0  # sheets to be keyed twice that are not, or whose entries differ and nobody has settled
    phone_unseen: int = 0  # households that have sent, or sent again, since anybody of the neighbourhood looked
    rate: Disagreement = field(default_factory=Disagreement)


class Weight(StrEnum):
    """What follows from a finding."""

    BLOCKS = "blocks"
    EXPLAIN = "explain"  # signed for only with a written explanation
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """A sentence about what was collected; `about` is what its page is found by, `brief` what a list says."""

    sentence: str
    weight: Weight
    about: str
    brief: str


def nothing_yet(found: Collected) -> Iterable[Finding]:
    """Blocks an empty signature; a neighbourhood with nobody to score may say so and sign."""
    if found.figures.expected == 0:
        yield Finding("Tổ không có hộ nào phải nộp phiếu trong đợt này.", Weight.EXPLAIN, "households", "không có hộ")
    elif found.figures.finished == 0:
        yield Finding(
            "Chưa có phiếu nào nhập xong nên chưa có gì để xác nhận.", Weight.BLOCKS, "missing", "chưa có phiếu"
        )


def sheets_left(found: Collected) -> Iterable[Finding]:
    """One family that is away must not stop the others: what is missing is explained, and counts as not passing."""
    figures = found.figures
    if figures.missing:
        words = f"Còn {figures.missing}/{figures.expected} hộ chưa có phiếu; các hộ này tính là chưa đạt."
        yield Finding(words, Weight.EXPLAIN, "missing", f"{figures.missing} hộ chưa có phiếu")
    if figures.begun:
        words = f"Còn {figures.begun}/{figures.expected} phiếu nhập dở, chưa bấm xong."
        yield Finding(words, Weight.EXPLAIN, "entering", f"{figures.begun} phiếu nhập dở")


def checklists_left(found: Collected) -> Iterable[Finding]:
    if found.checklists:
        names = ", ".join(found.checklists)
        yield Finding(f"Chưa chấm xong: {names}.", Weight.EXPLAIN, "checklists", f"chưa chấm xong {names}")


def phone_left(found: Collected) -> Iterable[Finding]:
    """What a household says last is not passed over: once signed for, nobody takes it in."""
    if found.phone_unseen:
        words = f"Còn {found.phone_unseen} hộ đã gửi phiếu tự chấm qua điện thoại mà tổ chưa xem."
        yield Finding(words, Weight.EXPLAIN, "phone", f"{found.phone_unseen} hộ tự chấm chưa xem")


def proposals_left(found: Collected) -> Iterable[Finding]:
    if found.proposals:
        words = f"Còn {found.proposals} đề nghị miễn chấm chờ quyết định, tạm tính là chưa đạt."
        yield Finding(words, Weight.NOTE, "proposals", f"{found.proposals} đề nghị miễn chấm chờ quyết định")


def papers_left(found: Collected) -> Iterable[Finding]:
    if found.papers_out:
        words = f"Còn {found.papers_out} phiếu giấy đã phát mà chưa thu về."
        yield Finding(words, Weight.NOTE, "papers", f"{found.papers_out} phiếu giấy chưa thu")


def second_entries_left(found: Collected) -> Iterable[Finding]:
    """Once signed for, nothing is keyed a second time: that has its place before."""
    if found.second_left:
        words = (
            f"Còn {found.second_left} phiếu chờ nhập lần hai hoặc chờ đối chiếu; xác nhận rồi thì không nhập được nữa."
        )
        yield Finding(words, Weight.EXPLAIN, "second", f"{found.second_left} phiếu chờ nhập lần hai, đối chiếu")
    if found.rate.sheets:
        words = rate_words(found.rate)
        yield Finding(f"Đã có {words}.", Weight.NOTE, "second", words)


def questions_left(found: Collected) -> Iterable[Finding]:
    if found.questions:
        words = f"Còn {found.questions} hộ có ghi chú “hỏi lại hộ” chưa hỏi."
        yield Finding(words, Weight.EXPLAIN, "questions", f"{found.questions} hộ cần hỏi lại")


# Each looks at one thing; a new check is a function and a line here.
CHECKS: tuple[Callable[[Collected], Iterable[Finding]], ...] = (
    nothing_yet, sheets_left, checklists_left, questions_left, second_entries_left, phone_left,
    proposals_left, papers_left,
)  # fmt: skip


def findings(found: Collected) -> list[Finding]:
    """Everything there is to say before signing, what blocks first."""
    said = [finding for check in CHECKS for finding in check(found)]
    return sorted(said, key=lambda finding: list(Weight).index(finding.weight))


def signing_refusal(found: Collected, explanation: str) -> str:
    """Why the neighbourhood cannot be signed for so; "" where it can."""
    said = findings(found)
    if blocking := [one.sentence for one in said if one.weight == Weight.BLOCKS]:
        return " ".join(blocking)
    to_explain = [one.sentence for one in said if one.weight == Weight.EXPLAIN]
    if to_explain and not explanation:
        return f"Hãy ghi lời giải trình rồi xác nhận. {' '.join(to_explain)}"
    return ""


@dataclass(frozen=True)
class Signature:
    """What the standing office looks at before it approves."""

    status: str
    is_own: bool = False  # signed by the very person who would approve
    has_changed: bool = False  # people or answers are not those that were signed for
    proposals: int = 0


def approving_refusal(found: Signature) -> str:
    """Why a neighbourhood is not approved, as a phrase that follows "vì"; "" where nothing is in the way."""
    if found.status != SIGNED:
        return {
            COLLECTING: "tổ chưa xác nhận",
            RETURNED: "tổ đang sửa theo yêu cầu trả lại",
            APPROVED: "đã duyệt từ trước",
        }[ApprovalStatus(found.status)]
    if found.is_own:
        return "chính bạn đã xác nhận cho tổ, cần người khác duyệt"
    if found.has_changed:
        return "danh sách hoặc điểm đã khác với lúc tổ xác nhận, hãy trả lại để tổ xem và xác nhận lại"
    if found.proposals:
        return f"còn {found.proposals} đề nghị miễn chấm chưa quyết định"
    return ""
