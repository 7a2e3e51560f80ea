"""A signature meets the phone: who comes too late is told so kindly, and nobody is taken out of what was signed for."""

from uuid import uuid4

import pytest
from django.test import Client

from scoring.actions.approvals import sign_unit
from scoring.actions.household_links import issue_links
from scoring.actions.sheets import SheetRefused, finish_sheet
from scoring.actions.staying_out import leave_phase
from scoring.models import ScoreSheet, SelfScore, StayingOut
from scoring.queries.approvals import collected, stamps_of
from scoring.queries.self_scores import line_key
from tests.scoring.test_household_pages import DOOR, SHEET, alert, text_of, ticks


@pytest.fixture
def line(phase, household):
    """The address of the head's questions."""
    return f"{SHEET}nguoi/{line_key(phase, household.members.get(full_name='Sùng A Chử'))}/"


@pytest.fixture
def sent(phase, household, clerk, line):
    """A phone on which a household has sent its head's answers."""
    slip = issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)[household.pk]
    browser = Client()
    browser.post(f"{DOOR}m/{slip.token}/")
    browser.post(f"{SHEET}dong-y/", {"use": "1"})
    browser.post(line, ticks())
    browser.post(f"{SHEET}gui/")
    return browser


@pytest.fixture
def sign(household, phase, score, clerk, officer_of, unit):
    """Finishes the only sheet of neighbourhood 8 and signs for it by its officer."""

    def by_officer():
        score(household)
        finish_sheet(household, phase, by=clerk)
        stamp = stamps_of(phase, [unit])[unit.pk]
        return sign_unit(unit, phase, stamp=stamp, explanation="Nhà văn hóa chưa chấm", by=officer_of("8"))

    return by_officer


def test_the_page_says_that_the_neighbourhood_is_done_and_names_nobody_of_the_office(sent, sign, line):
    sign()

    page = sent.get(SHEET)
    tries = [(line, ticks(1, c3="0")), ("dong-y/", {"use": "1"}), ("gui/", {}), ("rut/", {"what": "out"}), ("rut/", {})]
    answers = [sent.post(SHEET + tail.removeprefix(SHEET), told) for tail, told in tries]

    assert "Tổ dân phố đã tổng hợp xong nên trang này không nhận thêm." in text_of(page)
    assert "Số biên nhận" in text_of(page)
    assert {alert(answer) for answer in answers} == {"Phần vừa gửi lên chưa được lưu vì trang đã đóng."}
    assert [answer for answer in (page, *answers) if "Cán bộ tổ 8" in answer.text] == []
    assert SelfScore.objects.get().answers == "1" * 10
    assert StayingOut.objects.count() == 0


def test_what_was_sent_again_after_the_sheet_was_finished_is_told_before_signing(
    sent, line, household, phase, score, clerk, unit
):
    score(household)
    finish_sheet(household, phase, by=clerk)
    before = collected(phase, [unit])[unit.pk].phone_unseen

    sent.post(line, ticks(1, c3="0"))
    sent.post(f"{SHEET}gui/")

    assert (before, collected(phase, [unit])[unit.pk].phone_unseen) == (0, 1)


def test_by_hand_nobody_is_taken_out_of_what_was_signed_for(household, phase, sign, clerk):
    sign()

    with pytest.raises(SheetRefused, match="Cần sửa thì tổ thu hồi xác nhận"):
        leave_phase(household, phase, by=clerk, reason="Chủ hộ báo ngày 2/9")

    assert (ScoreSheet.objects.count(), StayingOut.objects.count()) == (1, 0)
