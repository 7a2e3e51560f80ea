"""The pages of a neighbourhood's workbook: who meets them, what they show, and that saving happens once."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.models import Phase
from scoring.models import MemberScore, OfflineUpload
from tests.offline import answers_of, fill, key
from tests.workbooks import family, packed, workbook


@pytest.fixture
def place(phase):
    return [phase.campaign.code, 1]


@pytest.fixture
def page_of(place, unit):
    return reverse("scoring:offline", args=[*place, unit.pk])


@pytest.fixture
def office(logged_in, officer_of):
    """A browser of the officer of neighbourhood 8."""
    return logged_in(officer_of("8"))


@pytest.fixture
def send(office, page_of):
    """Uploads an opened workbook or bytes and follows to the next page."""

    def upload(book, name="Tổ 8.xlsx"):
        content = book if isinstance(book, bytes) else packed(book)
        return office.post(page_of, {"file": SimpleUploadedFile(name, content)}, follow=True)

    return upload


@pytest.fixture
def save(office, place):
    """Presses save on a preview: save(page, both="tep")."""

    def press(page, **given):
        kept, preview = page.context["kept"], page.context["preview"]
        given = {"stamp": preview.plan.stamp, "finish": "on"} | given
        return office.post(reverse("scoring:offline_save", args=[*place, kept.pk]), given, follow=True)

    return press


def test_the_sheet_list_leads_an_officer_to_the_workbook(office, page_of, place, household):
    page = office.get(reverse("scoring:sheets", args=place)).text

    assert f'href="{page_of}"' in page


def test_who_does_not_key_scores_is_not_led_there(logged_in, chairman, page_of, place, household):
    browser = logged_in(chairman)

    assert page_of not in browser.get(reverse("scoring:sheets", args=place)).text
    assert browser.get(page_of).status_code == 403


def test_the_page_explains_and_gives_the_workbook(office, page_of, household):
    page = office.get(page_of)
    answer = office.get(f"{page_of}phieu.xlsx")

    assert "Tải tệp cho tổ" in page.text
    assert "4 hàng" in page.text
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    assert sheet["E4"].value == "Sùng A Chử"
    assert 'filename="phieu-to-8-dot-1-' in answer["Content-Disposition"]


def test_without_anybody_to_score_it_says_what_to_do(office, page_of):
    page = office.get(page_of).text

    assert "Tổ chưa có ai để chấm điểm" in page
    assert "phieu.xlsx" not in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp rỗng"),
        (b"%PDF-1.4", "Tệp này là tệp PDF"),
        (b"PK\x03\x04", "Tệp Excel bị hỏng"),
    ],
)
def test_what_is_no_workbook_stays_at_the_form(send, household, content, sentence):
    page = send(content)

    assert sentence in page.text
    assert not OfflineUpload.objects.exists()


def test_a_foreign_workbook_gets_a_sentence(send, household):
    page = send(workbook(*family()))

    assert "không phải là tệp của tổ tải từ cổng" in page.text
    assert "Lưu vào cổng" not in page.text


def test_the_preview_shows_and_writes_nothing(send, download, household, phase, clerk):
    key(household, phase, "Lô Thị Nga", "0.........", clerk)
    book = download()
    fill(book, 4, "xx")
    fill(book, 5, "x")

    page = send(book)
    text = " ".join(page.text.split())

    assert "<b>1</b> hàng mới điền" in text
    assert "tiêu chí 1: chưa đạt → <b>đạt</b>" in text
    assert (answers_of("Sùng A Chử"), answers_of("Lô Thị Nga")) == (None, "0.........")


def test_saving_is_said_and_a_second_press_changes_nothing(send, save, download, household):
    book = download()
    for row in range(4, 8):
        fill(book, row, ["x"] * 10)
    preview = send(book)

    first, second = save(preview), save(preview)

    assert "Đã lưu: 4 hàng mới, 0 hàng thay đổi, 0 hàng không đổi. 1 phiếu được đánh dấu đã xong." in first.text
    assert "Tệp này đã được lưu từ trước" in second.text
    assert set(MemberScore.objects.values_list("version", flat=True)) == {1}


def test_the_same_file_again_says_that_it_was_saved(send, save, download, household):
    book = download()
    fill(book, 4, "x")
    content = packed(book)
    save(send(content))

    page = send(content)

    assert "Chính tệp này đã được" in page.text
    assert "Lưu vào cổng" not in page.text


def test_wrong_rows_are_listed_and_the_right_ones_may_be_saved(send, save, download, household):
    book = download()
    fill(book, 4, "x")
    fill(book, 5, ["x", "có lẽ"])

    page = send(book)

    assert "Có 1 hàng sai." in page.text
    assert "“có lẽ” không phải là câu trả lời" in page.text
    assert "Tệp còn 1 hàng sai nên chưa lưu gì" in save(page).text
    assert "1 hàng sai được bỏ qua" in save(page, skip_wrong="1").text
    assert (answers_of("Sùng A Chử"), answers_of("Lô Thị Nga")) == ("1.........", None)


@pytest.mark.parametrize(
    ("given", "answers"),
    [({}, "0"), ({"both": "cong"}, "0"), ({"both": "tep"}, "1"), ({"both": "tung-hang"}, "0")],
)
def test_both_values_are_shown_and_the_portals_stays_by_default(
    send, save, download, household, phase, clerk, given, answers
):
    book = download()
    fill(book, 4, "x")
    key(household, phase, "Sùng A Chử", "0.........", clerk)

    page = send(book)
    text = " ".join(page.text.split())
    save(page, **given)

    assert "tiêu chí 1: <b>chưa đạt</b>" in text
    assert "tiêu chí 1: <b>đạt</b>" in text
    assert answers_of("Sùng A Chử") == f"{answers}........."


def test_row_by_row_the_ticked_line_goes_by_the_file(send, save, download, household, phase, clerk):
    book = download()
    fill(book, 4, "x")
    fill(book, 5, "x")
    for name in ("Sùng A Chử", "Lô Thị Nga"):
        key(household, phase, name, "0.........", clerk)
    page = send(book)
    nga = page.context["preview"].conflicts.rows[1]

    save(page, both="tung-hang", take=[nga.key])

    assert (answers_of("Sùng A Chử"), answers_of("Lô Thị Nga")) == ("0.........", "1.........")


def test_a_form_without_what_was_looked_at_saves_nothing(send, office, place, download, household):
    book = download()
    fill(book, 4, "x")
    kept = send(book).context["kept"]

    page = office.post(reverse("scoring:offline_save", args=[*place, kept.pk]), {}, follow=True)

    assert "Yêu cầu gửi lên không đọc được nên chưa lưu gì" in page.text
    assert not MemberScore.objects.exists()


def test_an_upload_is_its_uploaders_alone(send, download, logged_in, clerk, household, place):
    kept = send(download()).context["kept"]
    browser = logged_in(clerk)

    for name in ("offline_preview", "offline_save"):
        assert browser.get(reverse(f"scoring:{name}", args=[*place, kept.pk])).status_code == 404


def test_an_officer_finds_no_other_neighbourhood(office, place, unit_of, household):
    for name in ("offline", "offline_book"):
        assert office.get(reverse(f"scoring:{name}", args=[*place, unit_of("14").pk])).status_code == 404


def test_a_closed_phase_says_so_and_offers_no_saving(send, download, household, phase):
    book = download()
    fill(book, 4, "x")
    Phase.objects.filter(pk=phase.pk).update(status="closed")

    page = send(book)

    assert "không mở để chấm điểm nên tệp chưa lưu được" in page.text
    assert "Lưu vào cổng" not in page.text


def test_workbook_and_preview_cost_the_same_for_one_household_and_for_twenty(
    office, page_of, send, download, make_household, place, household
):
    def cost():
        book = download()
        fill(book, 4, "x")
        kept = send(book).context["kept"]
        costs = []
        for url in (page_of, f"{page_of}phieu.xlsx", reverse("scoring:offline_preview", args=[*place, kept.pk])):
            with CaptureQueriesContext(connection) as captured:
                assert office.get(url).status_code == 200
            costs.append(len(captured))
        return costs

    cost()  # once, so that the table of one's uploads is never empty
    one = cost()
    for _ in range(20):
        make_household("8", "Hoàng Thị Nhất", 1980)

    assert cost() == one


def test_wrong_rows_come_back_with_what_is_wrong_and_can_be_brought_again(send, save, office, download, household):
    book = download()
    fill(book, 4, "x")
    fill(book, 5, ["x", "có lẽ", "=1+1"])
    page = send(book)
    save(page, skip_wrong="1")

    link = f"{page.redirect_chain[0][0]}hang-sai.xlsx"
    assert link in office.get(page.redirect_chain[0][0]).text
    mended = openpyxl.load_workbook(BytesIO(office.get(link).content))
    sheet = mended.worksheets[0]

    assert [sheet.cell(row, 5).value for row in (4, 5)] == ["Lô Thị Nga", None]
    assert [sheet.cell(4, column).value for column in (7, 8, 9)] == ["x", "có lẽ", None]
    assert [sheet.cell(4, column).fill.fgColor.rgb for column in (8, 9)] == ["00F6C9C6"] * 2
    assert (sheet["Q3"].value, sheet["Q4"].font.color.rgb) == ("Cần sửa", "00A8161C")
    assert sheet["Q4"].value.startswith("Tiêu chí 2: “có lẽ” không phải là câu trả lời.")
    fill(mended, 4, ["x", "0", None])
    assert "1 hàng mới" in save(send(mended)).text
    assert answers_of("Lô Thị Nga") == "10........"
