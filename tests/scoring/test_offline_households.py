"""The workbook where households are scored for themselves: a page of their own, grades, criteria for some alone."""

import pytest

from emulation.models import Household
from scoring.models import HouseholdScore, MemberScore, ScoreSheet
from scoring.queries.offline import OfflineSheets
from scoring.words.offline import offline_preview
from tests.mixed_plan import mixed
from tests.offline import column_of, fill


@pytest.fixture
def plan(plan):
    return mixed(plan)


@pytest.fixture
def shop(make_household):
    home = make_household("8", "Sùng A Chử", 1968, code="T08-001")
    Household.objects.filter(pk=home.pk).update(tags="kinh doanh")
    return home


@pytest.fixture
def farm(make_household):
    return make_household("8", "Lô Thị Nga", 1971, code="T08-002")


def test_people_and_households_have_a_page_each(download, shop, farm):
    people, homes, guide = download().worksheets

    assert (people.title, homes.title, guide.title) == ("Người dân", "Cả hộ", "Hướng dẫn")
    assert [homes.cell(row, 5).value for row in (3, 4, 5)] == ["Chủ hộ", "Sùng A Chử", "Lô Thị Nga"]
    formulas = [one.formula1 for one in homes.data_validations.dataValidation]
    assert formulas == ['"x,0"', '"x,0"', '"4/4,3/4,2/4,1/4,0/4"', '"x,0,KAD"']


def test_what_does_not_concern_a_household_is_locked(download, shop, farm):
    homes = download().worksheets[1]
    column = column_of(homes, 2)

    assert [homes.cell(row, column).protection.locked for row in (4, 5)] == [False, True]


def test_both_pages_are_saved_and_the_sheet_finished(download, bring_back, shop, farm):
    book = download()
    fill(book, 4, ["x"] * 10)
    fill(book, 4, ["x", "0", "3/4", "KAD"], sheet=1)

    kept = bring_back(book)

    assert MemberScore.objects.get().answers == "1111111111"
    assert HouseholdScore.objects.get().answers == "103-"
    assert (ScoreSheet.objects.get().status, kept.counts["new"]) == ("complete", 2)


def test_an_answer_to_what_does_not_concern_the_household_is_wrong(download, compared, shop, farm):
    book = download()
    fill(book, 5, ["x", "x"], sheet=1)

    (wrong,) = compared(book).wrong

    assert (wrong.sheet, wrong.row) == ("Cả hộ", 5)
    assert wrong.message == "Tiêu chí này không áp dụng cho hộ này. Hãy để trống ô."


def test_only_what_concerns_a_household_can_be_missing(download, compared, phase, unit, shop, farm):
    book = download()
    fill(book, 4, ["x", None, "2/4", "0"], sheet=1)
    fill(book, 5, ["x", None, "2/4", "0"], sheet=1)
    plan = compared(book)

    preview = offline_preview(plan, OfflineSheets(phase, unit).criteria)

    assert [one.line.name for one in plan.differences] == ["Sùng A Chử", "Lô Thị Nga"]
    assert preview.half == 1


def test_the_same_workbook_again_changes_nothing(download, compared, bring_back, shop, farm):
    book = download()
    fill(book, 5, ["x", None, "2/4", "0"], sheet=1)
    bring_back(book)

    assert HouseholdScore.objects.get().answers == "1.20"
    assert compared(download()).counts == {
        "new": 0, "changed": 0, "conflict": 0, "same": 4, "wrong": 0, "left_out": 0,
    }  # fmt: skip
