"""A report on targets: which moves there are, what stands in the way of approving it, whether it was sent late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..choices import ReportStatus, ReportVerb

DRAFT, APPROVED, SENT = ReportStatus.DRAFT, ReportStatus.APPROVED, ReportStatus.SENT

# from where to where each verb leads
MOVES: dict[str, tuple[str, str]] = {
    ReportVerb.APPROVE: (DRAFT, APPROVED),
    ReportVerb.RETURN: (APPROVED, DRAFT),
    ReportVerb.SEND: (APPROVED, SENT),
}
NEEDS_REASON = frozenset({ReportVerb.RETURN, ReportVerb.REPLACE})
UNFINISHED = frozenset({DRAFT, APPROVED})  # of these a report due has one at most

STANDS = {
    DRAFT: "Báo cáo đang là bản nháp, chưa có ai duyệt. Hãy duyệt trước rồi làm tiếp.",
    APPROVED: "Báo cáo đã được duyệt. Cần sửa thì trả về bản nháp, ghi lý do.",
    SENT: "Báo cáo đã gửi nên giữ nguyên. Cần sửa thì lập bản thay thế.",
}

# What people write themselves, in the order of the paper; a report is approved with all of them but the optional ones.
TEXTS = {
    "situation": "Công tác chỉ đạo, triển khai",
    "initiatives": "Mô hình, sáng kiến, giải pháp",
    "strengths": "Ưu điểm",
    "shortcomings": "Tồn tại, hạn chế",
    "causes": "Nguyên nhân",
    "lessons": "Bài học kinh nghiệm",
    "directions": "Phương hướng, nhiệm vụ",
    "proposals": "Kiến nghị, đề xuất",
}
OPTIONAL = frozenset({"initiatives"})
NOBODY_SIGNS = (
    "Kế hoạch chưa ghi cơ quan ban hành và người ký nên chưa lập được văn bản. Hãy nhờ quản trị ghi vào kế hoạch."
)


class MoveRefused(ValueError):
    """A move that cannot be; the message is a Vietnamese sentence that says what comes first."""


def moved(status: str, verb: str) -> tuple[str, str]:
    """The states a verb leads from and to. Raises MoveRefused."""
    before, after = MOVES[verb]
    if status != before:
        raise MoveRefused(STANDS[ReportStatus(status)])
    return before, after


def unwritten(texts: Mapping[str, str]) -> list[str]:
    """The headings of the texts that are still to be written."""
    return [label for name, label in TEXTS.items() if name not in OPTIONAL and not texts.get(name)]


def approving_flaws(
    texts: Mapping[str, str], addressees: Iterable[str], made_on: date, *, targets: int, signers: int
) -> list[str]:
    """Sentences about what stands in the way of approving; none where nothing does."""
    found = []
    if left := unwritten(texts):
        found.append(f"Chưa ghi: {', '.join(left)}. Mục nào không có gì để nêu thì ghi “Không có”.")
    if not list(addressees):
        found.append(
            f"Chưa có nơi nhận nào có hiệu lực vào ngày lập báo cáo ({made_on:%d/%m/%Y}). "
            "Hãy sửa ngày lập, hoặc nhờ quản trị ghi nơi nhận."
        )
    if not targets:
        found.append("Phong trào chưa có chỉ tiêu nào để báo cáo.")
    if not signers:
        found.append(NOBODY_SIGNS)
    return found


def day_counted(cut_off: date, made_on: date) -> date:
    """Readings measured until this day go into the report: nobody reports what was not known on the day it is made."""
    return min(cut_off, made_on)


def early_words(cut_off: date, made_on: date, today: date) -> str:
    """What a draft leaves out that was begun before the cut-off and is read later; "" where it leaves out nothing."""
    if day_counted(cut_off, made_on) >= min(cut_off, today):
        return ""
    return (
        f"Báo cáo ghi ngày lập {made_on:%d/%m/%Y} nên chỉ tính số liệu đo đến ngày ấy, còn kỳ này tính đến hết ngày "
        f"{cut_off:%d/%m/%Y}. Muốn tính đủ thì sửa ngày lập ở “Soạn nội dung”."
    )


@dataclass(frozen=True)
class Timing:
    """How a report due stands on a day: its last day, and when the last of its letters was sent, if all were."""

    last_day: date
    sent_on: date | None
    today: date

    @property
    def days_late(self) -> int:
        """Days after the last day on which it was sent, or on which it is still not; 0 in time."""
        return max(0, ((self.sent_on or self.today) - self.last_day).days)

    @property
    def days_left(self) -> int:
        """Days until the last day; 0 on it and after it."""
        return max(0, (self.last_day - self.today).days)

    @property
    def is_sent(self) -> bool:
        return self.sent_on is not None

    @property
    def is_overdue(self) -> bool:
        return not self.is_sent and self.days_late > 0


def flaws_of_sending(
    sent_on: date, made_on: date, valid_until: date | None, number: str, dated_on: date | None, today: date
) -> dict[str, str]:
    """Sentences about what cannot be said of a letter that was sent, by field; none where it can be recorded."""
    found = {}
    if sent_on > today:
        found["sent_on"] = f"Ngày gửi {sent_on:%d/%m/%Y} chưa đến. Hãy ghi sau khi đã gửi."
    elif sent_on < made_on:
        found["sent_on"] = f"Ngày gửi {sent_on:%d/%m/%Y} trước ngày lập báo cáo ({made_on:%d/%m/%Y})."
    elif valid_until and sent_on > valid_until:
        found["sent_on"] = (
            f"Nơi nhận này chỉ có đến hết ngày {valid_until:%d/%m/%Y}. Gửi sau ngày đó thì trả báo cáo về bản nháp, "
            "đổi ngày lập để lấy nơi nhận mới rồi duyệt lại."
        )
    if bool(number) != bool(dated_on):
        missing = "dated_on" if number else "number"
        found[missing] = "Số và ngày của văn bản đi cùng nhau: hãy ghi cả hai như văn thư đã cho, hoặc để trống cả hai."
    elif dated_on and dated_on > sent_on:
        found["dated_on"] = f"Ngày văn bản {dated_on:%d/%m/%Y} sau ngày gửi {sent_on:%d/%m/%Y}. Hãy xem lại hai ngày."
    return found


def suggested_code(unit: str, is_school: bool) -> str:
    """The usual sign of a report: "BC-MNTH" for Trường Mầm non Tuổi Hồng, "BC-UBND" for a ward."""
    words = unit.split()
    if words and words[0].casefold() == "trường":
        words = words[1:]
    letters = "".join(word[0] for word in words).upper()
    return f"BC-{letters}" if is_school and letters else "BC-UBND"
