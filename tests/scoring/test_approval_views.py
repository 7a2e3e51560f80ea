"""The pages of the sign-off: what each person sees and presses, and the lock on every page of a neighbourhood."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scoring.actions.approvals import approve_units, return_unit, sign_unit
from scoring.actions.exemptions import exempt_member
from scoring.actions.phases import close_phase
from scoring.actions.sheets import finish_sheet
from scoring.models import ApprovalMove, CriteriaSet, MemberScore, SecondEntryRules, UnitApproval
from scoring.queries.approvals import stamps_of

PLACE = ["dong-tam-2022", 1]
EXPLAINED = "Nhà văn hóa sẽ chấm sau"
LOCKED = "Tổ dân phố số 8 đã được xác nhận (Cán bộ tổ 8, "


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def ready(household, phase, score, clerk, standing):
    """The household of four, scored and finished; no sheet is drawn to be keyed a second time."""
    SecondEntryRules.objects.create(phase=phase, random_percent=0, birth_years=0, changed_by=standing)
    score(household)
    finish_sheet(household, phase, by=clerk)
    return household


@pytest.fixture
def signed(ready, phase, unit, officer):
    stamp = stamps_of(phase, [unit])[unit.pk]
    return sign_unit(unit, phase, stamp=stamp, explanation=EXPLAINED, by=officer)


@pytest.fixture
def go(logged_in):
    """Reads an address of the sign-off as somebody, or posts to it: go(officer, "unit_sign", unit, {…})."""

    def open_or_post(user, name, unit=None, data=None, **query):
        browser = logged_in(user)
        url = reverse(f"scoring:{name}", args=[*PLACE, *([unit.pk] if unit else [])])
        return browser.get(url, query) if data is None else browser.post(url, data, follow=True)

    return open_or_post


def said(response):
    return [str(message) for message in response.context["messages"]]


def stamp_on(page):
    return re.search(r'name="stamp" value="(\w+)"', page.text)[1]


# The page of a neighbourhood


def test_the_page_says_what_is_done_what_is_missing_and_who_by_name(go, ready, unit, officer, make_household, score):
    score(make_household("8", "Lò Văn Xa", 1980), "1111111...")
    make_household("8", "Nguyễn Thị Kiều Ngọc Hưởng", 1981)

    page = go(officer, "unit_approval", unit)

    assert page.context["page"].line.result == "1/3 hộ đạt, 33,3 %"
    assert [(one.weight, one.sentence) for one in page.context["page"].findings] == [
        ("explain", "Còn 1/3 hộ chưa có phiếu; các hộ này tính là chưa đạt."),
        ("explain", "Còn 1/3 phiếu nhập dở, chưa bấm xong."),
        ("explain", "Chưa chấm xong: Nhà văn hóa số."),
    ]
    assert [(one.head_name, one.is_begun) for one in page.context["page"].unfinished] == [
        ("Lò Văn Xa", True),
        ("Nguyễn Thị Kiều Ngọc Hưởng", False),
    ]


def test_every_finding_leads_to_a_page_that_opens(
    go, logged_in, ready, unit, officer, phase, make_household, score, clerk
):
    score(make_household("8", "Lò Văn Xa", 1980), "1111111...")
    make_household("8", "Lò Thị Gần", 1981)
    SecondEntryRules.objects.update(random_percent=100)
    nga = ready.members.get(full_name="Lô Thị Nga")
    exempt_member(nga, phase, kind="ill", effect="council", reason="nằm viện", by=clerk)

    found = go(officer, "unit_approval", unit).context["page"].findings

    assert [one.weight for one in found] == ["explain", "explain", "explain", "explain", "note"]
    assert [logged_in(officer).get(one.url).status_code for one in found] == [200] * 5


def test_the_officer_signs_what_is_on_the_page(go, ready, unit, officer):
    page = go(officer, "unit_approval", unit)

    after = go(officer, "unit_sign", unit, {"stamp": stamp_on(page), "explanation": EXPLAINED})

    assert said(after) == [
        "Đã xác nhận Tổ dân phố số 8. Từ bây giờ phiếu của tổ chỉ để xem; thường trực thi đua xem và duyệt."
    ]
    assert UnitApproval.objects.get().signed_by == officer
    assert "Thu hồi xác nhận" in after.text


def test_what_was_written_comes_back_where_the_page_was_out_of_date(go, ready, unit, officer):
    after = go(officer, "unit_sign", unit, {"stamp": "0" * 64, "explanation": "Hai hộ đi làm xa"})

    assert said(after) == [
        "Số liệu của tổ vừa thay đổi trong lúc bạn xem nên chưa ghi gì. Hãy xem lại số liệu mới rồi xác nhận."
    ]
    assert "Hai hộ đi làm xa</textarea>" in after.text
    assert stamp_on(after) != "0" * 64


def test_a_button_that_cannot_be_pressed_says_why(go, household, phase, unit, officer):
    page = go(officer, "unit_approval", unit)

    assert re.search(r'type="submit"[^>]* disabled aria-describedby="chua-duoc"', page.text)
    assert '<p id="chua-duoc" class="muted">Chưa có phiếu nào nhập xong nên chưa có gì để xác nhận.</p>' in page.text


def test_the_officer_takes_it_back(go, signed, unit, officer):
    after = go(officer, "unit_take_back", unit, {"seen": 1})

    assert said(after) == [
        "Đã thu hồi xác nhận của Tổ dân phố số 8: phiếu của tổ lại sửa được. Sửa xong hãy xác nhận lại."
    ]


def test_the_standing_office_sends_it_back_with_a_reason_the_officer_reads(go, signed, unit, officer, standing):
    empty = go(standing, "unit_return", unit, {"seen": 1, "reason": " "})
    after = go(standing, "unit_return", unit, {"seen": 1, "reason": "Thiếu phiếu hộ ông Chử"})

    assert said(empty) == ["Hãy ghi lý do, để tổ và người xem sau biết cần sửa gì."]
    assert said(after) == ["Đã trả lại Tổ dân phố số 8: cán bộ tổ thấy lý do trên trang này, sửa rồi xác nhận lại."]
    assert "lý do: Thiếu phiếu hộ ông Chử" in go(officer, "unit_approval", unit).text


def test_the_history_tells_every_move_with_its_reason_the_latest_first(go, signed, unit, phase, standing, chairman):
    return_unit(signed, "Thiếu phiếu", seen=1, by=standing)

    page = go(chairman, "unit_approval", unit)

    history = page.text[page.text.index("Đã qua những bước nào") :]
    assert history.index("Lý do: Thiếu phiếu") < history.index(f"Giải trình: {EXPLAINED}")
    assert "1/1 phiếu đã xong, 1/1 hộ đạt" in history


def test_a_number_nobody_can_mean_is_refused_in_words(go, signed, unit, officer):
    after = go(officer, "unit_take_back", unit, {"seen": "một"})

    assert said(after) == ["Hãy ghi một số nguyên."]
    assert UnitApproval.objects.get().status == "signed"


def test_of_a_closed_phase_the_page_keeps_what_was_signed_for(go, signed, unit, ready, phase, standing, officer):
    close_phase(phase, by=standing)
    ready.members.filter(full_name="Lô Thị Nga").update(presence="died")

    page, line = go(officer, "unit_approval", unit), go(standing, "approvals").context["lines"][1]

    assert page.context["page"].line.figures.people == line.figures.people == 4
    assert (page.context["page"].changed, page.context["page"].findings, page.context["page"].lock) == ("", [], "")
    assert "đã chốt: trang này giữ những gì tổ đã xác nhận" in page.text
    assert 'method="post"' not in page.text.split("<h1>")[1]


def test_a_clerk_who_signs_is_told_for_whom(go, ready, unit, clerk, officer):
    words = "Bạn xác nhận thay tổ: chỉ làm khi tổ đã ký trên giấy."

    pages = [go(user, "unit_approval", unit).text for user in (clerk, officer)]

    assert [words in page for page in pages] == [True, False]


# The list, and approving many


def test_the_list_costs_the_same_with_one_signature_and_with_three(
    go, signed, phase, unit_of, standing, clerk, make_household, score, officer_of
):
    for label in ("1", "14"):
        home = make_household(label, f"Lò Văn {label}", 1980)
        score(home)
        finish_sheet(home, phase, by=clerk)
    go(standing, "approvals")
    with CaptureQueriesContext(connection) as with_one:
        go(standing, "approvals")
    for label in ("1", "14"):
        stamp = stamps_of(phase, [unit_of(label)])[unit_of(label).pk]
        sign_unit(unit_of(label), phase, stamp=stamp, explanation=EXPLAINED, by=officer_of(label))

    with CaptureQueriesContext(connection) as with_three:
        page = go(standing, "approvals")

    assert len(page.context["choosable"]) == 3
    everything = go(standing, "approvals_preview", to=[line.unit.pk for line in page.context["choosable"]])
    assert page.context["everything"] == everything.request["QUERY_STRING"]
    assert len(with_three) == len(with_one)


def test_the_list_shows_whose_turn_it_is(go, signed, phase, standing):
    page = go(standing, "approvals")

    assert [(line.unit.label, line.badge.text, line.holder) for line in page.context["lines"]] == [
        ("1", "đang nhập", "Tổ"),
        ("8", "tổ đã xác nhận", "Thường trực"),
        ("14", "đang nhập", "Tổ"),
    ]
    assert [line.unit.label for line in page.context["choosable"]] == ["8"]
    assert [line.unit.label for line in go(standing, "approvals", state="signed").context["lines"]] == ["8"]


def test_an_officer_sees_the_own_neighbourhood_alone(go, signed, officer):
    page = go(officer, "approvals")

    assert [line.unit.label for line in page.context["lines"]] == ["8"]
    assert page.context["choosable"] == []


def test_before_approving_the_page_says_which_and_which_not_and_why(go, signed, phase, unit, unit_of, standing):
    page = go(standing, "approvals_preview", to=[unit.pk, unit_of("14").pk, "x", 10**30])

    assert [line.unit for line in page.context["ready"]] == [unit]
    assert [(line.unit.label, line.why_not) for line in page.context["left_out"]] == [("14", "tổ chưa xác nhận")]
    assert "Duyệt 1 tổ" in page.text
    assert f'name="to" value="{unit.pk}-1"' in page.text


def test_after_approving_the_page_says_what_was_done_and_left_out(go, signed, unit, unit_of, standing):
    after = go(standing, "approve_units", data={"to": [f"{unit.pk}-1", f"{unit_of('14').pk}-0"]})

    assert said(after) == ["Đã duyệt 1 tổ: Tổ dân phố số 8.", "Bỏ qua Tổ dân phố số 14 vì tổ chưa xác nhận."]
    assert UnitApproval.objects.get().approved_by == standing


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({}, "Hãy chọn ít nhất một tổ để duyệt."),
        ({"to": "8"}, "Yêu cầu gửi lên không đọc được nên chưa duyệt tổ nào. Hãy chọn lại trong danh sách."),
        ({"to": "8-x"}, "Yêu cầu gửi lên không đọc được nên chưa duyệt tổ nào. Hãy chọn lại trong danh sách."),
    ],
)
def test_a_press_that_means_nothing_is_answered_in_words(go, signed, standing, sent, answer):
    assert said(go(standing, "approve_units", data=sent)) == [answer]


def test_an_approval_is_taken_back_before_anything_is_sent_back(go, signed, unit, phase, standing):
    approve_units(phase, {unit.pk: 1}, by=standing)

    page = go(standing, "unit_approval", unit)
    after = go(standing, "unit_withdraw", unit, {"seen": 2, "reason": "Có khiếu nại"})

    assert "Trả lại tổ</button>" not in page.text
    assert said(after) == ["Đã thu hồi duyệt Tổ dân phố số 8. Xác nhận của tổ còn hiệu lực; cần sửa thì trả lại tổ."]
    assert list(ApprovalMove.objects.values_list("verb", flat=True)) == ["sign", "approve", "withdraw"]


def test_whoever_signed_reads_why_another_approves(go, ready, unit, phase, standing):
    sign_unit(unit, phase, stamp=stamps_of(phase, [unit])[unit.pk], explanation=EXPLAINED, by=standing)

    page = go(standing, "unit_approval", unit)

    assert "Chưa duyệt được vì chính bạn đã xác nhận cho tổ, cần người khác duyệt." in page.text


# The lock on every page


def test_the_sheet_is_read_only_and_says_who_locked_it(logged_in, signed, ready, clerk):
    page = logged_in(clerk).get(reverse("scoring:sheet", args=[*PLACE, ready.pk]))

    assert page.context["may_score"] is False
    assert LOCKED in page.text
    assert 'name="finish"' not in page.text


def test_a_save_that_comes_too_late_is_told(logged_in, signed, ready, clerk):
    member = ready.members.get(full_name="Sùng A Chử")
    row = {"member": member.pk, "answers": "0" * 10, "version": 1}

    answer = logged_in(clerk).post(reverse("scoring:sheet_rows", args=[*PLACE, ready.pk]), row)

    assert answer.status_code == 400
    assert LOCKED in answer.json()["problem"]
    assert MemberScore.objects.get(member=member).answers == "1" * 10


def test_the_pages_of_a_neighbourhood_all_say_that_it_is_signed_for(logged_in, signed, unit, ready, clerk, phase):
    venue = CriteriaSet.objects.get(campaign=phase.campaign, subject="venue")
    browser, of_unit = logged_in(clerk), [*PLACE, unit.pk]
    member = ready.members.get(full_name="Sùng A Chử")
    urls = {
        "sentence": [
            reverse("scoring:sheets", args=PLACE) + f"?to={unit.pk}",
            reverse("scoring:offline", args=of_unit),
            reverse("scoring:checklist", args=[*of_unit, venue.pk]),
            reverse("scoring:member_exempt", args=[*PLACE, ready.pk, member.pk]),
        ],
        "badge": [
            reverse("scoring:checklists", args=PLACE),
            reverse("scoring:register", args=PLACE),
            reverse("scoring:unit_register", args=of_unit),
            reverse("scoring:results", args=PLACE),
            reverse("scoring:unit_result", args=of_unit),
        ],
    }

    silent = [url for url in urls["sentence"] if LOCKED not in browser.get(url).text]
    silent += [url for url in urls["badge"] if "tổ đã xác nhận" not in browser.get(url).text]

    assert silent == []


def test_of_an_exemption_only_what_still_waits_is_offered(logged_in, ready, phase, unit, officer, clerk, standing):
    nga, chu = (ready.members.get(full_name=name) for name in ("Lô Thị Nga", "Sùng A Chử"))
    exempt_member(nga, phase, kind="ill", effect="council", reason="nằm viện", by=clerk)
    exempt_member(chu, phase, kind="away", effect="out", reason="đi làm xa", by=standing)
    sign_unit(unit, phase, stamp=stamps_of(phase, [unit])[unit.pk], explanation=EXPLAINED, by=officer)

    page = logged_in(standing).get(reverse("scoring:exemptions", args=PLACE))

    lines = {line.exemption.member.full_name: line for line in page.context["lines"]}
    assert [(one.may_settle, one.may_lift) for one in (lines["Lô Thị Nga"], lines["Sùng A Chử"])] == [
        (True, False),
        (False, False),
    ]
    assert "tổ đã xác nhận" in page.text


def test_closing_names_those_not_approved(logged_in, signed, phase, unit, standing):
    url = reverse("scoring:phase_closing", args=PLACE)
    before = [(one.label, badge.text) for one, badge in logged_in(standing).get(url).context["not_approved"]]
    approve_units(phase, {unit.pk: 1}, by=standing)

    after = logged_in(standing).get(url).context["not_approved"]

    assert before == [("1", "đang nhập"), ("8", "tổ đã xác nhận"), ("14", "đang nhập")]
    assert [one.label for one, _ in after] == ["1", "14"]


def test_a_change_of_the_list_is_told_in_numbers(go, signed, unit, ready, standing):
    ready.members.filter(full_name="Lô Thị Nga").update(presence="died")

    page = go(standing, "unit_approval", unit)

    assert page.context["page"].changed.startswith(
        "Danh sách người được chấm đã thay đổi từ lúc tổ xác nhận (được chấm: lúc xác nhận 4 người, nay 3 người). "
    )
    assert page.context["page"].line.why_not.startswith("danh sách hoặc điểm đã khác")
