"""The home page: what each person must do now, every count the length of what its link opens."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.choices import CampaignStatus
from emulation.kit import clock
from emulation.models import Campaign
from scoring.actions.approvals import return_unit, sign_unit
from scoring.models import SelfSheet
from scoring.queries.approvals import stamps_of
from tests.schools import enter
from tests.scoring.second_keyed import key_first, key_second


@pytest.fixture
def due(logged_in):
    """The lines of somebody's home page: title → (count, note, address)."""

    def read(user):
        page = logged_in(user).get("/").text
        pattern = r'<span class="count">(\d+)</span>\s*<div>\s*<a href="([^"]+)">([^<]+)</a>\s*<p>([^<]*)</p>'
        return {title: (int(count), note, url) for count, url, title, note in re.findall(pattern, page)}

    return read


def test_the_officer_is_told_how_many_households_the_own_neighbourhood_lacks(
    due, officer_of, make_household, score, phase
):
    for number in range(6):
        score(make_household("8", f"Lê Văn {number}", 1970), "1111111111" if number else "1111011101")

    count, note, url = due(officer_of("8"))["Hộ cần vận động thêm ở Tổ dân phố số 8"]

    assert (count, note) == (1, "Tổ còn thiếu 1 hộ để đạt 85 %, 1 hộ để đạt 90 %.")
    assert url.endswith("/van-dong/")


def test_nobody_is_sent_from_door_to_door_before_there_are_sheets_or_when_all_is_reached(
    due, officer_of, household, score
):
    officer = officer_of("8")
    before = due(officer)
    score(household)

    assert not [title for title in [*before, *due(officer)] if title.startswith("Hộ cần vận động")]


def test_the_standing_office_is_sent_to_what_deserves_a_second_look(due, standing, make_household, score):
    for number in range(10):
        score(make_household("8", f"Lê Văn {number}", 1970))

    count, _, url = due(standing)["Điều cần xem lại trên phiếu giấy"]

    assert (count, url) == (2, "/phong-trao/dong-tam-2022/dot-1/can-xem-lai/")  # the whole unit, and the row of sheets


def test_the_page_costs_the_same_for_one_household_and_for_thirty(logged_in, officer_of, make_household, score):
    client, costs = logged_in(officer_of("8")), []
    for count in (1, 29):
        for number in range(count):
            score(make_household("8", f"Lê Văn {number}", 1970), "1111011101")
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        costs.append(len(captured))

    assert costs[0] == costs[1]


def test_many_neighbourhoods_stand_in_one_table_with_every_number_a_link(
    logged_in, clerk, make_household, score, phase
):
    for label, count in (("1", 2), ("8", 3), ("14", 1)):
        for number in range(count):
            home = make_household(label, f"Lê Văn {label}-{number}", 1970)
            if number == 1:
                score(home)  # begun, not finished
    client = logged_in(clerk)

    page = client.get("/").text

    table = page.split("Việc ở các tổ")[1].split("</table>")[0]
    links = re.findall(r'<a href="([^"]+)" aria-label="([^"]+): (\d+)">(\d+)</a>', table)
    assert [(label, count) for _, label, count, _ in links] == [
        ("Phiếu chưa có của Tổ dân phố số 1", "1"),
        ("Phiếu đang nhập dở của Tổ dân phố số 1", "1"),
        ("Phiếu chưa có của Tổ dân phố số 8", "2"),
        ("Phiếu đang nhập dở của Tổ dân phố số 8", "1"),
        ("Phiếu chưa có của Tổ dân phố số 14", "1"),
    ]
    assert re.findall(r'data-label="([^"]+)">(\d+)</td>', table) == [("Phiếu chưa có", "4"), ("Đang nhập dở", "2")]
    opened = client.get(links[2][0].replace("&amp;", "&")).text
    assert [name for name in ("Lê Văn 8-0", "Lê Văn 8-1", "Lê Văn 8-2") if name in opened] == [
        "Lê Văn 8-0",
        "Lê Văn 8-2",
    ]


def test_the_deadline_is_said_once_where_it_is_the_same_for_all(logged_in, clerk, make_household, phase):
    for label in ("1", "8", "14"):
        make_household(label, f"Lê Văn {label}", 1970)

    page = logged_in(clerk).get("/").text

    assert page.count("đến 24:00 ngày 31/12/2099") == 1


def lines_behind(client, url):
    return len(client.get(url.replace("&amp;", "&")).context["page"].object_list)


def test_a_sheet_to_be_keyed_twice_is_due_for_everybody_but_who_keyed_it_first(
    due, logged_in, household, phase, clerk, standing, choose_second
):
    choose_second(random_percent=100)
    key_first(household, phase, clerk)

    count, _, url = due(standing)["Phiếu chờ nhập lần hai ở Tổ dân phố số 8"]

    assert (count, lines_behind(logged_in(standing), url)) == (1, 1)
    assert "Phiếu chờ nhập lần hai ở Tổ dân phố số 8" not in due(clerk)
    assert lines_behind(logged_in(clerk), url) == 0


def test_entries_that_differ_are_due_for_a_third_person(
    due, logged_in, household, phase, clerk, standing, officer_of, choose_second
):
    choose_second(random_percent=100)
    key_first(household, phase, clerk)
    key_second(household, phase, standing, *["0" + "1" * 9] * 4)
    officer = officer_of("8")

    count, _, url = due(officer)["Phiếu chờ đối chiếu ở Tổ dân phố số 8"]

    assert (count, lines_behind(logged_in(officer), url)) == (1, 1)
    assert "Phiếu chờ đối chiếu ở Tổ dân phố số 8" not in due(standing)


def test_a_neighbourhood_goes_from_its_officer_to_the_standing_office_and_back(
    due, household, phase, clerk, standing, officer_of, choose_second
):
    choose_second()
    key_first(household, phase, clerk)
    officer, unit = officer_of("8"), household.unit

    assert due(officer)["Chờ bạn xác nhận Tổ dân phố số 8"][0] == 1
    signed = sign_unit(unit, phase, stamp=stamps_of(phase, [unit])[unit.pk], explanation="Đủ", by=officer)
    assert due(officer) == {}
    assert due(standing)["Tổ đã xác nhận, chờ duyệt"][0] == 1
    return_unit(signed, "Xem lại phiếu 17", seen=signed.version, by=standing)
    assert due(officer)["Thường trực trả lại Tổ dân phố số 8"][0] == 1
    assert "Tổ đã xác nhận, chờ duyệt" not in due(standing)


def test_nothing_is_due_in_a_neighbourhood_that_is_signed_for(due, household, make_household, phase, clerk, officer_of):
    key_first(household, phase, clerk)
    make_household("8", "Lê Văn Hải", 1970)
    officer, unit = officer_of("8"), household.unit
    before = due(officer)

    sign_unit(unit, phase, stamp=stamps_of(phase, [unit])[unit.pk], explanation="Hộ đi vắng", by=officer)

    assert "Phiếu chưa có của Tổ dân phố số 8" in before
    assert due(officer) == {}


def test_what_households_send_by_phone_is_due_until_somebody_looks_at_it(
    due, logged_in, make_household, phase, officer_of
):
    homes = [make_household("8", f"Lê Văn {number}", 1970) for number in range(3)]
    now = clock.now()
    sheets = [
        SelfSheet(phase=phase, household=home, consent_wording=1, sent_at=now, receipt=f"AB{number}")
        for number, home in enumerate(homes[:2])
    ]
    SelfSheet.objects.bulk_create([*sheets, SelfSheet(phase=phase, household=homes[2], consent_wording=1)])
    officer = officer_of("8")

    count, _, url = due(officer)["Hộ tự chấm chờ xem ở Tổ dân phố số 8"]
    page = logged_in(officer).get(url.replace("&amp;", "&"))
    SelfSheet.objects.filter(household=homes[0]).update(looked_at=now, looked_by=officer)

    assert (count, [row["head_name"] for row in page.context["rows"]]) == (2, ["Lê Văn 0", "Lê Văn 1"])
    assert due(officer)["Hộ tự chấm chờ xem ở Tổ dân phố số 8"][0] == 1


@pytest.fixture
def launched(school_campaign):
    """A school's plan as it is once its first phase has been opened."""
    Campaign.objects.filter(pk=school_campaign.pk).update(status=CampaignStatus.LAUNCHED, number="00/KH-THU")


def test_a_principal_is_led_to_what_waits_for_approval_and_to_what_is_late(
    due, school_campaign, launched, principal, deputy
):
    enter(school_campaign, 1, date(2022, 12, 20), 50, 60, by=deputy)  # 95 % were wanted by the end of 2022

    found = due(principal)

    assert found["Số liệu chờ duyệt: Điện thoại thông minh"] == (
        1, "Xem nguồn của số liệu rồi duyệt; chưa đúng thì trả lại.", "/phong-trao/tuoi-hong-2022/chi-tieu/1/",
    )  # fmt: skip
    assert found["Chỉ tiêu quá hạn của Trường Mầm non Tuổi Hồng"][0] == 11


def test_the_number_of_late_targets_is_that_of_the_list_behind_it(due, logged_in, launched, principal):
    count, _, url = due(principal)["Chỉ tiêu quá hạn của Trường Mầm non Tuổi Hồng"]

    assert len(logged_in(principal).get(url).context["rows"]) == count


def test_who_entered_a_reading_is_not_asked_to_approve_it(due, school_campaign, principal, deputy):
    enter(school_campaign, 1, date(2022, 12, 20), 50, 60, by=deputy)

    assert not [title for title in due(deputy) if title.startswith("Số liệu chờ duyệt")]
