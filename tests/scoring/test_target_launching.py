"""Launching a campaign that scores nobody: what it needs, what its phases keep when they are closed."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from emulation.models import AuditEntry, Campaign
from scoring.actions.launching import open_next_phase
from scoring.actions.phases import PhaseRefused, close_phase, open_phase, reopen_phase
from scoring.actions.targets import correct_reading
from scoring.models import CriteriaSet, ResultRules, Snapshot, Target, TargetGoal
from scoring.queries.launching import campaign_findings, is_scored
from scoring.queries.target_data import frozen_day, frozen_lines
from scoring.queries.targets import counted_targets, target_lines
from scoring.rules.goals import flaws_of_goals
from scoring.rules.launching import TargetFacts, target_findings
from scoring.rules.targets import Goal
from tests.schools import enter, values

CHECK = "/phong-trao/tuoi-hong-2022/kiem-tra/"
PHASE = "/phong-trao/tuoi-hong-2022/chi-tieu/dot-1/"
DAYS = (date(2022, 11, 14), date(2025, 12, 31))
END_2022, END_2025 = date(2022, 12, 31), date(2025, 12, 31)


def goal(kind, due_on, value=None, direction="at_least"):
    return Goal(kind, direction, due_on, value)


SOUND = TargetFacts(1, "Điện thoại", "95%", "share", "CB-GV-NV", "Phó hiệu trưởng", (goal("share", END_2022, 95),))


def found(*targets, is_scored=False):
    return [(one.blocks, one.number, one.sentence) for one in target_findings(targets, DAYS, 2022, is_scored=is_scored)]


def test_a_sound_target_lacks_nothing():
    assert found(SOUND) == []


@pytest.mark.parametrize(
    ("flaw", "blocks", "words"),
    [
        ({"goals": ()}, True, "chưa có mốc nào"),
        ({"goals": (goal("share", END_2022),)}, True, "Mốc 31/12/2022: hãy ghi mức phải đạt"),
        ({"goals": (goal("share", END_2022, 101),)}, True, "tỷ lệ không quá 100 %"),
        ({"goals": (goal("yes_no", END_2022, 1),)}, True, "để trống mức phải đạt"),
        ({"goals": (goal("share", date(2022, 11, 13), 95),)}, True, "mốc 13/11/2022 nằm ngoài"),
        ({"goals": (goal("share", date(2026, 1, 1), 95),)}, True, "mốc 01/01/2026 nằm ngoài"),
        ({"goals": (goal("share", END_2022, 95), goal("share", END_2022, 96))}, True, "ghi hai lần"),
        ({"goals": (goal("share", END_2022, 95), goal("share", END_2025, 90))}, False, "đòi hỏi thấp hơn"),
        (
            {"goals": (goal("count", END_2022, 5, "at_most"), goal("count", END_2025, 9, "at_most"))},
            False,
            "đòi hỏi thấp hơn",
        ),
        ({"counted": ""}, False, "chưa ghi tỷ lệ tính trên ai"),
        ({"words": "đến cuối năm 2021"}, False, "còn nhắc năm 2021"),
        ({"owner": ""}, False, "1 chỉ tiêu chưa ghi người phụ trách"),
    ],
)
def test_what_a_target_lacks(flaw, blocks, words):
    kind = flaw["goals"][0].kind if flaw.get("goals") else "share"

    ((blocking, _, sentence),) = found(replace(SOUND, kind=kind, **flaw))

    assert blocking == blocks
    assert words in sentence


def test_goals_that_grow_or_stay_are_no_contradiction():
    rising = (goal("share", END_2022, 90), goal("share", date(2023, 12, 31), 95), goal("share", END_2025, 95))
    falling = (goal("count", END_2022, 9, "at_most"), goal("count", END_2025, 5, "at_most"))

    other = replace(SOUND, number=2, label="Khác", kind="count", goals=falling)
    assert found(replace(SOUND, goals=rising), other) == []


def test_only_a_campaign_that_scores_nobody_needs_targets():
    assert found(is_scored=True) == []
    assert [blocks for blocks, *_ in found()] == [True]


def test_targets_of_one_name_are_told():
    assert "cùng tên “Điện thoại”" in found(SOUND, replace(SOUND, number=2))[0][2]


def test_a_goal_of_yes_or_no_has_no_value():
    assert flaws_of_goals([goal("yes_no", END_2022)]) == []


# The real plan


@pytest.fixture
def numbered(school_campaign):
    Campaign.objects.filter(pk=school_campaign.pk).update(number="00/KH-THU")
    school_campaign.refresh_from_db()
    return school_campaign


@pytest.fixture
def opened(numbered, principal):
    open_next_phase(numbered, by=principal)
    return numbered


def test_the_schools_plan_lacks_its_number_alone(school_campaign):
    findings = campaign_findings(school_campaign)

    assert not is_scored(school_campaign)
    assert [one.sentence for one in findings if one.blocks] == ["Kế hoạch chưa có số, ký hiệu: ghi số văn thư đã cho."]
    assert [one.sentence for one in findings if not one.blocks] == [
        "Phần “Nội dung” còn nhắc năm 2021: xem có phải sửa theo năm 2022 không.",  # a decision of 2021, rightly so
        "Chỉ tiêu 3 “Áp dụng TTHC mức độ 3, 4”: còn nhắc năm 2021: xem có phải sửa theo năm 2022 không.",
        "10 chỉ tiêu chưa ghi người phụ trách.",
    ]


def test_a_wards_plan_is_scored_also_beside_targets(campaign):
    assert Target.objects.filter(campaign=campaign).exists()
    assert is_scored(campaign)


def test_a_ward_that_means_to_run_by_targets_alone_is_told_what_that_means(campaign):
    ResultRules.objects.all().delete()
    CriteriaSet.objects.all().delete()

    found = [one for one in campaign_findings(campaign) if one.page == "tieu-chi"]

    assert [(one.blocks, one.sentence) for one in found] == [
        (
            False,
            "Chưa có bộ tiêu chí nên phong trào chỉ chạy theo chỉ tiêu: mở đợt rồi thì không chấm điểm hộ nào được.",
        ),
    ]


def test_a_ward_without_targets_is_asked_for_criteria(campaign):
    ResultRules.objects.all().delete()
    CriteriaSet.objects.all().delete()
    TargetGoal.objects.all().delete()
    Target.objects.all().delete()

    assert "Chưa có bộ tiêu chí nào để chấm điểm." in [one.sentence for one in campaign_findings(campaign)]


def test_the_principal_launches_the_own_school(logged_in, numbered, principal):
    browser = logged_in(principal)

    before = browser.get(CHECK).text
    after = browser.post(f"{CHECK}mo-dot/", follow=True).text

    numbered.refresh_from_db()
    assert "mọi điều cần để chạy theo chỉ tiêu đã có" in before
    assert "Đã mở Giai đoạn 1 – Sơ kết: bắt đầu nhập số liệu chỉ tiêu." in after
    assert (numbered.status, [phase.status for phase in numbered.phases.all()]) == ("launched", ["open", "planned"])
    assert AuditEntry.objects.get(verb="mở đợt").after == {"status": "open"}


def test_without_any_goal_nothing_is_opened_by_any_door(numbered, principal):
    TargetGoal.objects.all().delete()

    with pytest.raises(PhaseRefused, match="Chỉ tiêu 1 “Điện thoại thông minh” chưa có mốc nào"):
        open_next_phase(numbered, by=principal)
    with pytest.raises(PhaseRefused, match="chưa có chỉ tiêu nào có mốc"):
        open_phase(numbered.phases.get(number=1), by=principal)


def test_the_second_phase_waits_for_the_first_to_be_closed(opened, principal):
    with pytest.raises(PhaseRefused, match="Giai đoạn 1 – Sơ kết đang mở"):
        open_next_phase(opened, by=principal)
    close_phase(opened.phases.get(number=1), by=principal)

    assert open_next_phase(opened, by=principal).number == 2


# Closing


@pytest.fixture
def measured(opened, deputy, principal):
    """Target 1 reached in time, target 6 late; the last reading came after the first phase."""
    enter(opened, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)
    enter(opened, 6, date(2022, 12, 20), 840, 860, by=deputy, approved_by=principal)
    enter(opened, 6, date(2024, 2, 1), 860, 860, by=deputy, approved_by=principal)
    return opened.phases.get(number=1)


def shown(lines):
    return [(line.target.number, line.state, line.judged_by and line.judged_by.part, line.standing) for line in lines]


def test_closing_keeps_how_every_goal_stood_on_the_last_day_of_the_phase(measured, principal):
    snapshot = close_phase(measured, by=principal)

    day = date(2023, 12, 31)
    assert (snapshot.rules, frozen_day(snapshot)) == (None, day)
    assert shown(frozen_lines(snapshot)) == shown(target_lines(Target.objects.all(), day))
    assert shown(frozen_lines(snapshot))[0][:3] == (1, "reached", 57)
    assert shown(frozen_lines(snapshot))[6][:3] == (6, "overdue", 840)


def test_a_phase_that_is_not_over_is_kept_as_of_today(measured, principal, it_is):
    it_is(2023, 11, 24, 9)

    assert frozen_day(close_phase(measured, by=principal)) == date(2023, 11, 24)


def test_readings_that_waited_at_the_closing_are_all_counted_in_what_was_kept(measured, principal, deputy):
    for number in (6, 7):
        enter(measured.campaign, number, date(2023, 6, 1), 58, 60, by=deputy)

    snapshot = close_phase(measured, by=principal)

    assert counted_targets(measured.campaign, frozen_lines(snapshot)).waiting == 2


def test_a_correction_after_the_closing_leaves_what_was_kept(measured, principal, deputy):
    snapshot = close_phase(measured, by=principal)
    kept = Snapshot.objects.get().sha256
    reading = Target.objects.get(number=1).readings.get()
    enter(measured.campaign, 2, date(2023, 1, 5), answer=True, by=deputy, approved_by=principal)
    correct_reading(reading, values(date(2022, 12, 20), 50, 60), key=uuid.uuid4(), by=deputy)

    assert close_phase(measured, by=principal) == snapshot
    assert Snapshot.objects.get().sha256 == kept
    assert frozen_lines(snapshot)[0].judged_by.part == 57


def test_opening_again_keeps_the_old_one_with_its_reason(measured, principal):
    close_phase(measured, by=principal)
    reopen_phase(measured, "Thiếu số liệu tháng 12", by=principal)
    again = close_phase(measured, by=principal)

    assert [(one.number, one.reopen_reason) for one in Snapshot.objects.order_by("number")] == [
        (1, "Thiếu số liệu tháng 12"), (2, ""),
    ]  # fmt: skip
    assert again.number == 2


def test_the_page_closes_and_opens_again(logged_in, measured, principal, deputy):
    foreign = logged_in(deputy).get(PHASE).text
    browser = logged_in(principal)
    before = browser.get(PHASE).text
    closed = browser.post(f"{PHASE}chot/", follow=True).text
    refused = browser.post(f"{PHASE}mo-lai/", {"reason": " "}, follow=True).text
    opened = browser.post(f"{PHASE}mo-lai/", {"reason": "Sót một chỉ tiêu"}, follow=True).text

    assert "Chốt sẽ giữ lại những gì" in before
    assert "Chốt Giai đoạn 1 – Sơ kết</button>" in before
    assert "</button>" not in foreign.partition("Chốt sẽ giữ lại")[2]
    assert "tình trạng chỉ tiêu tại ngày 31/12/2023" in closed
    assert "Hãy ghi lý do mở lại" in refused
    assert "lý do: Sót một chỉ tiêu" in opened


def test_a_phase_that_scores_people_has_no_such_page(logged_in, campaign, clerk):
    assert logged_in(clerk).get("/phong-trao/dong-tam-2022/chi-tieu/dot-1/").status_code == 404


@pytest.mark.parametrize("tail", ["ket-qua/", "ket-qua/chot/", "quy-tac/", "phieu/", "thoi-han/", "xac-nhan/"])
def test_pages_of_scoring_are_not_there_for_a_school(logged_in, opened, principal, deputy, tail):
    url = f"/phong-trao/tuoi-hong-2022/dot-1/{tail}"

    assert [logged_in(one).get(url).status_code for one in (principal, deputy)] == [404, 404]


def test_the_page_of_a_phase_costs_the_same_whatever_was_measured(
    logged_in, opened, principal, deputy, django_assert_num_queries
):
    browser = logged_in(principal)
    enter(opened, 1, date(2022, 11, 30), 50, 60, by=deputy, approved_by=principal)
    browser.get(PHASE)
    with django_assert_num_queries(22):
        browser.get(PHASE)
    for day in range(1, 9):
        enter(opened, 1, date(2022, 12, day), 50 + day, 60, by=deputy, approved_by=principal)

    with django_assert_num_queries(22):
        browser.get(PHASE)
