"""Household lists as clerks make them: rows by the template's columns, packed into real workbooks."""

import io
import zipfile
from io import BytesIO

import openpyxl

TITLES = (
    "STT", "Tổ dân phố", "Mã hộ", "Địa chỉ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "Số CCCD",
    "Số điện thoại",
)  # fmt: skip
FIELDS = ("number", "neighbourhood", "code", "address", "name", "relation", "birth", "gender", "citizen_id", "phone")


def person(**given):
    """One row of the list: the head of household T08-001 unless told otherwise."""
    usual = {
        "neighbourhood": "8",
        "code": "T08-001",
        "address": "Số 15, đường Điện Biên",
        "name": "Sùng A Chử",
        "relation": "Chủ hộ",
        "birth": "05/8/1968",
        "gender": "Nam",
    }
    return [{**usual, **given}.get(field) for field in FIELDS]


def family():
    """Head, wife with only a year of birth, and a son with both numbers."""
    return [
        person(),
        person(name="Lô Thị Nga", relation="Vợ", birth="1971", gender="Nữ"),
        person(
            name="Sùng Minh Đức",
            relation="Con trai",
            birth="01/9/1995",
            citizen_id="015095000123",
            phone="0912 345 678",
        ),
    ]


def book_of(*rows, titles=TITLES, above=(), below=()):
    """A workbook of one sheet: title rows, the header, the rows, what stands under the list."""
    book = openpyxl.Workbook()
    for row in (*above, titles, *rows, *below):
        book.active.append(list(row))
    return book


def packed(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows, **layout):
    """The bytes of `book_of`."""
    return packed(book_of(*rows, **layout))


def repacked(content, change=lambda name, data: data, extra=()):
    """The archive with every member passed through `change`, and extra members (name, data) put behind."""
    out = io.BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in extra:
            new.writestr(name, data)
    return out.getvalue()
