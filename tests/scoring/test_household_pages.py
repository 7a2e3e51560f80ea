"""A household's own pages: doors, consent, questions, receipt, and what they say when something has ended meanwhile."""

import re
import time
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.choices import Presence
from emulation.kit import clock
from emulation.models import LateEntryGrant, Member
from scoring.actions.household_links import issue_links, revoke_links
from scoring.actions.phases import close_phase
from scoring.actions.wrong_tries import TRIES
from scoring.models import HouseholdLink, SelfScore, SelfSheet, StayingOut
from scoring.queries.self_scores import line_key
from scoring.rules import spaced
from scoring.views.household_pages import STAY
from tests.scoring.test_household_links import guess

DOOR, SHEET = "/tu-cham/", "/tu-cham/phieu/"


@pytest.fixture
def slip(phase, household, clerk):
    return issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)[household.pk]


@pytest.fixture
def phone(slip):
    """A phone that has opened the household's page by its QR code."""
    browser = Client()
    browser.post(f"{DOOR}m/{slip.token}/")
    return browser


@pytest.fixture
def agreed(phone):
    phone.post(f"{SHEET}dong-y/", {"use": "1"})
    return phone


@pytest.fixture
def head(household):
    return household.members.get(full_name="Sùng A Chử")


@pytest.fixture
def line_of(phase):
    """The page of one person: line_of(member)."""
    return lambda member: f"{SHEET}nguoi/{line_key(phase, member)}/"


def ticks(version=0, **changed) -> dict:
    return {f"c{n}": "1" for n in range(1, 11)} | {"version": version} | changed


def text_of(response) -> str:
    """What a page says, white space folded."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", response.text.split("<body", 1)[-1]).split()))


def alert(response) -> str:
    found = re.search(r'role="alert">(.*?)</div>', response.text, re.S)
    return unescape(found[1].strip()) if found else ""


# Doors


def test_looking_at_the_link_changes_nothing_and_opens_nothing(slip):
    browser = Client()

    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(f"{DOOR}m/{slip.token}/")

    assert "Mở trang của gia đình" in answer.text
    assert [q["sql"] for q in captured if not q["sql"].startswith("SELECT")] == []
    assert browser.get(SHEET).status_code == 404


def test_a_press_opens_the_page_at_an_address_without_the_token(slip, household):
    browser = Client()

    answer = browser.post(f"{DOOR}m/{slip.token}/", follow=True)

    assert answer.request["PATH_INFO"] == SHEET
    assert slip.token not in answer.text
    assert "Hộ Sùng A Chử" in text_of(answer)
    cookie = browser.cookies["ho"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/tu-cham/")


def test_the_door_names_nobody_before_the_press(slip):
    assert "Sùng" not in Client().get(f"{DOOR}m/{slip.token}/").text


@pytest.mark.parametrize("token", ["x" * 22, "a", "A" * 300, "%00", "..%2f"])
def test_a_forged_token_is_not_found_and_says_how_to_go_on(slip, token):
    answers = [call(f"{DOOR}m/{token}/") for call in (Client().get, Client().post)]

    assert {answer.status_code for answer in answers} <= {404, 400}


def test_a_revoked_slip_says_kindly_that_it_has_ended(slip, phase, household, clerk):
    revoke_links(phase, household.unit, [household], by=clerk)

    answer = Client().get(f"{DOOR}m/{slip.token}/")

    assert answer.status_code == 404
    assert "đã được thay bằng phiếu mới" in text_of(answer)


def test_the_short_code_opens_the_same_page(slip):
    browser = Client()

    answer = browser.post(DOOR, {"code": spaced(slip.code).lower()}, follow=True)

    assert answer.request["PATH_INFO"] == SHEET


def test_wrong_codes_come_back_with_a_sentence_and_are_slowed_down(slip):
    browser = Client()

    answers = [browser.post(DOOR, {"code": guess(number)}) for number in range(TRIES + 1)]

    words = [alert(answer) for answer in answers]
    assert [answer.status_code for answer in answers] == [200] * TRIES + [429]
    assert "không mở được phiếu nào" in words[0]
    assert "thử lại sau 10 phút" in words[-1]
    assert alert(browser.post(DOOR, {"code": ""})) == "Xin nhập mã in trên phiếu mở."


def test_while_codes_wait_the_qr_code_opens_all_the_same(slip):
    browser = Client()
    for number in range(TRIES + 1):
        browser.post(DOOR, {"code": guess(number)})

    assert browser.post(f"{DOOR}m/{slip.token}/", follow=True).request["PATH_INFO"] == SHEET


def test_a_forged_session_is_none(slip):
    link = HouseholdLink.objects.get()

    outcomes = []
    for value in (link.token_hash, f"{link.token_hash}:1abc:xyz", ""):
        browser = Client()
        browser.cookies["ho"] = value
        outcomes.append(browser.get(SHEET).status_code)

    assert outcomes == [404, 404, 404]


def test_a_session_is_over_some_hours_after_the_last_answer(phone, monkeypatch):
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + STAY - 60)
    in_time = phone.get(SHEET).status_code
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 2 * STAY)

    answer = phone.get(SHEET)

    assert (in_time, answer.status_code) == (200, 404)
    assert "chưa mở trên máy này, hoặc đã để quá lâu" in text_of(answer)


def test_the_page_is_left_on_this_phone(agreed):
    agreed.post(f"{DOOR}thoat/")

    assert agreed.get(SHEET).status_code == 404


def test_no_answer_is_listed_or_kept_by_anybody(agreed, line_of, head):
    urls = [DOOR, SHEET, line_of(head), f"{SHEET}rut/"]

    answers = [agreed.get(url) for url in urls]

    assert {answer["Cache-Control"] for answer in answers} == {"no-store, private"}
    assert {answer["X-Robots-Tag"] for answer in answers} == {"noindex, nofollow"}


# Consent


def test_before_the_consent_the_page_says_who_what_for_and_who_sees_it(phone):
    words = text_of(phone.get(SHEET))

    assert "Ủy ban nhân dân phường Đồng Tâm, qua cán bộ tổ dân phố" in words
    assert "Im lặng không phải là đồng ý" in words
    assert "Lô Thị Nga" not in words


def test_without_a_tick_nothing_is_kept(phone, line_of, head):
    answers = [phone.post(f"{SHEET}dong-y/", {"publish": "1"}), phone.post(line_of(head), ticks())]

    assert "chưa đánh dấu đồng ý" in alert(answers[0])
    assert "chưa đồng ý" in alert(answers[1])
    assert SelfSheet.objects.count() == SelfScore.objects.count() == 0


def test_the_two_purposes_are_apart(agreed):
    sheet = SelfSheet.objects.get()

    assert (sheet.consent_wording, sheet.may_publish) == (1, False)


# Questions


def test_children_are_counted_and_not_named(agreed):
    words = text_of(agreed.get(SHEET))

    assert "Gia đình còn 1 người chưa đủ 18 tuổi" in words
    assert "Sùng Minh Đức" not in words


def test_saving_goes_on_to_the_next_person_and_a_pause_goes_back(agreed, line_of, household):
    first, second, *_ = household.members.in_paper_order()

    on = agreed.post(line_of(first), ticks())
    back = agreed.post(line_of(second), ticks(pause="1"))

    assert (on.url, back.url) == (line_of(second), SHEET)
    assert dict(SelfScore.objects.values_list("member", "answers")) == {first.pk: "1" * 10, second.pk: "1" * 10}


def test_questions_come_back_as_they_were_left(agreed, line_of, head):
    agreed.post(line_of(head), {"version": 0, "c1": "1", "c3": "0", "pause": "1"})

    page = agreed.get(line_of(head)).text

    checked = re.findall(r'name="(c\d+)" value="(.)" checked', page)
    assert checked == [("c1", "1"), ("c3", "0")]
    assert "Đã trả lời 2/10 câu" in page


def test_the_other_phone_is_told_what_differs_and_a_second_press_decides(agreed, line_of, head):
    agreed.post(line_of(head), ticks())

    told = agreed.post(line_of(head), ticks(c2="0"))
    version = re.search(r'name="version" value="(\d+)"', told.text)[1]
    agreed.post(line_of(head), ticks(version=version, c2="0"))

    assert "câu 2: ở đây “chưa đạt”, máy kia “đạt”" in alert(told)
    assert SelfScore.objects.get().answers == "1011111111"


@pytest.mark.parametrize("wrong", [{"c1": "7"}, {"version": "x"}, {"c1": "đạt"}, {"version": "-1"}, {"version": 2**40}])
def test_a_forged_form_is_an_ordinary_sentence(agreed, line_of, head, wrong):
    answer = agreed.post(line_of(head), ticks(**wrong))

    assert answer.status_code == 200
    assert alert(answer) != ""
    assert SelfScore.objects.count() == 0


def test_who_has_moved_away_meanwhile_is_named_no_more_and_nothing_is_kept(agreed, line_of, household):
    second = household.members.in_paper_order()[1]
    Member.objects.filter(pk=second.pk).update(presence=Presence.MOVED_OUT)

    answer = agreed.post(line_of(second), ticks())

    assert "không còn trong danh sách chấm" in alert(answer)
    assert second.full_name not in answer.text
    assert SelfScore.objects.count() == 0


def test_a_person_of_another_household_has_no_page_here(agreed, line_of, make_household):
    stranger = make_household("8", "Hoàng Thị Nhất", 1980).members.get()

    answer = agreed.post(line_of(stranger), ticks())

    assert "Hoàng Thị Nhất" not in answer.text
    assert SelfScore.objects.count() == 0


# Sending


def test_sending_gives_a_receipt_with_everything_that_was_sent(agreed, line_of, head):
    agreed.post(line_of(head), ticks(c4="0", pause="1"))

    answer = agreed.post(f"{SHEET}gui/", follow=True)

    sheet, words = SelfSheet.objects.get(), text_of(answer)
    assert answer.request["PATH_INFO"] == f"{SHEET}bien-nhan/"
    assert f"Số {sheet.printed_receipt}" in words
    assert words.count("chưa đạt") == 1


def test_a_second_press_changes_nothing(agreed, line_of, head):
    agreed.post(line_of(head), ticks(pause="1"))
    agreed.post(f"{SHEET}gui/")
    receipt = SelfSheet.objects.get().receipt

    agreed.post(f"{SHEET}gui/")

    assert SelfSheet.objects.get().receipt == receipt


def test_there_is_no_receipt_before_sending(agreed):
    assert agreed.get(f"{SHEET}bien-nhan/").url == SHEET
    assert "Chưa có câu trả lời nào" in alert(agreed.post(f"{SHEET}gui/"))


# What ends


def test_when_the_window_shuts_in_mid_form_the_answer_says_so_kindly(agreed, line_of, head, clerk):
    LateEntryGrant.objects.update(revoked_at=clock.now(), revoked_by=clerk)

    answers = [agreed.post(line_of(head), ticks()), agreed.get(SHEET), agreed.post(f"{SHEET}gui/")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert all("Đã hết hạn tự chấm lúc 24:00 ngày 07/9/2022" in text_of(answer) for answer in answers)
    assert SelfScore.objects.count() == 0


def test_before_the_window_it_says_when_it_opens(phase_on_time, household, clerk, it_is):
    it_is(2022, 8, 20, 8)
    slip = issue_links(phase_on_time, household.unit, [household], key=uuid4(), by=clerk)[household.pk]
    browser = Client()

    answer = browser.post(f"{DOOR}m/{slip.token}/", follow=True)

    assert "mở lúc 00:00 ngày 31/8/2022" in text_of(answer)


def test_a_closed_phase_ends_the_page(agreed, phase, standing):
    close_phase(phase, by=standing)

    assert agreed.get(SHEET).status_code == 404


def test_a_reprint_ends_the_page_of_the_old_slip(agreed, phase, household, clerk):
    issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)

    answer = agreed.get(SHEET)

    assert answer.status_code == 404
    assert "thay bằng phiếu mới" in text_of(answer)


# Leaving


def test_leaving_and_coming_back(agreed, line_of, head):
    agreed.post(line_of(head), ticks())
    asked = agreed.get(f"{SHEET}rut/")

    left = agreed.post(f"{SHEET}rut/", {"what": "out"}, follow=True)
    back = agreed.post(f"{SHEET}tham-gia-lai/", follow=True)

    assert "được tính như hộ chưa nộp phiếu" in text_of(asked)
    assert "không tham gia" in text_of(left)
    assert SelfScore.objects.count() == 0
    assert "Bắt đầu chấm" in text_of(back)
    assert StayingOut.objects.get().back_at is not None


def test_withdrawing_erases_and_the_household_still_takes_part(agreed, line_of, head):
    agreed.post(line_of(head), ticks())

    agreed.post(f"{SHEET}rut/", {"what": "erase"})

    assert (SelfSheet.objects.count(), StayingOut.objects.count()) == (0, 0)


@pytest.mark.parametrize("form", [{}, {"what": "x"}])
def test_a_form_that_says_neither_erases_nothing(agreed, form):
    agreed.post(f"{SHEET}rut/", form)

    assert (SelfSheet.objects.count(), StayingOut.objects.count()) == (1, 0)


def test_a_clerks_own_login_is_left_alone(logged_in, clerk, slip):
    browser = logged_in(clerk)

    browser.post(f"{DOOR}m/{slip.token}/")
    browser.post(f"{DOOR}thoat/")

    assert browser.get(reverse("home")).status_code == 200
