"""The school's plan as data: what the real one says, and the sentences for plans with targets that cannot be."""

import copy
from datetime import date

import pytest

from emulation.choices import PhaseKind
from emulation.kit import clock
from emulation.models import Campaign, Phase, Unit
from emulation.plans import PlanError, check_plan
from scoring.actions.plans import load_plan
from scoring.models import ResultRules, Target
from scoring.queries.results import set_up


def changed(plan, *path, value):
    plan = copy.deepcopy(plan)
    place = plan
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return plan


@pytest.fixture
def loaded_school(db, school_plan):
    return load_plan(school_plan, by=None)


def test_the_schools_plan_is_whole(loaded_school):
    sections = loaded_school.sections
    chapters = {name: sections.filter(chapter=name).count() for name in ("contents", "awards", "organisation")}
    last_days = {phase.kind: [step.last_day for step in phase.steps.all()] for phase in loaded_school.phases.all()}

    assert str(loaded_school.ward) == "Trường Mầm non Tuổi Hồng"
    assert str(loaded_school.ward.parent) == "Phường Bến Nghé"
    assert chapters == {"contents": 8, "awards": 5, "organisation": 6}
    assert last_days == {
        PhaseKind.INTERIM: [date(2023, 11, 24), date(2023, 12, 31)],
        PhaseKind.FINAL: [date(2025, 11, 24), date(2025, 12, 31)],
    }


def test_before_the_25th_means_until_the_24th_is_over(loaded_school):
    report = loaded_school.phases.get(number=1).steps.get(kind="submission")

    assert report.closes_at == clock.start_of(date(2023, 11, 25))


def test_every_target_of_the_plan_has_its_kind_and_its_goals(loaded_school):
    end_2022, end_2025 = date(2022, 12, 31), date(2025, 12, 31)
    targets = Target.objects.filter(campaign=loaded_school).for_page()

    assert [(t.number, t.kind, [(g.due_on, g.value) for g in t.goals.all()]) for t in targets] == [
        (1, "share", [(end_2022, 95)]),
        (2, "yes_no", [(end_2022, None)]),
        (3, "share", [(end_2022, 100)]),
        (4, "yes_no", [(end_2022, None)]),
        (5, "survey", [(end_2022, 99), (end_2025, 99)]),
        (6, "share", [(end_2022, 100)]),
        (7, "share", [(end_2025, 100)]),
        (8, "share", [(end_2025, 40)]),
        (9, "share", [(end_2025, 50)]),
        (10, "yes_no", [(end_2025, None)]),
    ]


def test_the_phases_of_a_school_have_no_rules_and_so_no_pages_of_scoring(loaded_school):
    assert ResultRules.objects.count() == 0
    assert list(set_up(Phase.objects.all())) == []


def test_a_ward_has_targets_of_its_own_beside_its_criteria(db, plan, school_plan):
    campaign = load_plan(plan | {"targets": school_plan["targets"][:1]}, by=None)

    assert Target.objects.get(campaign=campaign).label == "Điện thoại thông minh"
    assert set_up(campaign.phases.all()).count() == 2


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("targets",), [], r"thiếu mục \[neighbourhoods\]"),
        (("targets", 0, "label"), 7, "“label” phải là một đoạn chữ"),
        (("targets", 0, "goals"), [], "thứ 1 thiếu “goals”"),
        (("targets", 0, "goals"), [{"value": 95}], "“goals” thiếu “due_on”"),
        (("targets", 0, "nhan"), "x", "“nhan” mà cổng không hiểu"),
        (("targets", 0, "kind"), "percent", r"\[targets\] thứ 1, “kind”"),
        (("targets", 0, "direction"), "up", r"\[targets\] thứ 1, “direction”"),
        (("targets", 0, "goals", 0, "value"), 101, "tỷ lệ không quá 100 %"),
        (("targets", 0, "goals"), [{"due_on": date(2022, 12, 31)}], "thiếu “value”"),
        (("targets", 1, "goals", 0, "value"), 1, "không có “value”"),
        (("targets", 0, "goals", 0, "value"), -1, r"\[targets\] thứ 1, mốc 31/12/2022"),
        (("targets", 4, "goals", 1, "due_on"), date(2022, 12, 31), "đã có mốc của ngày này"),
        (("targets", 0, "goals", 0, "due_on"), date(2022, 11, 13), "trước ngày đầu của kế hoạch"),
        (("units", 0, "code"), "sai-gon", "không thuộc ben-nghe/tuoi-hong"),
        (("phases", 0, "starts_on"), None, "“starts_on” phải là một ngày"),
    ],
)
def test_a_plan_with_targets_that_cannot_be_names_the_place_and_nothing_is_saved(db, school_plan, path, value, words):
    with pytest.raises(PlanError, match=words):
        load_plan(changed(school_plan, *path, value=value), by=None)

    assert (Campaign.objects.count(), Unit.objects.count()) == (0, 0)


@pytest.mark.parametrize("part", ["results", "neighbourhoods"])
def test_a_plan_that_scores_still_needs_all_its_parts(plan, school_plan, part):
    lacking = {name: value for name, value in plan.items() if name != part}

    with pytest.raises(PlanError, match=rf"thiếu mục \[{part}\]"):
        check_plan(lacking | {"targets": school_plan["targets"]})


def test_a_plan_that_scores_still_needs_the_mark_of_its_awards(plan):
    phases = [{name: value for name, value in row.items() if name != "award_percent"} for row in plan["phases"]]

    with pytest.raises(PlanError, match="thiếu “award_percent”"):
        check_plan(plan | {"phases": phases})


def test_the_page_of_the_plan_tells_the_steps_of_phases_that_score_nobody(logged_in, principal):
    page = logged_in(principal).get("/phong-trao/tuoi-hong-2022/ke-hoach/")

    assert [(phase.number, sentences) for phase, sentences in page.context["phases"]] == [
        (1, ["Báo cáo tiến độ (sơ kết): đến 24:00 ngày 24/11/2023.",
             "Sơ kết phong trào trong năm 2023: đến 24:00 ngày 31/12/2023."]),
        (2, ["Báo cáo tổng kết: đến 24:00 ngày 24/11/2025.",
             "Tổng kết phong trào năm 2025: đến 24:00 ngày 31/12/2025."]),
    ]  # fmt: skip
    assert "Danh sách ký cam kết" not in page.text
