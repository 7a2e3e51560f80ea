"""Pages of the staff grid: what they say by name, saving with and without scripts, what a forged form gets."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scoring.models import StaffExemption, StaffItem, StaffTick
from scoring.queries.staff_items import ledger_of
from tests.staff import DAY, NAMES, columns_of, exempt, hire, line_of, tick

HERE = "/phong-trao/tuoi-hong-2022/can-bo-theo-muc/"


@pytest.fixture(autouse=True)
def on_the_day(it_is):
    it_is(2022, 12, 20, 9)


@pytest.fixture
def people(staff_campaign):
    return hire(staff_campaign, *NAMES)


@pytest.fixture
def post_line(staff_campaign, logged_in, deputy):
    """A line as the grid sends it: post_line(person, "1...", 0)."""
    browser = logged_in(deputy)

    def send(person, answers, version, *, columns=None, day="2022-12-20", **more):
        muc = "-".join(map(str, columns or columns_of(staff_campaign)))
        said = {"member": person.pk, "answers": answers, "version": version, "by": deputy.pk}
        return browser.post(f"{HERE}dong/?muc={muc}&ngay={day}", said | more)

    return send


# Looking


def test_each_item_says_who_is_missing_by_name(staff_campaign, people, deputy, principal, logged_in):
    an, binh, cuong, dung, ha = people
    tick(staff_campaign, (an, "1..."), (binh, "0..."), (dung, "1..."), (ha, "1..."), by=deputy)
    exempt(staff_campaign, ha, DAY, by=deputy)

    line = logged_in(principal).get(HERE).context["item_lines"][0]

    assert (line.counts, line.said) == ("2/4 người (50,0\u00a0%)", "còn thiếu 2 người để đạt 95 %")
    assert (line.no, line.unasked, line.exempt) == (binh.full_name, cuong.full_name, ha.full_name)


def test_the_grid_stands_in_vietnamese_order_and_without_who_has_left(staff_campaign, people, principal, logged_in):
    hire(staff_campaign, "Cao Thị Ánh", joined_on=date(2020, 9, 5), left_on=date(2022, 12, 19))
    hire(staff_campaign, "Đinh Thị Ánh")

    browser = logged_in(principal)
    today = [line.row.name for line in browser.get(HERE).context["lines"]]
    before = [line.row.name for line in browser.get(f"{HERE}?ngay=19/12/2022").context["lines"]]

    assert today == [NAMES[0], "Đinh Thị Ánh", *NAMES[1:]]
    assert before == [NAMES[0], "Cao Thị Ánh", "Đinh Thị Ánh", *NAMES[1:]]


def test_another_day_is_read_and_written_in_only_where_that_is_asked_for(staff_campaign, people, deputy, logged_in):
    browser = logged_in(deputy)

    pages = {ask: browser.get(HERE + ask) for ask in ("", "?ngay=15/12/2022", "?ngay=15/12/2022&ghi=1")}

    assert [page.context["may_tick"] for page in pages.values()] == [True, False, True]
    assert "câu trả lời có từ ngày ấy" in pages["?ngay=15/12/2022&ghi=1"].text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("13/11/2022", "nằm ngoài thời gian của kế hoạch (14/11/2022 – 31/12/2025)"),
        ("21/12/2022", "chưa đến"),
        ("hôm qua", "Ngày này không đọc được."),
    ],
)
def test_a_day_that_cannot_be_shown_is_said_beside_today(staff_campaign, people, deputy, logged_in, day, words):
    page = logged_in(deputy).get(HERE, {"ngay": day, "ghi": "1"})

    assert words in page.text
    assert page.context["day"] == DAY


def test_after_the_plan_its_last_day_is_the_one_that_is_entered(staff_campaign, people, deputy, logged_in, it_is):
    it_is(2026, 2, 3, 9)

    page = logged_in(deputy).get(HERE)

    assert (page.context["day"], page.context["may_tick"]) == (date(2025, 12, 31), True)
    assert "Kế hoạch đã hết thời gian" in page.text


def test_an_empty_list_and_no_items_say_what_to_do(school_campaign, deputy, logged_in):
    browser = logged_in(deputy)

    nothing = browser.get(HERE).text
    StaffItem.objects.create(campaign=school_campaign, number=1, label="Điện thoại")

    assert "Bảng chưa có mục nào" in nothing
    assert "Chưa có ai làm việc ngày này" in browser.get(HERE).text


def test_the_page_costs_the_same_for_one_and_for_sixty(staff_campaign, people, deputy, logged_in):
    browser = logged_in(deputy)
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    browser.get(HERE)

    def cost():
        with CaptureQueriesContext(connection) as found:
            browser.get(HERE)
        return len(found)

    few = cost()
    more = hire(staff_campaign, *(f"Nguyễn Thị Số {number}" for number in range(55)))
    tick(staff_campaign, *((one, "10.1") for one in more), by=deputy)
    for one in more[:3]:
        exempt(staff_campaign, one, DAY, by=deputy)

    assert cost() == few


# Saving


def test_a_line_is_saved_and_the_figures_come_back(staff_campaign, people, post_line):
    answer = post_line(people[0], "10..", 0).json()

    assert answer["row"] == {
        "member": people[0].pk, "answers": "10..", "version": StaffTick.objects.latest("pk").pk,
        "state": "entering", "score": "1/4", "state_words": "2 chưa hỏi",
    }  # fmt: skip
    assert "1/5 người" in answer["figures"]


def test_a_conflict_tells_both_values_and_writes_nothing(staff_campaign, people, post_line, principal):
    tick(staff_campaign, (people[0], "1..."), by=principal)

    answer = post_line(people[0], "0...", 0)

    assert answer.status_code == 409
    assert answer.json()["answers"] == "1..."
    assert "principal đã ghi dòng của Trần Thị An lúc 09:00 ngày 20/12/2022" in answer.json()["problem"]
    assert "mục 1: bạn ghi “chưa”, trong cổng là “có”" in answer.json()["problem"]


def test_what_is_forged_is_an_ordinary_error(staff_campaign, people, post_line):
    an, columns = people[0], columns_of(staff_campaign)

    answers = [
        post_line(an, "1...", 0, columns=[*columns[:3], 999999]),
        post_line(an, "1.1.", 0, columns=[columns[0]] * 4),
        post_line(an, "1...", 0, columns=["x"]),
        post_line(an, "1...", 0, day="2022-11-13"),
        post_line(an, "1...", 0, day="nay"),
        post_line(an, "1..9", 0),
        post_line(an, "1...", 0, member=999999),
        post_line(an, "1...", 0, member="x"),
    ]

    assert [one.status_code for one in answers] == [400] * 8
    assert StaffTick.objects.count() == 0


def test_what_one_person_keyed_is_not_saved_as_anothers(staff_campaign, people, post_line, principal):
    assert post_line(people[0], "1...", 0, by=principal.pk).status_code == 401


def whole_form(campaign, changed=()) -> dict:
    """The plain form as a browser sends it, with some cells chosen: {(person, place): answer}."""
    columns, form = columns_of(campaign), {}
    for row in ledger_of(campaign).rows(DAY):
        form[f"version-{row.key}"] = row.version
        for column, answer in zip(columns, row.answers, strict=True):
            form[f"grade-{row.key}-{column}"] = answer.strip(".")
    return form | {f"grade-{one.pk}-{columns[place]}": answer for (one, place), answer in dict(changed).items()}


def save_url(campaign) -> str:
    return f"{HERE}luu/?muc={'-'.join(map(str, columns_of(campaign)))}&ngay=2022-12-20"


def test_the_plain_form_saves_what_was_chosen_and_nothing_else(staff_campaign, people, deputy, logged_in):
    an, binh, *_ = people
    tick(staff_campaign, (binh, "11.."), by=deputy)
    form = whole_form(staff_campaign, {(an, 0): "1", (an, 2): "0", (binh, 1): ""})

    answer = logged_in(deputy).post(save_url(staff_campaign), form, follow=True)

    assert "Đã lưu bảng ngày 20/12/2022." in answer.text
    assert [line_of(staff_campaign, one).answers for one in (an, binh)] == ["1.0.", "1..."]
    assert StaffTick.objects.count() == 5


def test_a_plain_form_that_is_stale_or_forged_comes_back_with_words(staff_campaign, people, deputy, logged_in):
    an, browser = people[0], logged_in(deputy)
    form = whole_form(staff_campaign, {(an, 0): "1"})
    tick(staff_campaign, (an, "0..."), by=deputy)

    stale = browser.post(save_url(staff_campaign), form)
    forged = browser.post(save_url(staff_campaign), form | {f"grade-999-{columns_of(staff_campaign)[0]}": "1"})
    wrong = browser.post(save_url(staff_campaign), form | {f"version-{an.pk}": "x"})

    assert "mục 1: bạn ghi “có”, trong cổng là “chưa”" in stale.text
    assert stale.context["lines"][0].cells[0].answer == "1"  # what was chosen stands in the form again
    for answer in (forged, wrong):
        assert "ô không thuộc bảng này, hoặc bảng vừa đổi" in answer.text
    assert line_of(staff_campaign, an).answers == "0..."


def test_a_past_day_is_written_from_that_day_on_and_read_again(staff_campaign, people, deputy, logged_in):
    browser = logged_in(deputy)
    page = browser.get(f"{HERE}?ngay=15/12/2022&ghi=1")
    form = whole_form(staff_campaign, {(people[0], 0): "1"})

    answer = browser.post(page.context["places"]["save"], form, follow=True)

    assert (StaffTick.objects.get().since, answer.context["day"]) == (date(2022, 12, 15), date(2022, 12, 15))
    assert (answer.context["may_tick"], answer.context["item_lines"][0].figure.part) == (False, 1)


# Items and exemptions


def test_items_are_added_renamed_moved_and_removed_on_their_page(staff_campaign, deputy, logged_in):
    browser, key = logged_in(deputy), uuid.uuid4()
    said = {"label": "Chữ  ký số", "text": "", "target": "", "key": key}

    for _ in range(2):
        browser.post(f"{HERE}cac-muc/", said)
    made = StaffItem.objects.get(key=key)
    browser.post(f"{HERE}cac-muc/{made.pk}/", said | {"label": "Chữ ký số cá nhân", "key": uuid.uuid4()})
    browser.post(f"{HERE}cac-muc/{made.pk}/doi-cho/", {"to": "1"})
    made.refresh_from_db()
    wrong = browser.post(f"{HERE}cac-muc/{made.pk}/doi-cho/", {"to": "lên"}, follow=True)
    browser.post(f"{HERE}cac-muc/{made.pk}/bo/")

    assert (made.label, made.number) == ("Chữ ký số cá nhân", 1)
    assert "Chưa rõ đưa mục đến đâu" in wrong.text
    assert list(StaffItem.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"label": ""}, "Hãy đặt tên cho mục."),
        ({"label": "x" * 41}, "Tên mục dài quá 40 ký tự."),
        ({"label": "x\0"}, "Có ký tự không đọc được."),
        ({"target": "999999"}, "Hãy chọn lại chỉ tiêu."),
        ({"label": "điện thoại THÔNG MINH"}, "Bảng đã có mục"),
    ],
)
def test_an_item_that_cannot_be_is_said_at_the_form(staff_campaign, deputy, logged_in, wrong, words):
    said = {"label": "Chữ ký số", "text": "", "target": "", "key": uuid.uuid4()}

    answer = logged_in(deputy).post(f"{HERE}cac-muc/", said | wrong)

    assert words in answer.text
    assert StaffItem.objects.count() == 4


def leave(person, **more) -> dict:
    said = {"member": person.pk, "item": "tat-ca", "kind": "maternity", "reason": "Quyết định số 12"}
    return said | {"starts_on": "01/12/2022", "ends_on": "", "key": uuid.uuid4()} | more


def test_a_cell_leads_to_its_exemption_and_back(staff_campaign, people, deputy, logged_in):
    browser = logged_in(deputy)

    offered = browser.get(f"{HERE}mien-tinh/?nguoi={people[0].pk}&muc=2").context["form"]
    said = leave(people[0], item="2")
    for _ in range(2):
        browser.post(f"{HERE}mien-tinh/", said)
    one = StaffExemption.objects.get()
    page = browser.get(HERE)
    browser.post(f"{HERE}mien-tinh/{one.pk}/bo/", {"on": "20/12/2022", "key": uuid.uuid4()})
    one.refresh_from_db()

    assert (offered.initial["member"], offered.initial["item"]) == (str(people[0].pk), "2")
    assert [cell.sign for cell in page.context["lines"][0].cells] == ["", "miễn", "", ""]
    assert (one.item.number, one.lifted_from, one.last_day) == (2, DAY, date(2022, 12, 19))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"member": "999999"}, "Hãy chọn người."),
        ({"item": "99"}, "Hãy chọn mục, hoặc tất cả."),
        ({"kind": "lazy"}, "Hãy chọn lý do."),
        ({"reason": " "}, "Hãy ghi rõ"),
        ({"reason": "x" * 201}, "Dài quá 200 ký tự."),
        ({"ends_on": "30/11/2022"}, "Ngày cuối 30/11/2022 trước ngày đầu 01/12/2022."),
        ({"starts_on": "01/01/2020", "ends_on": "01/02/2020"}, "nằm ngoài thời gian của kế hoạch"),
        ({"starts_on": "32/12/2022"}, "Ngày này không đọc được."),
    ],
)
def test_an_exemption_that_cannot_be_is_said_at_the_form(staff_campaign, people, deputy, logged_in, wrong, words):
    answer = logged_in(deputy).post(f"{HERE}mien-tinh/", leave(people[0], **wrong))

    assert words in answer.text
    assert StaffExemption.objects.count() == 0


def test_a_target_without_items_and_a_ward_have_no_such_pages(staff_campaign, campaign, deputy, standing, logged_in):
    browser = logged_in(deputy)
    assert browser.get("/phong-trao/tuoi-hong-2022/chi-tieu/3/so-lieu/tu-bang/").status_code == 404

    browser.force_login(standing)
    assert browser.get(f"/phong-trao/{campaign.code}/can-bo-theo-muc/").status_code == 404
