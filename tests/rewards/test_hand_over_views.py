"""The pages of handing over: search, scan, one, many, undo; whom the home page reminds of what nobody collected."""

import uuid
from datetime import date
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rewards.actions.ceremonies import announce_ceremony
from rewards.actions.handovers import hand_over
from rewards.facts.registers import register_lines
from rewards.models import Certificate, HandOver
from rewards.queries.certificates import with_prints

pytestmark = pytest.mark.django_db

LIST = "/phong-trao/dong-tam-2022/dot-1/khen-thuong/trao-giay/"


@pytest.fixture(autouse=True)
def issued_before(it_is):
    it_is(2022, 9, 13, 8)


@pytest.fixture
def two(issue):
    return [issue("Sùng A Chử"), issue("Hồ Thị Mai", "1")]


@pytest.fixture
def later(two, it_is):
    it_is(2022, 9, 20, 9)


def named(answer) -> list[str]:
    return [row.certificate.printed_name for row in answer.context["rows"]]


def told(answer) -> list[str]:
    return [str(one) for one in get_messages(answer.wsgi_request)]


def record(browser, certificate, **more):
    said = {"handed_on": "20/9/2022", "key": uuid.uuid4(), **more}
    return browser.post(f"{LIST}{certificate.pk}/ghi/", said)


def test_the_list_shows_what_waits_with_its_unit(logged_in, clerk, two):
    answer = logged_in(clerk).get(LIST)

    assert named(answer) == ["Hồ Thị Mai", "Sùng A Chử"]
    assert "Tổ dân phố số 1" in answer.text
    assert [state[:2] for state in answer.context["states"]] == [
        ("Chưa nhận", 2), ("Quá hạn chưa nhận", 0), ("Đã nhận", 0), ("Tất cả", 2),
    ]  # fmt: skip


def test_an_empty_list_says_why_it_is_empty(logged_in, clerk, phase, issue):
    browser = logged_in(clerk)
    nothing = browser.get(LIST, {"state": "handed"}).text
    one = issue("Sùng A Chử")
    sought = browser.get(LIST, {"q": "khong co ai"}).text
    hand_over([one], date(2022, 9, 13), batch=uuid.uuid4(), by=clerk)
    done = browser.get(LIST).text

    titles = ["Chưa có giấy nào để trao", "Không có giấy nào như đang tìm", "Mọi giấy đã có người nhận"]
    assert [[title in text for title in titles] for text in (nothing, sought, done)] == [
        [True, False, False], [False, True, False], [False, False, True],
    ]  # fmt: skip


def test_a_scanned_code_leads_to_its_certificate_in_whatever_state(logged_in, clerk, two, later):
    hand_over(two[:1], date(2022, 9, 20), batch=uuid.uuid4(), by=clerk)

    answer = logged_in(clerk).get(LIST, {"q": f"https://thidua.example/tra-cuu/{two[0].public_id}/", "award": "3"})

    assert answer.url == f"{LIST}{two[0].pk}/"


def test_a_neighbourhood_scans_only_its_own(logged_in, officer, two):
    answer = logged_in(officer).get(LIST, {"q": f"https://thidua.example/tra-cuu/{two[1].public_id}/"})

    assert (answer.status_code, named(answer)) == (200, [])


def test_one_is_recorded_from_its_page(logged_in, officer, two, later):
    browser = logged_in(officer)
    page = browser.get(f"{LIST}{two[0].pk}/").text

    answer = record(browser, two[0], receiver="Sùng Thị Mỷ", relation="vợ")

    assert 'value="20/09/2022"' in page
    assert answer.url == LIST
    assert told(answer) == [f"Đã ghi: Gia đình ông Sùng A Chử đã nhận giấy số {two[0].words}."]
    assert "Sùng Thị Mỷ (vợ) nhận thay" in browser.get(f"{LIST}{two[0].pk}/").text
    assert named(browser.get(LIST, {"state": "handed"})) == ["Sùng A Chử"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"handed_on": "12/9/2022"}, "Ngày trao phải từ ngày cấp giấy (13/09/2022) đến hôm nay"),
        ({"handed_on": "mai"}, "Ngày này không đọc được"),
        ({"relation": "vợ"}, "chưa ghi tên người nhận thay"),
        ({"receiver": "x" * 200}, "dài quá 150 ký tự"),
    ],
)
def test_what_cannot_be_is_told_and_kept_in_the_form(logged_in, clerk, two, later, said, words):
    answer = record(logged_in(clerk), two[0], **said)

    assert words in unescape(answer.text)
    assert not HandOver.objects.exists()


def test_many_are_asked_about_first_and_then_recorded_once(logged_in, clerk, two, later):
    browser, key = logged_in(clerk), uuid.uuid4()
    asked = browser.post(f"{LIST}nhieu/", {"scope": "whole"})
    said = {"scope": "whole", "sure": "1", "seen": "2", "key": key, "handed_on": "20/9/2022"}

    first, again = (browser.post(f"{LIST}nhieu/", said) for _ in range(2))

    assert "Ghi 2 giấy đã trao" in asked.text
    assert told(first)[:1] == ["Đã ghi 2 giấy đã trao."]
    assert told(again)[-1] == "Đã ghi 2 giấy đã trao."
    assert HandOver.objects.count() == 2


def test_a_whole_neighbourhood_is_recorded_at_its_ceremony(logged_in, clerk, standing, two, later, phase, unit_of):
    values = {"name": "Lễ trao Tổ 8", "starts_at": two[0].issued_at, "place": "Nhà văn hóa"}
    ceremony = announce_ceremony(phase, values, key=uuid.uuid4(), by=standing)
    said = {"scope": "whole", "sure": "1", "seen": "1", "key": uuid.uuid4(), "handed_on": "20/9/2022"}

    logged_in(clerk).post(f"{LIST}nhieu/?unit={unit_of('8').pk}", said | {"ceremony": ceremony.pk})

    one = HandOver.objects.get()
    assert (one.certificate, one.ceremony) == (two[0], ceremony)


def test_a_list_that_has_changed_is_shown_again(logged_in, clerk, two, later, issue):
    said = {"scope": "whole", "sure": "1", "seen": "1", "key": uuid.uuid4(), "handed_on": "20/9/2022"}

    answer = logged_in(clerk).post(f"{LIST}nhieu/", said)

    assert "Danh sách vừa đổi nên chưa ghi gì" in answer.text
    assert not HandOver.objects.exists()


def test_ticked_ones_of_another_neighbourhood_stay_out(logged_in, officer, two, later):
    said = {"scope": "ticked", "one": [one.pk for one in two], "sure": "1", "seen": "1", "key": uuid.uuid4()}

    logged_in(officer).post(f"{LIST}nhieu/", said | {"handed_on": "20/9/2022"})

    assert [one.certificate for one in HandOver.objects.all()] == two[:1]


@pytest.mark.parametrize("whole", [False, True])
def test_a_slip_is_taken_back_alone_or_with_all_of_its_press(logged_in, clerk, two, later, whole):
    hand_over(two, date(2022, 9, 20), batch=uuid.uuid4(), by=clerk)

    said = {"reason": "Chưa trao ở tổ này", **({"whole": "on"} if whole else {})}
    answer = logged_in(clerk).post(f"{LIST}{two[0].pk}/bo-ghi/", said)

    assert told(answer) == [f"Đã bỏ ghi {2 if whole else 1} giấy. Các giấy ấy trở lại danh sách chưa nhận."]
    assert "Chưa trao ở tổ này" in logged_in(clerk).get(f"{LIST}{two[0].pk}/").text


def test_a_reason_is_asked_for(logged_in, clerk, two, later):
    hand_over(two, date(2022, 9, 20), batch=uuid.uuid4(), by=clerk)

    answer = logged_in(clerk).post(f"{LIST}{two[0].pk}/bo-ghi/", {"reason": " "})

    assert told(answer) == ["Hãy ghi lý do bỏ ghi, để người xem sau biết vì sao."]
    assert HandOver.objects.standing().count() == 2


def test_the_register_notes_who_has_it(two, clerk, later, django_assert_num_queries):
    hand_over(two[:1], date(2022, 9, 20), batch=uuid.uuid4(), by=clerk, receiver="Sùng Thị Mỷ", relation="vợ")
    every = Certificate.objects.for_page().select_related("replaces", "replacement").order_by("number")
    entries = list(with_prints(every))

    with django_assert_num_queries(1):
        lines = register_lines(entries)

    assert [line.note for line in lines] == ["Đã trao 20/09/2022, Sùng Thị Mỷ (vợ) nhận thay", ""]


# Whom the home page reminds


def reminders(browser) -> list[tuple]:
    return [(one.count, one.title, one.url) for one in browser.get("/").context["due"].tasks if "Giấy quá" in one.title]


def test_what_nobody_has_collected_stands_on_the_home_page(logged_in, clerk, officer, standing, chairman, two, it_is,
                                                           unit_of):  # fmt: skip
    it_is(2022, 10, 14, 9)

    found = {user.username: reminders(logged_in(user)) for user in (standing, officer, chairman)}

    url, unit = f"{LIST}?state=late", unit_of("8")
    assert found == {
        "standing": [(2, "Giấy quá 30 ngày chưa có người nhận", url)],
        officer.username: [(1, f"Giấy quá 30 ngày chưa có người nhận: {unit}", f"{url}&unit={unit.pk}")],
        "chairman": [],
    }
    assert named(logged_in(standing).get(url)) == ["Hồ Thị Mai", "Sùng A Chử"]


def test_before_its_time_nobody_is_reminded(logged_in, standing, two, it_is):
    it_is(2022, 10, 13, 9)

    assert reminders(logged_in(standing)) == []


# What it costs


def statements(browser, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


def test_the_list_costs_the_same_with_one_and_with_thirty(logged_in, clerk, issue):
    browser = logged_in(clerk)
    issue("Hộ 0")
    browser.get(LIST)
    few = statements(browser, LIST)
    for number in range(1, 30):
        issue(f"Hộ {number}", ["1", "8", "14"][number % 3])

    assert statements(browser, LIST) == few
