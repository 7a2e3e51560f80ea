"""Pages of nominations: what they cost, what they pick out, what a unit may send."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.models import Phase
from rewards.models import Nomination
from tests.councils import make_award
from tests.rewards.nominated import nominated


@pytest.fixture
def page(phase):
    return lambda name, *more: reverse(f"rewards:{name}", args=[phase.campaign.code, phase.number, *more])


def cost(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def sent(unit, **more):
    usual = {"key": uuid.uuid4(), "submitted_by": unit.pk, "salutation": "Bà", "achievement": "Hướng dẫn 120 hộ."}
    return usual | more


def errors_of(answer):
    return {name: list(words) for name, words in answer.context["form"].errors.items()}


@pytest.mark.parametrize("name", ["awards", "nominations"])
def test_a_page_costs_the_same_with_one_nomination_and_with_forty(logged_in, standing, phase, unit_of, page, name):
    client = logged_in(standing)
    nominated(phase, 3, unit_of("8"), "Tổ số 0", by=standing)
    one = cost(client, page(name))
    for number in range(1, 40):
        nominated(phase, 3, unit_of("1"), f"Tổ số {number}", by=standing)

    assert cost(client, page(name)) == one


def test_the_same_subject_for_two_awards_of_a_class_is_blocked_until_somebody_says_why(
    logged_in, standing, phase, unit_of, page
):
    client = logged_in(standing)
    one = nominated(phase, 1, unit_of("8"), "Tổ số 8", by=standing)
    other = nominated(phase, 3, unit_of("8"), "Tổ số 8", by=standing)

    found = client.get(page("nominations") + "?state=doubled").context["rows"]
    client.post(page("nomination_override", one.pk), {"reason": "Hai việc khác nhau"})

    assert [row.overall for row, _ in found] == ["Đang bị chặn", "Đang bị chặn"]
    shown = {row.one.pk: row.overall for row, _ in client.get(page("nominations")).context["rows"]}
    assert shown == {one.pk: "Còn việc phải làm", other.pk: "Đang bị chặn"}


def test_a_recognition_beside_a_giay_khen_is_no_second_award(logged_in, standing, phase, unit_of, page):
    nominated(phase, 6, unit_of("8"), "Tổ số 8", by=standing)
    nominated(phase, 3, unit_of("8"), "Tổ số 8", by=standing)

    assert logged_in(standing).get(page("nominations") + "?state=doubled").context["rows"] == []


def test_the_list_is_searched_without_accents_and_a_wrong_filter_is_left_alone(
    logged_in, standing, phase, unit_of, page
):
    client = logged_in(standing)
    nominated(phase, 3, unit_of("8"), "Tổ Hòa Bình", by=standing)
    nominated(phase, 3, unit_of("1"), "Tổ Đoàn Kết", by=standing)

    found = [
        [row.one.printed_name for row, _ in client.get(f"{page('nominations')}?{query}").context["rows"]]
        for query in ("q=hoa+binh", "award=x", "page=x", f"unit={unit_of('1').pk}", "award=3&state=unconfirmed")
    ]

    both = ["Tổ Hòa Bình", "Tổ Đoàn Kết"]
    assert found == [["Tổ Hòa Bình"], both, both, ["Tổ Đoàn Kết"], both]


def test_whoever_may_not_open_the_dossier_reads_its_name_without_a_link(
    logged_in, presented, officer_of, standing, page
):
    one = Nomination.objects.filter(submitted_by__kind="neighbourhood").first()
    link = f'href="{page("dossier", presented.pk)}"'

    texts = [
        logged_in(user).get(page("nomination", one.pk)).text for user in (officer_of(one.submitted_by.label), standing)
    ]

    assert [str(presented) in text for text in texts] == [True, True]
    assert [link in text for text in texts] == [False, True]


def test_the_menu_leads_to_the_awards_of_the_closed_phase_until_the_next_one_is_opened(logged_in, closed, standing):
    def awards_page() -> str:
        [url] = [
            item.url
            for group in logged_in(standing).get("/").context["menu"]
            for item in group.items
            if item.label == "Khen thưởng"
        ]
        return url

    before = awards_page()
    Phase.objects.filter(campaign=closed.campaign, number=2).update(status="open")

    assert [before, awards_page()] == [f"/phong-trao/dong-tam-2022/dot-{number}/khen-thuong/" for number in (1, 2)]


def test_an_officer_proposes_for_the_own_neighbourhood_and_for_no_other(logged_in, officer_of, unit_of, page):
    client, url = logged_in(officer_of("8")), page("nomination_add", 4, "ca-nhan")

    wrong = client.post(url, sent(unit_of("1"), printed_name="Lô Thị Nga"))
    right = client.post(url, sent(unit_of("8"), printed_name="Lô Thị Nga", gender="female"))

    assert errors_of(wrong) == {"submitted_by": ["Không còn trong danh sách. Hãy chọn lại."]}
    one = Nomination.objects.get()
    assert (right.status_code, one.full_name, one.submitted_by) == (302, "Bà Lô Thị Nga", unit_of("8"))


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, {"printed_name": ["Hãy chọn trong danh bạ, hoặc ghi tên."]}),
        ({"printed_name": "Lô Thị Nga", "achievement": " "}, {"achievement": ["Hãy ghi thành tích."]}),
        ({"printed_name": "Nga🎉"},
         {"printed_name": ["Tên in trên giấy có biểu tượng cảm xúc hoặc ký hiệu lạ. Hãy xoá ký hiệu đó."]}),
        ({"printed_name": "Nga", "achievement": "a" * 6001},
         {"achievement": ["Dài quá 6000 ký tự. Hãy rút gọn."]}),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_printed_is_said(logged_in, standing, ward, page, given, complaint):
    answer = logged_in(standing).post(page("nomination_add", 4, "ca-nhan"), sent(ward, **given))

    assert errors_of(answer) == complaint
    assert Nomination.objects.count() == 0


def test_somebody_of_a_staff_list_is_taken_as_registered(logged_in, standing, ward, make_staff, page):
    staff = make_staff("Đỗ Thị Hà", position="Giáo viên")

    logged_in(standing).post(page("nomination_add", 4, "ca-nhan"), sent(ward, staff=staff.pk))

    one = Nomination.objects.get()
    assert (one.full_name, one.printed_place, one.gender, one.subject_key) == (
        "Bà Đỗ Thị Hà", "Giáo viên, Trường Mầm non Tuổi Hồng", "female", f"staff:{staff.pk}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("women", "people", "words"),
    [("5", "4", "Số nữ lớn hơn tổng số người"), ("5", "", "Hãy ghi cả số nữ"), ("x", "4", "Hãy ghi một số")],
)
def test_numbers_of_people_that_cannot_be_are_said(logged_in, standing, ward, page, women, people, words):
    given = sent(ward, printed_name="Tổ Hòa Bình", women=women, people=people)

    answer = logged_in(standing).post(page("nomination_add", 3, "tap-the"), given)

    assert words in str(errors_of(answer))


@pytest.mark.parametrize("path", [(5, "ho-gia-dinh"), (4, "tap-the"), (4, "cay"), (9, "ca-nhan")])
def test_there_is_no_form_for_what_is_not_proposed_by_hand(logged_in, standing, page, path):
    assert logged_in(standing).get(page("nomination_add", *path)).status_code == 404


def test_a_stale_form_shows_what_was_written_meanwhile_and_the_next_press_is_meant(
    logged_in, standing, phase, unit_of, page
):
    client = logged_in(standing)
    one = nominated(phase, 3, unit_of("8"), "Tổ Hòa Bình", by=standing)
    form = client.get(page("nomination_edit", one.pk)).context["form"]
    Nomination.objects.filter(pk=one.pk).update(printed_name="Tổ Hoà Bình 2")
    mine = {"key": uuid.uuid4(), "stamp": form["stamp"].value(), "printed_name": "Tổ 3", "achievement": "Tốt"}

    stale = client.post(page("nomination_edit", one.pk), mine)
    again = client.post(page("nomination_edit", one.pk), mine | {"stamp": stale.context["form"]["stamp"].value()})

    assert "đang ghi “Tổ Hoà Bình 2”, bạn ghi “Tổ 3”" in stale.text
    one.refresh_from_db()
    assert (again.status_code, one.printed_name) == (302, "Tổ 3")


def test_withdrawing_asks_why_and_can_be_taken_back(logged_in, standing, phase, unit_of, page):
    client = logged_in(standing)
    one = nominated(phase, 3, unit_of("8"), "Tổ Hòa Bình", by=standing)
    states = []

    for given in ({"act": "withdraw"}, {"act": "withdraw", "reason": "Nhầm tổ"}, {"act": "restore"}):
        client.post(page("nomination_step", one.pk), given)
        one.refresh_from_db()
        states.append((one.status, one.withdraw_reason))

    assert states == [("proposed", ""), ("withdrawn", "Nhầm tổ"), ("proposed", "")]


def test_the_chairman_reads_and_presses_nothing(logged_in, chairman, standing, phase, unit_of, page):
    one = nominated(phase, 3, unit_of("8"), "Tổ Hòa Bình", by=standing)

    text = logged_in(chairman).get(page("nomination", one.pk)).text

    assert "Tổ Hòa Bình" in text
    assert text.split("<main")[1].count("<button") == 0


def test_a_school_proposes_to_its_own_campaign_without_results(logged_in, principal, school_campaign):
    type(school_campaign).objects.update(status="launched", number="1/KH", issued_on="2022-11-10")
    place = [school_campaign.code, 1]
    client = logged_in(principal)

    listed = client.get(reverse("rewards:awards", args=place))
    form = sent(school_campaign.ward, printed_name="Vũ Thị Mỹ")
    answer = client.post(reverse("rewards:nomination_add", args=[*place, 4, "ca-nhan"]), form)

    assert [line["line"].award.form for line in listed.context["lines"]] == ["flag", "commendation", "merit", "merit"]
    assert (answer.status_code, Nomination.objects.get().full_name) == (302, "Bà Vũ Thị Mỹ")


def test_a_phase_that_is_over_is_found_from_the_one_that_is_open(logged_in, standing, phase, page):
    other = phase.campaign.phases.exclude(pk=phase.pk).get()

    shown = logged_in(standing).get(page("awards"))

    assert list(shown.context["other_phases"]) == [other]
    assert reverse("rewards:awards", args=[phase.campaign.code, other.number]) in shown.content.decode()


def test_withdrawn_nominations_stay_reachable_when_none_stands(logged_in, standing, phase, unit_of, page):
    client = logged_in(standing)
    one = nominated(phase, 3, unit_of("8"), "Tổ số 8", by=standing)
    client.post(page("nomination_step", one.pk), {"act": "withdraw", "reason": "Nhầm tổ"})

    assert page("nominations") in client.get(page("awards")).content.decode()


def test_a_household_is_proposed_by_its_name_never_as_staff(logged_in, standing, phase, page, make_staff):
    make_award(phase.campaign)
    make_staff("Lò Thị Hoa")
    client = logged_in(standing)

    found = [client.get(page("nomination_add", 90, kind)).context["form"].fields for kind in ("ca-nhan", "ho-gia-dinh")]

    assert ["staff" in fields for fields in found] == [True, False]
