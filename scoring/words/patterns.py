"""What the list of things to look at says."""

from dataclasses import dataclass

from ..choices import PatternKind
from ..queries.patterns import Pattern
from ..rules.patterns import RUSH_TIME

SHOWN = 12  # sheets of a row that are named; the others are counted


@dataclass(frozen=True)
class PatternLine:
    """One shape as the page shows it."""

    pattern: Pattern
    title: str
    words: str
    sheets: list[tuple[int, str]]
    more: int


def pattern_line(pattern: Pattern) -> PatternLine:
    sheets = list(zip(pattern.homes, pattern.labels, strict=True))
    return PatternLine(
        pattern,
        PatternKind(pattern.kind).label,
        pattern_words(pattern),
        sheets[:SHOWN],
        max(0, len(sheets) - SHOWN),
    )


def pattern_words(pattern: Pattern) -> str:
    """What was seen, and what would explain it."""
    count = len(pattern.homes)
    match pattern.kind:
        case PatternKind.WHOLE_UNIT:
            return f"{pattern.place}: mọi hộ đều đạt. Hãy xem vài phiếu giấy của tổ trước khi trình danh hiệu."
        case PatternKind.FULL_RUN:
            return (
                f"{pattern.place}: {count} phiếu liền nhau, ai cũng đạt điểm tối đa. Có thể đúng là vậy, cũng có thể "
                "phiếu được đánh dấu hộ: hãy xem phiếu giấy của vài hộ."
            )
        case PatternKind.RUSH:
            return (
                f"{pattern.place} hoàn thành {count} phiếu, có lúc hơn mười phiếu trong {RUSH_TIME.seconds} giây. "
                "Hãy so vài phiếu với phiếu giấy."
            )
        case _:
            return (
                f"{pattern.place}: {count} phiếu có người trùng số CCCD, hoặc trùng họ tên và ngày sinh. Nếu là một "
                "người, hãy gộp hoặc ghi chuyển đi ở trang nhân khẩu, để người ấy chỉ được tính một lần."
            )
