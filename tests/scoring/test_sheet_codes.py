"""The code of a sheet: what people and readers send is understood, what was mistyped is refused."""

from itertools import combinations

import pytest

from scoring.actions.paper_sheets import new_code
from scoring.rules import ALPHABET, WrongCode, read_code, spaced, with_check

CODE = with_check("K7M2RF9T")


def test_a_code_is_printed_in_three_groups():
    assert spaced(CODE) == f"K7M-2RF-9T{CODE[-1]}"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        spaced(CODE),
        f"  {spaced(CODE)} ",
        spaced(CODE).replace("-", " "),
        spaced(CODE).replace("-", "."),
        f"https://thidua.example.vn/phieu/{CODE}/",
        f"https://thidua.example.vn/phieu/{CODE}",
    ],
)
def test_a_code_is_read_however_it_is_typed_or_scanned(typed):
    assert read_code(typed) == CODE


def test_letters_that_look_like_digits_are_taken_for_them():
    code = with_check("01258000")

    assert read_code(code.translate(str.maketrans("01258", "OIZSB"))) == code


def test_every_single_wrong_character_is_caught():
    wrong = [CODE[:at] + other + CODE[at + 1 :] for at in range(9) for other in ALPHABET if other != CODE[at]]

    assert len(wrong) == 9 * 22
    for code in wrong:
        with pytest.raises(WrongCode, match="gõ nhầm"):
            read_code(code)


def test_every_exchange_of_two_characters_is_caught():
    for one, other in combinations(range(9), 2):
        mixed = list(CODE)
        mixed[one], mixed[other] = mixed[other], mixed[one]
        if CODE[one] != CODE[other]:
            with pytest.raises(WrongCode):
                read_code("".join(mixed))


@pytest.mark.parametrize("typed", ["", "K7M", CODE + "0", "T08-017", "https://thidua.example.vn/", "-" * 9])
def test_what_is_no_code_is_told_how_one_looks(typed):
    with pytest.raises(WrongCode, match="9 ký tự"):
        read_code(typed)


@pytest.mark.parametrize("typed", ["K7M-2RÊ-9TX", "漢" * 9])
def test_strange_letters_are_refused(typed):
    with pytest.raises(WrongCode):
        read_code(typed)


def test_unikey_leaves_the_alphabet_alone():
    """Telex makes marks of vowels, of w and of dd; VNI of a digit after a vowel or a d."""
    assert set("AEIOUYWD") & set(ALPHABET) == set()


def test_new_codes_are_right_and_differ():
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(read_code(code) == code for code in codes)
