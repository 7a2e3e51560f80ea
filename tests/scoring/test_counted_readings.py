"""A target counted from the staff grid: the reading recorded in one press, what its pages and home say of it."""

import uuid
from datetime import date

import pytest

from config.due import due_list
from scoring.actions.targets import return_reading
from scoring.models import Reading
from tests.schools import enter
from tests.staff import NAMES, hire, tick

TARGET = "/phong-trao/tuoi-hong-2022/chi-tieu/1/"


@pytest.fixture(autouse=True)
def on_the_day(it_is):
    it_is(2022, 12, 20, 9)


@pytest.fixture
def people(staff_campaign):
    return hire(staff_campaign, *NAMES)


def test_the_target_records_the_grids_figure_in_one_press(staff_campaign, people, deputy, logged_in):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    browser = logged_in(deputy)

    page = browser.get(TARGET)
    said = page.context["item_form"].initial
    form = {"ngay": said["ngay"], "confidence": said["confidence"], "comment": "", "key": uuid.uuid4()}
    answer = browser.post(f"{TARGET}so-lieu/tu-bang/", form | {"part": "5", "whole": "5"}, follow=True)

    kept = Reading.objects.get()
    assert "Ghi số liệu từ bảng (1/5, ngày 20/12/2022)" in page.text
    assert "Bảng CB-GV-NV ngày 20/12/2022 là 1/5; chưa ghi số liệu lần nào." in page.text
    assert (kept.part, kept.whole, kept.is_counted) == (1, 5, True)
    assert "Số liệu ngày 20/12/2022 là 1/5" in answer.text
    assert answer.context["item_news"] == ""
    assert answer.context["item_standing"] == kept


def test_a_figure_that_was_sent_back_is_recorded_again_from_the_grid(
    staff_campaign, people, deputy, principal, logged_in
):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    browser = logged_in(deputy)
    form = {"ngay": "2022-12-20", "confidence": "slow", "comment": ""}
    browser.post(f"{TARGET}so-lieu/tu-bang/", form | {"key": uuid.uuid4()})
    return_reading(Reading.objects.get(), "Thiếu quyết định", by=principal)

    page = browser.get(TARGET)
    answer = browser.post(f"{TARGET}so-lieu/tu-bang/", form | {"key": uuid.uuid4()}, follow=True)

    assert "Ngày này đã có số liệu 1/5, bị trả lại: ghi từ bảng là nhập số thay thế" in page.text
    assert "được tính từ lúc người khác của đơn vị duyệt" in answer.text
    assert [one.is_returned for one in Reading.objects.order_by("pk")] == [True, False]


def test_a_grid_that_has_changed_is_told_at_the_target_and_at_home(
    staff_campaign, people, deputy, principal, logged_in
):
    enter(staff_campaign, 1, date(2022, 12, 1), 1, 4, by=deputy, approved_by=principal, comment="Sổ giấy")
    tick(staff_campaign, (people[0], "1..."), by=deputy)

    page = logged_in(deputy).get(TARGET)
    tasks = [one for one in due_list(deputy, None, []).tasks if one.title.startswith("Bảng CB-GV-NV đã đổi")]

    assert page.context["item_news"] == "Bảng CB-GV-NV ngày 20/12/2022 là 1/5, số liệu gần nhất (01/12/2022) là 1/4."
    assert [(one.title, one.url) for one in tasks] == [("Bảng CB-GV-NV đã đổi: Điện thoại thông minh", TARGET)]


def test_a_counted_reading_that_the_grid_would_count_otherwise_now_says_so(staff_campaign, people, deputy, logged_in):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    browser = logged_in(deputy)
    form = {"ngay": "2022-12-20", "confidence": "slow", "comment": "", "key": uuid.uuid4()}
    browser.post(f"{TARGET}so-lieu/tu-bang/", form)

    before = browser.get(TARGET).context["readings"][0]["recounted"]
    tick(staff_campaign, (people[1], "1..."), by=deputy, on=date(2022, 12, 19))

    assert (before, browser.get(TARGET).context["readings"][0]["recounted"]) == (None, "2/5")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"confidence": ""}, "Hãy chọn mức tin cậy."),
        ({"ngay": "2022-11-13"}, "Ngày 13/11/2022 chưa hỏi ai"),
        ({"comment": "x\0"}, "Có ký tự không đọc được."),
    ],
)
def test_a_counted_reading_that_cannot_be_is_said(staff_campaign, people, deputy, logged_in, wrong, words):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    form = {"ngay": "2022-12-20", "confidence": "slow", "comment": "", "key": uuid.uuid4()}

    answer = logged_in(deputy).post(f"{TARGET}so-lieu/tu-bang/", form | wrong)

    assert words in answer.text
    assert Reading.objects.count() == 0


def test_the_typed_form_of_a_linked_target_asks_why(staff_campaign, deputy, logged_in):
    browser = logged_in(deputy)
    said = {"measured_on": "20/12/2022", "part": "4", "whole": "5", "source": "Sổ", "confidence": "slow"}

    without = browser.post(f"{TARGET}so-lieu/", said | {"key": uuid.uuid4(), "comment": ""})
    browser.post(f"{TARGET}so-lieu/", said | {"key": uuid.uuid4(), "comment": "Sổ giấy trước khi có bảng"})

    assert "nếu vẫn phải ghi tay, hãy nêu lý do" in without.text
    assert Reading.objects.get().comment == "Sổ giấy trước khi có bảng"
