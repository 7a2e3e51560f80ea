"""What anybody may learn from a certificate: its state in words, and of a household no more than its neighbourhood."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ..choices import AwardForm

TITLES = {AwardForm.CERTIFICATE: "Giấy chứng nhận"}  # what stands on the paper where it is not the name of the form
NEIGHBOURHOOD = re.compile(r"^(tổ dân phố|tdp|tổ|khu phố|thôn|khóm|ấp|bản|buôn|làng|xóm|tiểu khu|khu)\b", re.IGNORECASE)
HOUSE = re.compile(  # where house, street or telephone begin; in small letters also in the midst of a part
    r"\s*\b(?:(?i:số nhà|nhà số)|ngách|ngõ|hẻm|kiệt|đường)\b"
    r"|^(?i:nhà|ngách|ngõ|hẻm|kiệt|đường|phố|điện thoại|đt|sđt)\b|^(?i:số\s*)?\d|\s*\d{6}"
)
PLACE = re.compile(r"^(phường|xã|thị trấn|đặc khu|thành phố|tp|tỉnh|quận|huyện|thị xã)\b", re.IGNORECASE)
DASH = re.compile(r"\s+[-–]\s+|\s*[,;]\s*")


class Standing(StrEnum):
    """Whether a certificate holds today."""

    HOLDS = "holds"
    REVOKED = "revoked"
    REPLACED = "replaced"
    VOIDED = "voided"


def paper_title(form: str) -> str:
    """What a paper of a form is called: "Giấy khen", "Giấy chứng nhận"."""
    return TITLES.get(AwardForm(form)) or str(AwardForm(form).label)


@dataclass(frozen=True)
class Verdict:
    """The first thing a citizen reads: a sign and a word that say the same, then a sentence."""

    standing: Standing
    sign: str
    words: str
    more: str = ""


def verdict(status: str, *, ended_by: str = "", is_revoked: bool = False, replaced_by: str = "") -> Verdict:
    """How a certificate stands; what ended its line counts even where its own state does not say so yet.

    `ended_by` names the decision that ended the line, `is_revoked` says that it revoked it, `replaced_by` is the
    number of the certificate that stands in its place.
    """
    if status == "voided":
        return Verdict(
            Standing.VOIDED, "✖", "Số đã hủy", "Số này đã hủy trong sổ nên giấy mang số này không có giá trị."
        )
    if status == "revoked" or (ended_by and is_revoked):
        under = f" theo {ended_by}" if ended_by else ""
        return Verdict(Standing.REVOKED, "✖", f"Đã thu hồi{under}", "Giấy này không còn giá trị.")
    if status == "replaced" or ended_by:
        if replaced_by:
            words = f"Đã được thay thế bởi giấy số {replaced_by}"
        else:
            words = f"Đã được thay thế theo {ended_by}" if ended_by else "Đã được thay thế"
        return Verdict(Standing.REPLACED, "↻", words, "Giấy này không còn dùng; hãy xem giấy mới của người giữ.")
    return Verdict(Standing.HOLDS, "✔", "Có hiệu lực", "Thông tin dưới đây phải giống hệt trên giấy.")


def public_place(place: str) -> str:
    """Of a household's address no more than its neighbourhood and what lies around it; house and street stay out.

    Where no neighbourhood is named, wards and provinces alone are left.
    """
    parts = [part.strip() for part in DASH.split(place) if part.strip()]
    for at, part in enumerate(parts):
        if NEIGHBOURHOOD.match(part):
            around = (HOUSE.split(one)[0] for one in parts[at:])
            return ", ".join(one for one in around if one)
    return ", ".join(part for part in parts if PLACE.match(part))


def bare_code(typed: str) -> str:
    """A check code as it is kept: capitals and digits without what people put between them."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())


ID = re.compile(r"^[A-Za-z0-9_-]{22}$")
LOOKED_UP = re.compile(r"/tra-cuu/([A-Za-z0-9_-]{22})/?(?:[?#].*)?$")


def scanned_id(typed: str) -> str:
    """The public id in an address that a QR reader has typed, or typed by itself; "" where there is none."""
    found = LOOKED_UP.search(typed.strip())
    if found:
        return found[1]
    return typed.strip() if ID.match(typed.strip()) else ""
