"""Finding and ordering people: accents, tones, apostrophes, telephone ends; the same on both databases."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.actions.imports import MEMBER_FIELDS
from emulation.kit.fields import PhoneTailsField
from emulation.kit.vietnamese import fold, name_sort_key, tone_places
from emulation.models import Household, Member
from emulation.queries.households import APOSTROPHE, by_name_of_head, search_households

SYLLABLES = ["Nguyễn", "Thị", "Hoà", "Thuý", "Đặng", "K'Dung", "H'Mông", "Y", "Blô", "Niê", "Kđăm", "Ó", "Phượng", "Uỷ"]
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map(" ".join)


def found(text):
    return [home.code for home in search_households(Household.objects.all(), text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("hoà", ["T1", "T2", "T3"]),
        ("HÒA", ["T1", "T2", "T3"]),
        ("hóa", ["T3", "T1", "T2"]),
        ("hoa", ["T1", "T2", "T3"]),
    ],
)
def test_the_typed_accents_come_first_wherever_the_tone_stands(make_household, text, codes):
    for code, name in (("T1", "Lê Thị Hoà"), ("T2", "Lê Thị Hòa"), ("T3", "Lê Thị Hóa")):
        make_household("8", name, 1970, code=code)

    assert found(text) == codes


@pytest.mark.parametrize("text", ["kdung", "k dung", "K'Dung", "K’Dung", "dung", "nguyen thi kdung"])
def test_names_with_an_apostrophe_are_found_however_they_are_typed(make_household, text):
    make_household("8", "Nguyễn Thị K'Dung", 1970, code="T1")

    assert found(text) == ["T1"]


@pytest.mark.parametrize("text", ["y blo", "Y Blô", "hmong", "h'mông", "nie", "kdam"])
def test_names_of_all_peoples_are_found(make_household, text):
    make_household("8", "Y Blô H'Mông Niê Kđăm", 1970, code="T1")

    assert found(text) == ["T1"]


@pytest.mark.parametrize(
    "word", ["chu", "ghe", "kha", "nghe", "nha", "pho", "quy", "tha", "tra", "giang", "an", "dung"]
)
def test_no_vietnamese_word_is_taken_apart(word):
    assert APOSTROPHE.match(word) is None


@pytest.mark.parametrize("text", ["duong thanh cong", "so 12", "12", "T08-104", "104"])
def test_a_household_is_found_by_house_number_street_and_code(make_household, text):
    home = make_household("8", "Vũ Văn Minh", 1970, code="T08-104")
    home.address = "Số 12, đường Thành Công"
    home.save()
    make_household("8", "Vũ Văn Nam", 1970, code="T08-900")

    assert found(text) == ["T08-104"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("678", ["T1"]), ("4678", ["T1"]), (" 4678 ", ["T1"]), ("54678", []), ("0987654678", []), ("78", []), ("679", [])],
)
def test_a_telephone_is_found_by_its_last_digits_and_never_in_full(make_household, text, codes):
    make_household("8", "Vũ Văn Minh", 1970, code="T1", phone="0987654678")
    make_household("8", "Vũ Văn Nam", 1970, code="T2")

    assert found(text) == codes


def test_the_list_says_whose_telephone_it_was(logged_in, clerk, make_household):
    make_household("8", "Vũ Văn Minh", 1970, "Lô Thị Nga", 1971)
    Member.objects.get(full_name="Lô Thị Nga").delete()
    home = Household.objects.get()
    Member.objects.create(
        household=home,
        full_name="Lô Thị Nga",
        born_on="1971-01-01",
        relation="wife",
        gender="female",
        phone="0987654678",
    )

    rows = logged_in(clerk).get("/ho-gia-dinh/", {"q": "4678"}).context["rows"]

    assert [row.found for row in rows] == ["Lô Thị Nga"]


def test_an_imported_number_is_found_by_its_end_too(make_household):
    member = make_household("8", "Vũ Văn Minh", 1970, code="T1", phone="0987654678").members.get()
    member.phone = "0912345111"

    Member.objects.bulk_create([member], update_conflicts=True, unique_fields=["pk"], update_fields=MEMBER_FIELDS)

    assert [found("5111"), found("4678")] == [["T1"], []]


def test_the_ends_of_a_number_tell_nothing_without_the_key(settings):
    tails = PhoneTailsField().follow("0987654678")

    settings.FIELD_KEY = "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="

    assert "678" not in tails.split()
    assert PhoneTailsField().follow("0987654678") != tails
    assert PhoneTailsField().follow("") == ""


def test_households_stand_by_the_given_name_of_their_head(make_household):
    names = ["Vũ Thị Ước", "Đỗ Văn Ân", "Lê Văn An", "Hạng A Ăn", "Trần Đức", "Bùi Thị Dung", "Y Blô"]
    for name in names:
        make_household("8", name, 1970)

    ordered = [home.head_name for home in by_name_of_head(Household.objects.all())]

    assert ordered == ["Lê Văn An", "Hạng A Ăn", "Đỗ Văn Ân", "Y Blô", "Bùi Thị Dung", "Trần Đức", "Vũ Thị Ước"]


def test_a_search_in_order_of_names_still_has_the_typed_accents_first(logged_in, clerk, make_household):
    for code, name in (("T1", "Trần Hương An"), ("T2", "Lê Hưởng Yên"), ("T3", "Vũ Hưởng Bình")):
        make_household("8", name, 1970, code=code)

    rows = logged_in(clerk).get("/ho-gia-dinh/", {"q": "hưởng", "xep": "ten"}).context["rows"]

    assert [row.household.code for row in rows] == ["T3", "T2", "T1"]


# For any name


@given(NAMES)
def test_every_name_is_found_by_its_bare_and_by_its_decomposed_form(name):
    bare = fold(name)

    assert fold(unicodedata.normalize("NFD", name)) == fold(name.upper()) == fold(bare) == bare


@given(NAMES)
def test_the_order_of_a_name_does_not_depend_on_how_it_was_typed(name):
    assert name_sort_key(unicodedata.normalize("NFD", name)) == name_sort_key(f" {name} ") == name_sort_key(name)
    assert name_sort_key(name).isascii()


@given(NAMES)
def test_both_places_of_a_tone_are_the_same_word(name):
    forms = tone_places(name)

    assert name in forms
    assert {fold(form) for form in forms} == {fold(name)}
    assert all(sorted(tone_places(form)) == forms for form in forms if len(forms) == 2)
