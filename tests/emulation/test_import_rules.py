"""Judging household lists: what a household must have, and where columns and people are found."""

from emulation.kit.spreadsheets import Row, Sheet, Unusable
from emulation.rules import judge_list
from tests.judged import TODAY, WARD, doubt, judge, one, sentence, sheet_of
from tests.workbooks import TITLES, family, person

# Households


def test_a_family_becomes_one_household_with_its_head_first():
    head, wife, son = family()

    judged = judge(wife, son, head)

    (home,) = judged.households
    assert (home.row, home.code, home.neighbourhood.label, home.address) == (
        2,
        "T08-001",
        "8",
        "Số 15, đường Điện Biên",
    )
    assert [one.full_name for one in home.members] == ["Sùng A Chử", "Lô Thị Nga", "Sùng Minh Đức"]
    assert [one.row for one in home.members] == [4, 2, 3]
    assert (judged.errors, judged.warnings) == ((), ())


def test_neighbourhood_and_address_may_stand_on_one_row_only():
    judged = judge(
        person(neighbourhood=None, address=None),
        person(name="Lô Thị Nga", relation="Vợ", gender="Nữ"),
        person(name="Sùng Minh Đức", relation="Con", neighbourhood=None, address=None),
    )

    (home,) = judged.households
    assert (home.neighbourhood.label, home.address) == ("8", "Số 15, đường Điện Biên")


def test_a_code_is_the_same_in_capitals_and_small_letters():
    judged = judge(person(), person(code="t08-001", name="Lô Thị Nga", relation="Vợ", gender="Nữ"))

    assert [(home.code, len(home.members)) for home in judged.households] == [("T08-001", 2)]


def test_a_household_without_a_head_is_named_once_at_its_first_row():
    judged = judge(person(relation="Con"), person(name="Lô Thị Nga", relation="Vợ", gender="Nữ"))

    row, column, message = sentence(judged)
    assert (row, column) == (2, "Quan hệ với chủ hộ")
    assert message.startswith("Hộ T08-001 chưa có chủ hộ.")


def test_a_second_head_is_named_with_the_row_of_the_first():
    row, _, message = sentence(judge(person(), person(name="Lô Thị Nga", gender="Nữ")))

    assert (row, "hàng 2" in message) == (3, True)


def test_a_wrong_relation_is_not_counted_as_a_missing_head_too():
    row, _, message = sentence(judge(person(relation=Unusable("#N/A", is_formula=False))))

    assert (row, "#N/A" in message) == (2, True)


def test_a_household_in_two_neighbourhoods_is_an_error():
    row, column, message = sentence(judge(person(), person(name="Lô Thị Nga", relation="Vợ", neighbourhood="14")))

    assert (row, column) == (3, "Tổ dân phố")
    assert "thuộc tổ 8" in message
    assert "thuộc tổ 14" in message


def test_a_household_without_a_neighbourhood_is_an_error():
    assert sentence(one(neighbourhood=None)) == (2, "Tổ dân phố", "Hộ T08-001 chưa có tổ dân phố. Hãy điền ở hàng này.")


def test_two_addresses_are_a_doubt_and_the_first_holds():
    judged = judge(person(), person(name="Lô Thị Nga", relation="Vợ", address="Số 99"))

    assert doubt(judged)[:2] == (3, "Địa chỉ")
    assert judged.households[0].address == "Số 15, đường Điện Biên"


def test_the_same_person_twice_in_a_household_is_an_error_however_it_is_spelt():
    row, column, message = sentence(judge(person(), person(name="SÙNG A CHỬ", relation="Con", birth="5/8/1968")))

    assert (row, column, "hàng 2" in message) == (3, "Họ và tên", True)


def test_one_citizen_id_twice_in_a_file_is_an_error():
    judged = judge(
        person(citizen_id="015068000123"),
        person(code="T08-002", name="Sùng A Lử", citizen_id="015068000123"),
    )

    row, column, message = sentence(judged)
    assert (row, column, "hàng 2" in message) == (3, "Số CCCD", True)
    assert "015068" not in message


def test_a_grandson_named_as_his_grandfather_is_no_doubt():
    judged = judge(person(birth="1950"), person(relation="Cháu nội", birth="2001"))

    assert (judged.errors, judged.warnings) == ((), ())


def test_every_complaint_is_gathered_and_stands_in_the_order_of_the_rows():
    judged = judge(
        person(birth="31/02/1990", gender="x"),
        person(code=None, name=None),
        person(code="T08-003", relation="Con", neighbourhood="13"),
    )

    assert [(error.row, error.column) for error in judged.errors] == [
        (2, "Ngày sinh"),
        (2, "Giới tính"),
        (3, "Mã hộ"),
        (3, "Họ và tên"),
        (4, "Tổ dân phố"),
        (4, "Quan hệ với chủ hộ"),
    ]
    assert judged.households == ()


# The table in the workbook


def test_the_header_is_found_below_titles_with_columns_in_any_order_and_spelling():
    titles = (
        "HỌ VÀ TÊN", "Ngày, tháng,\nnăm sinh", "Giới tính\n(Nam/Nữ)", "QUAN HỆ", "TDP", "Mã\u00a0hộ gia đình",
        "Ghi chú", "Điện thoại",
    )  # fmt: skip
    row = ("Sùng A Chử", "1968", "Nam", "chủ hộ", 8, "T08-001", "=", "0912345678")

    judged = judge(row, titles=titles, start=7)

    (home,) = judged.households
    assert (home.row, home.code, home.members[0].phone) == (8, "T08-001", "0912345678")


def test_a_complaint_names_the_column_as_the_file_does():
    titles = [title.upper().replace("NGÀY SINH", "Ngày, tháng,\n năm sinh") for title in TITLES]

    assert sentence(judge(person(birth="x"), titles=titles))[:2] == (2, "Ngày, tháng, năm sinh")


def test_missing_columns_are_all_named():
    titles = [None if title in ("Mã hộ", "Ngày sinh") else title for title in TITLES]

    row, column, message = sentence(judge(person(), titles=titles, start=3))

    assert (row, column) == (None, None)
    assert "(hàng 3) thiếu cột “Mã hộ”, “Ngày sinh”" in message


def test_numbers_and_address_may_lack_as_columns():
    titles = [None if title in ("STT", "Địa chỉ", "Số CCCD", "Số điện thoại") else title for title in TITLES]

    assert len(judge(person(), titles=titles).households) == 1


def test_a_workbook_without_a_header_says_which_columns_it_needs():
    row, _, message = sentence(judge(["x", "y"], titles=["a", "b"]))

    assert (row, "“" in message, "Họ và tên" in message) == (None, False, True)


def test_a_header_below_the_first_twenty_rows_is_not_looked_for():
    above = [["dòng"]] * 20

    assert "Không tìm thấy dòng tiêu đề" in sentence(judge(*above, TITLES, person(), titles=["dòng"]))[2]


def test_two_columns_with_one_title_are_an_error_naming_both():
    assert "(cột E, K)" in sentence(judge(person(), titles=[*TITLES, "Họ tên"]))[2]


def test_a_list_without_people_is_an_error():
    assert "Chưa có người nào dưới dòng tiêu đề (hàng 1)" in sentence(judge())[2]


def test_the_list_is_found_on_any_sheet_but_only_once():
    help_sheet, people = Sheet("Hướng dẫn", [Row(1, {1: "Cách điền"})]), sheet_of(person(), title="Tổ 8")

    assert judge_list([help_sheet, people], WARD, today=TODAY).households
    assert "“Tổ 8”, “Tổ 14”" in sentence(judge_list([people, sheet_of(person(), title="Tổ 14")], WARD, today=TODAY))[2]


def test_hidden_and_empty_copies_of_the_list_do_not_matter():
    hidden = Sheet("Nháp", sheet_of(person()).rows, is_hidden=True)

    assert judge_list([sheet_of(), hidden, sheet_of(person())], WARD, today=TODAY).households


def test_empty_and_prepared_rows_are_skipped():
    judged = judge([None] * 10, person(), [2], [3, "8", None, "Số 5"], person(code="T08-002", name="Sùng A Lử"))

    assert [home.row for home in judged.households] == [3, 6]
    assert not judged.warnings


def test_a_line_that_numbers_the_columns_is_skipped():
    judged = judge([f"({number})" for number in range(1, 11)], person())

    assert len(judged.households) == 1


def test_a_header_that_is_repeated_on_every_page_is_skipped():
    judged = judge(person(), TITLES, person(code="T08-002", name="Sùng A Lử"))

    assert [home.row for home in judged.households] == [2, 4]
    assert not judged.warnings


def test_totals_and_signatures_after_the_list_are_left_out_with_a_word():
    judged = judge(
        person(),
        [None, None, None, None, "Tổng cộng: 1 hộ, 1 nhân khẩu"],
        [None, None, None, None, None, None, "Đồng Tâm, ngày 05 tháng 9 năm 2022"],
        [None, None, "Người lập biểu", None, None, None, "TM. BAN CÔNG TÁC MẶT TRẬN"],
        [None, None, "Nguyễn Văn An", None, None, None, "Trần Thị Bình"],
    )

    assert not judged.errors
    assert judged.warnings[0].message.startswith("Hàng 3–6 không phải là nhân khẩu")


def test_a_subtotal_between_people_is_left_out_but_the_people_after_it_are_not():
    total = [None, None, "Cộng tổ 8"]

    judged = judge(person(), total, person(code="T08-002", name="Sùng A Lử"), total)

    assert [home.row for home in judged.households] == [2, 4]


def test_a_lone_name_at_the_end_is_a_person_with_gaps_and_not_a_signature():
    judged = judge(person(), [None, None, None, None, "Sùng Minh Đức"])

    assert {error.row for error in judged.errors} == {3}
    assert "chưa có mã hộ" in judged.errors[0].message


def test_hidden_rows_are_taken_with_a_word():
    sheet = sheet_of(person(), person(code="T08-002", name="Sùng A Lử"))
    sheet.rows[1] = Row(2, sheet.rows[1].cells, is_hidden=True)

    judged = judge_list([sheet], WARD, today=TODAY)

    assert len(judged.households) == 2
    assert judged.warnings[0].message.startswith("Hàng 2 đang bị ẩn")
