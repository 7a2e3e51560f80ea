"""Phiếu mở trang tự chấm: eight slips on portrait A4, each with a household's own QR code and short code, to be cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from emulation.kit.documents import Document
from emulation.kit.filling import FillReport, fill, lay_out, proof

ON_PAGE = 8


@dataclass(frozen=True)
class SlipFace:
    """What all slips of a run say."""

    office: str  # who asks
    campaign: str
    address: str  # where the short code is typed, without "https://"
    about: str  # what for, and that nobody must
    until: str  # "" where the plan does not say
    practice: bool


@dataclass(frozen=True)
class Slip:
    """One household's slip."""

    head: str
    household: str  # code and neighbourhood
    link: str  # what the QR code says
    code: str  # as printed, K7M-2RF-9T3


class PhoneSlips(Document):
    """The slips; their HTML is the page that is filled, and a place without a household stays white."""

    template = "scoring/documents/phone_slips.html"

    def __init__(self, face: SlipFace, slips: list[Slip]):
        self.face, self.slips = face, slips

    def context(self) -> dict:
        return {"face": self.face, "places": range(ON_PAGE)}

    def pdf(self) -> bytes:
        out = BytesIO()
        fill(lay_out(self.html()), self.records(), out)
        return out.getvalue()

    def proof(self) -> FillReport:
        """What `pdf` would refuse; nothing is printed."""
        return proof(lay_out(self.html()), self.records())

    def records(self) -> Iterator[dict[str, str]]:
        """The texts of each page."""
        for start in range(0, len(self.slips), ON_PAGE):
            page = self.slips[start : start + ON_PAGE]
            yield {
                f"{name}-{place}": text for place, slip in enumerate(page) for name, text in self.texts(slip).items()
            }

    def texts(self, slip: Slip) -> dict[str, str]:
        how = f"Quét mã QR bằng điện thoại, hoặc vào {self.face.address} rồi nhập mã in dưới ô QR."
        return {
            "office": self.face.office.upper(),
            "campaign": f"Phong trào {self.face.campaign}",
            "title": "PHIẾU MỞ TRANG TỰ CHẤM ĐIỂM",
            "head": slip.head,
            "household": slip.household,
            "how": how,
            "about": self.face.about,
            "until": self.face.until,
            "secret": "Giữ kín phiếu này: ai có phiếu đều mở được trang của gia đình.",
            "practice": "DỮ LIỆU THỰC HÀNH" if self.face.practice else "",
            "code": slip.code,
            "qr": slip.link,
        }
