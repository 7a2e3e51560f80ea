"""What households read on their own page, and what the neighbourhood reads of it; whole Vietnamese phrases."""

from dataclasses import dataclass
from datetime import datetime

from emulation.kit import clock
from emulation.models import Phase
from emulation.rules.deadlines import Admission
from emulation.words.deadlines import full_closing_words, opening_words

from .. import rules
from ..actions.self_scores import SelfConflict
from ..choices import NaPolicy
from ..queries.self_scores import OwnSheet, Proposal, ProposedLine, SelfLine
from .sheets import answer_sign, answer_words

WORDING = 1  # of the consent: a change of its words is a new number, and the old words stay here


@dataclass(frozen=True)
class Consent:
    """The words a household consents to: for what, who sees it, how long; and the second purpose, apart."""

    use: str
    publish: str


CONSENTS = {
    1: Consent(
        use=(
            "Tôi thay mặt gia đình đồng ý để {office} dùng họ tên và các câu trả lời ở đây để chấm điểm và công nhận "
            "trong phong trào này."
        ),
        publish="Tôi đồng ý công khai tên chủ hộ, tổ dân phố và kết quả nếu gia đình được công nhận.",
    ),
}


def office_of(phase: Phase) -> str:
    """Who asks: "Ủy ban nhân dân phường Đồng Tâm"."""
    ward = phase.campaign.ward.name
    return f"Ủy ban nhân dân {ward[:1].lower()}{ward[1:]}"


def consent_words(phase: Phase, wording: int = WORDING) -> Consent:
    """A wording with the office's name in it."""
    words = CONSENTS[wording]
    return Consent(words.use.format(office=office_of(phase)), words.publish)


def window_words(admission: Admission) -> str:
    """Until when a household may still change its answers."""
    return f"Gia đình chấm và sửa được đến {full_closing_words(admission.until)}." if admission.until else ""


def closed_words(phase: Phase, admission: Admission, now: datetime, *, is_signed: bool = False) -> str:
    """Why the page takes nothing now, and what to do instead, naming nobody of the office; "" while it does."""
    ask = "Cần sửa hoặc hỏi thêm, xin gặp cán bộ tổ dân phố."
    if phase.is_open and admission.is_open:
        return f"Tổ dân phố đã tổng hợp xong nên trang này không nhận thêm. {ask}" if is_signed else ""
    if phase.is_closed:
        return f"Đợt chấm đã kết thúc. {ask}"
    window = admission.window
    if not admission.is_open and window.is_over(now):
        return f"Đã hết hạn tự chấm lúc {full_closing_words(window.ends_at)}. {ask}"
    if window and window.opens_at:
        return f"Chưa đến thời gian tự chấm: mở lúc {opening_words(window.opens_at)}. Xin giữ lại phiếu mở này."
    return "Đợt chấm chưa mở. Xin giữ lại phiếu mở này và quay lại sau."


@dataclass(frozen=True)
class Option:
    """One answer to tap on."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    """One criterion as a household reads it."""

    number: int
    name: str  # of the field
    label: str
    text: str
    remark: str
    options: list[Option]


def questions_of(line: SelfLine, answers: str = "") -> list[Question]:
    """The questions of one line; `answers` are those of a form that could not be kept."""
    answers = answers or line.answers
    criteria = line.criteria_set.criteria.all()
    asked = zip(criteria, line.criteria_set.as_rules().criteria, answers, strict=True)
    return [
        Question(c.number, f"c{c.number}", c.label, c.text, remark_of(rule), options_of(rule, answer))
        for place, (c, rule, answer) in enumerate(asked)
        if place not in line.closed
    ]


def remark_of(rule: rules.CriterionRule) -> str:
    words = f"{rule.points} điểm" + (" thưởng" if rule.is_bonus else "")
    return words + ("" if rule.steps == 1 else f", chấm từ 0 đến {rule.steps}")


def options_of(rule: rules.CriterionRule, answer: str) -> list[Option]:
    if rule.steps == 1:
        choices = [(rules.MET, "Đạt"), (rules.NOT_MET, "Chưa đạt")]
    else:
        choices = [(grade, str(place)) for place, grade in enumerate(rules.GRADES[: rule.steps + 1])]
    if rule.na_policy != NaPolicy.NOT_ALLOWED:
        choices.append((rules.NOT_APPLICABLE, "Không áp dụng"))
    return [Option(value, words, value == answer) for value, words in choices]


def conflict_words(conflict: SelfConflict, line: SelfLine, mine: str) -> str:
    """What the other phone has saved, cell by cell."""
    standing = conflict.standing
    pairs = zip(line.criteria_set.as_rules().criteria, mine, standing.answers, strict=True)
    differences = [
        f"câu {c.number}: ở đây “{answer_words(a, c.steps)}”, máy kia “{answer_words(b, c.steps)}”"
        for c, a, b in pairs
        if a != b
    ]
    when = f"{clock.local(standing.saved_at):%H:%M ngày %d/%m/%Y}"
    return (
        f"Một máy khác của gia đình đã lưu phần của {line.name} lúc {when}, khác với ở đây: {'; '.join(differences)}. "
        "Phần ở đây chưa lưu. Xin xem lại rồi bấm Lưu lần nữa nếu muốn giữ các câu trả lời ở đây."
    )


def progress_words(line: SelfLine) -> str:
    """How far a line is: "Đã trả lời 7/10 câu"."""
    if line.is_complete:
        return "Đã trả lời đủ"
    return f"Đã trả lời {line.answered}/{line.asked} câu" if line.answered else "Chưa trả lời"


def others_words(own: OwnSheet) -> str:
    """Those who are not scored, as a number and without a name."""
    if not own.others:
        return ""
    age = own.phase.campaign.adult_age
    who = f"{own.others} người chưa đủ {age} tuổi, đang vắng hoặc được miễn"
    return f"Gia đình còn {who}: chỉ đếm, không chấm, không ghi tên."


@dataclass(frozen=True)
class ReceiptLine:
    """What was sent for one person."""

    name: str
    answers: list[tuple[int, str, str]]  # number, label, words
    missing: int


def receipt_lines(own: OwnSheet) -> list[ReceiptLine]:
    """What was sent, in the order of the page."""
    return [receipt_line(line) for line in own.lines if line.sent]


def receipt_line(line: SelfLine) -> ReceiptLine:
    asked = zip(line.criteria_set.criteria.all(), line.criteria_set.as_rules().criteria, line.sent, strict=True)
    told = [
        (c.number, c.label, "chưa trả lời" if answer == rules.UNSET else answer_words(answer, rule.steps))
        for place, (c, rule, answer) in enumerate(asked)
        if place not in line.closed
    ]
    missing = sum(answer == rules.UNSET for place, answer in enumerate(line.sent) if place not in line.closed)
    return ReceiptLine(line.name, told, missing)


def state_words(own: OwnSheet) -> str:
    """What the household should do next while nothing has been sent."""
    if own.unsent and not own.missing:
        return "Đã trả lời đủ nhưng chưa gửi. Xin bấm nút gửi ở cuối trang."
    return "Chưa gửi. Chọn từng người để trả lời; nghỉ giữa chừng vẫn giữ phần đã lưu, quét lại phiếu mở để làm tiếp."


# What the neighbourhood reads


@dataclass(frozen=True)
class SelfSign:
    """The household's answer beside a cell; `cell` names the cell."""

    cell: str
    answer: str
    sign: str
    words: str
    differs: bool


def self_signs(proposal: Proposal | None) -> dict[str, SelfSign]:
    """The signs by the name of their cell, for the answers the household has given."""
    signs = (sign for line in (proposal.lines if proposal else []) for sign in signs_of(line))
    return {sign.cell: sign for sign in signs}


def signs_of(line: ProposedLine) -> list[SelfSign]:
    return [
        SelfSign(
            cell=f"{line.member}-{c.number}",
            answer=answer,
            sign=answer_sign(answer, c.steps),
            words=f"hộ tự chấm: {answer_words(answer, c.steps)}",
            differs=place in line.places,
        )
        for place, (c, answer) in enumerate(zip(line.criteria, line.proposed, strict=True))
        if answer != rules.UNSET
    ]


def difference_words(line: ProposedLine) -> str:
    """Where the two part: "tiêu chí 3: hộ “đạt”, tổ “chưa đạt”"."""
    return "; ".join(
        f"tiêu chí {line.criteria[place].number}: "
        f"hộ “{answer_words(line.proposed[place], line.criteria[place].steps)}”, "
        f"tổ “{answer_words(line.own[place], line.criteria[place].steps)}”"
        for place in line.places
    )


def taken_words(count: int) -> str:
    """What taking over did."""
    if not count:
        return "Không còn dòng trống nào để lấy: các dòng đã nhập giữ nguyên."
    return f"Đã lấy {count} dòng theo hộ tự chấm. Dòng đã nhập giữ nguyên; hãy đối chiếu rồi bấm xong."
