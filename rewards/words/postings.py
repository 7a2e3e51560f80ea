"""What pages say of postings: how far one is, how long it still hangs, what came of each objection."""

from dataclasses import dataclass
from datetime import date

from ..choices import ObjectionOutcome, PostingStatus, SubjectKind
from ..models import Objection, Posting, PostingLine

TONES = {
    PostingStatus.DRAFT: "plain",
    PostingStatus.POSTED: "warn",
    PostingStatus.CLOSED: "good",
    PostingStatus.CANCELLED: "plain",
}
DONE = {
    "post": "Đã chốt danh sách. Hãy in thông báo, trình ký, treo ở các nơi đã ghi; trang công khai đã mở.",
    "take_down": "Đã hoãn niêm yết. Danh sách trở lại bản nháp, trang công khai đã đóng.",
    "cancel": "Đã hủy niêm yết. Các đề nghị trong danh sách niêm yết lại được.",
}


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str


def posting_badge(posting: Posting, today: date) -> Badge:
    """The state; of what hangs, whether its days are over."""
    if posting.is_posted and posting.is_over(today):
        return Badge("Hết thời gian, chờ kết thúc", "bad")
    status = PostingStatus(posting.status)
    return Badge(status.label, TONES[status])


def period_words(posting: Posting) -> str:
    """ "từ 12/10/2026 đến hết 22/10/2026 (10 ngày)"."""
    return f"từ {posting.starts_on:%d/%m/%Y} đến hết {posting.ends_on:%d/%m/%Y} ({posting.days}\u00a0ngày)"


def left_words(posting: Posting, today: date) -> str:
    """How long it still hangs; "" where it does not."""
    if not posting.is_posted:
        return ""
    if today < posting.starts_on:
        return f"còn {(posting.starts_on - today).days} ngày nữa mới bắt đầu"
    left = (posting.ends_on - today).days
    if left < 0:
        return f"đã hết thời gian {-left} ngày"
    return f"còn {left} ngày" if left else "hôm nay là ngày cuối"


def count_words(counts: dict[str, int]) -> str:
    """ "2 tập thể, 40 hộ gia đình"."""
    return ", ".join(f"{counts[kind]} {kind.label.lower()}" for kind in SubjectKind if counts.get(kind))


@dataclass(frozen=True)
class Step:
    """One step of the way of a posting, as the stepper draws it."""

    label: str
    note: str
    state: str  # done, current, ahead


def steps_of(posting: Posting, lines: int, waiting: int, today: date) -> list[Step]:
    """List, hanging, objections, end; the first that is not done is the current one."""
    is_over = posting.is_over(today)
    hangs = posting.takes_objections
    told = f"còn {waiting} ý kiến" if waiting else "không còn ý kiến chờ" if hangs else "sau khi niêm yết"
    done = [
        ("Danh sách", f"{lines} dòng", bool(lines) and hangs),
        ("Niêm yết", left_words(posting, today) or ("đã xong" if posting.is_closed else "chưa niêm yết"),
         hangs and is_over),
        ("Trả lời ý kiến", told, hangs and is_over and not waiting),
        ("Biên bản", "đã lập" if posting.is_closed else "chưa lập", posting.is_closed),
    ]  # fmt: skip
    current = next((at for at, (*_, is_done) in enumerate(done) if not is_done), len(done))
    return [
        Step(label, note, "done" if is_done else "current" if at == current else "ahead")
        for at, (label, note, is_done) in enumerate(done)
    ]


@dataclass(frozen=True)
class ObjectionRow:
    """An objection as the list shows it."""

    one: Objection
    about: str
    badge: Badge


def objection_row(one: Objection) -> ObjectionRow:
    return ObjectionRow(one, about_words(one), objection_badge(one))


def about_words(one: Objection) -> str:
    return one.line.full_name if one.line else "Toàn danh sách"


def objection_badge(one: Objection) -> Badge:
    if not one.is_answered:
        return Badge("Chờ trả lời", "warn")
    if one.outcome == ObjectionOutcome.DISMISSED:
        return Badge("Không chấp nhận", "plain")
    if one.is_unfollowed:
        return Badge("Chấp nhận, chờ xử lý", "bad")
    return Badge("Chấp nhận, vẫn giữ" if one.kept_at else "Chấp nhận, đã rút", "good")


def line_badge(line: PostingLine) -> Badge | None:
    return None if line.nomination.is_standing else Badge("đã rút", "bad")
