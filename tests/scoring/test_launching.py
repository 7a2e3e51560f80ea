"""What criteria and rules lack before the launch, and the press that opens the next phase."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.models import Campaign
from scoring.actions.launching import open_next_phase
from scoring.actions.phases import PhaseRefused, close_phase, open_phase
from scoring.models import CriteriaSet, Level, ResultRules
from scoring.queries.launching import campaign_findings
from scoring.rules import CriteriaRules, CriterionRule, UnitRules, points_set
from scoring.rules.launching import CriteriaFacts, JudgedPhase, rule_findings

DAY = date(2022, 12, 1)
SET = CriteriaFacts(7, "Công dân số", points_set([CriterionRule(1, 10, "met")], 10), True)
RULES = UnitRules(title_percent=90, award_percent=85, award_only_highest=False, denominator="all")
FIRST = JudgedPhase(1, "Đợt 1", RULES)
FINAL = JudgedPhase(2, "Đợt 2", replace(RULES, award_percent=90), is_final=True)


def test_sound_rules_lack_nothing():
    assert rule_findings([FIRST, FINAL], [SET]) == []


@pytest.mark.parametrize(
    ("phases", "sets", "where", "number", "blocks", "words"),
    [
        ([FIRST], [], "tieu-chi", None, True, "Chưa có bộ tiêu chí"),
        ([JudgedPhase(1, "Đợt 1")], [SET], "khen-thuong", 1, True, "Đợt 1 chưa có quy tắc"),
        ([FIRST], [CriteriaFacts(7, "X", CriteriaRules((), ()), True)], "tieu-chi", 7, True, "chưa có tiêu chí nào"),
        (
            [FIRST],
            [CriteriaFacts(7, "X", points_set([CriterionRule(1, 10, "met")], 20), True)],
            "tieu-chi",
            7,
            True,
            "cần 20 điểm",
        ),
        (
            [replace(FIRST, rules=replace(RULES, award_only_highest=True, award_quota=3))],
            [SET],
            "khen-thuong",
            1,
            True,
            "Giới hạn khen 3 tổ",
        ),
        ([FIRST], [CriteriaFacts(7, "X", SET.rules, False)], "tieu-chi", 7, False, "không được đợt nào dùng"),
        (
            [FIRST, JudgedPhase(2, "Đợt 2", replace(RULES, award_percent=80), is_final=True)],
            [SET],
            "khen-thuong",
            2,
            False,
            "thấp hơn đợt sơ kết",
        ),
    ],
)
def test_what_rules_lack(phases, sets, where, number, blocks, words):
    (finding,) = rule_findings(phases, sets)

    assert (finding.page, finding.number, finding.blocks) == (where, number, blocks)
    assert words in finding.sentence


def test_the_real_plan_with_a_household_may_be_launched(campaign, household):
    findings = campaign_findings(campaign)

    assert [one.sentence for one in findings if one.blocks] == []
    assert {one.page for one in findings} == {"thong-tin", "thoi-gian", "danh-ba", "phan-cong", "chi-tieu"}


def test_the_press_opens_the_phase_and_launches_the_campaign(logged_in, campaign, household, standing):
    client, place = logged_in(standing), "/phong-trao/dong-tam-2022/kiem-tra/"
    assert "Mở đợt 1</button>" in client.get(place).content.decode()

    done = client.post(f"{place}mo-dot/", follow=True).content.decode()

    campaign.refresh_from_db()
    assert (campaign.status, campaign.phases.get(number=1).status) == ("launched", "open")
    assert "Đợt 1 – Sơ kết đang mở." in done


def test_what_blocks_disables_the_button_and_refuses_the_press(logged_in, campaign, standing):
    client, place = logged_in(standing), "/phong-trao/dong-tam-2022/kiem-tra/"
    Campaign.objects.update(number="", issued_on=None)

    page = client.get(place).content.decode()
    done = client.post(f"{place}mo-dot/", follow=True).content.decode()

    assert 'disabled aria-describedby="why-not">Mở đợt 1' in page
    assert "Chưa mở được đợt: Kế hoạch chưa có số" in done
    assert Campaign.objects.get().is_draft


def test_contradicting_criteria_block(campaign, household, standing):
    Level.objects.update(pass_mark=101)

    with pytest.raises(PhaseRefused, match="cần 101 điểm nhưng các tiêu chí cộng lại chỉ có 100 điểm"):
        open_next_phase(campaign, by=standing)


def test_the_next_phase_is_opened_after_the_first_is_closed(campaign, household, standing):
    first = open_next_phase(campaign, by=standing)
    with pytest.raises(PhaseRefused, match="đang mở"):
        open_next_phase(campaign, by=standing)
    close_phase(first, by=standing)

    assert open_next_phase(campaign, by=standing).number == 2


def test_a_plan_without_number_is_not_opened_by_any_door(campaign, standing):
    Campaign.objects.update(number="")

    with pytest.raises(PhaseRefused, match="chưa có số"):
        open_phase(campaign.phases.get(number=1), by=standing)


def test_a_phase_without_rules_has_no_pages_of_results(logged_in, campaign, clerk):
    ResultRules.objects.all().delete()

    assert logged_in(clerk).get("/phong-trao/dong-tam-2022/dot-1/ket-qua/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("standing", 200), ("administrator", 200), ("clerk", 403)])
def test_who_may_check(request, logged_in, campaign, who, status):
    client = logged_in(request.getfixturevalue(who))

    assert client.get("/phong-trao/dong-tam-2022/kiem-tra/").status_code == status
    assert client.post("/phong-trao/dong-tam-2022/kiem-tra/mo-dot/").status_code == (302 if status == 200 else 403)


def test_the_check_costs_the_same_for_more_sets_and_phases(
    logged_in, campaign, standing, household, django_assert_num_queries
):
    client, place = logged_in(standing), "/phong-trao/dong-tam-2022/kiem-tra/"
    client.get(place)
    with CaptureQueriesContext(connection) as one:
        client.get(place)
    for number in range(3, 9):
        CriteriaSet.objects.create(campaign=campaign, subject="household", name=f"Bộ {number}", version=number)
        campaign.phases.create(number=number, name=f"Đợt {number}", kind="final", starts_on=DAY, ends_on=DAY)

    with django_assert_num_queries(len(one)):
        client.get(place)
