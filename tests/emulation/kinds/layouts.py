"""How lists stand in their workbooks: headers, titles, hidden parts, merged cells, other columns and sheets."""

import unicodedata

import openpyxl
from openpyxl.worksheet.table import Table

from tests.emulation.kinds import CHU, FAMILY, Kind, collector
from tests.workbooks import TITLES, book_of, family, packed, person, repacked, workbook

LAYOUTS: list[Kind] = []
kind = collector(LAYOUTS)


def retitled(change):
    """The family under titles that are written in another way."""
    return workbook(*family(), titles=[change(title) for title in TITLES])


def bare(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.replace("đ", "d")) if not unicodedata.combining(c))


def without(*titles):
    """The family's workbook without some columns, and what is left of a row."""
    left = [number for number, title in enumerate(TITLES) if title not in titles]
    return [TITLES[n] for n in left], [[row[n] for n in left] for row in family()]


@kind(saved=FAMILY)
def as_the_template_has_it():
    return workbook(*family())


@kind(saved=FAMILY)
def title_rows_above():
    above = (["UBND PHƯỜNG ĐỒNG TÂM"], ["DANH SÁCH NHÂN KHẨU THAM GIA THI ĐUA"], ["Năm 2022"], [])
    return workbook(*family(), above=above)


@kind(saved=FAMILY)
def two_header_rows_merged():
    book = book_of(*family(), above=([*TITLES[:8], "Giấy tờ và liên hệ"],))
    for column in range(1, 9):
        book.active.cell(2, column).value = None
        book.active.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    book.active.merge_cells("I1:J1")
    return packed(book)


@kind(saved=FAMILY)
def two_header_rows_not_merged():
    return workbook(*family(), above=([*TITLES[:8], "Giấy tờ"],), titles=[*[None] * 8, "CCCD", "Điện thoại"])


@kind(saved=[(*CHU[:3], "1968", *CHU[4:]), ("T08-001", "Lô Thị Nga", "wife", "1971", "female", "", "")])
def year_of_birth_in_two_columns_for_men_and_women():
    upper = ["STT", "Tổ", "Mã hộ", "Họ và tên", "Quan hệ", "Năm sinh", None]
    rows = [[1, 8, "T08-001", "Sùng A Chử", "Chủ hộ", 1968, None], [2, 8, "T08-001", "Lô Thị Nga", "Vợ", None, 1971]]
    book = book_of(*rows, above=(upper,), titles=[*[None] * 5, "Nam", "Nữ"])
    book.active.merge_cells("F1:G1")
    return packed(book)


@kind(saved=FAMILY)
def titles_with_line_breaks():
    return retitled(lambda title: title.replace(" ", "\n"))


@kind(saved=FAMILY)
def titles_with_no_break_spaces():
    return retitled(lambda title: f"\u00a0{title.replace(' ', chr(0xA0) * 2)} ")


@kind(saved=FAMILY)
def titles_in_decomposed_letters():
    return retitled(lambda title: unicodedata.normalize("NFD", title))


@kind(saved=FAMILY)
def titles_in_capitals():
    return retitled(str.upper)


@kind(saved=FAMILY)
def titles_without_accents():
    return retitled(bare)


@kind(saved=FAMILY)
def titles_with_remarks_and_stars():
    return retitled(lambda title: f"{title} (*):")


@kind(saved=FAMILY)
def columns_in_another_order():
    turned = [list(reversed(row)) for row in family()]
    return workbook(*turned, titles=list(reversed(TITLES)))


@kind(saved=FAMILY)
def a_hidden_copy_of_the_list():
    book = book_of(*family())
    copy = book.copy_worksheet(book.active)
    copy.sheet_state = "hidden"
    return packed(book)


@kind(
    saved=FAMILY, warnings=[(None, None, "Hàng 3–4 đang bị ẩn trong Excel nhưng vẫn được đọc. Hãy bỏ ẩn để kiểm tra.")]
)
def hidden_rows():
    book = book_of(*family())
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    return packed(book)


@kind(
    saved=FAMILY,
    warnings=[
        (
            1,
            "Số CCCD",
            "Cột “Số CCCD” (cột I) đang bị ẩn trong Excel nhưng vẫn được đọc. Hãy bỏ ẩn để kiểm tra.",
        )
    ],
)
def a_hidden_column():
    book = book_of(*family())
    book.active.column_dimensions["I"].hidden = True
    return packed(book)


@kind(
    saved=FAMILY,
    warnings=[
        (None, None, "Hàng 6–8 không phải là nhân khẩu (dòng tổng, ghi chú, ký tên) nên được bỏ qua."),
    ],
)
def totals_and_signatures():
    below = (
        [],
        [None, None, None, None, "Tổng cộng: 1 hộ, 3 nhân khẩu"],
        [None] * 6 + ["Đồng Tâm, ngày 05 tháng 9 năm 2022"],
        [None, None, "Người lập biểu", None, None, None, "Tổ trưởng"],
    )
    return workbook(*family(), below=below)


@kind(
    saved=FAMILY,
    warnings=[(None, None, "Hàng 2 không phải là nhân khẩu (dòng tổng, ghi chú, ký tên) nên được bỏ qua.")],
)
def a_row_that_numbers_the_columns():
    return workbook([f"({number})" for number in range(1, 11)], *family())


@kind(saved=FAMILY)
def the_header_on_every_page():
    head, *others = family()
    return workbook(head, TITLES, *others)


@kind(saved=FAMILY)
def prepared_and_empty_rows():
    return workbook([1, "8"], [None] * 10, *family(), [5, "8", None, "Số 5"])


@kind(saved=FAMILY)
def cells_merged_down_a_household():
    book = book_of(*family())
    for column in "BCD":
        for row in (3, 4):
            book.active[f"{column}{row}"] = None
        book.active.merge_cells(f"{column}2:{column}4")
    return packed(book)


@kind(
    saved=FAMILY,
    warnings=[(None, None, "Tệp không có cột tổ dân phố; cả danh sách được hiểu là của Tổ dân phố số 8, theo hàng 1.")],
)
def the_neighbourhood_in_the_title_only():
    titles, rows = without("Tổ dân phố")
    return workbook(*rows, titles=titles, above=(["DANH SÁCH HỘ GIA ĐÌNH TỔ DÂN PHỐ SỐ 8"],))


@kind(
    saved=FAMILY,
    warnings=[
        (
            None,
            None,
            "Tệp không có cột tổ dân phố; cả danh sách được hiểu là của Tổ dân phố số 8, theo tên trang tính “TDP 8”.",
        )
    ],
)
def the_neighbourhood_in_the_name_of_the_sheet_only():
    titles, rows = without("Tổ dân phố")
    book = book_of(*rows, titles=titles)
    book.active.title = "TDP 8"
    return packed(book)


@kind(
    errors=[
        (
            None,
            None,
            "Dòng tiêu đề (hàng 2) thiếu cột “Tổ dân phố”. Hãy thêm cột này, hoặc ghi tên một tổ dân phố của phường "
            "ở dòng trên bảng.",
        )
    ]
)
def two_neighbourhoods_in_the_title():
    titles, rows = without("Tổ dân phố")
    return workbook(*rows, titles=titles, above=(["Danh sách hộ tổ 8 và tổ 14"],))


@kind(
    saved=FAMILY,
    warnings=[(None, None, "Danh bạ không có chỗ cho “Ghi chú” (cột K), “Nghề nghiệp” (cột L) nên không đọc.")],
)
def columns_the_registry_does_not_have():
    rows = [[*row, "mới về", "làm ruộng"] for row in family()]
    return workbook(*rows, titles=[*TITLES, "Ghi chú", "Nghề nghiệp"])


SENSITIVE = (
    "Cột “{0}” (cột {1}) là thông tin nhạy cảm mà cổng không thu thập nên không được đọc, không được lưu vào danh bạ. "
    "Hãy xoá cột này khỏi tệp."
)


@kind(
    saved=FAMILY,
    warnings=[
        (1, title, SENSITIVE.format(title, letter))
        for title, letter in (("Dân tộc", "K"), ("Tôn giáo", "L"), ("Đảng viên", "M"), ("Khuyết tật", "N"))
    ],
)
def sensitive_columns():
    rows = [[*row, "Mông", "không", "x", ""] for row in family()]
    return workbook(*rows, titles=[*TITLES, "Dân tộc", "Tôn giáo", "Đảng viên", "Khuyết tật"])


@kind(saved=FAMILY)
def a_second_sheet_with_codes():
    book = book_of(*family())
    book.create_sheet("DANHMUC").append(["Mã", "Tên"])
    return packed(book)


@kind(
    saved=FAMILY,
    warnings=[
        (None, None, "Tệp không có cột tổ dân phố; cả danh sách được hiểu là của Tổ dân phố số 8, theo hàng 1."),
        (None, None, "Danh bạ không có chỗ cho “Thường trú/Tạm trú” (cột H), “Người cao tuổi” (cột I) nên không đọc."),
        (2, "Khuyết tật", SENSITIVE.format("Khuyết tật", "J")),
        (2, "Đảng viên", SENSITIVE.format("Đảng viên", "K")),
    ],
)
def as_a_community_app_exports_it():
    titles = ["Họ tên", "Mã hộ", "SĐT", "CCCD", "Ngày sinh", "Giới tính", "Quan hệ với chủ hộ", "Thường trú/Tạm trú"]
    rows = [[r[4], r[2], r[9], r[8], r[6], r[7], r[5], "TT", None, None, None] for r in family()]
    more = ["Người cao tuổi", "Khuyết tật", "Đảng viên"]
    return workbook(*rows, titles=[*titles, *more], above=(["Cư dân tổ 8"],))


@kind(
    errors=[
        (
            None,
            None,
            "Dòng tiêu đề (hàng 1) thiếu cột “Mã hộ”, “Ngày sinh”. "
            "Hãy thêm cột còn thiếu, đặt tiêu đề như trong tệp mẫu.",
        )
    ]
)
def needed_columns_missing():
    titles, rows = without("Mã hộ", "Ngày sinh")
    return workbook(*rows, titles=titles)


@kind(
    errors=[
        (
            None,
            None,
            "Có 2 trang tính cùng chứa danh sách: “Tổ 8”, “Tổ 14”. Hãy gộp vào một trang tính rồi tải lại.",
        )
    ]
)
def a_list_on_each_of_two_sheets():
    book = book_of(*family())
    book.active.title = "Tổ 8"
    book.copy_worksheet(book.active).title = "Tổ 14"
    return packed(book)


@kind(errors=[(None, None, "Có 2 cột cùng là “Họ và tên” (cột E, K). Hãy giữ một cột, xoá hoặc đổi tiêu đề cột kia.")])
def one_column_twice():
    return workbook(*family(), titles=[*TITLES, "Họ tên"])


NO_HEADER = (
    "Không tìm thấy dòng tiêu đề của danh sách. Hãy dùng tệp mẫu, hoặc thêm một dòng tiêu đề có các cột: "
    "Tổ dân phố, Mã hộ, Họ và tên, Quan hệ với chủ hộ, Ngày sinh, Giới tính."
)


@kind(errors=[(None, None, NO_HEADER)])
def no_header_at_all():
    return workbook(*family()[1:], titles=family()[0])


@kind(errors=[(None, None, NO_HEADER)])
def an_empty_sheet():
    return packed(openpyxl.Workbook())


@kind(errors=[(None, None, "Chưa có người nào dưới dòng tiêu đề (hàng 1). Hãy điền danh sách rồi tải lại.")])
def only_a_header():
    return workbook()


@kind(saved=FAMILY)
def a_stray_cell_in_the_last_corner():
    book = book_of(*family())
    book.active["XFD1048576"] = " "
    return packed(book)


@kind(saved=FAMILY)
def a_wrong_dimension():
    return repacked(workbook(*family()), lambda name, data: data.replace(b'ref="A1:J4"', b'ref="A1:A1"'))


@kind(saved=FAMILY)
def a_list_as_an_excel_table():
    book = book_of(*family())
    book.active.add_table(Table(displayName="DanhSach", ref="A1:J4"))
    return packed(book)


@kind(saved=FAMILY)
def a_filtered_and_frozen_list():
    book = book_of(*family())
    book.active.auto_filter.ref = "A1:J4"
    book.active.freeze_panes = "A2"
    return packed(book)


@kind(saved=[CHU])
def thousands_of_formatted_rows_without_anybody():
    book = book_of(person())
    for row in range(3, 3000):
        book.active.cell(row, 5).number_format = "@"
    return packed(book)
