"""Targets in Django admin: written by the action of the portal while the plan is a draft, only read afterwards."""

from datetime import date

import pytest

from emulation.models import AuditEntry
from scoring.models import Reading, Target
from tests.schools import enter

from .browsing import address, form_of


@pytest.fixture
def first(school_campaign):
    return Target.objects.get(campaign=school_campaign, number=1)


def new_form(campaign, *goals) -> dict:
    said = {"campaign": campaign.pk, "label": "Chữ ký số", "text": "100%", "kind": "share", "direction": "at_least"}
    rows = {"goals-TOTAL_FORMS": len(goals), "goals-INITIAL_FORMS": 0}
    for place, (day, value) in enumerate(goals):
        rows |= {f"goals-{place}-due_on": day, f"goals-{place}-value": value}
    return said | rows


def test_a_target_is_added_at_the_end_by_the_action(setting_up, school_campaign):
    setting_up.post(address(Target, "add"), new_form(school_campaign, ("31/12/2025", 100)))

    made = Target.objects.get(label="Chữ ký số")
    assert (made.number, [goal.value for goal in made.goals.all()]) == (11, [100])
    assert AuditEntry.objects.filter(verb="thêm chỉ tiêu").count() == 1


def test_goals_that_cannot_be_are_told_on_the_page(setting_up, school_campaign):
    answer = setting_up.post(address(Target, "add"), new_form(school_campaign, ("31/12/2025", 120)))

    assert "tỷ lệ không quá 100 %" in answer.text
    assert not Target.objects.filter(label="Chữ ký số").exists()


def test_a_target_is_changed_with_its_goals(setting_up, first):
    url = address(Target, "change", first.pk)
    form = form_of(setting_up.get(url))

    setting_up.post(url, form | {"owner": "Vũ Thị Mỹ", "goals-0-value": 96})

    first.refresh_from_db()
    assert (first.owner, first.number, [goal.value for goal in first.goals.all()]) == ("Vũ Thị Mỹ", 1, [96])


def test_a_target_is_taken_out_and_the_others_close_up(setting_up, first, school_campaign):
    setting_up.post(address(Target, "delete", first.pk), {"post": "yes"})

    assert Target.objects.filter(campaign=school_campaign).count() == 9
    assert Target.objects.get(campaign=school_campaign, number=1).label == "Internet cáp quang"


def test_what_was_measured_is_only_read(setting_up, first, deputy, principal):
    enter(first.campaign, 1, date(2022, 12, 1), 57, 60, by=deputy, approved_by=principal)
    url = address(Target, "change", first.pk)

    page = setting_up.get(url)
    answers = [setting_up.post(address(Target, page, first.pk), {}).status_code for page in ("change", "delete")]

    assert (page.status_code, answers) == (200, [403, 403])
    assert 'name="_save"' not in page.text
    assert setting_up.get(address(Reading, "changelist")).status_code == 200
