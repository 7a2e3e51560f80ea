"""Practice sheets: a ranking worth looking at, recounted here without the program's own rules."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

import pytest

from emulation.choices import Presence
from emulation.practice import PracticeHousehold, full_years, practice_households
from scoring.actions.practice import make_practice_ward
from scoring.practice import (
    PracticeSheet,
    finished_at,
    practice_answers,
    practice_approvals,
    practice_sheets,
    practice_zeal,
)
from scoring.queries.approvals import statuses_of

LABELS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "14", "15", "16", "18"]
ON = date(2022, 8, 31)


@dataclass(frozen=True)
class Ward:
    households: list[PracticeHousehold]
    sheets: list[PracticeSheet]

    @property
    def pairs(self):
        return list(zip(self.households, self.sheets, strict=True))


def ward_of(count, seed=2022):
    households = practice_households(LABELS, count, seed=seed, on=ON)
    return Ward(households, practice_sheets(households, LABELS, seed=seed, on=ON))


@pytest.fixture(scope="module")
def ward():
    return ward_of(1920)


def passes(sheet):
    return (
        sheet.state == "complete"
        and bool(sheet.answers)
        and all(answers.count("1") >= 9 for _, answers in sheet.answers)
    )


def percentages(ward):
    """Digital families of 100 households, per neighbourhood, the best first."""
    sizes = Counter(household.neighbourhood for household in ward.households)
    passing = Counter(household.neighbourhood for household, sheet in ward.pairs if passes(sheet))
    return sorted((100 * passing[label] / sizes[label] for label in LABELS), reverse=True)


def eligible(household):
    return [
        place
        for place, member in enumerate(household.members)
        if member.presence == Presence.PRESENT and full_years(member.born_on, ON) >= 18
    ]


def test_same_seed_gives_the_same_sheets_and_another_seed_others(ward):
    assert practice_sheets(ward.households, LABELS, seed=2022, on=ON) == ward.sheets
    assert practice_sheets(ward.households, LABELS, seed=2023, on=ON) != ward.sheets


def test_every_household_has_one_sheet_in_order(ward):
    assert [sheet.household_code for sheet in ward.sheets] == [household.code for household in ward.households]


def test_rows_are_the_eligible_members_with_one_character_per_criterion(ward):
    for household, sheet in ward.pairs:
        assert [place for place, _ in sheet.answers] == ([] if sheet.state == "missing" else eligible(household))
        assert all(len(answers) == 10 and set(answers) <= set("01-.") for _, answers in sheet.answers)


def test_only_partial_sheets_have_something_not_keyed(ward):
    for sheet in ward.sheets:
        assert ("." in "".join(answers for _, answers in sheet.answers)) == (sheet.state == "partial")


def test_a_household_without_an_eligible_member_hands_in_an_empty_sheet(ward):
    empty = [sheet for household, sheet in ward.pairs if not eligible(household)]

    assert empty
    assert {(sheet.state, sheet.answers) for sheet in empty} == {("complete", ())}


def test_most_sheets_are_complete(ward):
    states = Counter(sheet.state for sheet in ward.sheets)

    assert 0.92 < states["complete"] / len(ward.sheets) < 0.96
    assert 0.015 < states["partial"] / len(ward.sheets) < 0.025
    assert 0.03 < states["missing"] / len(ward.sheets) < 0.05


def test_missing_sheets_gather_in_one_neighbourhood_and_spare_a_few(ward):
    sizes = Counter(household.neighbourhood for household in ward.households)
    missing = Counter(household.neighbourhood for household, sheet in ward.pairs if sheet.state == "missing")
    shares = sorted(missing[label] / sizes[label] for label in LABELS)

    assert shares[2] < 0.015
    assert shares[-1] > 0.12
    assert shares[-2] < 0.06


def test_the_ranking_of_the_practice_ward_is_worth_a_look(ward):
    shares = percentages(ward)

    assert 2 <= sum(share >= 90 for share in shares) <= 4
    assert 2 <= sum(85 <= share < 90 for share in shares) <= 5
    assert 60 <= shares[-1] < 70
    assert len(set(shares)) > 12


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_the_ranking_is_much_the_same_for_a_larger_ward_and_any_seed(seed):
    shares = percentages(ward_of(3000, seed))

    assert 2 <= sum(share >= 90 for share in shares) <= 5
    assert 2 <= sum(85 <= share < 90 for share in shares) <= 6
    assert 55 <= shares[-1] < 75


def test_a_small_ward_has_leaders_and_laggards_too():
    shares = percentages(ward_of(160))

    assert 2 <= sum(share >= 90 for share in shares) <= 8
    assert 50 <= shares[-1] < 80


def test_the_hard_criteria_are_the_weak_ones(ward):
    rows = [answers for sheet in ward.sheets if sheet.state == "complete" for _, answers in sheet.answers]
    met = {criterion: sum(row[criterion - 1] == "1" for row in rows) for criterion in range(1, 11)}

    assert max(met[hard] for hard in (4, 5, 6, 8, 10)) < min(met[easy] for easy in (1, 2, 3, 7, 9))


def test_elders_are_weaker_and_not_applicable_is_rare():
    rng = Random(1)

    young = "".join(practice_answers(rng, 30, 0.9) for _ in range(1000))
    old = "".join(practice_answers(rng, 80, 0.9) for _ in range(1000))

    assert old.count("0") > 2 * young.count("0")
    assert 0 < (young + old).count("-") < 100


def test_full_zeal_leaves_nothing_undone_and_criteria_may_be_more_or_fewer():
    rng = Random(1)

    assert "0" not in "".join(practice_answers(rng, 80, 1.0) for _ in range(200))
    assert len(practice_answers(rng, 30, 0.9, count=12)) == 12


def test_zeal_is_given_to_every_neighbourhood_and_differs():
    zeal = practice_zeal(LABELS, seed=2022)

    assert list(zeal) == LABELS
    assert len(set(zeal.values())) == len(LABELS)
    assert all(0.6 < value < 1 for value in zeal.values())
    assert practice_zeal(LABELS, seed=2022) == zeal != practice_zeal(LABELS, seed=1)


def test_sheets_are_finished_in_office_hours_and_one_of_fourteen_too_late():
    closes = datetime(2022, 9, 8)
    moments = [finished_at(place, closes) for place in range(280)]

    assert sum(moment >= closes for moment in moments) == 20
    assert all(8 <= moment.hour < 17 for moment in moments)
    assert {moment.day for moment in moments} == {5, 6, 7, 8}


def test_a_part_of_the_neighbourhoods_is_on_its_way_up_and_the_first_is_left_to_key():
    ways = {one.label: (one.is_approved, bool(one.returned)) for one in practice_approvals(LABELS)}

    assert ways == {
        "2": (True, False), "3": (True, False), "4": (False, False), "5": (False, False), "6": (False, True),
    }  # fmt: skip


def test_the_practice_ward_shows_every_state_of_the_sign_off(db):
    campaign, _ = make_practice_ward(households=48, seed=1)

    phase = campaign.phases.get(number=1)
    found = Counter(statuses_of(phase).values())
    assert found == {"approved": 2, "signed": 2, "returned": 1}
