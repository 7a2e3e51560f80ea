"""What pages and minutes say of a vote: the settings, and how a line came out, with exact numbers."""

from fractions import Fraction

from emulation.kit.vietnamese import percent

from ..choices import VoteBase
from ..rules.voting import Outcome, Room, State, VotingRules

NO_BREAK = "\u00a0"
TONES = {
    State.PASSED: "good",
    State.FAILED: "bad",
    State.NO_QUORUM: "bad",
    State.TIE: "warn",
    State.IMPOSSIBLE: "warn",
}
BRIEF = {
    State.PASSED: "Thông qua",
    State.FAILED: "Không thông qua",
    State.NO_QUORUM: "Không đủ người họp",
    State.TIE: "Ngang phiếu",
    State.IMPOSSIBLE: "Số phiếu mâu thuẫn",
}
WHOLES = {
    VoteBase.MEMBERS: "thành viên",
    VoteBase.PRESENT: "người dự biểu quyết",
    VoteBase.VALID: "phiếu hợp lệ",
}


def fraction_words(part: Fraction) -> str:
    return "toàn bộ" if part == 1 else f"{part.numerator}/{part.denominator}"


def rules_words(rules: VotingRules) -> list[str]:
    """The settings of an award's vote, a sentence each; the minutes print them."""
    level = fraction_words(rules.share)
    tie = "theo quyết định của chủ trì" if rules.chair_breaks_ties else "không thông qua"
    said = [
        f"Họp khi có mặt ít nhất {fraction_words(rules.quorum)} thành viên có quyền biểu quyết.",
        f"Thông qua khi {'đạt từ' if rules.at_least else 'quá'} {level} số {WHOLES[VoteBase(rules.base)]} đồng ý.",
        "Bỏ phiếu kín." if rules.secret else "Biểu quyết giơ tay.",
        f"Ngang phiếu thì {tie}.",
    ]
    if not rules.written_count:
        said.append("Ý kiến bằng văn bản của người vắng mặt không tính vào số phiếu.")
    if rules.recused_leave_all:
        said.append("Người không biểu quyết ở một dòng được trừ khỏi tổng số thành viên của dòng đó.")
    return said


def room_words(room: Room) -> str:
    """ "Có mặt 7/9 thành viên có quyền biểu quyết, 1 người gửi ý kiến bằng văn bản"."""
    written = f", {room.written} người gửi ý kiến bằng văn bản" if room.written else ""
    return f"Có mặt {room.present}/{room.members} thành viên có quyền biểu quyết{written}"


def share_words(found: Outcome) -> str:
    return f"{percent(found.in_favour, found.base)}{NO_BREAK}%"


def outcome_words(found: Outcome | None, rules: VotingRules) -> str:
    """Why a line stands as it does, with exact numbers: what is there, what it takes, what is missing."""
    if found is None:
        return "Chưa ghi số phiếu."
    counted = f"{found.in_favour}/{found.base} {WHOLES[VoteBase(rules.base)]} đồng ý ({share_words(found)})"
    tied = f"Ngang phiếu {found.in_favour} – {found.against}"
    if found.by_chair:
        return f"{tied}; chủ trì quyết định {'đồng ý' if found.state == State.PASSED else 'không đồng ý'}."
    match found.state:
        case State.IMPOSSIBLE:
            return " ".join(found.flaws)
        case State.NO_QUORUM:
            return f"Có mặt {found.present}, cần {found.quorum}: thiếu {found.absent_too_many} người nên chưa xét được."
        case State.TIE:
            return f"{tied}: chờ quyết định của chủ trì."
        case State.PASSED:
            return f"{counted}, cần {found.needed}."
        case _:
            return f"{counted}, cần {found.needed}, thiếu {found.lacking}."
