"""The pages of the register: orders, marks with undo, reminders, codes that open sheets for staff and nobody else."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from config.due import due_list
from emulation.kit import jobs
from emulation.kit.jobs import Job
from scoring.actions.paper_sheets import issue_sheets, issue_spares
from scoring.actions.phases import close_phase
from scoring.models import PaperSheet
from tests.printed import pages_of, picture_of

PLACE = ["dong-tam-2022", 1]


@pytest.fixture
def home(phase, household):
    return household


@pytest.fixture
def paper(phase, home):
    issue_sheets(phase, type(home).objects.filter(pk=home.pk), batch=uuid4())
    return PaperSheet.objects.get()


@pytest.fixture
def spare(phase, unit_of):
    issue_spares(phase, unit_of("8"), 1, batch=uuid4())
    return PaperSheet.objects.spare().get()


def page_of(home) -> str:
    return reverse("scoring:unit_register", args=[*PLACE, home.unit_id])


def marking(ticked, **changes) -> dict:
    return {"act": "hand_out", "day": "1/9/2022", "scope": "ticked", "home": [ticked.pk]} | changes


def told(response) -> list[str]:
    """What happened, as the page that follows says it."""
    return [
        " ".join(words.split()) for words in re.findall(r'<div class="notice [^>]*>(.*?)</div>', response.text, re.S)
    ]


# The register


def test_the_register_counts_and_links_to_what_it_counts(logged_in, clerk, home, make_household):
    make_household("14", "Hoàng Thị Nhất", 1980)
    browser = logged_in(clerk)

    page = browser.get(reverse("scoring:register", args=PLACE))

    counts = [(line.name, line.count.expected, line.count.missing) for line in page.context["lines"]]
    assert counts == [
        ("Tổ dân phố số 1", 0, 0), ("Tổ dân phố số 8", 1, 1), ("Tổ dân phố số 14", 1, 1), ("Cộng", 2, 2),
    ]  # fmt: skip
    assert f'to-{home.unit_id}/?state=missing"' in page.text


def test_an_officer_sees_one_line_without_a_sum(logged_in, officer_of, home):
    page = logged_in(officer_of("8")).get(reverse("scoring:register", args=PLACE))

    assert [line.name for line in page.context["lines"]] == ["Tổ dân phố số 8"]


def test_ticked_households_are_marked_on_the_day_that_was_typed(logged_in, clerk, home):
    answer = logged_in(clerk).post(page_of(home) + "ghi/?state=missing", marking(home), follow=True)

    assert told(answer) == ["Đã phát ngày 01/09/2022: đã ghi cho 1 phiếu."]
    assert answer.request["QUERY_STRING"].startswith("state=missing&vua=")
    assert PaperSheet.objects.get().handed_out_by == clerk


def test_one_press_takes_the_act_back(logged_in, clerk, home):
    browser = logged_in(clerk)
    page = browser.post(page_of(home) + "ghi/", marking(home, scope="whole", home=[]), follow=True)
    undo = re.search(r'action="(hoan-tac/\d+/)', page.text)[1]

    answer = browser.post(page_of(home) + undo, follow=True)

    assert told(answer) == ["Đã hoàn tác 1 phiếu."]
    assert "Hoàn tác lần ghi" not in answer.text
    assert PaperSheet.objects.get().handed_out_on is None


def test_the_undo_of_another_person_is_not_offered_nor_found(logged_in, clerk, standing, home):
    logged_in(clerk).post(page_of(home) + "ghi/", marking(home))
    entry = re.search(r"vua=(\d+)", logged_in(clerk).post(page_of(home) + "ghi/", marking(home, day="2/9/2022")).url)[1]
    browser = logged_in(standing)

    assert "Hoàn tác lần ghi" not in browser.get(f"{page_of(home)}?vua={entry}").text
    assert browser.post(f"{page_of(home)}hoan-tac/{entry}/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"home": []}, "Hãy đánh dấu ít nhất một hộ"),
        ({"day": "hôm qua"}, "Hãy ghi ngày như 1/9/2022."),
        ({"day": "1/9/2099"}, "chưa đến"),
        ({"act": "burn"}, "Hãy chọn lại việc cần ghi."),
        ({"home": [10**6]}, "Có hộ không thuộc tổ này."),
        ({"home": [10**30]}, "Có hộ không thuộc tổ này."),
        ({"home": ["x"]}, "Có hộ không thuộc tổ này."),
    ],
)
def test_a_form_that_cannot_be_says_why_and_changes_nothing(logged_in, clerk, home, changes, words):
    answer = logged_in(clerk).post(page_of(home) + "ghi/", marking(home, **changes))

    assert answer.status_code == 200
    assert words in " ".join(told(answer))
    assert PaperSheet.objects.count() == 0


@pytest.mark.parametrize("query", ["vua=x", "vua=9999999999999999999999", "state=burn", "page=x", "vua=1"])
def test_a_strange_address_is_an_ordinary_page(logged_in, clerk, home, query):
    assert logged_in(clerk).get(f"{page_of(home)}?{query}").status_code == 200


def test_a_closed_phase_is_read_and_not_marked(logged_in, clerk, standing, home, phase):
    close_phase(phase, by=standing)
    browser = logged_in(clerk)

    assert "Ghi cho cả tổ" not in browser.get(page_of(home)).text
    assert "đã chốt" in " ".join(told(browser.post(page_of(home) + "ghi/", marking(home))))
    assert PaperSheet.objects.count() == 0


# Who is missing


def test_the_list_to_print_names_who_is_missing(logged_in, clerk, home, make_household, score, phase):
    back = make_household("8", "Đặng Thuỳ Dương", 1980)
    browser = logged_in(clerk)
    browser.post(page_of(home) + "ghi/", marking(home))
    browser.post(page_of(home) + "ghi/", marking(back, act="collect"))

    answer = browser.get(page_of(home) + "chua-nop.pdf")

    (page,) = pages_of(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="chua-nop-phieu-to-8-dot-1.pdf"'
    assert "1 hộ chưa nộp trong 2 hộ phải nộp; hạn tổ thu phiếu: 24:00 ngày 07/9/2022." in page
    assert "1 Sùng A Chử T08-017 Số 1, đường Điện Biên 01/09/2022" in page
    assert "Trang 1/1" in page
    assert "Đặng Thuỳ Dương" not in page


def test_a_long_list_goes_on_with_its_head_and_numbers(logged_in, clerk, home, make_household):
    for _ in range(30):
        make_household("8", "Công Tằng Tôn Nữ Nguyễn Thị Kiều Ngọc Hưởng", 1980)

    pages = pages_of(logged_in(clerk).get(page_of(home) + "chua-nop.pdf").content)

    assert ["Trang 1/2" in pages[0], "Trang 2/2" in pages[1]] == [True, True]
    assert "31 Công Tằng" in pages[1]
    assert all("31 hộ chưa nộp trong 31 hộ" in page for page in pages)


def test_a_name_the_list_cannot_print_is_told_and_not_an_error_page(logged_in, clerk, home):
    type(home).objects.filter(pk=home.pk).update(head_name="Sùng 漢 Chử")

    answer = logged_in(clerk).get(page_of(home) + "chua-nop.pdf", follow=True)

    assert answer.request["PATH_INFO"] == page_of(home) + "nhac/"
    assert "“Sùng 漢 Chử”" in told(answer)[0]


def test_a_list_with_nobody_says_so(logged_in, clerk, unit_of, phase):
    url = reverse("scoring:missing_list", args=[*PLACE, unit_of("8").pk])

    (page,) = pages_of(logged_in(clerk).get(url).content)

    assert "0 hộ chưa nộp trong 0 hộ phải nộp" in page


def test_the_message_is_with_heads_or_without(logged_in, clerk, home):
    browser = logged_in(clerk)

    with_names, without = (browser.get(f"{page_of(home)}nhac/{query}").text for query in ("", "?ten=khong"))

    assert "1. Sùng A Chử" in with_names
    assert "Sùng A Chử" not in without
    assert "nộp lại phiếu cho tổ sớm." in without


def test_the_message_names_the_deadline_until_it_is_over(logged_in, clerk, home, it_is):
    it_is(2022, 9, 5, 12)

    text = logged_in(clerk).get(f"{page_of(home)}nhac/").text

    assert "nộp lại phiếu cho tổ trước 24:00 ngày 07/9/2022." in text


def test_what_has_not_come_back_is_due_once_it_was_handed_out(logged_in, clerk, home, phase):
    def titles():
        found = due_list(clerk, phase, []).tasks
        return [(line.count, line.title, line.url) for line in found if "chưa thu" in line.title]

    assert titles() == []
    browser = logged_in(clerk)
    browser.post(page_of(home) + "ghi/", marking(home))
    [(count, title, url)] = titles()

    assert (count, title) == (1, "Phiếu chưa thu của Tổ dân phố số 8")
    assert len(browser.get(url).context["rows"]) == 1


# Orders


def test_an_order_becomes_a_job_whose_codes_lead_to_this_portal(logged_in, clerk, home, settings):
    settings.ALLOWED_HOSTS = ["thidua.example.vn"]
    form = {"unit": home.unit_id, "which": "new", "spare": 1}

    answer = logged_in(clerk).post(reverse("scoring:print_sheets", args=PLACE), form, HTTP_HOST="thidua.example.vn")

    job = Job.objects.get()
    assert answer.url == f"/viec-nen/{job.pk}/"
    assert job.args["address"] == "http://thidua.example.vn"
    jobs.run_next()
    assert len(pages_of(job.path.read_bytes())) == 3


def test_an_officer_prints_one_neighbourhood_of_their_own_and_not_the_ward(logged_in, officer_of, home, unit_of):
    browser = logged_in(officer_of("8"))
    url = reverse("scoring:print_sheets", args=PLACE)

    for unit in ("", unit_of("14").pk):
        assert browser.post(url, {"unit": unit, "which": "new", "spare": 0}).status_code == 200
    assert Job.objects.count() == 0
    assert browser.post(url, {"unit": home.unit_id, "which": "new", "spare": 0}).status_code == 302


@pytest.mark.parametrize("unit", [10**30, "x", 10**6])
def test_a_strange_neighbourhood_is_an_ordinary_error(logged_in, clerk, home, unit):
    form = {"unit": unit, "which": "new", "spare": 0}

    assert logged_in(clerk).post(reverse("scoring:print_sheets", args=PLACE), form).status_code == 200
    assert Job.objects.count() == 0


@pytest.mark.parametrize("spare", ["-1", "501", "x", ""])
def test_a_strange_number_of_spares_is_an_ordinary_error(logged_in, clerk, home, spare):
    form = {"unit": "", "which": "new", "spare": spare}

    assert logged_in(clerk).post(reverse("scoring:print_sheets", args=PLACE), form).status_code == 200
    assert Job.objects.count() == 0


# Codes


def test_a_code_opens_the_grid_of_its_household_for_staff(logged_in, officer_of, home, paper):
    grid = reverse("scoring:sheet", args=[*PLACE, home.pk])
    browser = logged_in(officer_of("8"))

    assert browser.get(f"/phieu/{paper.code}/").url == grid
    assert browser.get(f"/phieu/{paper.printed_code.lower()}/").url == grid
    typed = browser.get("/phieu/", {"ma": f"https://thidua.example.vn/phieu/{paper.code}/"}, follow=True)
    assert typed.request["PATH_INFO"] == grid


def test_a_stranger_learns_nothing_from_a_code(client, paper):
    """A code that exists, one that does not and one that is none are answered alike."""
    answers = [client.get(f"/phieu/{code}/") for code in (paper.code, "0" * 9, "x")]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert [answer.url.partition("?")[0] for answer in answers] == ["/dang-nhap/"] * 3
    assert {answer.content for answer in answers} == {b""}


def test_a_code_of_another_neighbourhood_is_as_unknown_as_one_nobody_gave(logged_in, officer_of, paper):
    browser = logged_in(officer_of("14"))

    foreign, nobodys = (browser.get("/phieu/", {"ma": code}) for code in (paper.code, "0" * 9))

    assert f"Không có phiếu mang mã {paper.printed_code}" in foreign.text
    assert "Không có phiếu mang mã 000-000-000" in nobodys.text
    assert browser.get(f"/phieu/{paper.code}/").status_code == browser.get("/phieu/000000000/").status_code == 404


@pytest.mark.parametrize(("typed", "words"), [("K7M", "9 ký tự"), ("K7M-2RF-9TX", "gõ nhầm"), ("x" * 5000, "9 ký tự")])
def test_a_mistyped_code_is_told_what_is_wrong(logged_in, clerk, phase, typed, words):
    answer = logged_in(clerk).get("/phieu/", {"ma": typed})

    assert answer.status_code == 200
    assert words in answer.text


def test_the_page_of_a_sheet_tells_its_way(logged_in, clerk, home, paper):
    browser = logged_in(clerk)
    browser.post(f"/phieu/{paper.code}/in-lai/")
    jobs.run_next()
    browser.post(page_of(home) + "ghi/", marking(home))

    text = browser.get(f"/phieu/{paper.code}/so/").text

    assert "01/09/2022, người ghi: Nguyễn Thị Kiều Ngọc Hưởng" in text
    assert len(re.findall(r"\d\d:\d\d \d\d/\d\d/\d{4}, Nguyễn Thị Kiều Ngọc Hưởng", text)) == 1
    assert "Gỡ khỏi hộ này" not in text


def test_a_spare_sheet_is_given_to_a_household_by_its_code_and_taken_back(logged_in, officer_of, home, spare):
    browser = logged_in(officer_of("8"))
    assert browser.get(f"/phieu/{spare.code}/").url == f"/phieu/{spare.code}/so/"

    answer = browser.post(f"/phieu/{spare.code}/gan/", {"household": " t08-017 "}, follow=True)

    assert told(answer) == [f"Phiếu {spare.printed_code} nay là phiếu của hộ T08-017."]
    assert browser.get(f"/phieu/{spare.code}/").url == reverse("scoring:sheet", args=[*PLACE, home.pk])
    assert told(browser.post(f"/phieu/{spare.code}/go/", follow=True)) == [
        f"Phiếu {spare.printed_code} lại là phiếu dự phòng."
    ]


def test_a_spare_sheet_is_not_given_to_a_household_of_others(logged_in, officer_of, spare, make_household):
    far = make_household("14", "Hoàng Thị Nhất", 1980)

    answer = logged_in(officer_of("8")).post(f"/phieu/{spare.code}/gan/", {"household": far.code})

    assert answer.status_code == 200
    assert "Không có hộ nào mang mã này trong các tổ bạn phụ trách." in answer.text
    assert PaperSheet.objects.get().is_spare


def test_the_list_is_black_and_carries_the_mark_of_practice(logged_in, clerk, home, ward):
    type(ward).objects.filter(pk=ward.pk).update(is_practice=True)

    pdf = logged_in(clerk).get(page_of(home) + "chua-nop.pdf").content

    assert "DỮ LIỆU THỰC HÀNH" in pages_of(pdf)[0]
    assert picture_of(pdf).getextrema()[0] == 0
