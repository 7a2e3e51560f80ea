"""Rules of decisions: what a draft lacks before its signature is recorded, what may be recorded, what is mended how."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ..choices import Flaw
from .dossiers import some


def suggested_code(unit: str, is_school: bool, kind: str = "QĐ") -> str:
    """The usual sign of a paper: "QĐ-MNTH" for Trường Mầm non Tuổi Hồng, "QĐ-UBND" for a ward; a letter "UBND"."""
    words = unit.split()
    if words and words[0].casefold() == "trường":
        words = words[1:]
    letters = "".join(word[0] for word in words).upper()
    return "-".join(part for part in (kind, letters if is_school and letters else "UBND") if part)


# What a draft lacks


@dataclass(frozen=True)
class Known:
    """What is known of a draft before its signature is recorded; names are as papers print them."""

    lines: int = 0
    needs_lines: bool = True
    changes_others: bool = False  # is about lines in force
    gives: bool = True  # gives somebody something, or says anew what was given
    gone: Sequence[str] = ()  # withdrawn, or from results opened again
    renamed: Sequence[str] = ()  # somebody else since the draft was made
    unconfirmed: Sequence[str] = ()
    blocked: Sequence[str] = ()
    unpresented: Sequence[str] = ()
    unpassed: Sequence[str] = ()
    on_agenda: int = 0  # lines of meetings under way, whose outcome is not known yet
    ended: Sequence[str] = ()  # lines to be changed that are in force no more
    posting: Sequence[str] = ()  # whole sentences
    unknown_money: bool = False
    signer: str = ""
    body: bool = True  # what a letter says


@dataclass(frozen=True)
class Condition:
    """One thing that must be so; `why_not` is a sentence, "" where it is so."""

    label: str
    why_not: str = ""

    @property
    def is_met(self) -> bool:
        return not self.why_not


ON_AGENDA = (
    "Có trường hợp còn nằm trong chương trình một phiên họp chưa khóa. Hãy khóa biên bản hoặc bỏ khỏi chương trình."
)
RENAMED = "đã đổi sang người khác sau khi soạn, hãy cập nhật danh sách rồi trình ký lại"
UNKNOWN_MONEY = (
    "Chưa có hệ số hoặc lương cơ sở cho ngày này nên cổng không đoán. Hãy ghi vào danh mục, hoặc chọn không chi tiền."
)


def conditions(found: Known) -> list[Condition]:
    """Everything a signature waits for, in the order of the way; what does not concern the paper is left out."""
    if not found.needs_lines:
        said = "" if found.body else "Hãy ghi nội dung đính chính: chỗ nào đã in thế nào, nay đọc là gì."
        return [Condition("Có nội dung đính chính", said), signer_condition(found)]
    has_lines = Condition("Có tên trong danh sách", "" if found.lines else "Dự thảo không còn dòng nào.")
    changed = Condition("Dòng cần sửa còn hiệu lực", about(found.ended, "đã hết hiệu lực theo văn bản khác"))
    return [
        has_lines,
        *([changed] if found.changes_others else []),
        *(given_conditions(found) if found.gives else []),
        signer_condition(found),
    ]


def given_conditions(found: Known) -> list[Condition]:
    """What must be so before anybody is given anything."""
    return [
        Condition("Đề nghị còn nguyên, khớp kết quả đã chốt", about(found.gone, "đã rút hoặc không còn khớp kết quả")),
        Condition("Vẫn là người đã đề nghị", about(found.renamed, RENAMED)),
        Condition("Đơn vị đã xác nhận không vi phạm", about(found.unconfirmed, "chưa được đơn vị xác nhận")),
        Condition("Không bị chặn vì khen trùng", about(found.blocked, "đang bị chặn")),
        Condition("Hội đồng đã thông qua", about(found.unpassed, "chưa được Hội đồng thông qua")),
        Condition("Không nằm trong phiên họp chưa khóa", ON_AGENDA if found.on_agenda else ""),
        Condition("Hồ sơ đã trình", about(found.unpresented, "chưa nằm trong hồ sơ đã trình")),
        Condition("Đã niêm yết xong", " ".join(found.posting)),
        Condition("Biết mức tiền thưởng", UNKNOWN_MONEY if found.unknown_money else ""),
    ]


def signer_condition(found: Known) -> Condition:
    return Condition("Có tên người ký", "" if found.signer else "Hãy ghi họ tên người ký.")


def about(names: Sequence[str], what: str) -> str:
    return f"{len(names)} trường hợp {what}: {some(names)}." if names else ""


def lacks(found: Known) -> list[str]:
    """What is missing before a signature is recorded, in Vietnamese sentences; empty where nothing is."""
    return [one.why_not for one in conditions(found) if one.why_not]


# What is recorded


def recording_refusal(by: int, prepared_by: Collection[int], *, is_one_clerk: bool) -> str:
    """Whoever has prepared a decision does not record its signature, save where one clerk does all; "" else."""
    if by in prepared_by and not is_one_clerk:
        return "Chính bạn đã soạn văn bản này, cần người khác ghi số và ngày ký."
    return ""


def date_refusal(decided_on: date, today: date, earliest: tuple[date, str] | None) -> str:
    """Why this cannot be the day it was signed; `earliest` is a day with what happened on it."""
    if decided_on > today:
        return "Ngày ký chưa tới. Hãy xem lại ngày trên bản đã ký."
    if earliest and decided_on < earliest[0]:
        return f"Ngày ký không thể trước ngày {earliest[0]:%d/%m/%Y}, {earliest[1]}. Hãy xem lại ngày trên bản đã ký."
    return ""


def flaw_refusal(flaw: str) -> str:
    """A letter puts right how a paper looks; what it says takes another decision."""
    if flaw == Flaw.CONTENT:
        return (
            "Sai nội dung thì công văn đính chính không sửa được: phải ra quyết định sửa đổi, bổ sung, thay thế hoặc "
            "thu hồi. Hãy quay lại trang quyết định và chọn loại ấy."
        )
    return ""


DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def tidy_number(number: str) -> str:
    """ "112/QĐ-UBND" however it was typed, so that one number is not kept twice; Word turns "-" into longer dashes."""
    return "".join(number.split()).translate(DASHES).upper()
