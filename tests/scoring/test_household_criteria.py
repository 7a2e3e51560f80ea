"""People and their household scored side by side in one campaign: the second table, "Cả hộ"."""

import pytest

from emulation.models import Household, Member
from scoring.actions.rule_changes import change_rules
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused, finish_sheet, record_scores
from scoring.forms.sheets import SheetForm
from scoring.models import HouseholdScore, MemberScore, ResultRules
from scoring.queries.counted import unit_homes
from scoring.queries.results import household_counts, rules_of, with_result
from scoring.queries.rule_changes import RuleChange, change_effects
from scoring.queries.sheets import missing_sheets, sheet_grid
from scoring.rules import SetChange, WrongAnswers
from scoring.words.sheets import grid_answer, grid_tables
from tests.mixed_plan import mixed

SHEET = "/phong-trao/dong-tam-2022/dot-1/phieu/ho-{}/"
OWN = "1.41"  # not a shop: the second criterion is closed


@pytest.fixture
def plan(plan):
    return mixed(plan)


@pytest.fixture
def own(phase, clerk):
    """Keys the household's own line: own(home, "1.41")."""
    return lambda home, answers, version=0: record_scores(home, phase, [Entry(0, answers, version)], by=clerk)


def verdict(phase, household):
    """Whether a household passes, by Python counts and by SQL; both must say the same."""
    found = rules_of(phase)
    row = next(r for r in household_counts(phase, [household.unit]) if r.household == household.pk)
    in_sql = with_result(Household.objects.filter(pk=household.pk), found).get()
    assert bool(in_sql.passes) == row.passes(found.for_households()) == sheet_grid(household, phase).passes
    return bool(in_sql.passes)


def test_the_sheet_has_two_tables(household, phase):
    people, own = grid_tables(sheet_grid(household, phase))

    assert [line.row.name for line in people.lines] == [
        "Sùng A Chử", "Lô Thị Nga", "Sùng Thị Kiều Hương", "Nguyễn Đặng Thuỳ Dương",
    ]  # fmt: skip
    assert (own.title, [line.row.name for line in own.lines]) == ("Cả hộ", ["Cả hộ"])
    assert [(cell.name, cell.applies, cell.may_be_na, cell.steps) for cell in own.lines[0].cells] == [
        ("0-1", True, False, 1),
        ("0-2", False, False, 1),
        ("0-3", True, False, 4),
        ("0-4", True, True, 1),
    ]


def test_a_household_needs_its_people_and_its_own_score(household, phase, score, own):
    score(household)
    assert verdict(phase, household) is False

    own(household, OWN)
    assert verdict(phase, household) is True

    own(household, "0.10", 1)
    assert verdict(phase, household) is False


def test_its_own_score_does_not_stand_in_for_a_person(household, phase, score, own):
    score(household, "1" * 10, "0" * 10, "1" * 10, "1" * 10)
    own(household, OWN)

    assert verdict(phase, household) is False


@pytest.mark.parametrize(
    ("answers", "points", "passed"),
    [("1.41", 40, True), ("1.20", 20, True), ("1.10", 15, False), ("1.2-", 80 / 3, True), ("1.4.", 30, None)],
)
def test_steps_give_a_share_of_the_points(household, phase, own, answers, points, passed):
    own(household, answers)

    row = HouseholdScore.objects.get()
    assert (float(row.score), row.passed) == (pytest.approx(points, abs=0.01), passed)


def test_a_closed_cell_is_open_to_a_household_with_the_tag(household, phase, own):
    Household.objects.filter(pk=household.pk).update(tags="kinh doanh")
    household.refresh_from_db()

    own(household, OWN)
    assert HouseholdScore.objects.get().passed is None

    own(household, "1141", 1)
    assert HouseholdScore.objects.get().score == 50


def test_a_tag_of_the_neighbourhood_opens_it_too(household, phase):
    household.unit.tags = "kinh doanh"

    assert sheet_grid(household, phase).tags == {"kinh doanh"}


@pytest.mark.parametrize("answers", ["1.51", "x.41", "1.4", "-.41"])
def test_a_grade_that_does_not_exist_is_refused(household, phase, own, answers):
    with pytest.raises(WrongAnswers):
        own(household, answers)

    assert not HouseholdScore.objects.exists()


def test_the_same_save_twice_has_its_effect_once_and_a_stale_one_is_a_conflict(household, phase, own):
    own(household, OWN)
    own(household, OWN)
    assert HouseholdScore.objects.get().version == 1

    with pytest.raises(ScoreConflict):
        own(household, "0.00")


def test_a_sheet_is_not_finished_without_the_household_s_own_line(household, phase, score, own, clerk):
    score(household)
    with pytest.raises(SheetRefused, match="còn thiếu câu trả lời của cả hộ"):
        finish_sheet(household, phase, by=clerk)

    own(household, OWN)
    assert finish_sheet(household, phase, by=clerk).completed_by == clerk


def test_a_plan_without_household_criteria_takes_no_own_line(household, phase, own):
    ResultRules.objects.update(household_set=None)

    with pytest.raises(SheetRefused, match="không thuộc diện chấm"):
        own(household, OWN)


def test_a_household_with_nobody_old_enough_is_asked_for_its_own_line(phase, make_household):
    make_household("8", "Sùng Minh Đức", 2011, code="T08-099")

    assert [home.code for home in missing_sheets(phase, Household.objects.all())] == ["T08-099"]


def test_households_alone_are_scored_where_the_plan_has_no_people(household, phase, own, clerk):
    ResultRules.objects.update(resident_set=None)
    own(household, OWN)

    grid = sheet_grid(household, phase)

    assert [table.title for table in grid_tables(grid)] == ["Cả hộ"]
    assert (verdict(phase, household), grid.people, grid.missing) == (True, 5, [])
    assert finish_sheet(household, phase, by=clerk)


def test_what_is_missing_names_the_household(household, phase, score, own):
    score(household)
    own(household, "0.41")

    words = grid_answer(sheet_grid(household, phase))["missing"]

    assert words == ""  # 30 of 40 points are enough
    own(household, "0.10", 1)
    assert grid_answer(sheet_grid(household, phase))["missing"] == "Còn thiếu: Cả hộ thiếu tiêu chí 1, 3, 4"


# The plain form


def posted(grid, **data):
    form = SheetForm(grid, data)
    assert form.is_valid(), form.errors
    return {entry.member: entry.answers for entry in form.entries()}


def test_the_form_takes_grades_ticks_and_na_of_the_household(household, phase):
    grid = sheet_grid(household, phase)

    answers = posted(grid, **{"met": ["0-1"], "na": ["0-4"], "grade-0-3": "3", "gone": ["0"]})

    assert answers[0] == "1.3-"


def test_a_line_gone_through_has_no_empty_cell_but_the_closed_one(household, phase):
    assert posted(sheet_grid(household, phase), gone=["0"])[0] == "0.00"


def test_a_line_not_gone_through_keeps_what_was_keyed(household, phase, own):
    own(household, "0.2.")

    assert posted(sheet_grid(household, phase), **{"grade-0-3": "0"})[0] == "0.0."


@pytest.mark.parametrize("data", [{"met": ["0-2"]}, {"met": ["0-3"]}, {"grade-0-3": "5"}, {"gone": ["99"]}])
def test_cells_that_are_not_on_the_sheet_are_refused(household, phase, data):
    assert not SheetForm(sheet_grid(household, phase), data).is_valid()


# Pages


def test_the_plain_form_saves_both_tables_at_once(logged_in, clerk, household, phase):
    chu = household.members.get(full_name="Sùng A Chử")
    data = {"met": [f"{chu.pk}-{n}" for n in range(1, 11)] + ["0-1"], "gone": ["0"], "grade-0-3": "4", "na": ["0-4"]}

    response = logged_in(clerk).post(SHEET.format(household.pk) + "luu/", data, follow=True)

    assert "Đã lưu phiếu." in response.content.decode()
    assert MemberScore.objects.get().answers == "1" * 10
    assert HouseholdScore.objects.get().answers == "1.4-"


def test_the_grid_saves_the_household_s_line_and_says_where_it_stands(logged_in, clerk, household, phase):
    url = SHEET.format(household.pk) + "dong/"

    answer = logged_in(clerk).post(url, {"member": 0, "answers": "1.21", "version": 0}).json()

    assert answer["row"] == {
        "member": 0, "answers": "1.21", "version": 1, "state": "pass", "score": "30", "state_words": "Đạt", "words": "",
    }  # fmt: skip


def test_a_conflict_on_the_household_s_line_shows_both_grades(logged_in, clerk, standing, household, phase, own):
    own(household, "1.21")

    response = logged_in(standing).post(
        SHEET.format(household.pk) + "dong/", {"member": 0, "answers": "1.41", "version": 0}
    )

    assert response.status_code == 409
    assert "đã ghi dòng của Cả hộ" in response.json()["problem"]
    assert "tiêu chí 3: bạn ghi “4/4”, trong cổng là “2/4”" in response.json()["problem"]


def test_a_household_without_adults_needs_a_sheet_on_the_lists(logged_in, clerk, phase, make_household):
    home = make_household("8", "Sùng Minh Đức", 2011)
    client = logged_in(clerk)

    sheets = client.get(f"/phong-trao/dong-tam-2022/dot-1/phieu/?to={home.unit_id}").content.decode()
    results = client.get(f"/phong-trao/dong-tam-2022/dot-1/ket-qua/{home.unit_id}/").content.decode()

    assert ("không cần phiếu" in sheets, "chưa có</span>" in sheets) == (False, True)
    assert ("không có người đủ điều kiện" in results, "chưa có phiếu" in results) == (False, True)


def test_a_closed_cell_says_so_instead_of_a_box(logged_in, clerk, household, phase):
    page = logged_in(clerk).get(SHEET.format(household.pk)).content.decode()

    assert page.count("không áp dụng cho hộ này") == 1
    assert 'name="met" value="0-2"' not in page


def test_the_child_is_still_no_row(household, phase, own):
    own(household, OWN)

    assert Member.objects.get(full_name="Sùng Minh Đức") in [m for m, _ in sheet_grid(household, phase).others]


def test_a_change_of_the_households_own_criteria_is_foretold_and_judged_anew(household, phase, score, own, standing):
    score(household)
    own(household, OWN)
    change = RuleChange({}, households=SetChange(marks={1: 45}))
    foretold = change_effects(phase, change)

    change_rules(phase, change, version=1, reason="Hội đồng nâng mức", by=standing)

    assert [(one.name, one.passes) for one in foretold.households] == [("Sùng A Chử (T08-017)", False)]
    assert verdict(phase, household) is False
    assert rules_of(phase).household_set.version == 2


def test_what_the_household_itself_lacks_is_a_reason(household, make_household, phase, score, own):
    score(household)
    own(household, "0.01")
    untouched = make_household("8", "Đinh Văn Bé", 2015)

    assert unit_homes(phase, household.unit).reasons == {
        household.pk: "cả hộ thiếu tiêu chí 1, 3",
        untouched.pk: "cả hộ chưa nhập xong",
    }
