"""The page of deadlines: who sees, who grants, what it counts and costs; the calendar with and without a login."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.actions import grant_late_entry, revoke_late_entry
from emulation.choices import PhaseStatus
from emulation.kit import clock
from emulation.models import LateEntryGrant, Phase, Unit
from scoring.actions.sheets import Entry, finish_sheet, record_scores
from scoring.models import ScoreSheet

PAGE = "/phong-trao/dong-tam-2022/dot-1/thoi-han/"
FEED = "/phong-trao/dong-tam-2022/lich.ics"


@pytest.fixture
def finish(phase_on_time, clerk):
    """Keys a household with full marks and finishes its sheet."""

    def key(home):
        people = home.members.eligible_for(phase_on_time.campaign)
        record_scores(home, phase_on_time, [Entry(p.pk, "1" * 10, 0) for p in people], by=clerk)
        return finish_sheet(home, phase_on_time, by=clerk)

    return key


def form_of(unit):
    key = "7d0f1a52-3f6b-4a2e-9a57-0c4a3f3cbb01"
    return {"unit": unit.pk, "last_day": "20/09/2022", "reason": "Mất điện hai ngày", "key": key}


def said(response):
    return [str(message) for message in response.context["messages"]]


def lines_of(response):
    return {line.name: line for line in response.context["lines"]}


def numbers(line):
    count = line.count
    return (count.expected, count.started, count.finished, line.complete, line.on_time, count.late)


def sheet_url(household):
    return f"/phong-trao/dong-tam-2022/dot-1/phieu/ho-{household.pk}/"


# Counting


def test_each_neighbourhood_is_counted_with_what_is_complete_on_time_and_late(
    logged_in, clerk, make_household, phase_on_time, standing, finish, unit_of, it_is
):
    homes = [make_household("8", "Lê Văn Hải", 1970) for _ in range(4)]
    make_household("8", "Lê Văn Bé", 2015)  # nobody to score: no sheet is expected
    make_household("1", "Lê Văn Hai", 1970)
    it_is(2022, 9, 7, 23, 59, 59, 999999)
    finish(homes[0])
    person = homes[1].members.get()
    record_scores(homes[1], phase_on_time, [Entry(person.pk, "1.........", 0)], by=clerk)
    it_is(2022, 9, 8)
    until = clock.end_of(date(2022, 9, 10))
    grant_late_entry(phase_on_time, unit_of("8"), until=until, reason="Mất điện", by=standing)
    finish(homes[2])

    lines = lines_of(logged_in(clerk).get(PAGE))

    assert numbers(lines["Tổ dân phố số 8"]) == (4, 3, 2, "50,0 %", "25,0 %", 1)
    assert numbers(lines["Tổ dân phố số 1"]) == (1, 0, 0, "0,0 %", "0,0 %", 0)
    assert numbers(lines["Cả phường"]) == (5, 3, 2, "40,0 %", "20,0 %", 1)


def test_days_of_grace_count_as_on_time(logged_in, clerk, household, phase_on_time, finish, it_is):
    phase_on_time.steps.filter(kind="collection").update(grace_days=2)
    it_is(2022, 9, 9, 23, 59)
    finish(household)

    response = logged_in(clerk).get(PAGE)

    assert numbers(lines_of(response)["Tổ dân phố số 8"]) == (1, 1, 1, "100,0 %", "100,0 %", 0)
    assert response.context["deadline"] == "24:00 ngày 09/9/2022"


def test_without_a_collection_step_nothing_is_called_late(logged_in, clerk, household, phase_on_time, finish, it_is):
    phase_on_time.steps.filter(kind="collection").update(opens_at=None, closes_at=None)
    it_is(2022, 9, 1)
    finish(household)

    response = logged_in(clerk).get(PAGE)

    assert numbers(lines_of(response)["Tổ dân phố số 8"]) == (1, 1, 1, "100,0 %", "–", None)
    assert "chưa định hạn tổng hợp" in response.text


def test_officer_sees_the_totals_of_all_and_opens_only_her_own(logged_in, officer_of, phase_on_time, unit_of):
    response = logged_in(officer_of("8")).get(PAGE)

    assert list(lines_of(response)) == ["Tổ dân phố số 1", "Tổ dân phố số 8", "Tổ dân phố số 14", "Cả phường"]
    assert [line.url_id for line in response.context["lines"]] == [None, unit_of("8").pk, None, None]


def test_the_page_costs_the_same_with_three_neighbourhoods_and_with_thirty(
    logged_in, standing, household, phase_on_time, ward, make_household, unit_of
):
    client = logged_in(standing)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for number in range(20, 47):
        unit = Unit.objects.create(
            code=f"dong-tam/to-{number}", kind="neighbourhood", name=f"Tổ {number}", label=f"{number}", parent=ward
        )
        make_household(f"{number}", "Lê Văn Hải", 1970)
        until = clock.end_of(date(2098, 9, 20))
        grant_late_entry(phase_on_time, unit, until=until, reason="Mất điện", by=standing)

    with CaptureQueriesContext(connection) as many:
        response = client.get(PAGE)

    assert len(response.context["lines"]) == 31
    assert len(response.context["grants"]) == 27
    assert len(many) == len(few)


def test_the_steps_are_shown_with_their_exact_moments(logged_in, clerk, phase_on_time, it_is):
    it_is(2022, 9, 4, 12)

    windows = logged_in(clerk).get(PAGE).context["windows"]

    assert [(w.when, w.state) for w in windows] == [
        ("từ 00:00 ngày 31/8/2022 đến 24:00 ngày 04/9/2022", "đang diễn ra"),
        ("từ 00:00 ngày 04/9/2022 đến 24:00 ngày 07/9/2022", "đang diễn ra"),
        ("đến 24:00 ngày 08/9/2022", "đang diễn ra"),
        ("chưa định ngày", "chưa đến"),
    ]


# Who may what


@pytest.mark.parametrize("who", ["clerk", "chairman", "administrator"])
def test_only_the_standing_office_grants_and_revokes(request, logged_in, who, phase_on_time, standing, unit_of, it_is):
    it_is(2022, 9, 10)
    until = clock.end_of(date(2022, 9, 20))
    grant, _ = grant_late_entry(phase_on_time, unit_of("1"), until=until, reason="Mất điện", by=standing)
    client = logged_in(request.getfixturevalue(who))

    page = client.get(PAGE)
    answers = [client.post(f"{PAGE}cho-phep/", form_of(unit_of("8"))), client.post(f"{PAGE}phep-{grant.pk}/thu-hoi/")]

    assert "form" not in page.context
    assert "Thu hồi<" not in page.text
    assert [answer.status_code for answer in answers] == [403, 403]
    assert LateEntryGrant.objects.live_at(clock.now()).count() == 1


def test_an_officer_does_not_grant_even_her_own_neighbourhood(logged_in, officer_of, phase_on_time, unit_of):
    answer = logged_in(officer_of("8")).post(f"{PAGE}cho-phep/", form_of(unit_of("8")))

    assert answer.status_code == 403


def test_the_standing_office_of_another_ward_cannot_even_see_it(logged_in, make_user, phase_on_time):
    other = Unit.objects.create(code="yen-thinh", kind="ward", name="Phường Yên Thịnh")
    client = logged_in(make_user("other", "standing", other))

    answers = [
        client.get(PAGE),
        client.get(FEED),
        client.post(f"{PAGE}cho-phep/", form_of(other)),
        client.post(f"{PAGE}lich/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4


def test_a_stranger_is_sent_to_the_login(client, phase_on_time):
    for url in [PAGE, FEED]:
        assert client.get(url).url.startswith(reverse("login"))


@pytest.mark.parametrize("path", ["cho-phep/", "lich/", "lich/thu-hoi/"])
def test_writing_is_done_by_post_alone(logged_in, standing, phase_on_time, path):
    assert logged_in(standing).get(f"{PAGE}{path}").status_code == 405


def test_each_is_told_what_holds_for_the_own_units(
    logged_in, clerk, officer_of, phase_on_time, standing, unit_of, it_is
):
    it_is(2022, 9, 10)
    until = clock.end_of(date(2022, 9, 20))
    grant_late_entry(phase_on_time, unit_of("8"), until=until, reason="Mất điện", by=standing)

    (of_ward,) = logged_in(clerk).get(PAGE).context["standings"]
    (of_eight,) = logged_in(officer_of("8")).get(PAGE).context["standings"]

    assert of_ward.startswith("Phường Đồng Tâm: Đã hết hạn nhập phiếu lúc 24:00 ngày 07/9/2022 nên phiếu chỉ để xem.")
    assert of_eight.startswith("Tổ dân phố số 8: Đã hết hạn")
    assert "theo phép của Vũ Thị Hiệp, đến 24:00 ngày 20/9/2022" in of_eight


# Granting


def test_the_standing_office_grants_and_the_page_says_who_why_and_until_when(
    logged_in, standing, phase_on_time, unit_of, it_is
):
    it_is(2022, 9, 10, 8, 30)
    client = logged_in(standing)

    response = client.post(f"{PAGE}cho-phep/", form_of(unit_of("8")), follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert said(response) == ["Đã cho Tổ dân phố số 8 nhập muộn đến 24:00 ngày 20/9/2022."]
    assert "Mất điện hai ngày – Vũ Thị Hiệp cho phép lúc 08:30 ngày 10/09/2022" in response.text
    (line,) = response.context["grants"]
    assert (line.until, line.state, line.grant.unit) == ("24:00 ngày 20/9/2022", "đang có hiệu lực", unit_of("8"))


def test_the_same_form_twice_grants_once_and_says_so(logged_in, standing, phase_on_time, unit_of, it_is):
    it_is(2022, 9, 10)
    client = logged_in(standing)
    client.post(f"{PAGE}cho-phep/", form_of(unit_of("8")))
    client.get(PAGE)

    response = client.post(f"{PAGE}cho-phep/", form_of(unit_of("8")), follow=True)

    assert LateEntryGrant.objects.count() == 1
    assert "không có gì thay đổi" in said(response)[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unit": ""}, "Hãy chọn tổ dân phố hoặc cả phường."),
        ({"last_day": "09/09/2022"}, "Ngày này đã qua."),
        ({"last_day": "32/13/2022"}, "Ngày không đọc được."),
        ({"last_day": ""}, "Hãy ghi ngày cuối cùng được nhập."),
        ({"reason": "   "}, "Hãy ghi lý do cho nhập muộn."),
        ({"reason": "x" * 301}, "Lý do dài quá 300 chữ."),
    ],
)
def test_a_form_that_cannot_be_comes_back_with_what_was_written(
    logged_in, standing, phase_on_time, unit_of, it_is, changes, words
):
    it_is(2022, 9, 10)

    response = logged_in(standing).post(f"{PAGE}cho-phep/", form_of(unit_of("8")) | changes)

    assert response.status_code == 200
    assert words in response.text
    assert not LateEntryGrant.objects.exists()


def test_a_unit_of_another_ward_cannot_be_chosen(logged_in, standing, phase_on_time, it_is):
    it_is(2022, 9, 10)
    other = Unit.objects.create(code="yen-thinh/to-1", kind="neighbourhood", name="Tổ 1 Yên Thịnh")

    response = logged_in(standing).post(f"{PAGE}cho-phep/", form_of(other))

    assert "Hãy chọn lại đơn vị." in response.text
    assert not LateEntryGrant.objects.exists()


def test_a_closed_phase_offers_no_form_and_refuses_in_words(logged_in, standing, phase_on_time, unit_of, it_is):
    it_is(2022, 9, 10)
    Phase.objects.filter(pk=phase_on_time.pk).update(status=PhaseStatus.CLOSED)
    client = logged_in(standing)

    page = client.get(PAGE)
    response = client.post(f"{PAGE}cho-phep/", form_of(unit_of("8")), follow=True)

    assert "form" not in page.context
    assert "đã chốt" in said(response)[0]


def test_revoking_twice_changes_nothing_and_says_so(logged_in, standing, phase_on_time, unit_of, it_is):
    it_is(2022, 9, 10)
    until = clock.end_of(date(2022, 9, 20))
    grant, _ = grant_late_entry(phase_on_time, unit_of("8"), until=until, reason="Mất điện", by=standing)
    client = logged_in(standing)

    first = client.post(f"{PAGE}phep-{grant.pk}/thu-hoi/", follow=True)
    second = client.post(f"{PAGE}phep-{grant.pk}/thu-hoi/", follow=True)

    assert said(first) == ["Đã thu hồi phép nhập muộn của Tổ dân phố số 8."]
    assert "từ trước" in said(second)[0]
    assert second.context["grants"][0].state == "đã thu hồi"
    assert "Vũ Thị Hiệp thu hồi lúc 00:00 ngày 10/09/2022" in second.text


def test_a_grant_of_another_phase_is_not_found_here(logged_in, standing, phase_on_time, campaign, unit_of):
    second = campaign.phases.get(number=2)
    until = clock.end_of(date(2098, 9, 20))
    grant, _ = grant_late_entry(second, unit_of("8"), until=until, reason="Mất điện", by=standing)

    assert logged_in(standing).post(f"{PAGE}phep-{grant.pk}/thu-hoi/").status_code == 404


# What the sheets and the home page say


def test_the_sheet_says_the_deadline_while_it_may_be_keyed(logged_in, clerk, household, phase_on_time, it_is):
    it_is(2022, 9, 5, 9)

    response = logged_in(clerk).get(sheet_url(household))

    assert response.context["may_score"]
    assert "Tổ tổng hợp, chấm điểm: còn 2 ngày, đến 24:00 ngày 07/9/2022." in response.text


@pytest.mark.parametrize("now", [(2022, 8, 30), (2022, 9, 8)])
def test_outside_of_the_windows_the_sheet_is_only_read(logged_in, clerk, household, phase_on_time, it_is, now):
    it_is(*now)
    client = logged_in(clerk)

    page = client.get(sheet_url(household))
    member = household.members.first().pk
    row = client.post(f"{sheet_url(household)}dong/", {"member": member, "answers": "1" * 10, "version": 0})

    assert not page.context["may_score"]
    assert "phiếu chỉ để xem" in page.text
    assert row.status_code == 400
    assert "thường trực thi đua khen thưởng" in row.json()["problem"]
    assert not ScoreSheet.objects.exists()


def test_by_leave_the_sheet_is_keyed_and_says_whose_leave(logged_in, clerk, household, phase_on_time, standing, it_is):
    it_is(2022, 9, 10)
    until = clock.end_of(date(2022, 9, 20))
    grant, _ = grant_late_entry(phase_on_time, household.unit, until=until, reason="Mất điện", by=standing)
    client = logged_in(clerk)

    by_leave = client.get(sheet_url(household))
    revoke_late_entry(grant, by=standing)
    after = client.get(sheet_url(household))

    assert by_leave.context["may_score"]
    assert "nhập ngoài hạn theo phép của Vũ Thị Hiệp, đến 24:00 ngày 20/9/2022 (Mất điện)" in by_leave.text
    assert not after.context["may_score"]


def test_the_list_leads_to_the_next_sheet_only_while_it_may_be_keyed(logged_in, clerk, household, phase_on_time, it_is):
    url = f"/phong-trao/dong-tam-2022/dot-1/phieu/?to={household.unit_id}"
    it_is(2022, 9, 7)
    assert logged_in(clerk).get(url).context["first_missing"] == household

    it_is(2022, 9, 8)
    closed = logged_in(clerk).get(url)
    assert closed.context["first_missing"] is None
    assert "Đã hết hạn nhập phiếu lúc 24:00 ngày 07/9/2022" in closed.text


def test_what_is_due_says_until_when(logged_in, clerk, household, phase_on_time, it_is):
    it_is(2022, 9, 5, 9)

    (due,) = logged_in(clerk).get("/").context["due"].tasks

    assert (due.note, due.deadline) == ("Thu phiếu của tổ rồi nhập.", "Còn 2 ngày, đến 24:00 ngày 07/9/2022.")


def test_the_menu_leads_to_the_page(logged_in, clerk, phase_on_time):
    assert f'<a href="{PAGE}" aria-current="page">Thời hạn</a>' in logged_in(clerk).get(PAGE).text
