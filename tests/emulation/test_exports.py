"""Lists on their way out: cells that stay what they are, the filter of the screen, numbers only for a reason."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from emulation.actions import ExportRefused, grant_role, record_number_export
from emulation.kit.exports import DAY, TEXT, ListColumn, day_or_text, list_workbook
from emulation.models import AuditEntry, Household
from emulation.queries.exports import export_counts
from tests.workbooks import TITLES

PAGE, FILE, NUMBERS = "/ho-gia-dinh/xuat/", "/ho-gia-dinh/xuat/danh-sach.xlsx", "/ho-gia-dinh/xuat/co-so-ca-nhan/"
CCCD, PHONE = "015068000123", "0912345678"
GIVEN = {"reason": "Đối chiếu với Công an phường", "password_again": "mot-mat-khau-dai"}
TRICKS = ['=HYPERLINK("http://x")', "+84912", "-1", "@SUM(A1)", "\tx", "#N/A", "=1+1"]


def opened(content):
    return openpyxl.load_workbook(BytesIO(content))


def rows_of(response):
    sheet = opened(response.content).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def names_of(response):
    return [row[4] for row in rows_of(response)]


@pytest.fixture
def homes(make_household):
    """Two families of neighbourhood 8 and one of 14, with numbers."""
    return [
        make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971, citizen_id=CCCD, phone=PHONE),
        make_household("8", "Nguyễn Thị Kiều Ngọc Hưởng", date(1957, 5, 8)),
        make_household("14", "Đặng Thuỳ Dương", date(1990, 3, 12)),
    ]


# Cells


def test_a_list_stays_in_sight_prints_on_a4_and_can_be_filtered():
    columns = [ListColumn("Mã hộ", 13, TEXT), ListColumn("Ngày sinh", 14, DAY), ListColumn("Số người", 9)]

    book = opened(list_workbook("Danh sách", columns, [["007", date(1990, 3, 12), 4]], ["Xuất lúc 08:00"]))

    sheet, about = book.worksheets
    assert [(cell.value, cell.number_format) for cell in sheet[2]] == [
        ("007", "@"),
        (datetime(1990, 3, 12), "dd/mm/yyyy"),
        (4, "General"),
    ]
    assert [cell.font.bold for cell in sheet[1]] == [True] * 3
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [13, 14, 9]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A2", "$1:$1", "A1:C2")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert about["A1"].value == "Xuất lúc 08:00"


@pytest.mark.parametrize("column_format", ["General", TEXT, DAY])
@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_becomes_a_formula_or_an_error(trick, column_format):
    content = list_workbook("x", [ListColumn("Địa chỉ", 9, column_format)], [[trick], ["Số 5"], [trick]])

    cells = [opened(content).worksheets[0].cell(row, 1) for row in (2, 3, 4)]

    assert [(cell.data_type, cell.value, cell.quotePrefix) for cell in cells] == [
        ("s", trick, not trick.startswith("#")),
        ("s", "Số 5", False),
        ("s", trick, not trick.startswith("#")),
    ]
    assert b"<f>" not in zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_a_list_without_rows_has_its_header():
    sheet = opened(list_workbook("x", [ListColumn("Mã hộ")], [])).worksheets[0]

    assert ([cell.value for cell in sheet[1]], sheet.max_row, sheet.auto_filter.ref) == (["Mã hộ"], 1, "A1:A1")


@pytest.mark.parametrize(
    ("day", "year_only", "shown"),
    [
        (date(1957, 1, 1), True, "1957"),
        (date(1957, 1, 1), False, date(1957, 1, 1)),
        (date(1905, 5, 10), False, "10/05/1905"),  # Excel counts it as 1957
    ],
)
def test_a_day_is_a_day_unless_excel_would_tell_another_story(day, year_only, shown):
    assert day_or_text(day, year_only) == shown


# The list without numbers


def test_the_list_has_the_templates_columns_but_the_numbers(logged_in, clerk, homes):
    response = logged_in(clerk).get(FILE)

    sheet, about = opened(response.content).worksheets
    assert [cell.value for cell in sheet[1]] == [*TITLES[:8], "Tình trạng"]
    assert rows_of(response)[0] == [
        1, "8", homes[0].code, "Số 1, đường Điện Biên", "Sùng A Chử", "Chủ hộ", datetime(1968, 1, 1), "Nam",
        "Có mặt tại địa phương",
    ]  # fmt: skip
    assert "Không có số CCCD, số điện thoại." in [cell.value for cell in about["A"]]
    assert re.fullmatch(r'attachment; filename="danh-sach-ho-\d{4}-\d\d-\d\d.xlsx"', response["Content-Disposition"])


def test_it_follows_the_filter_of_the_screen(logged_in, clerk, homes, unit_of):
    browser = logged_in(clerk)

    assert names_of(browser.get(FILE)) == [
        "Sùng A Chử", "Lô Thị Nga", "Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương",
    ]  # fmt: skip
    assert names_of(browser.get(f"{FILE}?q=nga")) == ["Sùng A Chử", "Lô Thị Nga"]
    assert names_of(browser.get(f"{FILE}?to={unit_of('14').pk}")) == ["Đặng Thuỳ Dương"]
    assert "Không có hộ nào để xuất" in browser.get(f"{FILE}?q=khong-co", follow=True).text


def test_an_officer_takes_along_what_an_officer_sees(logged_in, officer_of, homes, unit_of):
    browser = logged_in(officer_of("14"))

    assert names_of(browser.get(FILE)) == ["Đặng Thuỳ Dương"]
    assert names_of(browser.get(f"{FILE}?to={unit_of('8').pk}")) == ["Đặng Thuỳ Dương"]


def test_the_page_says_how_many_and_carries_the_filter_on(logged_in, clerk, homes):
    browser = logged_in(clerk)

    page = browser.get(f"{PAGE}?q=nga").text

    assert "1 hộ, 2 người" in page
    assert "đang lọc theo “nga”" in page
    assert f'href="{FILE}?q=nga"' in page
    assert f'action="{NUMBERS}?q=nga"' in page
    assert f'href="{PAGE}?q=nga"' in browser.get("/ho-gia-dinh/?q=nga").text


def test_without_a_household_it_offers_the_way_back(logged_in, clerk, campaign):
    page = logged_in(clerk).get(PAGE).text

    assert "Không có hộ nào để xuất" in page
    assert FILE not in page


# Numbers


def test_numbers_come_with_a_reason_and_leave_a_line(logged_in, clerk, homes, ward):
    response = logged_in(clerk).post(NUMBERS, GIVEN)

    assert [row[-2:] for row in rows_of(response)[:3]] == [[CCCD, PHONE], [CCCD, PHONE], [None, None]]
    entry = AuditEntry.objects.get(verb="xuất danh sách hộ có số cá nhân")
    assert (entry.actor, entry.subject) == ("clerk", str(ward))
    assert entry.after == {"households": 3, "members": 4, "reason": "Đối chiếu với Công an phường"}


def test_the_file_with_numbers_follows_the_filter_too(logged_in, clerk, homes):
    response = logged_in(clerk).post(f"{NUMBERS}?q=thuy", GIVEN)

    assert names_of(response) == ["Đặng Thuỳ Dương"]
    assert AuditEntry.objects.get(verb="xuất danh sách hộ có số cá nhân").after["members"] == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": ""}, "Hãy ghi rõ lý do cần lấy số cá nhân."),
        ({"reason": "cần"}, "Lý do quá ngắn."),
        ({"reason": "Tra số 015068000123 của ông Chử"}, "Lý do có dãy số giống số CCCD"),
        ({"reason": "Gọi cho 0912 345 678 của ông Chử"}, "Lý do có dãy số giống số CCCD"),
        ({"password_again": "mot-mat-khau-khac"}, "Mật khẩu chưa đúng nên chưa làm gì."),
        ({"password_again": ""}, "Hãy nhập lại mật khẩu của bạn."),
    ],
)
def test_without_reason_or_password_nothing_leaves(logged_in, clerk, homes, given, sentence):
    page = logged_in(clerk).post(NUMBERS, GIVEN | given)

    assert page["Content-Type"].startswith("text/html")
    assert sentence in page.text
    assert PHONE not in page.text
    assert not AuditEntry.objects.filter(verb="xuất danh sách hộ có số cá nhân").exists()


def test_guessing_the_password_is_stopped(logged_in, clerk, homes):
    browser = logged_in(clerk)
    for _ in range(5):
        browser.post(NUMBERS, GIVEN | {"password_again": "mot-mat-khau-khac"})

    page = browser.post(NUMBERS, GIVEN)

    assert page["Content-Type"].startswith("text/html")
    assert "Hãy chờ 15 phút rồi thử lại" in page.text
    assert not AuditEntry.objects.filter(verb="xuất danh sách hộ có số cá nhân").exists()


def test_officers_are_not_even_asked(logged_in, officer_of, homes):
    browser = logged_in(officer_of("8"))

    assert "có số cá nhân" not in browser.get(PAGE).text
    assert browser.post(NUMBERS, GIVEN).status_code == 403


def test_an_office_in_one_place_opens_no_numbers_in_another(logged_in, make_user, unit_of, homes):
    """Somebody may keep the registry of neighbourhood 14 and only collect sheets in 8."""
    user = make_user("both", "clerk", unit_of("14"))
    grant_role(user, unit_of("8"), "officer", by=None)
    browser = logged_in(user)

    assert len(names_of(browser.get(FILE))) == 4
    assert names_of(browser.post(NUMBERS, GIVEN)) == ["Đặng Thuỳ Dương"]


def test_more_people_than_a_workbook_brings_back_are_exported_in_parts(logged_in, clerk, homes, unit_of, settings):
    settings.WORKBOOK_MAX_ROWS = 3
    browser = logged_in(clerk)
    sentence = "Danh sách có 4 người, quá mức 3 người của một tệp. Hãy lọc theo tổ dân phố rồi xuất từng phần."

    assert sentence in browser.get(FILE, follow=True).text
    assert sentence in browser.post(NUMBERS, GIVEN).text
    assert names_of(browser.get(f"{FILE}?to={unit_of('14').pk}")) == ["Đặng Thuỳ Dương"]
    assert not AuditEntry.objects.filter(verb="xuất danh sách hộ có số cá nhân").exists()


def test_the_trail_is_not_written_for_nobody(clerk, campaign):
    with pytest.raises(ExportRefused, match="Không có hộ nào để xuất"):
        record_number_export(Household.objects.all(), reason="Đối chiếu", by=clerk)


def test_the_trail_asks_for_a_reason_whoever_calls(clerk, homes):
    with pytest.raises(ExportRefused, match="Hãy ghi rõ lý do"):
        record_number_export(Household.objects.all(), reason=" ", by=clerk)


def test_an_export_counts_households_and_people(homes):
    assert export_counts(Household.objects.all()) == (3, 4)
