"""The neighbourhood's pages: the household's answers beside the cells, reasons, the list, who stays out."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scoring.actions.household_links import issue_links
from scoring.actions.self_scores import consent_to_scoring, save_self_score, send_self_sheet
from scoring.actions.sheets import Entry, record_scores
from scoring.choices import PaperState
from scoring.models import HouseholdLink, MemberScore, SelfScore, SelfSheet, StayingOut
from scoring.queries.register import in_state, listed_homes, missing_homes, unit_counts

PLACE = ["dong-tam-2022", 1]
MET, MIXED = "1" * 10, "1101111111"


@pytest.fixture
def send(phase, clerk):
    """Lets a household send the same answers for each of its people: send(home)."""

    def by_phone(home, answers=MET):
        issue_links(phase, home.unit, [home], key=uuid4(), by=clerk)
        link = HouseholdLink.objects.in_force().select_related("phase__campaign", "household__unit").get(household=home)
        consent_to_scoring(link, wording=1, may_publish=False)
        for one in home.members.eligible_for(phase.campaign):
            save_self_score(link, Entry(one.pk, answers, 0))
        return send_self_sheet(link)

    return by_phone


@pytest.fixture
def head(household):
    return household.members.get(full_name="Sùng A Chử")


def sheet(home, *tail) -> str:
    return reverse("scoring:sheet", args=[*PLACE, home.pk]) + "".join(tail)


def page(name, home) -> str:
    return reverse(f"scoring:{name}", args=[*PLACE, home.unit_id])


def notices(response) -> list[str]:
    found = re.findall(r'class="notice [^>]*>(.*?)</', response.text, re.S)
    return [unescape(" ".join(words.split())) for words in found]


def signs(response) -> list[str]:
    return re.findall(r'data-self="(.)"', response.text)


def test_each_cell_shows_the_households_answer_for_eye_and_ear(logged_in, clerk, household, send):
    send(household, MIXED)

    answer = logged_in(clerk).get(sheet(household))

    assert "".join(signs(answer)) == MIXED * 4
    assert answer.text.count("hộ tự chấm: chưa đạt") == 4


def test_without_a_proposal_the_page_is_as_it_was(logged_in, clerk, household):
    answer = logged_in(clerk).get(sheet(household))

    assert signs(answer) == []
    assert "self-scores" not in answer.text


def test_a_press_takes_over_what_is_empty(logged_in, clerk, household, send):
    send(household)

    answer = logged_in(clerk).post(sheet(household, "lay-tu-cham/"), follow=True)

    assert notices(answer)[0].startswith("Đã lấy 4 dòng theo hộ tự chấm.")
    assert MemberScore.objects.count() == 4


def test_finishing_asks_for_the_reason_and_takes_it(logged_in, officer_of, phase, household, head, send):
    officer = officer_of("8")
    send(household)
    browser = logged_in(officer)
    browser.post(sheet(household, "lay-tu-cham/"), follow=True)
    record_scores(household, phase, [Entry(head.pk, MIXED, 1)], by=officer)
    form = {f"version-{row.member_id}": row.version for row in MemberScore.objects.all()}
    form |= {"gone": list(MemberScore.objects.values_list("member", flat=True)), "finish": "1"}
    met = [f"{row.member_id}-{n + 1}" for row in MemberScore.objects.all() for n in range(10) if row.answers[n] == "1"]

    refused = browser.post(sheet(household, "luu/"), form | {"met": met}, follow=True)
    browser.post(sheet(household, "xem-tu-cham/"), {f"reason-{head.pk}": "Đã xem điện thoại của ông"}, follow=True)
    finished = browser.post(sheet(household, "luu/"), form | {"met": met}, follow=True)

    assert "khác với hộ tự chấm" in notices(refused)[0]
    assert "tiêu chí 3: hộ “đạt”, tổ “chưa đạt”" in unescape(refused.text)
    assert "Đã nhập xong phiếu cuối cùng" in notices(finished)[0]


def test_a_reason_too_long_is_an_ordinary_sentence(logged_in, clerk, phase, household, head, send):
    send(household)
    record_scores(household, phase, [Entry(head.pk, MIXED, 0)], by=clerk)

    answer = logged_in(clerk).post(sheet(household, "xem-tu-cham/"), {f"reason-{head.pk}": "x" * 301}, follow=True)

    assert notices(answer)[0] == "Lý do của Sùng A Chử dài quá 300 ký tự: hãy viết gọn hơn."
    assert SelfScore.objects.get(member=head).reason == ""


def test_the_list_tells_who_sent_and_where_the_two_part(logged_in, officer_of, phase, household, head, send):
    officer = officer_of("8")
    send(household)
    record_scores(household, phase, [Entry(head.pk, MIXED, 0)], by=officer)

    answer = logged_in(officer).get(page("self_scores", household) + "?state=waiting")

    words = unescape(re.sub(r"<[^>]+>", "", answer.text))
    assert "tiêu chí 3: hộ “đạt”, tổ “chưa đạt”" in words
    assert "chưa ghi lý do" in words


def test_the_list_costs_the_same_for_one_household_and_for_ten(logged_in, clerk, make_household, send):
    browser = logged_in(clerk)
    home = make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971)
    send(home)

    def cost(name):
        browser.get(page(name, home))
        with CaptureQueriesContext(connection) as captured:
            browser.get(page(name, home))
        return len(captured)

    before = [cost("self_scores"), cost("phone_links")]
    for number in range(9):
        send(make_household("8", f"Sùng A {number}", 1968, "Lô Thị Nga", 1971))

    assert [cost("self_scores"), cost("phone_links")] == before


def test_the_sheet_list_finds_who_has_scored_by_phone(logged_in, clerk, household, make_household, send):
    make_household("8", "Hoàng Thị Nhất", 1980)
    send(household)

    answer = logged_in(clerk).get(reverse("scoring:sheets", args=PLACE) + f"?to={household.unit_id}&state=phone")

    assert [row["head_name"] for row in answer.context["rows"]] == ["Sùng A Chử"]


def test_who_has_sent_by_phone_is_not_reminded_and_stands_in_the_register_as_handed_in(
    logged_in, clerk, phase, household, make_household, send
):
    other = make_household("8", "Hoàng Thị Nhất", 1980)
    send(household)

    answer = logged_in(clerk).get(page("unit_register", household))

    assert list(missing_homes(phase, [household.unit])) == [other]
    assert [row.state for row, _ in answer.context["rows"]] == ["collected", "not_printed"]
    assert "gửi qua điện thoại" in answer.text
    count = unit_counts(phase, [household.unit])[household.unit_id]
    assert (count.back, count.entered, count.missing) == (1, 0, 1)
    in_states = {state: in_state(phase, listed_homes(phase, [household.unit]), state).count() for state in PaperState}
    assert {state: number for state, number in in_states.items() if number} == {"collected": 1, "not_printed": 1}


@pytest.mark.parametrize(("state", "heads"), [("", 2), ("none", 1), ("linked", 0), ("sent", 1), ("out", 0)])
def test_the_links_are_filtered_by_how_far_a_household_is(
    logged_in, clerk, household, make_household, send, state, heads
):
    make_household("8", "Hoàng Thị Nhất", 1980)
    send(household)

    answer = logged_in(clerk).get(page("phone_links", household) + f"?state={state}")

    assert len(answer.context["rows"]) == heads


def test_staying_out_by_hand_wants_one_household_and_a_reason(logged_in, clerk, household, make_household):
    browser, url = logged_in(clerk), page("stay_out", household)
    other = make_household("8", "Hoàng Thị Nhất", 1980)

    answers = [
        browser.post(url, {"reason": "Báo miệng"}, follow=True),
        browser.post(url, {"home": household.pk}, follow=True),
        browser.post(url, {"home": [household.pk, other.pk], "reason": "Báo miệng"}, follow=True),
        browser.post(url, {"home": household.pk, "reason": "Báo miệng"}, follow=True),
    ]

    assert [notices(answer)[0] for answer in answers] == [
        "Hãy chọn một hộ.",
        "Hãy ghi lý do hộ không tham gia.",
        "Hãy đánh dấu đúng một hộ: lý do được ghi riêng cho từng hộ.",
        "Đã ghi hộ Sùng A Chử (T08-017) không tham gia.",
    ]
    assert StayingOut.objects.get().household == household


def test_the_sheet_of_who_stays_out_says_so_with_the_reason(logged_in, clerk, household):
    browser = logged_in(clerk)
    browser.post(page("stay_out", household), {"home": household.pk, "reason": "Báo miệng"})

    answer = browser.get(sheet(household))

    assert "Lý do: Báo miệng" in answer.text
    assert "được tính như chưa có phiếu" in answer.text


def test_taking_back_by_hand_says_so(logged_in, clerk, phase, household):
    browser, url = logged_in(clerk), page("stay_out", household)
    browser.post(url, {"home": household.pk, "reason": "Báo miệng"}, follow=True)

    answer = browser.post(url, {"home": household.pk, "back": "1"}, follow=True)

    assert notices(answer)[0] == "Đã ghi hộ Sùng A Chử (T08-017) tham gia lại."
    assert StayingOut.objects.in_force().count() == 0


def test_looking_is_marked_with_one_press(logged_in, clerk, household, send):
    send(household)

    answer = logged_in(clerk).post(sheet(household, "xem-tu-cham/"), follow=True)

    assert notices(answer)[0] == "Đã ghi là đã xem phiếu hộ tự chấm."
    assert SelfSheet.objects.get().looked_by == clerk
