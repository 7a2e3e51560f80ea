"""People and households that do not fit together: twice, without a head, in two neighbourhoods, with faults."""

from datetime import datetime

from tests.emulation.kinds import CHU, FAMILY, NGA, Kind, chu, collector
from tests.workbooks import family, person, workbook

PEOPLE: list[Kind] = []
kind = collector(PEOPLE)


@kind(
    errors=[
        (3, "Họ và tên", "Người này trùng họ tên và ngày sinh với hàng 2 trong cùng hộ. Hãy xoá một hàng."),
    ]
)
def somebody_twice_in_capitals():
    return workbook(person(), person(name="SÙNG A CHỬ", relation="Con", birth="5/8/1968"))


DOUBT = (
    "Người này có thể là một với “Sùng A Chử” ở hàng 2 {} (họ tên gần như nhau, ngày sinh không khác). "
    "Nếu là hai người thì cứ lưu; nếu là một, hãy xoá một hàng."
)


@kind(
    saved=[CHU, ("T08-001", "Sung A Chu", "child", "05/08/1968", "male", "", ""),
           ("T08-001", "Sùng A Chử", "other", "1968", "male", "", "")],
    warnings=[
        (3, "Họ và tên", DOUBT.format("trong cùng hộ")),
        (4, "Họ và tên", DOUBT.format("trong cùng hộ")),
    ],
)  # fmt: skip
def somebody_twice_without_accents_or_with_a_year_only():
    return workbook(
        person(), person(name="Sung A Chu", relation="Con"), person(birth="1968", relation="Khác")
    )  # fmt: skip


@kind(
    saved=[CHU, chu(code="T08-002", name="Sùng A CHỬ")],
    warnings=[(3, "Họ và tên", DOUBT.format("ở hộ T08-001"))],
)
def somebody_in_two_households():
    return workbook(person(), person(code="T08-002", name="Sùng A CHỬ"))


@kind(errors=[(3, "Số CCCD", "Số CCCD này trùng với hàng 2. Hãy đối chiếu giấy tờ rồi sửa một trong hai hàng.")])
def one_identity_number_twice():
    return workbook(
        person(citizen_id="015068000123"), person(code="T08-002", name="Lù A Dế", citizen_id="015068000123")
    )  # fmt: skip


@kind(
    errors=[
        (
            3,
            "Quan hệ với chủ hộ",
            "Hộ T08-001 đã có chủ hộ ở hàng 2, mỗi hộ chỉ có một. "
            "Hãy sửa lại quan hệ, hoặc sửa mã hộ nếu đây là hộ khác.",
        )
    ]
)
def two_heads():
    return workbook(person(), person(name="Lô Thị Nga", gender="Nữ"))


@kind(
    errors=[
        (
            2,
            "Quan hệ với chủ hộ",
            "Hộ T08-001 chưa có chủ hộ. Hãy ghi “Chủ hộ” ở cột này cho đúng một người của hộ.",
        )
    ]
)
def no_head():
    return workbook(*family()[1:])


@kind(
    errors=[
        (
            3,
            "Tổ dân phố",
            "Hộ T08-001 ở hàng 2 thuộc tổ 8, ở hàng này lại thuộc tổ 14. Mỗi mã hộ chỉ thuộc một tổ: "
            "hãy sửa tổ dân phố hoặc mã hộ.",
        )
    ]
)
def one_household_in_two_neighbourhoods():
    return workbook(person(), person(name="Lô Thị Nga", relation="Vợ", gender="Nữ", neighbourhood="14"))


@kind(errors=[(2, "Tổ dân phố", "Hộ T08-001 chưa có tổ dân phố. Hãy điền ở hàng này.")])
def a_household_without_a_neighbourhood():
    return workbook(person(neighbourhood=None))


UNKNOWN = "Phường không có tổ dân phố “{}”. Các tổ hiện có: 1, 8, 14. Hãy ghi một trong các tổ này."


@kind(errors=[(2, "Tổ dân phố", UNKNOWN.format("Tổ 13")), (3, "Tổ dân phố", UNKNOWN.format("Phường Yên Ninh"))])
def unknown_neighbourhoods():
    return workbook(person(neighbourhood="Tổ 13"), person(code="T2", name="Lù A Dế", neighbourhood="Phường Yên Ninh"))


@kind(
    errors=[
        (2, "Mã hộ", "Hàng này chưa có mã hộ. Hãy điền vào."),
        (3, "Giới tính", "“x” không phải là giới tính. Hãy ghi Nam hoặc Nữ."),
        (4, "Họ và tên", "Họ và tên có biểu tượng cảm xúc hoặc ký hiệu lạ. Hãy xoá ký hiệu đó."),
        (
            5,
            "Họ và tên",
            "“Nguyễn Văn 2” có ký tự không dùng trong tên người. "
            "Chỉ dùng chữ cái, dấu nháy ', gạch nối và dấu cách.",
        ),
        (6, "Giới tính", "Ô này mang giá trị TRUE/FALSE của Excel. Hãy xoá và ghi lại giá trị thật."),
        (7, "Địa chỉ", "Excel đã đổi địa chỉ này thành ngày tháng. Hãy định dạng ô là Văn bản (Text) rồi ghi lại."),
        (8, "Quan hệ với chủ hộ", "Hàng này chưa có quan hệ với chủ hộ. Hãy điền vào."),
    ]
)  # fmt: skip
def a_fault_in_every_row():
    faults = (
        {"code": None}, {"gender": "x"}, {"name": "An 😀"}, {"name": "Nguyễn Văn 2"}, {"gender": True},
        {"address": datetime(2026, 5, 12)}, {"relation": None},
    )  # fmt: skip
    names = ("A", "B", "C", "D", "E", "G", "H")
    return workbook(*(person(**{"code": f"T{n}", "name": names[n], **fault}) for n, fault in enumerate(faults)))


@kind(
    saved=[CHU, ("T08-001", NGA[1], "other", *NGA[3:])],
    warnings=[
        (
            3,
            "Quan hệ với chủ hộ",
            "Quan hệ “ở nhờ” chưa có trong danh mục, sẽ được ghi là “Quan hệ khác”.",
        )
    ],
)
def a_relation_nobody_knows():
    return workbook(person(), person(name="Lô Thị Nga", relation="ở nhờ", gender="Nữ", birth="1971"))


@kind(
    saved=[chu(citizen_id="015168000123")],
    warnings=[
        (
            2,
            "Số CCCD",
            "Số CCCD này là của người giới tính Nữ, sinh năm 1968, khác với hàng này. "
            "Hãy xem lại giấy tờ; nếu giấy tờ đúng như vậy thì cứ lưu.",
        )
    ],
)
def an_identity_number_of_somebody_else():
    return workbook(person(citizen_id="015168000123"))


@kind(saved=[("8", *CHU[1:])])
def codes_as_numbers():
    return workbook(person(code=8.0, neighbourhood=8))


@kind(saved=FAMILY)
def spaces_of_every_sort():
    rows = [[f" \u00a0{v}\u00a0  " if isinstance(v, str) else v for v in row] for row in family()]
    return workbook(*rows)
