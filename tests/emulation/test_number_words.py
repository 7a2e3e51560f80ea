"""Numbers in words: mốt, tư, lăm, linh, and the zeros that are said."""

import pytest

from emulation.kit.number_words import counted_in_words, money_in_words, number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (555, "năm trăm năm mươi lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_015, "một nghìn không trăm mười lăm"),
        (1_021, "một nghìn không trăm hai mươi mốt"),
        (1_100, "một nghìn một trăm"),
        (10_000, "mười nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (100_004, "một trăm nghìn không trăm linh bốn"),
        (1_000_000, "một triệu"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_020_000, "một triệu không trăm hai mươi nghìn"),
        (2_530_000, "hai triệu năm trăm ba mươi nghìn"),
        (1_000_000_000, "một tỷ"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (15_000_100_000, "mười lăm tỷ một trăm nghìn"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (2_005_000_000_000, "hai nghìn không trăm linh năm tỷ"),
        (1_000_000_000_000_000_000, "một tỷ tỷ"),
    ],
)
def test_a_number_is_said_as_vietnamese_says_it(number, words):
    assert number_in_words(number) == words


def test_money_begins_with_a_capital_and_ends_in_dong():
    assert money_in_words(2_530_000) == "Hai triệu năm trăm ba mươi nghìn đồng"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "00 (không) hộ"),
        (5, "05 (năm) hộ"),
        (21, "21 (hai mươi mốt) hộ"),
        (1005, "1.005 (một nghìn không trăm linh năm) hộ"),
    ],
)
def test_a_count_is_written_in_figures_and_in_words(number, words):
    assert counted_in_words(number, "hộ") == words


def test_a_number_below_zero_has_no_words():
    with pytest.raises(ValueError, match="from 0"):
        number_in_words(-1)
