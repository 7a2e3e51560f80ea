"""What stands in the cells of real lists: dates, numbers, telephones, old fonts, formulas."""

import unicodedata
from datetime import date, datetime

from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.emulation.kinds import CHU, FAMILY, Kind, chu, collector
from tests.workbooks import TITLES, book_of, family, packed, person, repacked, workbook

CONTENTS: list[Kind] = []
kind = collector(CONTENTS)

SHEET = "xl/worksheets/sheet1.xml"
WRITE_DATE = "Hãy ghi dạng ngày/tháng/năm, ví dụ 05/8/1990, hoặc chỉ năm sinh."
OLD_LETTERS = (
    "“{}” có vẻ gõ bằng bảng mã cũ (TCVN3 hoặc VNI). "
    "Hãy chuyển cột này sang Unicode (Unikey: Ctrl+Shift+F6) rồi tải lại."
)
CONVERTED = "“{}” gõ bằng phông chữ cũ {}, được chuyển thành “{}”. Hãy xem lại."


def each(field, *values):
    """Households T0, T1 … of one man each, A, B …, who differ in one field."""
    return workbook(
        *(person(code=f"T{number}", name="ABCDEFGHIK"[number], **{field: value}) for number, value in enumerate(values))
    )


def computed(formula: bytes, value: bytes, kind_of: bytes = b"str"):
    """The list with a formula in the name of the first person, and what Excel has computed."""
    content = workbook(person(name="=CONCATENATE(B2)"))
    old = b"<f>CONCATENATE(B2)</f><v></v>"
    other = b"<f>CONCATENATE(B2)</f><v />"
    new = b"<f>" + formula + b"</f>" + value

    def change(name, data):
        data = data.replace(other, old)
        return data.replace(b'<c r="E2">' + old, b'<c r="E2" t="' + kind_of + b'">' + new) if name == SHEET else data

    return repacked(content, change)


def in_font(font, *cells):
    """The family, with some cells (address, text) typed in another font."""
    book = book_of(*family())
    for address, text in cells:
        book.active[address] = text
        book.active[address].font = Font(name=font)
    return packed(book)


@kind(errors=[(2, "Ngày sinh", "Ô này mang lỗi #N/A của Excel. Hãy xoá và ghi lại giá trị thật.")])
def an_error_of_excel_where_a_date_is_needed():
    return workbook(person(birth="#N/A"))


@kind(saved=[CHU], warnings=[(None, None, "Danh bạ không có chỗ cho “Mã tra cứu” (cột K) nên không đọc.")])
def an_error_of_excel_in_a_column_nobody_reads():
    return workbook([*person(), "#N/A"], titles=[*TITLES, "Mã tra cứu"])


@kind(
    saved=[CHU],
    warnings=[(None, None, "Cột “Họ và tên” (cột E) có công thức; cổng lấy giá trị mà Excel đã tính. Hãy xem lại.")],
)
def a_formula_with_its_result():
    return computed(b"PROPER(B2)", "<v>Sùng A Chử</v>".encode())


@kind(
    errors=[
        (
            2,
            "Họ và tên",
            "Ô này là công thức. Hãy chép cột này rồi dán lại dạng giá trị (Paste Special → Values).",
        )
    ]
)
def a_formula_that_was_never_computed():
    return workbook(person(name="=PROPER(B2)"))


@kind(errors=[(2, "Họ và tên", "Ô này mang lỗi #REF! của Excel. Hãy xoá và ghi lại giá trị thật.")])
def a_formula_whose_result_is_an_error():
    return computed(b"PROPER(#REF!)", b"<v>#REF!</v>", b"e")


@kind(saved=[chu(code=f"T{number}", name=name) for number, name in enumerate("ABCDEF")])
def dates_as_text_in_every_way():
    return each(
        "birth", "05/08/1968", "5/8/1968", "05-08-1968", "5.8.1968", "1968-08-05", "ngày 05 tháng 8 năm 1968"
    )  # fmt: skip


@kind(saved=[CHU])
def dates_as_dates():
    return workbook(person(birth=datetime(1968, 8, 5)))


@kind(
    saved=[CHU],
    warnings=[(2, "Ngày sinh", "Số 25055 được hiểu là ngày 05/08/1968 theo cách Excel đếm ngày.")],
)
def dates_as_bare_numbers():
    return workbook(person(birth=25055))


@kind(
    saved=[CHU, chu(code="T08-002", name="Lù A Dế")],
    warnings=[(3, "Ngày sinh", "Số 23593 được hiểu là ngày 05/08/1968 theo cách Excel đếm ngày.")],
)
def dates_that_count_from_1904():
    book = book_of(person(), person(code="T08-002", name="Lù A Dế", birth=23593))
    book.epoch = CALENDAR_MAC_1904
    book.active["G2"] = date(1968, 8, 5)
    return packed(book)


@kind(
    saved=[
        chu(born="1968"),
        chu(code="T08-002", name="Lù A Dế", born="1968"),
        chu(code="T08-003", name="Giàng A Páo", born="1968"),
    ]
)
def years_alone():
    rows = (
        ("T08-001", "Sùng A Chử", 1968),
        ("T08-002", "Lù A Dế", "1968"),
        ("T08-003", "Giàng A Páo", "Sinh năm 1968"),
    )
    return workbook(*(person(code=code, name=name, birth=birth) for code, name, birth in rows))


@kind(
    errors=[
        (
            2,
            "Ngày sinh",
            "Excel đang giữ ngày 21/05/1905, có lẽ do gõ năm 1968 vào ô định dạng ngày. "
            "Hãy định dạng ô là Văn bản (Text) rồi ghi lại 1968.",
        )
    ]
)
def a_year_in_a_cell_for_dates():
    return workbook(person(birth=datetime(1905, 5, 21)))


@kind(
    errors=[
        (2, "Ngày sinh", f"“31/02/1990” không phải là ngày có thật. {WRITE_DATE}"),
        (3, "Ngày sinh", f"“không nhớ” không phải là ngày sinh. {WRITE_DATE}"),
        (4, "Ngày sinh", f"Ngày sinh 05/08/2990 ở sau ngày hôm nay. {WRITE_DATE}"),
        (5, "Ngày sinh", "Hàng này chưa có ngày sinh. Hãy điền vào."),
    ]
)
def dates_that_cannot_be():
    births = ("31/02/1990", "không nhớ", "05/8/2990", None)
    return workbook(
        *(person(code=f"T{n}", name=name, birth=b) for n, (name, b) in enumerate(zip("ABCD", births, strict=True)))
    )


@kind(
    saved=[CHU],
    warnings=[(2, "Ngày sinh", "“5/8/68” được hiểu là 05/08/1968. Nếu sai, hãy ghi đủ bốn chữ số của năm.")],
)
def a_year_of_two_digits():
    return workbook(person(birth="5/8/68"))


@kind(
    saved=[chu(citizen_id="015068000123", phone="0912345678")],
    warnings=[
        (2, "Số CCCD", "Số CCCD chỉ có 11 chữ số, đã thêm lại số 0 ở đầu mà Excel bỏ mất. Hãy xem lại."),
        (2, "Số điện thoại", "Số điện thoại thiếu số 0 ở đầu, đã được thêm lại. Hãy xem lại."),
    ],
)
def lost_zeros():
    return workbook(person(citizen_id=15068000123, phone=912345678))


@kind(
    errors=[
        (2, "Số CCCD", "Số này có 9 chữ số, là số CMND cũ. Hãy ghi số CCCD 12 chữ số, hoặc để trống."),
        (3, "Số CCCD", "Số CCCD có 13 chữ số, cần đủ 12. Hãy ghi lại cho đủ, hoặc để trống."),
        (4, "Số CCCD", "Số CCCD có ký tự không phải chữ số. Hãy ghi đủ 12 chữ số, định dạng ô là Văn bản (Text)."),
    ]
)
def identity_numbers_that_are_none():
    numbers = ("060912345", "0150680001234", "1.5068E+10")
    return workbook(
        *(person(code=f"T{n}", name=name, citizen_id=c) for n, (name, c) in enumerate(zip("ABC", numbers, strict=True)))
    )


PHONES = (
    "0912345678", "0912 345 678", "0912.345.678", "(0912) 345-678", "+84 912 345 678", 84912345678,
    "0084912345678", "\u202d0912\u00a0345\u00a0678\u202c", "’0912345678",
)  # fmt: skip


@kind(saved=[chu(code=f"T{number}", name=name, phone="0912345678") for number, name in enumerate("ABCDEFGHI")])
def telephone_numbers_in_every_dress():
    return each("phone", *PHONES)


WRITE_PHONE = (
    "Số điện thoại không đúng. Hãy ghi một số gồm 10 chữ số bắt đầu bằng 0, ví dụ 0912 345 678, hoặc để trống."
)


@kind(
    errors=[
        (2, "Số điện thoại", WRITE_PHONE),
        (3, "Số điện thoại", "Số điện thoại 11 số kiểu cũ đã đổi đầu số từ năm 2018. Hãy ghi số mới, hoặc để trống."),
    ]
)
def telephone_numbers_that_are_none():
    return workbook(person(phone="0912345678 / 0987654321"), person(code="T2", name="Lù A Dế", phone="01234567890"))


@kind(saved=FAMILY)
def text_in_decomposed_letters():
    rows = [[unicodedata.normalize("NFD", v) if isinstance(v, str) else v for v in row] for row in family()]
    return workbook(*rows)


@kind(
    saved=[("T08-001", "Nguyễn Văn An", *CHU[2:]), *FAMILY[1:]],
    warnings=[
        (2, "Địa chỉ", CONVERTED.format("Sè 15, ®\u00adêng §iÖn Biªn", "TCVN3", "Số 15, đường Điện Biên")),
        (2, "Họ và tên", CONVERTED.format("NguyÔn V¨n An", "TCVN3", "Nguyễn Văn An")),
        (2, "Quan hệ với chủ hộ", CONVERTED.format("Chñ hé", "TCVN3", "Chủ hộ")),
    ],
)
def typed_in_a_tcvn3_font():
    return in_font(".VnTime", ("D2", "Sè 15, ®\u00adêng §iÖn Biªn"), ("E2", "NguyÔn V¨n An"), ("F2", "Chñ hé"))


@kind(
    saved=[("T08-001", "NGUYỄN VĂN AN", *CHU[2:]), *FAMILY[1:]],
    warnings=[(2, "Họ và tên", CONVERTED.format("nguyÔn v¨n an", "TCVN3", "NGUYỄN VĂN AN"))],
)
def typed_in_a_tcvn3_font_of_capitals():
    return in_font(".VnTimeH", ("E2", "nguyÔn v¨n an"))


@kind(
    saved=[("T08-001", "Nguyễn Văn Thìn", *CHU[2:]), *FAMILY[1:]],
    warnings=[(2, "Họ và tên", CONVERTED.format("Nguyeãn Vaên Thìn", "VNI", "Nguyễn Văn Thìn"))],
)
def typed_in_a_vni_font():
    return in_font("VNI-Times", ("E2", "Nguyeãn Vaên Thìn"))


@kind(saved=FAMILY)
def titles_typed_in_a_tcvn3_font():
    return in_font(".VnArial", ("E1", "Hä vµ tªn"), ("G1", "Ngµy sinh"), ("H1", "Giíi tÝnh"))


@kind(saved=FAMILY)
def unicode_text_in_an_old_font():
    return in_font(".VnTime", ("E2", "Sùng A Chử"), ("F2", "Chủ hộ"))


@kind(
    errors=[
        (2, "Họ và tên", OLD_LETTERS.format("NguyÔn V¨n An")),
        (3, "Họ và tên", OLD_LETTERS.format("Nguyeãn Vaên An")),
        (3, "Địa chỉ", OLD_LETTERS.format("§iÖn Biªn")),
    ]
)
def old_letters_whose_font_is_gone():
    return workbook(person(name="NguyÔn V¨n An"), person(code="T2", name="Nguyeãn Vaên An", address="§iÖn Biªn"))


@kind(
    errors=[
        (
            None,
            None,
            "Trang tính “Sheet” gõ bằng bảng mã cũ TCVN3. Hãy chuyển cả bảng sang Unicode (Unikey: Ctrl+Shift+F6) "
            "rồi tải lại.",
        )
    ]
)
def titles_in_old_letters_whose_font_is_gone():
    old = ["STT", "Tæ d©n phè", "M· hé", "§Þa chØ", "Hä vµ tªn", "Quan hÖ víi chñ hé", "Ngµy sinh", "Giíi tÝnh"]
    return workbook(*family(), titles=old)
