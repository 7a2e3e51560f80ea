"""Staff lists as schools make them: rows by the template's columns, packed into real workbooks."""

from tests.workbooks import workbook

TITLES = ("STT", "Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Làm việc từ ngày", "Ngày nghỉ")
FIELDS = ("number", "code", "name", "birth", "gender", "position", "joined", "left")


def teacher(**given):
    """One row of the list: the head of the school unless told otherwise."""
    usual = {"name": "Đỗ Thị Hà", "birth": "05/8/1975", "gender": "Nữ", "position": "Hiệu trưởng"}
    return [{**usual, **given}.get(field) for field in FIELDS]


def staff_book(*rows, titles=TITLES, **layout):
    """The bytes of a workbook with this list."""
    return workbook(*rows, titles=titles, **layout)


def three():
    """Three people: one with a year alone, one with a code and days of work."""
    return [
        teacher(),
        teacher(name="Sùng Thị Chử", birth="1990", position="Giáo viên"),
        teacher(
            name="Lê Văn Hải", birth="01/9/1988", gender="Nam", position="Bảo vệ", code="BV-01", joined="05/9/2020"
        ),
    ]
