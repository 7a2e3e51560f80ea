"""A copied campaign equals its source except for what must differ: code, year, number, dates; nothing of results."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.forms.models import model_to_dict

from emulation.actions.commitments import record_commitment
from emulation.actions.copying import moved, shifted
from emulation.models import AuditEntry, Campaign, Commitment, Issuer, LegalBasis, PlanSection, Step
from scoring.actions.copying import CopyRefused, copy_campaign
from scoring.actions.phases import close_phase
from scoring.actions.rule_changes import change_rules
from scoring.models import (
    CriteriaSet,
    Criterion,
    Level,
    MemberScore,
    Reading,
    ResultRules,
    ScoreSheet,
    Snapshot,
    StaffItem,
    Target,
)
from scoring.queries.rule_changes import RuleChange
from scoring.rules import SetChange
from tests.schools import enter
from tests.staff import hire, tick


def plan_of(source, years=1, **values):
    copy = shifted(source, years)
    return replace(copy, values=copy.values | {"code": "dong-tam-2023", "number": "", "issued_on": None} | values)


def said(rows, *left):
    """What rows say apart from their keys."""
    return [model_to_dict(row, exclude=["id", *left]) for row in rows]


@pytest.fixture
def source(campaign, phase, household, score, standing):
    """Last year's campaign: launched, scored, with changed rules, closed, and one pledge signed."""
    score(household)
    change_rules(
        phase, RuleChange({"title_percent": 80}, SetChange(marks={1: 80})), version=1, reason="họp lại", by=standing
    )
    close_phase(phase, by=standing)
    record_commitment(campaign.commitments.first(), date(2022, 8, 6), by=standing)
    return Campaign.objects.get(pk=campaign.pk)


def test_the_text_and_the_offices_are_equal(source, standing):
    made = copy_campaign(source, plan_of(source), by=standing)

    for model in (Issuer, LegalBasis, PlanSection):
        rows = model.objects.filter(campaign=source)
        assert rows.exists()
        assert said(model.objects.filter(campaign=made), "campaign") == said(rows, "campaign")
    pledges = Commitment.objects.filter(campaign=made)
    assert said(pledges, "campaign", "signed_on") == said(source.commitments.all(), "campaign", "signed_on")
    assert not pledges.exclude(signed_on=None).exists()


def test_what_differs_is_code_year_number_dates_and_state(source, standing):
    made = copy_campaign(source, plan_of(source), by=standing)

    differing = ["code", "title", "name", "number", "issued_on", "year", "reference_date", "status"]
    assert said([made], *differing) == said([source], *differing)
    assert (made.status, made.year, made.title) == ("draft", 2023, "Chuyển đổi số 2023")
    assert made.reference_date == date(2023, 8, 31)
    assert AuditEntry.objects.get(verb="chép phong trào").after == {"from": "dong-tam-2022", "code": "dong-tam-2023"}


def test_phases_and_steps_move_by_whole_years(source, standing):
    made = copy_campaign(source, plan_of(source), by=standing)

    moving = ["campaign", "starts_on", "ends_on", "status", "closings"]
    assert said(made.phases.all(), *moving) == said(source.phases.all(), *moving)
    assert {phase.status for phase in made.phases.all()} == {"planned"}
    first = made.phases.get(number=1)
    assert (first.starts_on, first.ends_on) == (date(2023, 8, 1), date(2023, 8, 31))
    old = Step.objects.filter(phase__campaign=source)
    steps = Step.objects.filter(phase__campaign=made)
    assert said(steps, "phase", "opens_at", "closes_at") == said(old, "phase", "opens_at", "closes_at")
    assert [step.last_day for step in steps] == [date(2023, 9, 4), date(2023, 9, 7), date(2023, 9, 8), None]


def test_a_step_keeps_its_hour(source, standing):
    step = Step.objects.filter(phase__campaign=source, name="Nộp hồ sơ")
    step.update(closes_at=datetime(2022, 9, 8, 10, 0, tzinfo=UTC))  # 17:00 in Hà Nội

    made = copy_campaign(source, plan_of(source), by=standing)

    assert Step.objects.get(phase__campaign=made, name="Nộp hồ sơ").closes_at == datetime(2023, 9, 8, 10, 0, tzinfo=UTC)


def test_criteria_and_rules_in_force_begin_anew_as_version_1(source, standing):
    made = copy_campaign(source, plan_of(source), by=standing)

    for number in (1, 2):
        old = ResultRules.objects.filter(phase__campaign=source, phase__number=number).latest("version")
        new = ResultRules.objects.get(phase__campaign=made, phase__number=number)
        assert (new.version, new.made_by, new.reason) == (1, standing, "chép từ phong trào Chuyển đổi số 2022")
        left = ["phase", "version", "made_at", "made_by", "reason", "resident_set"]
        assert said([new], *left) == said([old], *left)
        assert new.resident_set.campaign == made
        assert new.resident_set.as_rules() == old.resident_set.as_rules()
        assert said(new.resident_set.criteria.all(), "criteria_set") == said(
            old.resident_set.criteria.all(), "criteria_set"
        )


def test_one_set_for_all_phases_is_copied_once(campaign, standing):
    made = copy_campaign(campaign, plan_of(campaign), by=standing)

    only = CriteriaSet.objects.get(campaign=made, subject="resident")
    assert only.version == 1
    assert (Criterion.objects.filter(criteria_set=only).count(), Level.objects.filter(criteria_set=only).count()) == (
        10,
        1,
    )


def test_nothing_of_the_results_comes_along_and_the_source_stays(source, standing):
    before = (said([source]), ScoreSheet.objects.count(), MemberScore.objects.count(), Snapshot.objects.count())

    made = copy_campaign(source, plan_of(source), by=standing)

    assert not ScoreSheet.objects.filter(phase__campaign=made).exists()
    source.refresh_from_db()
    after = (said([source]), ScoreSheet.objects.count(), MemberScore.objects.count(), Snapshot.objects.count())
    assert after == before


def test_a_taken_code_is_refused_and_nothing_is_saved(campaign, standing):
    with pytest.raises(CopyRefused):
        copy_campaign(campaign, plan_of(campaign, code="dong-tam-2022"), by=standing)

    assert Campaign.objects.count() == 1


def test_the_29th_of_february_becomes_the_28th():
    assert moved(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert moved(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_the_page_shows_the_moved_dates_and_takes_corrections(logged_in, campaign, standing):
    client, place = logged_in(standing), "/phong-trao-moi/chep/?tu=dong-tam-2022&nam=2023"
    page = client.get(place)
    form = page.context["form"]
    assert 'value="31/08/2023"' in page.content.decode()
    values = {name: form[name].value() or "" for name in form.fields}
    texts = {name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value for name, value in values.items()}

    done = client.post(place, texts | {"dot-2-den": "15/11/2023", "dot-1-buoc-4-dong": "20/9/2023"}, follow=True)

    made = Campaign.objects.get(code="dong-tam-2023")
    assert done.status_code == 200
    assert made.phases.get(number=2).ends_on == date(2023, 11, 15)
    assert Step.objects.get(phase__campaign=made, position=4).last_day == date(2023, 9, 20)
    assert "còn nhắc năm 2022" in done.content.decode()


def test_dates_that_cannot_be_come_back_in_words(logged_in, campaign, standing):
    client, place = logged_in(standing), "/phong-trao-moi/chep/?tu=dong-tam-2022&nam=2023"

    page = client.post(place, {"code": "x", "dot-1-tu": "31/8/2023", "dot-1-den": "1/8/2023"}).content.decode()

    assert "Đợt 1 – Sơ kết kết thúc trước ngày bắt đầu." in page
    assert Campaign.objects.count() == 1


def test_targets_come_along_with_their_goals_moved_by_whole_years(school_campaign, principal, deputy):
    enter(school_campaign, 1, date(2022, 12, 1), 57, 60, by=deputy, approved_by=principal)

    made = copy_campaign(school_campaign, plan_of(school_campaign, years=2, code="tuoi-hong-2024"), by=principal)

    old, new = (Target.objects.filter(campaign=one) for one in (school_campaign, made))
    assert said(new, "campaign") == said(old, "campaign")
    assert [(goal.due_on, goal.value) for goal in new.get(number=5).goals.all()] == [
        (date(2024, 12, 31), 99), (date(2027, 12, 31), 99),
    ]  # fmt: skip
    assert Reading.objects.filter(target__campaign=made).count() == 0
    assert school_campaign.phases.count() == made.phases.count()


def test_what_is_asked_of_the_staff_comes_along_linked_to_the_copied_target(staff_campaign, principal, deputy):
    tick(staff_campaign, (hire(staff_campaign, "Trần Thị An")[0], "1..."), by=deputy)

    made = copy_campaign(staff_campaign, plan_of(staff_campaign, years=2, code="tuoi-hong-2024"), by=principal)

    old, new = (StaffItem.objects.filter(campaign=one) for one in (staff_campaign, made))
    assert said(new, "campaign", "target") == said(old, "campaign", "target")
    assert [one.target and one.target.number for one in new] == [1, None, None, None]
    assert new.get(number=1).target.campaign == made
    assert not new.exclude(ticks=None).exists()
