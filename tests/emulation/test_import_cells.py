"""Judging one cell of a household list: every spelling it may have, and what it says when it cannot be taken."""

from datetime import date, datetime

import pytest

from emulation.choices import Relation
from emulation.kit.spreadsheets import Unusable
from tests.judged import TODAY, doubt, judge, member, one, sentence
from tests.workbooks import person

# Neighbourhoods


@pytest.mark.parametrize(
    "written",
    ["8", "08", 8, 8.0, "TDP 8", "tdp8", "Tổ 8", "TỔ 08", "Tổ dân phố số 8", "tổ dân phố 8", "Số 8", " 8\u00a0"],
)
def test_a_neighbourhood_is_known_in_every_spelling(written):
    assert one(neighbourhood=written).households[0].neighbourhood.label == "8"


@pytest.mark.parametrize("written", ["Tân Thịnh", "TDP Tân Thịnh", "tân thịnh", "Tổ dân phố Tân Thịnh"])
def test_a_neighbourhood_with_a_name_instead_of_a_number_is_known(written):
    assert one(neighbourhood=written).households[0].neighbourhood.key == 20


@pytest.mark.parametrize("written", ["13", "17", "80", "Tổ 8A", "phường khác"])
def test_an_unknown_neighbourhood_names_those_that_exist(written):
    row, column, message = sentence(one(neighbourhood=written))

    assert (row, column) == (2, "Tổ dân phố")
    assert f"“{written}”" in message
    assert "1, 8, 14, Tổ dân phố Tân Thịnh" in message


# Names, codes, addresses


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Kiều Ngọc Hưởng",
        "NGUYỄN VĂN AN",
        "Đặng Thuỳ Dương",
        "Sùng Thị Chử",
        "H'Hen Niê",
        "H’Mông Ƀuôn Yă",
        "Y Bhŏ Ênuôl",
        "Ksor Wăn Jơ-rai",
        "Tôn Nữ Quỳnh F. Zoan",
        "Chử",
    ],
)
def test_names_of_all_peoples_are_taken_as_they_are(name):
    assert member(name=name).full_name == name


def test_a_name_is_composed_and_its_spaces_tidied():
    assert member(name="  Nguye\u0302\u0303n\u00a0 Va\u0306n\n An ").full_name == "Nguyễn Văn An"


@pytest.mark.parametrize("name", ["NguyÔn V¨n An", "TrÇn ThÞ Hoµ", "§Æng", "Nguyeãn Vaên An", "Traàn Thò", "Ñaëng"])
def test_a_name_in_an_old_encoding_is_refused_with_a_hint(name):
    row, column, message = sentence(one(name=name))

    assert (row, column, "Unikey" in message) == (2, "Họ và tên", True)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (None, "chưa có họ và tên"),
        ("An 😀", "biểu tượng cảm xúc"),
        ("An\u200b Bình", "ký tự ẩn"),
        ("An\u202e", "ký tự ẩn"),
        ("Nguyễn Văn 2", "không dùng trong tên"),
        ("An_x0007_", "không dùng trong tên"),
        ("王小明", "không dùng trong tên"),
        ("<b>An</b>", "không dùng trong tên"),
        ("=An", "không dùng trong tên"),
        ("A\u0302\u0303\u0301\u0300n", "quá nhiều dấu"),
        ("An " * 40, "dài quá 100 ký tự"),
        (1957, "không dùng trong tên"),
        (True, "TRUE/FALSE"),
        (Unusable("công thức", is_formula=True), "công thức"),
    ],
)
def test_what_is_no_name_is_refused(name, says):
    row, column, message = sentence(one(name=name))

    assert (row, column) == (2, "Họ và tên")
    assert says in message


@pytest.mark.parametrize(
    ("written", "code"), [("T08-001", "T08-001"), (12, "12"), (12.0, "12"), (" 08/001 ", "08/001")]
)
def test_a_code_is_taken_as_it_shows(written, code):
    assert one(code=written).households[0].code == code


@pytest.mark.parametrize("written", [datetime(2022, 8, 1), "T08;001", "x" * 31])
def test_what_is_no_code_is_refused(written):
    assert sentence(one(code=written))[1] == "Mã hộ"


def test_an_address_is_optional_but_bounded():
    assert one(address=None).households[0].address == ""
    assert "dài quá 200" in sentence(one(address="x" * 201))[2]


def test_a_house_number_that_excel_took_for_a_date_is_refused():
    assert "thành ngày tháng" in sentence(one(address=datetime(2026, 5, 12)))[2]


# Relations and gender


@pytest.mark.parametrize(
    ("written", "relation"),
    [
        ("Chủ hộ", Relation.HEAD),
        ("CHỦ HỘ", Relation.HEAD),
        ("chu ho", Relation.HEAD),
        ("Chủ hộ (đại diện)", Relation.HEAD),
        ("vợ", Relation.WIFE),
        ("Chồng", Relation.HUSBAND),
        ("con", Relation.CHILD),
        ("Con trai", Relation.CHILD),
        ("con gái út", Relation.CHILD),
        ("Con thứ 2", Relation.CHILD),
        ("con nuôi", Relation.CHILD),
        ("Con dâu", Relation.DAUGHTER_IN_LAW),
        ("con rể", Relation.SON_IN_LAW),
        ("Cháu nội", Relation.GRANDCHILD),
        ("bố", Relation.FATHER),
        ("Ba", Relation.FATHER),
        ("cha vợ", Relation.FATHER),
        ("Mẹ", Relation.MOTHER),
        ("má", Relation.MOTHER),
        ("Mẹ chồng", Relation.MOTHER),
        ("ông nội", Relation.GRANDFATHER),
        ("Bà", Relation.GRANDMOTHER),
        ("bà ngoại", Relation.GRANDMOTHER),
        ("Anh trai", Relation.ELDER_BROTHER),
        ("chị gái", Relation.ELDER_SISTER),
        ("Em ruột", Relation.YOUNGER_SIBLING),
        ("em", Relation.YOUNGER_SIBLING),
        ("Khác", Relation.OTHER),
    ],
)
def test_relations_are_known_in_many_spellings(written, relation):
    judged = judge(person(code="T08-001", name="Nguyễn Văn Đầu"), person(relation=written))

    relations = {one.relation for home in judged.households for one in home.members}
    heads = 2 if relation == Relation.HEAD else 1
    assert not judged.warnings
    assert len(judged.errors) == heads - 1
    assert relation == Relation.HEAD or relation in relations


@pytest.mark.parametrize("written", ["Chú", "bà con", "cô ruột", "ở nhờ", "con ông Lử", "chắt"])
def test_an_unknown_relation_becomes_other_with_a_doubt(written):
    judged = judge(person(), person(name="Lô Thị Nga", relation=written, gender="Nữ"))

    row, column, message = doubt(judged)
    assert (row, column, f"“{written}”" in message) == (3, "Quan hệ với chủ hộ", True)
    assert judged.households[0].members[1].relation == Relation.OTHER


@pytest.mark.parametrize(
    ("written", "gender"),
    [("Nam", "male"), ("NAM", "male"), (1, "male"), ("1", "male"), ("Nữ", "female"), ("NỮ", "female"), ("nu", "female"),
     (2.0, "female"), ("Nu\u031b\u0303", "female")],
)  # fmt: skip
def test_gender_is_known_in_many_spellings(written, gender):
    assert member(gender=written).gender == gender


@pytest.mark.parametrize("written", ["x", "Ông", 3, None])
def test_another_gender_is_refused_with_what_to_write(written):
    assert sentence(one(gender=written))[:2] == (2, "Giới tính")


# Dates of birth


@pytest.mark.parametrize(
    ("written", "born_on"),
    [
        (datetime(1990, 8, 5), date(1990, 8, 5)),
        (date(1990, 8, 5), date(1990, 8, 5)),
        ("05/08/1990", date(1990, 8, 5)),
        ("5/8/1990", date(1990, 8, 5)),
        ("05-08-1990", date(1990, 8, 5)),
        ("5.8.1990", date(1990, 8, 5)),
        (" 05 / 8 / 1990 ", date(1990, 8, 5)),
        ("1990-08-05", date(1990, 8, 5)),
        ("1990-08-05 00:00:00", date(1990, 8, 5)),
        ("ngày 05 tháng 8 năm 1990", date(1990, 8, 5)),
        ("29/02/2004", date(2004, 2, 29)),
        ("01/01/1900", date(1900, 1, 1)),
        ("21/11/2026", TODAY),
    ],
)
def test_a_date_is_read_in_every_usual_form(written, born_on):
    assert member(birth=written).birth == (born_on, False)


@pytest.mark.parametrize(
    "written", ["1957", 1957, 1957.0, "năm 1957", "Sinh năm 1957", "SN 1957", "00/00/1957", "…/…/1957"]
)
def test_a_year_alone_is_known_as_such(written):
    assert member(birth=written).birth == (date(1957, 1, 1), True)


@pytest.mark.parametrize(
    ("written", "born_on"), [("5/8/90", date(1990, 8, 5)), ("1/9/22", date(2022, 9, 1)), ("1/1/27", date(1927, 1, 1))]
)
def test_a_year_of_two_digits_is_guessed_with_a_doubt(written, born_on):
    judged = one(birth=written)

    row, column, message = doubt(judged)
    assert judged.households[0].members[0].birth.on == born_on
    assert (row, column, f"{born_on:%d/%m/%Y}" in message) == (2, "Ngày sinh", True)


def test_a_number_as_excel_counts_days_is_understood_with_a_doubt():
    judged = one(birth=33090)

    assert judged.households[0].members[0].birth.on == date(1990, 8, 5)
    assert "05/08/1990" in doubt(judged)[2]


WRITE_DATE = "Hãy ghi dạng ngày/tháng/năm, ví dụ 05/8/1990, hoặc chỉ năm sinh."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("31/02/1990", f"“31/02/1990” không phải là ngày có thật. {WRITE_DATE}"),
        ("05/13/1990", "không phải là ngày có thật"),
        ("29/02/1900", "không phải là ngày có thật"),
        ("22/11/2026", "sau ngày hôm nay"),
        ("2027", "sau ngày hôm nay"),
        ("31/12/1899", "trước năm 1900"),
        (datetime(2090, 1, 1), "sau ngày hôm nay"),
        ("8/1990", "không phải là ngày sinh"),
        ("57", "không phải là ngày sinh"),
        (57, "không phải là ngày sinh"),
        ("không nhớ", "không phải là ngày sinh"),
        ("٠٥/٠٨/١٩٩٠", "không phải là ngày sinh"),
        ("05//8/1990", "không phải là ngày sinh"),
        (True, "TRUE/FALSE"),
        (None, "chưa có ngày sinh"),
        (datetime(1905, 5, 10), "gõ năm 1957 vào ô định dạng ngày"),
        (Unusable("công thức", is_formula=True), "công thức"),
        (Unusable("#N/A", is_formula=False), "#N/A"),
    ],
)  # fmt: skip
def test_what_is_no_date_of_birth_is_refused_with_what_to_write(written, says):
    row, column, message = sentence(one(birth=written))

    assert (row, column) == (2, "Ngày sinh")
    assert says in message


# Personal numbers


@pytest.mark.parametrize("written", ["015068000123", 115068000123.0, " 015 068 000 123 ", "015.068.000.123"])
def test_a_citizen_id_of_twelve_digits_is_taken(written):
    assert len(member(citizen_id=written).citizen_id) == 12


def test_numbers_may_be_left_out():
    assert (member().citizen_id, member().phone) == ("", "")


@pytest.mark.parametrize(
    ("written", "restored"),
    [(15068000123, "015068000123"), ("15068000123", "015068000123"), (1068000123, "001068000123")],
)
def test_lost_zeros_of_a_citizen_id_are_restored_with_a_doubt(written, restored):
    judged = one(citizen_id=written)

    assert judged.households[0].members[0].citizen_id == restored
    assert doubt(judged)[:2] == (2, "Số CCCD")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("060912345", "CMND"),
        (60912345, "8 chữ số"),
        ("1068000123", "10 chữ số"),
        ("0150680001234", "13 chữ số"),
        ("01506800012O", "không phải chữ số"),
        ("٠١٥٠٦٨٠٠٠١٢٣", "không phải chữ số"),
        ("B1234567", "không phải chữ số"),
    ],
)
def test_what_is_no_citizen_id_is_refused_without_repeating_it(written, says):
    row, column, message = sentence(one(citizen_id=written))

    assert (row, column) == (2, "Số CCCD")
    assert says in message
    assert str(written) not in message


@pytest.mark.parametrize(
    ("number", "birth", "gender"),
    [
        ("015068000123", "05/8/1969", "Nam"),
        ("015168000123", "05/8/1968", "Nam"),
        ("015268000123", "05/8/1968", "Nam"),
        ("015304000123", "05/8/2004", "Nam"),
    ],
)
def test_a_citizen_id_that_says_otherwise_than_the_row_is_a_doubt(number, birth, gender):
    assert doubt(one(citizen_id=number, birth=birth, gender=gender))[:2] == (2, "Số CCCD")


@pytest.mark.parametrize(
    ("number", "birth", "gender"), [("015090000123", "1990", "Nam"), ("015304000123", "05/8/2004", "Nữ")]
)
def test_a_citizen_id_that_agrees_with_the_row_is_no_doubt(number, birth, gender):
    assert not one(citizen_id=number, birth=birth, gender=gender).warnings


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("+84(0)912345678", "0912345678"),
        ("0084912345678", "0912345678"),
        (84912345678, "0912345678"),
        ("02163852123", "02163852123"),
    ],
)
def test_a_telephone_number_is_read_in_every_usual_form(written, phone):
    assert member(phone=written).phone == phone


@pytest.mark.parametrize(("written", "phone"), [(912345678, "0912345678"), ("2163852123", "02163852123")])
def test_a_lost_zero_of_a_telephone_number_is_restored_with_a_doubt(written, phone):
    judged = one(phone=written)

    assert judged.households[0].members[0].phone == phone
    assert doubt(judged)[:2] == (2, "Số điện thoại")


@pytest.mark.parametrize(
    "written", ["01234567890", "0612345678", "091234567", "0912345678; 0987654321", "không có", "٠٩١٢٣٤٥٦٧٨"]
)
def test_what_is_no_telephone_number_is_refused_without_repeating_it(written):
    row, column, message = sentence(one(phone=written))

    assert (row, column) == (2, "Số điện thoại")
    assert written not in message
