"""What certificates on layouts say in tests: a face, lines, and files of them."""

from datetime import date
from io import BytesIO

from rewards.choices import AwardForm
from rewards.documents.laid_out import PLAIN, Sheet, write_sheets
from rewards.rules.certificates import content_texts, face_texts
from rewards.rules.layouts import LayoutFacts

NAMES = ["Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương", "Sùng Thị Chử", "H'Hen Niê", "Lô Thị Nga"]
ACHIEVEMENT = "Đã có thành tích xuất sắc trong phong trào thi đua “Chuyển đổi số” năm 2022"


def face(**more) -> dict[str, str]:
    usual = {
        "issuer": "Chủ tịch Ủy ban nhân dân phường Đồng Tâm",
        "content": {},
        "place": "Đồng Tâm",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "signer_name": "Nguyễn Ngọc Hà",
        "year": 2022,
        "decision_number": "112/QĐ-UBND",
        "decision_code": "QĐ-UBND",
        "decided_on": date(2022, 9, 5),
    }
    return face_texts(**usual | more)


def recognised(**more) -> dict[str, str]:
    return face(content=content_texts("Gia đình công dân số", AwardForm.CERTIFICATE, "", "", 2022), **more)


def line(name: str = NAMES[0], **more) -> dict[str, str]:
    usual = {"salutation": "Gia đình bà", "place": "Tổ dân phố số 14, phường Đồng Tâm", "register": "0087"}
    return {"name": name} | usual | more


def written(layout: LayoutFacts, said: dict[str, str], *lines, printer=None, sheet: Sheet = PLAIN) -> bytes:
    out = BytesIO()
    write_sheets(layout, said, lines, out, printer=printer, sheet=sheet)
    return out.getvalue()
