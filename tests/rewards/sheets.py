"""What certificates on layouts say in tests: a face, lines, and files of them."""

from datetime import date
from io import BytesIO

from rewards.documents.laid_out import PLAIN, Sheet, write_sheets
from rewards.documents.sheet_words import face_words, line_words
from rewards.rules.layouts import LayoutFacts

NAMES = ["Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương", "Sùng Thị Chử", "H'Hen Niê", "Lô Thị Nga"]
ACHIEVEMENT = "Đã có thành tích xuất sắc trong phong trào thi đua “Chuyển đổi số” năm 2022"


def face(**more) -> dict[str, str]:
    usual = {
        "issuer": "Chủ tịch Ủy ban nhân dân phường Đồng Tâm",
        "place": "Đồng Tâm",
        "signer_title": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
        "signer_name": "Nguyễn Ngọc Hà",
        "year": 2022,
        "decision_number": "112/QĐ-UBND",
        "decision_date": date(2022, 9, 5),
    }
    return face_words(**usual | more)


def recognised(**more) -> dict[str, str]:
    return face(achievement="Đạt tiêu chí", recognition="Gia đình công dân số", **more)


def line(name: str = NAMES[0], **more) -> dict[str, str]:
    usual = {"salutation": "Gia đình bà", "place": "Tổ dân phố số 14, phường Đồng Tâm", "register_number": "0087"}
    return line_words(name=name, **usual | more)


def written(layout: LayoutFacts, said: dict[str, str], *lines, printer=None, sheet: Sheet = PLAIN) -> bytes:
    out = BytesIO()
    write_sheets(layout, said, lines, out, printer=printer, sheet=sheet)
    return out.getvalue()
