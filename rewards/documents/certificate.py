"""Giấy chứng nhận of a local recognition, one sheet per household; the order of lines is that of domain.md 3.3."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import BinaryIO

from django.utils.safestring import mark_safe

from emulation.kit.documents import Document
from emulation.kit.filling import FillReport, Layout, fill, lay_out, proof
from emulation.kit.paper_words import OPEN, dated_at, long_date
from emulation.kit.quick_codes import svg_code
from rewards.documents.ornament import CORNERS, border, rosette


@dataclass(frozen=True)
class CertificateFace:
    """What all certificates of one decision say; no number or no date leaves room for a pen."""

    issuer: str  # "Chủ tịch Ủy ban nhân dân phường Đồng Tâm"
    recognition: str  # "Gia đình công dân số"
    year: int
    place: str
    signer_title: str  # may have two lines: "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    signer_name: str
    decision_number: str | None  # "112/QĐ-UBND", as văn thư gave it
    decision_date: date | None
    draft: bool
    practice: bool
    source: str = ""  # the snapshot the list comes from; "" while the phase is open
    decision_code: str = "QĐ-UBND"  # of a decision still without a number


@dataclass(frozen=True)
class CertificateLine:
    """What one certificate says of its household."""

    salutation: str  # "Gia đình bà"
    name: str
    address: str
    register_number: str | None
    qr: str | None  # the address where the certificate can be looked up


SAMPLE = CertificateLine("Gia đình bà", "Đặng Thuỳ Dương", "Tổ dân phố số 14", "0087", "https://example.vn/x/0")


class CertificatePaper(Document):
    """The certificate of one household, fitted as in a batch; its HTML is the page that batches fill."""

    template = "rewards/documents/certificate.html"

    def __init__(self, face: CertificateFace, line: CertificateLine):
        self.face, self.line = face, line

    def context(self) -> dict:
        return {
            "face": self.face,
            "slots": slots(self.line),
            "year": str(self.face.year),
            "dated": dated_at(self.face.place, self.face.decision_date, self.face.year),
            "decision": decision_words(self.face),
            "code": self.line.qr and mark_safe(svg_code(self.line.qr)),  # noqa: S308
            "corners": CORNERS,
            "petals": [str(45 * number) for number in range(8)],
            "waves": [border(2.9, (0, 1 / 3, 2 / 3)), border(1.2, (0.25, 0.75))],
            "rosettes": [rosette(45, 9, 24, 4), rosette(30, 13, 12, 6)],
        }

    def pdf(self) -> bytes:
        out = BytesIO()
        write_certificates(self.face, [self.line], out)
        return out.getvalue()


def slots(line: CertificateLine) -> dict[str, str]:
    """The texts of one certificate by the slot they stand in."""
    return {
        "salutation": line.salutation,
        "name": line.name,
        "address": line.address,
        "register": f"Vào sổ số: {line.register_number or ''}",
        "qr": line.qr or "",
        "lookup": "Tra cứu tại" if line.qr else "",
        "link": (line.qr or "").removeprefix("https://"),
    }


def decision_words(face: CertificateFace) -> str:
    """ "Quyết định số 112/QĐ-UBND ngày 15 tháng 9 năm 2022", or the same with room for number and date."""
    number = f" {face.decision_number}" if face.decision_number else f": {OPEN}/{face.decision_code}"
    return f"Quyết định số{number} {long_date(face.decision_date, face.year)}"


def write_certificates(
    face: CertificateFace,
    lines: Iterable[CertificateLine],
    out: BinaryIO,
    on_progress: Callable[[int], None] | None = None,
) -> FillReport:
    """One A4 sheet per line as a PDF file; see `fill` for what it reports and raises."""
    return fill(page_of(face), map(slots, lines), out, on_progress)


def proof_certificates(face: CertificateFace, lines: Iterable[CertificateLine]) -> FillReport:
    """What `write_certificates` would shrink, wrap or refuse, to be shown before anything is printed."""
    return proof(page_of(face), map(slots, lines))


def page_of(face: CertificateFace) -> Layout:
    """The laid-out certificate of a decision, with a sample in its slots."""
    return lay_out(CertificatePaper(face, SAMPLE).html())
