"""Practice households: believable in the mass, plausible one by one, and nobody real among them."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from unicodedata import is_normalized

import pytest

from emulation.choices import Gender, Presence, Relation
from emulation.practice import PracticeHousehold, PracticeMember, full_years, practice_households
from emulation.practice_names import Numbers, bag, respelt

LABELS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "14", "15", "16", "18"]
ON = date(2022, 8, 31)
NAME = re.compile(r"[^\W\d_]+(?:['\- ][^\W\d_]+)*")


@pytest.fixture(scope="module")
def ward() -> list[PracticeHousehold]:
    return practice_households(LABELS, 1920, seed=2022, on=ON)


@pytest.fixture(scope="module")
def people(ward) -> list[PracticeMember]:
    return [member for household in ward for member in household.members]


@pytest.fixture(scope="module")
def adults(people) -> list[PracticeMember]:
    return [member for member in people if age(member) >= 18]


def age(member):
    return full_years(member.born_on, ON)


def family_name(member):
    """The first of several words; None where a name has no family name in front."""
    first, *rest = member.full_name.split()
    return first if rest and first != "Y" and "'" not in first else None


def the(household, *relations):
    return [member for member in household.members if member.relation in relations]


def eligible(household):
    return [member for member in household.members if member.presence == Presence.PRESENT and age(member) >= 18]


def share(part, whole):
    return len(list(part)) / len(list(whole))


# The same for the same arguments


def test_same_seed_gives_the_same_ward_and_another_seed_another_one(ward):
    assert practice_households(LABELS, 1920, seed=2022, on=ON) == ward
    assert practice_households(LABELS, 1920, seed=2023, on=ON) != ward


def test_another_process_with_other_hashes_gives_the_same_ward(ward):
    script = (
        "from datetime import date; from hashlib import sha256; from emulation.practice import practice_households;"
        f"ward = practice_households({LABELS}, 1920, seed=2022, on=date(2022, 8, 31));"
        "print(sha256(repr(ward).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}

    printed = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True).stdout

    assert printed.decode().strip() == sha256(repr(ward).encode()).hexdigest()


@pytest.mark.parametrize("count", [0, 1, 7, 160, 3000])
def test_exactly_as_many_households_as_asked(count):
    assert len(practice_households(LABELS, count, seed=1, on=ON)) == count


def test_a_leap_day_is_a_day_like_any_other():
    leap_day = date(2024, 2, 29)

    ward = practice_households(["3A"], 300, seed=1, on=leap_day)

    assert all(member.born_on <= leap_day for household in ward for member in household.members)


# The ward


def test_households_stand_in_label_order_with_stable_unique_codes(ward):
    assert list(dict.fromkeys(household.neighbourhood for household in ward)) == LABELS
    assert len({household.code for household in ward}) == len(ward)
    assert ward[0].code == "T01-001"
    assert all(re.fullmatch(r"T\d\d-\d{3}", household.code) for household in ward)


def test_neighbourhoods_are_uneven_but_comparable(ward):
    sizes = Counter(household.neighbourhood for household in ward).values()

    assert len(set(sizes)) > 8
    assert 0.8 * 120 < min(sizes) < 110
    assert 130 < max(sizes) < 1.2 * 120


def test_sizes_are_those_of_a_town(ward):
    sizes = Counter(len(household.members) for household in ward)

    assert min(sizes) == 1
    assert 8 <= max(sizes) <= 9
    assert sizes.most_common(1)[0][0] in {3, 4}
    assert 3.2 < sum(size * count for size, count in sizes.items()) / len(ward) < 3.6


def test_addresses_are_house_alley_and_street(ward):
    pattern = r"Số \d+A?, (?:ngõ \d+, )?đường [\w ]+|Tổ dân phố số \d+"

    assert all(re.fullmatch(pattern, household.address) for household in ward)
    assert share((one for one in ward if one.address.startswith("Số")), ward) > 0.9


@pytest.mark.parametrize("count", [160, 1920])
def test_about_one_household_in_a_hundred_has_nobody_to_score(count):
    ward = practice_households(LABELS, count, seed=2022, on=ON)

    empty = [household for household in ward if not eligible(household)]

    assert 0.005 < share(empty, ward) < 0.02


def test_some_heads_are_children_and_some_adults_are_all_away(ward):
    empty = [household for household in ward if not eligible(household)]

    assert sum(age(household.members[0]) < 18 for household in empty) >= 3
    assert sum(any(member.presence == Presence.AWAY for member in household.members) for household in empty) >= 3


# Families


def test_the_head_comes_first_and_is_alone_in_that(ward):
    for household in ward:
        assert [member.relation == Relation.HEAD for member in household.members] == [True] + [False] * (
            len(household.members) - 1
        )


def test_relations_fit_the_sex(people):
    men = {Relation.HUSBAND, Relation.FATHER, Relation.SON_IN_LAW, Relation.GRANDFATHER, Relation.ELDER_BROTHER}
    women = {Relation.WIFE, Relation.MOTHER, Relation.DAUGHTER_IN_LAW, Relation.GRANDMOTHER, Relation.ELDER_SISTER}

    assert all(member.gender == Gender.MALE for member in people if member.relation in men)
    assert all(member.gender == Gender.FEMALE for member in people if member.relation in women)


def test_generations_are_far_enough_apart(ward):
    for household in ward:
        head, *pair = the(household, Relation.HEAD, Relation.WIFE, Relation.HUSBAND)
        for parent in the(household, Relation.FATHER, Relation.MOTHER):
            assert age(parent) - age(head) >= 18
        for child in the(household, Relation.CHILD):
            assert all(18 <= age(parent) - age(child) <= 62 for parent in [head, *pair])
        for grandchild in the(household, Relation.GRANDCHILD):
            assert age(head) - age(grandchild) >= 36


def test_nobody_married_is_a_child_and_nobody_is_too_old(people):
    married = {Relation.WIFE, Relation.HUSBAND, Relation.DAUGHTER_IN_LAW, Relation.SON_IN_LAW}

    assert all(age(member) >= 18 for member in people if member.relation in married)
    assert all(0 <= age(member) <= 106 for member in people)


def test_brothers_and_sisters_come_eldest_first(ward):
    for household in ward:
        for relation in (Relation.GRANDCHILD, Relation.YOUNGER_SIBLING):
            born = [member.born_on for member in the(household, relation)]
            assert born == sorted(born)


def test_a_spouse_has_another_family_name_and_children_have_their_fathers(ward):
    for household in ward:
        head, *pair = the(household, Relation.HEAD, Relation.WIFE, Relation.HUSBAND)
        names = [family_name(one) for one in [head, *pair] if family_name(one)]
        assert len(set(names)) == len(names)
        father = next((one for one in [head, *pair] if one.gender == Gender.MALE and family_name(one)), None)
        if father:
            assert {family_name(child) for child in the(household, Relation.CHILD)} <= {family_name(father)}


# Names


def test_every_name_and_address_is_composed_and_sane(ward, people):
    assert all(is_normalized("NFC", household.address) for household in ward)
    assert all(is_normalized("NFC", member.full_name) and NAME.fullmatch(member.full_name) for member in people)


def test_names_are_of_many_shapes(people):
    words = Counter(len(member.full_name.split()) for member in people)
    names = {member.full_name for member in people}

    assert set(words) == {1, 2, 3, 4, 5}
    assert words[3] > words[4] > words[5]
    assert any(name.startswith("H'") for name in names)
    assert any(name.endswith(" Niê") for name in names)
    assert any(set("jwfzJWFZ") & set(name) for name in names)


def test_the_peoples_of_yen_bai_are_there(people):
    names = [member.full_name for member in people]

    for mong in ("Sùng", "Giàng", "Thào"):
        assert any(name.startswith((f"{mong} A ", f"{mong} Thị ")) for name in names)
    for family in ("Nông", "Lò", "Cầm", "Bàn", "Hứa"):
        assert any(name.startswith(f"{family} ") for name in names)
    assert 0.25 < sum(name.startswith("Nguyễn ") for name in names) / len(names) < 0.4


def test_tone_marks_stand_in_both_places(people):
    words = {word for member in people for word in member.full_name.split()}

    assert {"Hòa", "Hoà", "Thúy", "Thuý", "Thủy", "Thuỷ"} <= words


def test_respelling_moves_the_tone_of_open_syllables_only():
    assert respelt("Lê Thị Thúy Hòa") == "Lê Thị Thuý Hoà"
    assert respelt("Hoàng Quý Hoàn") == "Hoàng Quý Hoàn"


def test_many_share_a_name_but_nobody_in_one_house(ward, people):
    names = Counter(member.full_name for member in people)

    assert sum(count > 1 for count in names.values()) > 200
    assert all(len({member.full_name for member in one.members}) == len(one.members) for one in ward)


def test_a_bag_knows_weights_and_the_empty_item():
    assert bag("Văn 3, Thị Kim, ∅ 2").items == ("Văn", "Thị Kim", "")
    assert bag("Văn 3, Thị Kim, ∅ 2").bounds == (3, 4, 6)


# Birthdays and whereabouts


def test_birthdays_around_eighteen_are_there(people):
    born = {member.born_on for member in people if not member.year_only}

    assert {date(2004, 8, 31), date(2004, 9, 1), date(2004, 2, 29)} <= born
    assert full_years(date(2004, 8, 31), ON) == 18
    assert full_years(date(2004, 8, 31) + timedelta(days=1), ON) == 17


def test_only_the_old_are_known_by_year(people):
    by_year = [member for member in people if member.year_only]

    assert all(age(member) >= 60 and (member.born_on.month, member.born_on.day) == (1, 1) for member in by_year)
    assert 0.35 < len(by_year) / sum(age(member) >= 60 for member in people) < 0.55


def test_some_are_away_and_few_have_left_for_good(people, adults):
    where = Counter(member.presence for member in people)

    assert 0.04 < share((one for one in adults if one.presence == Presence.AWAY), adults) < 0.065
    assert 5 <= where[Presence.MOVED_OUT] < 100
    assert 5 <= where[Presence.DECEASED] < 100
    assert all(member.presence == Presence.PRESENT for member in people if age(member) < 18)


# Numbers


def test_citizen_ids_have_the_official_structure_and_an_invented_end(people):
    for member in people:
        if member.citizen_id:
            century = 2 * (member.born_on.year >= 2000) + (member.gender == Gender.FEMALE)
            assert re.fullmatch(rf"0\d\d{century}{member.born_on:%y}000\d\d\d", member.citizen_id)


def test_most_adults_have_a_citizen_id_of_their_own(adults):
    ids = [member.citizen_id for member in adults if member.citizen_id]

    assert 0.55 < len(ids) / len(adults) < 0.65
    assert len(set(ids)) == len(ids)
    assert share((one for one in ids if one.startswith("015")), ids) > 0.8


def test_a_thousand_ids_of_one_kind_are_different_and_then_there_are_no_more():
    numbers = Numbers()

    handed_out = [numbers.citizen_id("015", Gender.MALE, 1990) for _ in range(1000)]

    assert len(set(handed_out)) == 1000
    assert numbers.citizen_id("015", Gender.MALE, 1990) == ""


def test_phones_look_mobile_and_belong_to_nobody_else(people):
    phones = [member.phone for member in people if member.phone]

    assert all(re.fullmatch(r"(?:0300|0500|0750|0800|0900)00\d{4}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)
    assert all(age(member) >= 18 for member in people if member.phone)


def test_fifty_thousand_phones_are_different():
    phones = Numbers().phones

    assert len({next(phones) for _ in range(50_000)}) == 50_000
