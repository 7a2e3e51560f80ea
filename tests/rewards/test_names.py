"""When two written names are one name."""

import pytest

from rewards.rules.names import bare_name, name_key


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Gia đình ông Sùng A Chử", "Sùng A Chử"),
        ("  Bà  Lô Thị Nga ", "Lô Thị Nga"),
        ("Đ/c Vũ Thị Hiệp", "Vũ Thị Hiệp"),
        ("Tập thể Tổ dân phố 8", "Tổ dân phố 8"),
        ("Bàng Bá Lân", "Bàng Bá Lân"),
        ("Hộ", "Hộ"),
    ],
)
def test_what_addresses_somebody_is_no_part_of_the_name(written, bare):
    assert bare_name(written) == bare


@pytest.mark.parametrize(
    ("one", "other"),
    [("NGUYỄN HÒA", "Nguyễn Hoà"), ("Ông Lê Thúy", "Lê Thuý"), ("Đặng  Thuỳ Dương", "Đặng Thùy Dương")],
)
def test_two_spellings_of_a_name_are_one(one, other):
    assert name_key(one) == name_key(other)


def test_another_accent_is_another_name():
    assert name_key("Nguyễn Thị Hà") != name_key("Nguyễn Thị Hạ")
