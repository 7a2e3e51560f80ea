"""The table of a vote, the same in the minutes and in the counting record."""

from collections.abc import Sequence
from dataclasses import dataclass

from emulation.kit.vietnamese import percent
from rewards.documents.award_list import AwardTable

COLUMNS = (
    ("number", "STT"),
    ("", "Tên tập thể, cá nhân, hộ gia đình"),
    ("form", "Hình thức, danh hiệu đề nghị"),
    ("votes", "Số phiếu đồng ý"),
    ("votes", "Số phiếu không đồng ý"),
    ("votes", "Tỷ lệ (%)"),
    ("verdict", "Kết quả"),
)


VERDICTS = {True: "Đạt", False: "Không đạt", None: "Chưa xét"}


@dataclass(frozen=True)
class Vote:
    """How the vote on one line came out; whether it passed is decided by exact numbers elsewhere."""

    name: str
    award: str  # "Giấy khen"
    agreed: int
    disagreed: int
    base: int  # the number of which the share is taken
    passed: bool | None  # None where nothing was decided
    note: str = ""  # "01 thành viên không biểu quyết"
    number: int | None = None  # of its line on the agenda and on the ballot; else its place in the table


def vote_table(votes: Sequence[Vote]) -> AwardTable:
    """A row for each line; a column of notes where there is any."""
    with_notes = any(vote.note for vote in votes)
    columns = [*COLUMNS, *([("note", "Ghi chú")] if with_notes else [])]
    rows = [
        (f"{vote.number or place}", *cells(vote), *([vote.note] if with_notes else []))
        for place, vote in enumerate(votes, 1)
    ]
    classes, heads = zip(*columns, strict=True)
    return AwardTable("", classes, heads, tuple(rows))


def cells(vote: Vote) -> tuple[str, ...]:
    if not vote.base:
        return vote.name, vote.award, "–", "–", "–", VERDICTS[None]
    share = percent(vote.agreed, vote.base)
    return vote.name, vote.award, f"{vote.agreed}", f"{vote.disagreed}", share, VERDICTS[vote.passed]
