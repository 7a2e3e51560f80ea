"""What a certificate says, how its number is written, and what stands in the way of issuing or ending one."""

import secrets
from collections.abc import Mapping
from datetime import date

from emulation.kit.paper_words import OPEN, dated_at, long_date

from ..choices import AwardForm, IssueKind, LayoutSlot
from .names import in_sentence

QUOTES = ' “”"«»'
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another one
NOT_SIGNED = "Quyết định chưa ghi số và ngày nên chưa cấp giấy được. Ghi quyết định đã ký rồi cấp."
SUPERIOR = "Quyết định của cấp trên do cấp trên cấp bằng, giấy; ở đây chỉ ghi lại."
NOTHING_IN_FORCE = "Quyết định không còn dòng nào có hiệu lực nên không có giấy để cấp."
NO_REASON = "Hãy ghi lý do, để người xem sổ sau này biết vì sao."
OVER = "Giấy này đã hết hiệu lực từ trước nên không ghi gì thêm. Hãy xem giấy thay cho nó, hoặc lịch sử của giấy."
LINE_ENDED = (
    "Dòng quyết định của giấy này đã hết hiệu lực nên không cấp đổi, cấp lại. Hãy cấp giấy theo quyết định mới."
)
NOT_ANEW = "Hãy chọn cấp đổi (thu lại giấy cũ) hoặc cấp lại (giấy cũ đã mất)."
ANEW = frozenset({IssueKind.EXCHANGE, IssueKind.COPY})


def new_check_code() -> str:
    """8 letters and digits printed on the paper; who looks a number up must know them."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def spaced_code(code: str) -> str:
    """ "AB3D 9KLM", as people read it."""
    return f"{code[:4]} {code[4:]}".strip()


def face_texts(
    *,
    issuer: str,
    content: Mapping[LayoutSlot, str],
    year: int,
    place: str,
    decision_number: str,
    decision_code: str,
    decided_on: date | None,
    signer_title: str,
    signer_name: str,
) -> dict[str, str]:
    """What all certificates of one decision say, by the slots of a layout; open figures leave room for a pen.

    `content` is what they are for (`content_texts`); a line may say that itself.
    """
    said = {
        LayoutSlot.ISSUER: issuer,
        LayoutSlot.DECISION: decision_number or f"{OPEN}/{decision_code}",
        LayoutSlot.DECIDED_ON: long_date(decided_on, None if decided_on else year),
        LayoutSlot.DATED: dated_at(place, decided_on, year),
        LayoutSlot.SIGNER_TITLE: signer_title,
        LayoutSlot.SIGNER_NAME: signer_name,
        **content,
    }
    return {str(slot): text for slot, text in said.items()}


def content_texts(award: str, form: str, wording: str, movement: str, year: int) -> dict[LayoutSlot, str]:
    """What the certificate is for: the award's own wording, else the usual one of its form.

    The title of a recognition stands on a line of its own: wording that has it in its midst is parted there.
    """
    words = " ".join(wording.split())
    if form != AwardForm.CERTIFICATE:
        return {LayoutSlot.ACHIEVEMENT: words or f"Đã có thành tích xuất sắc trong {in_sentence(movement)}"}
    before, is_named, after = words.partition(award)
    behind = after.strip(QUOTES) if is_named else ""
    return {
        LayoutSlot.ACHIEVEMENT: before.strip(QUOTES) or "Đạt tiêu chí",
        LayoutSlot.RECOGNITION: f"“{award}”",
        LayoutSlot.YEAR: behind or f"năm {year}",
    }


def number_texts(number: str, code: str) -> dict[str, str]:
    """What differs by the number alone: what is made anew when a certificate is issued once more."""
    return {"register": number, "check_code": spaced_code(code)}


# What stands in the way


def issuing_refusal(*, is_signed: bool, is_superior: bool, in_force: int) -> str:
    """Why no certificate of a decision can be issued at all; "" where they can."""
    if is_superior:
        return SUPERIOR
    if not is_signed:
        return NOT_SIGNED
    return "" if in_force else NOTHING_IN_FORCE


def proof_refusal(unsigned: list[str], reason: str) -> str:
    """Proofs that nobody has signed ask for a reason; "" where all are signed or one is given."""
    if not unsigned or reason:
        return ""
    shown = "; ".join(unsigned[:5]) + (f" và {len(unsigned) - 5} đơn vị nữa" if len(unsigned) > 5 else "")
    return f"Bảng dò của {shown} chưa được ký. Hãy ghi bảng dò đã ký, hoặc ghi lý do vẫn cấp."
