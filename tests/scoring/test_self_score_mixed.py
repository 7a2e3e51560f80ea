"""Households scored for themselves beside their people: graded questions, those for others, taking the line over."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from scoring.actions.household_links import issue_links
from scoring.actions.self_scores import look_at_self_scores, take_self_scores
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, record_scores
from scoring.actions.staying_out import leave_phase, return_to_phase
from scoring.models import HouseholdScore, SelfScore
from tests.mixed_plan import mixed

SHEET, OWN = "/tu-cham/phieu/", "/tu-cham/phieu/nguoi/ca-ho/"
MET = "1" * 10


@pytest.fixture
def plan(plan):
    return mixed(plan)


@pytest.fixture
def phone(phase, household, clerk):
    """A phone of a household that has consented."""
    slip = issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)[household.pk]
    browser = Client()
    browser.post(f"/tu-cham/m/{slip.token}/")
    browser.post(f"{SHEET}dong-y/", {"use": "1"})
    return browser


@pytest.fixture
def sent(phone):
    """What the household sends of itself: "1.4-"."""
    phone.post(OWN, {"version": 0, "c1": "1", "c3": "4", "c4": "-"})
    return phone.post(f"{SHEET}gui/", follow=True)


def test_the_questions_leave_out_what_is_for_others_and_grade_what_is_graded(phone):
    page = phone.get(OWN).text

    choices = {name: re.findall(rf'name="{name}" value="(.)"', page) for name in ("c1", "c2", "c3", "c4")}
    assert choices == {"c1": ["1", "0"], "c2": [], "c3": ["0", "1", "2", "3", "4"], "c4": ["1", "0", "-"]}


def test_a_question_for_others_is_not_answered_by_force(phone):
    phone.post(OWN, {"version": 0, "c1": "1", "c2": "1"})

    assert SelfScore.objects.get().answers == "1..."


def test_the_receipt_says_grades_and_not_applicable(sent):
    words = unescape(" ".join(re.sub(r"<[^>]+>", " ", sent.text).split()))

    assert "3. Thanh toán số 4/4" in words
    assert "4. Học trực tuyến không áp dụng" in words
    assert "Nộp thuế điện tử" not in words


def test_the_households_line_is_taken_over_and_differed_from_with_a_reason(sent, phase, household, score, clerk):
    score(household)
    take_self_scores(household, phase, by=clerk)
    taken = HouseholdScore.objects.get()
    record_scores(household, phase, [Entry(0, "1.2-", taken.version)], by=clerk)

    with pytest.raises(SheetRefused, match="câu trả lời của Cả hộ khác với hộ tự chấm"):
        finish_sheet(household, phase, by=clerk)
    look_at_self_scores(household, phase, {0: "Mới trả tiền điện qua tài khoản"}, by=clerk)

    assert (taken.answers, finish_sheet(household, phase, by=clerk).status) == ("1.4-", "complete")


def test_the_households_line_is_set_aside_and_comes_back(phase, household, clerk):
    record_scores(household, phase, [Entry(0, "1.2-", 0)], by=clerk)
    leave_phase(household, phase, by=clerk, reason="Báo miệng")
    gone = HouseholdScore.objects.count()

    return_to_phase(household, phase, by=clerk)

    assert (gone, HouseholdScore.objects.get().answers, HouseholdScore.objects.get().entered_by) == (0, "1.2-", clerk)
