"""The pages of ceremonies, and their lists on paper: the same words as PDF and as Word."""

import uuid
from datetime import date, time

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.kit.days import moment_of
from emulation.models import Job, Phase
from rewards.actions.ceremonies import announce_ceremony, gather
from rewards.actions.handovers import hand_over
from rewards.documents.ceremony_lists import CallingList, ReceiptList
from rewards.facts.ceremonies import ceremony_facts, prize_list
from rewards.models import Ceremony, HandOver
from tests.printed import pages_of
from tests.rewards.issued import issued, signed
from tests.worded import printed_words

pytestmark = pytest.mark.django_db

PLACE = "/phong-trao/dong-tam-2022/dot-1/khen-thuong"
LIST = f"{PLACE}/le-trao/"
FIRST = ["Chử", "Páo", "Dơ", "Vàng"]
VALUES = {"name": "Lễ tổng kết phong trào “Chuyển đổi số”", "place": "Hội trường Ủy ban nhân dân phường"}


@pytest.fixture(autouse=True)
def issued_before(it_is):
    it_is(2022, 9, 15, 8)


@pytest.fixture
def ceremony(phase, standing):
    values = VALUES | {"starts_at": moment_of(date(2022, 9, 20), time(8, 30)), "households_at_once": 2}
    return announce_ceremony(phase, values, key=uuid.uuid4(), by=standing)


@pytest.fixture
def called(ceremony, issue, standing):
    issue("Tổ chuyển đổi số cộng đồng tổ dân phố số 14", "14", kind="collective", place="Phường Đồng Tâm")
    issue("Nguyễn Thị Kiều Ngọc Hưởng", "8", kind="individual", amount=360_000)
    for number, label in enumerate(["8", "8", "8", "14"]):
        issue(f"Sùng A {FIRST[number]}", label, place=f"Tổ dân phố số {label}, phường Đồng Tâm")
    gather(ceremony, by=standing)
    return ceremony


def told(answer) -> list[str]:
    return [str(one) for one in get_messages(answer.wsgi_request)]


def form(**more) -> dict:
    counts = {"collectives_at_once": 1, "individuals_at_once": 5, "households_at_once": 10}
    return VALUES | {"day": "20/9/2022", "hour": "8:30", "key": uuid.uuid4(), **counts, **more}


def test_a_ceremony_is_announced_filled_and_changed(logged_in, clerk, issue):
    issue("Sùng A Chử")
    browser = logged_in(clerk)

    made = browser.post(f"{LIST}moi/", form())
    one = Ceremony.objects.get()
    filled = browser.post(f"{LIST}{one.pk}/viec/", {"act": "gather"})
    browser.post(f"{LIST}{one.pk}/sua/", form(place="Nhà văn hóa Tổ 8"))

    assert (made.url, filled.url) == (f"{LIST}{one.pk}/",) * 2
    assert told(filled)[-1] == "Đã đưa 1 giấy vào cuối danh sách gọi tên."
    page = browser.get(f"{LIST}{one.pk}/").text
    assert "8 giờ 30, ngày 20 tháng 9 năm 2022 · Nhà văn hóa Tổ 8 · 1 giấy, đã nhận 0" in page
    assert "Lượt 1: Hộ gia đình, Tổ dân phố số 8" in page
    assert "Lễ tổng kết phong trào" in browser.get(LIST).text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": ""}, "Hãy ghi tên buổi lễ."),
        ({"hour": "25:00"}, "Giờ"),
        ({"households_at_once": 0}, "Hãy ghi một số từ 1 đến 50."),
        ({"day": ""}, "Hãy ghi ngày"),
    ],
)
def test_what_cannot_be_is_told(logged_in, clerk, phase, said, words):
    answer = logged_in(clerk).post(f"{LIST}moi/", form(**said))

    assert words in answer.text
    assert not Ceremony.objects.exists()


def test_people_are_moved_left_out_and_put_back_in_order(logged_in, clerk, called):
    browser, act = logged_in(clerk), f"{LIST}{called.pk}/viec/"
    key = called.lines.get(position=6).certificate_id
    move = {"act": "move", "certificate": key, "seen": 6, "to": 1, "page": "1"}

    answers = [browser.post(act, said) for said in (move, move, {"act": "out", "certificate": key}, {"act": "arrange"},
                                                    move | {"to": "x"}, {"act": "khac"})]  # fmt: skip

    assert answers[0].url == f"{LIST}{called.pk}/?page=1"
    assert told(answers[4]) == [
        "Đã đổi thứ tự.", "Thứ tự đã đổi từ trước, không đổi thêm.", "Đã bỏ khỏi danh sách gọi tên.",
        "Đã xếp lại: tập thể, cá nhân, rồi hộ gia đình theo tổ.",
        "Vị trí mới chưa đúng. Hãy ghi một số thứ tự, ví dụ 3.",
    ]  # fmt: skip
    assert answers[5].status_code == 404
    assert called.lines.count() == 5


def test_a_ceremony_is_called_off(logged_in, clerk, called):
    browser = logged_in(clerk)
    hand_over([called.lines.first().certificate], date(2022, 9, 15), batch=uuid.uuid4(), by=clerk, ceremony=called)

    kept = browser.post(f"{LIST}{called.pk}/viec/", {"act": "cancel"})
    HandOver.objects.all().delete()
    gone = browser.post(f"{LIST}{called.pk}/viec/", {"act": "cancel"})

    assert "Đã có giấy được ghi là trao" in told(kept)[0]
    assert (kept.url, gone.url) == (f"{LIST}{called.pk}/", LIST)
    assert "Chưa có lễ trao nào" in browser.get(LIST).text


def test_the_chairman_reads_and_changes_nothing(logged_in, chairman, called):
    page = logged_in(chairman).get(f"{LIST}{called.pk}/").text

    assert "Sùng A Chử" in page
    assert "/viec/" not in page


# On paper


def test_whom_to_call_is_printed_group_by_group(called):
    paper = CallingList(ceremony_facts(called))

    text = printed_words(paper)

    order = [
        "DANH SÁCH GỌI TÊN", "8 giờ 30, ngày 20 tháng 9 năm 2022", "6 giấy", "Lượt 1. Tập thể",
        "Lượt 2. Cá nhân", "Ông Nguyễn Thị Kiều Ngọc Hưởng", "Lượt 3. Hộ gia đình, Tổ dân phố số 8",
        "Gia đình ông Sùng A Chử", "Gia đình ông Sùng A Páo", "Lượt 4. Hộ gia đình, Tổ dân phố số 8",
        "Gia đình ông Sùng A Dơ", "Lượt 5. Hộ gia đình, Tổ dân phố số 14", "Gia đình ông Sùng A Vàng",
    ]  # fmt: skip
    assert [words for words in order if words not in text] == []
    assert sorted(order, key=text.index) == order


def test_a_line_to_sign_on_for_each_with_number_and_money(called):
    facts = ceremony_facts(called)

    text = " ".join(pages_of(ReceiptList(facts).pdf()))

    assert (facts.count, facts.total) == (6, 360_000)
    numbers = [one.number for group in facts.groups for one in group.called]
    assert [number for number in numbers if text.count(number) != 1] == []
    assert "Hộ gia đình, Tổ dân phố số 8 (03)" in text
    assert "Tổng cộng 360.000" in text


def test_without_money_no_word_speaks_of_it(ceremony, issue, standing):
    issue("Sùng A Chử")
    gather(ceremony, by=standing)

    text = " ".join(pages_of(ReceiptList(ceremony_facts(ceremony)).pdf())).casefold()

    assert [word for word in ("thưởng", "tiền", "đồng)") if word in text.replace("khen thưởng", "")] == []


def test_the_lists_come_as_files(logged_in, clerk, called):
    browser, page = logged_in(clerk), f"{LIST}{called.pk}/giay-to"

    kinds = [browser.get(f"{page}/{name}/{query}")["Content-Type"].rpartition("/")[2][:12]
             for name in ("danh-sach-goi-ten", "danh-sach-ky-nhan") for query in ("", "?dang=word")]  # fmt: skip

    assert kinds == ["pdf", "vnd.openxmlf"] * 2
    assert browser.get(f"{page}/khac/").status_code == 404


def test_a_long_list_is_made_by_a_job(logged_in, clerk, called, monkeypatch):
    monkeypatch.setattr("rewards.views.ceremonies.MOST_LINES", 3)
    browser, page = logged_in(clerk), f"{LIST}{called.pk}/giay-to/danh-sach-goi-ten/"

    asked, made = browser.get(page), browser.post(page, {"dang": "word"})

    assert asked.url == f"{LIST}{called.pk}/"
    job = Job.objects.get()
    assert (job.kind, made.url) == ("ceremony_paper", reverse("emulation:job", args=[job.pk]))


def test_the_accountant_gets_the_lines_that_still_hold(logged_in, clerk, standing, chairman, phase, unit_of, called):
    decision = signed(phase, 3, by=standing, recorder=chairman, said="113/QĐ-UBND")
    kept = issued(decision, "Lò Văn Xa", unit=unit_of("8"), by=clerk, kind="individual", amount=360_000)
    gone = issued(decision, "Lường Văn Yên", unit=unit_of("8"), by=clerk, kind="individual", amount=360_000)
    later = signed(phase, 3, by=standing, recorder=chairman, said="118/QĐ-UBND", kind="revoke", about=decision,
                   reason="Khai sai")  # fmt: skip
    gone.line.stands, gone.line.ended_by = False, later
    gone.line.save()

    text = " ".join(pages_of(prize_list(decision).pdf()))
    answer = logged_in(clerk).get(f"{PLACE}/tien-thuong/{decision.pk}/")

    assert "Ba trăm sáu mươi nghìn đồng" in text
    assert kept.printed_name in text
    assert gone.printed_name not in text
    assert answer["Content-Type"] == "application/pdf"
    pages = [LIST, f"{PLACE}/quyet-dinh/{decision.pk}/"]
    assert [page for page in pages if f"/tien-thuong/{decision.pk}/" not in logged_in(clerk).get(page).text] == []


# What it costs


def test_a_page_costs_the_same_with_one_and_with_thirty(logged_in, clerk, ceremony, issue, standing):
    browser, url = logged_in(clerk), f"{LIST}{ceremony.pk}/"

    def statements() -> int:
        gather(ceremony, by=standing)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    issue("Hộ 0")
    browser.get(url)
    few = statements()
    for number in range(1, 30):
        issue(f"Hộ {number}", ["1", "8", "14"][number % 3])

    assert statements() == few


# A school's own


def test_a_school_keeps_its_own_ceremonies_and_another_office_does_not_see_them(
    logged_in, school_campaign, principal, deputy, chairman, standing
):
    phase = Phase.objects.for_page().get(campaign=school_campaign, number=1)
    place = f"/phong-trao/{school_campaign.code}/dot-1/khen-thuong"
    logged_in(principal).post(f"{place}/le-trao/moi/", form())
    one = Ceremony.objects.get(phase=phase)

    pages = [f"{place}/le-trao/", f"{place}/le-trao/{one.pk}/"]
    answers = {
        user.username: [logged_in(user).get(page).status_code for page in pages]
        for user in (principal, deputy, standing, chairman)
    }

    assert answers == {
        principal.username: [200, 200], deputy.username: [200, 200], "standing": [404, 404], "chairman": [404, 404],
    }  # fmt: skip
