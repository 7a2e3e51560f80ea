"""Vietnamese text: one form for storing, one for searching, one for sorting; shares that never flatter."""

import string
import unicodedata
from random import Random

import pytest

from emulation.kit.vietnamese import fine_percent, fold, name_sort_key, percent, thousands, tidy

# Sorted by hand, as a Vietnamese dictionary and a ward's list would have them.
SORTED = [
    "Trần Thị Ái",
    "Lê An",
    "Nguyễn Văn An",
    "Lò Văn Án",
    "Vũ Thị Kim Anh",
    "Bùi Ngọc Ánh",
    "Hoàng Văn Ân",
    "Phạm Thị Bích",
    "Giàng A Cao",
    "Sùng A Chử",
    "Nguyễn Đặng Thuỳ Dương",
    "Lê Thị Đào",
    "Trần Minh Đức",
    "Y Bhŏk Ênuôl",
    "Ngô Văn Giang",
    "Vàng Thị Hà",
    "Đỗ Thu Hạ",
    "Nguyễn Thị Hoa",
    "Trần Thị Hòa",
    "Nguyễn Văn Hồ",
    "Nguyễn Thị Kiều Ngọc Hưởng",
    "Lan",
    "Bùi Thị Lan",
    "Đinh Thị Lan",
    "Nguyễn Lan",
    "Nguyễn Thị Lan",
    "Nguyễn Thuý Lan",
    "Nguyễn Văn Lan",
    "Trần Thị Lan",
    "Lô Thị Nga",
    "H'Hen Niê",
    "Phan Văn Ơn",
    "Đàm Quang Uy",
    "Đặng Văn Ư",
    "Ma Thị Ý",
]


def shuffled(words):
    return Random(86).sample(words, len(words))


def decomposed(text):
    return unicodedata.normalize("NFD", text)


def test_text_is_stored_composed_with_single_spaces():
    assert tidy(decomposed("  Nguyễn\u00a0Thị \t Kiều\nHưởng ")) == "Nguyễn Thị Kiều Hưởng"


def test_tidying_twice_changes_nothing():
    once = tidy(decomposed(" Đặng  Thuỳ Dương "))

    assert tidy(once) == once


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Kiều Ngọc Hưởng", "nguyen thi kieu ngoc huong"),
        ("ĐẶNG THUỲ DƯƠNG", "dang thuy duong"),
        ("Đặng Thùy Dương", "dang thuy duong"),
        ("H'Hen Niê", "h hen nie"),
        ("Y Bhŏk Ênuôl", "y bhok enuol"),
        ("T08-017, ngõ 5/2", "t08 017 ngo 5 2"),
        ("ẮẰẲẴẶ ấầẩẫậ Ơờởỡợ ưừửữự ỳỷỹýỵ", "aaaaa aaaaa ooooo uuuuu yyyyy"),
        (" … ", ""),
    ],
)
def test_folded_text_has_small_letters_and_no_marks(text, folded):
    assert fold(text) == folded


def test_both_places_of_the_tone_fold_alike():
    assert fold("Hoà") == fold("Hòa") == "hoa"
    assert fold("Ủy ban") == fold("Uỷ ban") == "uy ban"


@pytest.mark.parametrize("name", SORTED)
def test_decomposed_names_fold_and_sort_like_composed_ones(name):
    assert fold(decomposed(name)) == fold(name)
    assert name_sort_key(decomposed(name)) == name_sort_key(name)


def test_names_sort_by_given_name_then_family_name_then_the_middle():
    assert sorted(shuffled(SORTED), key=name_sort_key) == SORTED


def test_code_points_alone_would_sort_otherwise():
    assert sorted(SORTED) != SORTED


def test_tones_sort_in_dictionary_order():
    names = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]

    assert sorted(sorted(names), key=name_sort_key) == names


def test_letters_sort_in_the_order_of_the_vietnamese_alphabet():
    letters = [*"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"]

    assert sorted(shuffled(letters), key=name_sort_key) == letters
    assert sorted(shuffled(letters), key=lambda letter: name_sort_key(letter.upper())) == letters


def test_letters_weigh_more_than_tones_and_tones_more_than_the_family_name():
    assert name_sort_key("Lò Văn Án") < name_sort_key("Bùi Thị Anh")
    assert name_sort_key("Vũ Văn Ba") < name_sort_key("An Văn Bá")


def test_both_places_of_the_tone_sort_alike():
    assert name_sort_key("Trần Thị Hoà") == name_sort_key("Trần Thị Hòa")
    assert name_sort_key("Đặng Thuỳ") == name_sort_key("Đặng Thùy")


def test_sort_keys_hold_only_small_latin_letters_so_every_database_sorts_them_alike():
    assert set("".join(map(name_sort_key, SORTED))) <= set(string.ascii_lowercase)


def test_no_name_has_an_empty_key():
    assert name_sort_key(" \u00a0") == ""


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (0, 0, "0,0"),
        (0, 7, "0,0"),
        (7, 7, "100,0"),
        (1, 3, "33,3"),
        (2, 3, "66,7"),
        (7, 8, "87,5"),
        (86, 120, "71,7"),
        (90, 100, "90,0"),
        (899, 1000, "89,9"),
        (8994, 10000, "89,9"),
        (8996, 10000, "89,9"),
        (9004, 10000, "90,0"),
        (8999999, 10000000, "89,9"),
        (1999, 2000, "99,9"),
        (1, 2000, "0,1"),
        (1, 400, "0,3"),
        (3, 400, "0,8"),
        (1, 3000, "0,0"),
    ],
)
def test_a_share_is_printed_with_one_decimal_and_never_a_whole_percent_that_is_not_reached(part, whole, printed):
    assert percent(part, whole) == printed


@pytest.mark.parametrize(
    ("number", "printed"), [(0, "0"), (999, "999"), (1000, "1.000"), (2530000, "2.530.000"), (-1500, "-1.500")]
)
def test_thousands_are_parted_by_points(number, printed):
    assert thousands(number) == printed


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(3, 1080, "0,28"), (1, 8, "12,50"), (1, 20000, "0,01"), (1, 20001, "0,00"), (0, 0, "0,00"), (5, 5, "100,00")],
)
def test_a_share_of_errors_is_printed_with_two_decimals(part, whole, printed):
    assert fine_percent(part, whole) == printed
