"""Invented sheets to try a layout with: what is short, what is long, what cannot be printed."""

from datetime import date

from emulation.kit.vietnamese import tidy

from ..choices import AwardForm, LayoutDesign
from ..rules.certificates import content_texts, face_texts, number_texts
from .laid_out import SheetFacts

HUNDRED = tidy("Công Tằng Tôn Nữ Nguyễn Thị Kiều Ngọc Hưởng " * 3)[:100].rstrip()
SIX_LINES = "\n".join(
    (
        "Tổ trưởng Tổ chuyển đổi số cộng đồng tổ dân phố số 14,",
        "kiêm Trưởng ban Công tác Mặt trận tổ dân phố số 14,",
        "Chi hội trưởng Chi hội Phụ nữ tổ dân phố số 14,",
        "số nhà 128, ngõ 86, đường Nguyễn Tất Thành,",
        "tổ dân phố số 14, phường Đồng Tâm,",
        "thành phố Yên Bái, tỉnh Yên Bái",
    )
)
SAMPLES = {
    "usual": "Tên thường gặp",
    "short": "Tên ngắn",
    "long": "Tên dài",
    "hundred": "Tên 100 chữ cái",
    "address": "Địa chỉ sáu dòng",
    "glyph": "Tên có ký tự lạ (☃)",
}
NAMES = {
    "short": "Lê An",
    "long": "Nguyễn Thị Kiều Ngọc Hưởng",
    "hundred": HUNDRED,
    "glyph": "Đặng Thuỳ Dương ☃",
}
USUAL = "Đặng Thuỳ Dương"
MERIT = ("Giấy khen", AwardForm.MERIT, "", "phong trào thi đua “Chuyển đổi số”")
RECOGNITION = ("Gia đình công dân số", AwardForm.CERTIFICATE, "", "")
DOOR = "vidu.example.vn/tra-cuu"


def sample_sheet(kind: str, design: str, *, issuer: str, signer: str, town: str, place: str, day: date) -> SheetFacts:
    """One sheet of a design as `issuer` would give it; every name is invented."""
    is_merit = design == LayoutDesign.MERIT
    face = face_texts(
        issuer=issuer,
        content=content_texts(*(MERIT if is_merit else RECOGNITION), day.year),
        year=day.year,
        place=town,
        decision_number="112/QĐ-UBND",
        decision_code="QĐ-UBND",
        decided_on=day,
        signer_title=signer,
        signer_name="Nguyễn Văn Mẫu",
    )
    line = {
        "salutation": "Bà" if is_merit else "Gia đình bà",
        "name": NAMES.get(kind, USUAL),
        "place": SIX_LINES if kind == "address" else place,
        "qr": f"https://{DOOR}/7K2M9QFT7K2M9QFT7K2M9Q/",
    }
    return SheetFacts(face | {"lookup": DOOR}, line | number_texts(f"0087/{day.year}", "7K2M9QFT"))
