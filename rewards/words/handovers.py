"""What pages say of certificates and who has them."""

from dataclasses import dataclass
from datetime import date

from emulation.kit import clock

from ..actions.handovers import HandedOver
from ..models import Certificate, HandOver
from ..queries.handovers import last_day


@dataclass(frozen=True)
class HandOverRow:
    """A certificate in the list: whose, from which unit, and whether it was collected."""

    certificate: Certificate
    unit: str
    tone: str
    state: str
    more: str = ""


def hand_over_row(certificate: Certificate, day: date) -> HandOverRow:
    unit = certificate.line.nomination.submitted_by.name
    if certificate.standing_handovers:
        one = certificate.standing_handovers[0]
        return HandOverRow(certificate, unit, "good", f"✔ Đã nhận {one.handed_on:%d/%m/%Y}", receiver_words(one))
    issued = clock.local(certificate.issued_at).date()
    is_old = issued < last_day(day)
    return HandOverRow(certificate, unit, "warn" if is_old else "plain", "Chưa nhận", f"cấp ngày {issued:%d/%m/%Y}")


def receiver_words(one: HandOver) -> str:
    """Who collected it, where: "bà Sùng Thị Mỷ (vợ) nhận thay, tại Lễ tổng kết"."""
    said = []
    if one.receiver:
        said.append(f"{one.receiver}{f' ({one.relation})' if one.relation else ''} nhận thay")
    if one.ceremony:
        said.append(f"tại {one.ceremony}")
    return ", ".join(said)


def done_words(found: HandedOver) -> str:
    said = [f"Đã ghi {found.done} giấy đã trao."] if found.done else ["Không có giấy nào được ghi thêm."]
    if found.skipped:
        said.append(f"Bỏ qua {found.skipped} giấy đã có người nhận hoặc không còn hiệu lực.")
    if found.dossiers:
        said.append(f"{found.dossiers} hồ sơ đã trao xong.")
    return " ".join(said)
