"""A clerk's list with three wrong rows: looked at, mended, taken in; or the good rows first and the rest given back."""

import openpyxl
import pytest

from emulation.models import Household, HouseholdImport, Member
from tests.workbooks import TITLES, person

WRONG = {"G3": "31/02/1990", "H5": "x", "B7": "Tổ 13"}
RIGHT = {"G3": "28/02/1990", "H5": "Nam", "B7": "14"}


@pytest.fixture
def list_file(tmp_path):
    """Eight households of one; three cells are wrong."""
    book = openpyxl.Workbook()
    book.active.append(["DANH SÁCH HỘ GIA ĐÌNH"])
    book.active.append(TITLES)
    for number in range(1, 9):
        book.active.append(person(number=number, code=f"T08-{number:03}", name="Lê Văn Hải", birth=str(1950 + number)))
    path = tmp_path / "Danh sách tổ 8.xlsx"
    return written(book, path, WRONG)


def written(book, path, cells):
    for cell, value in cells.items():
        book.active[cell] = value
    book.save(path)
    return path


def mended(path, cells):
    return written(openpyxl.load_workbook(path), path, cells)


def upload(page, path):
    page.get_by_role("link", name="Nhập từ Excel").first.click()
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_role("heading", name="Xem trước danh sách").wait_for()


def test_a_clerk_mends_three_wrong_rows_and_uploads_again(log_in, clerk, campaign, list_file, axe):
    page = log_in(clerk)

    upload(page, list_file)
    told = page.locator("table").inner_text()
    assert axe(page) == []
    upload(page, mended(list_file, RIGHT))
    page.get_by_role("link", name="Mới (16)").click()
    assert axe(page) == []
    page.get_by_role("button", name="Lưu danh sách").click()
    page.get_by_text("Đã lưu danh sách vào danh bạ.").wait_for()
    assert axe(page) == []

    assert [line for line in ("3\tNgày sinh", "5\tGiới tính", "7\tTổ dân phố") if line not in told] == []
    assert Household.objects.count() == 8


def test_a_clerk_takes_the_good_rows_first_and_mends_the_rest(log_in, clerk, campaign, list_file, tmp_path, axe):
    page = log_in(clerk)

    upload(page, list_file)
    page.get_by_role("button", name="Chỉ nhập các dòng đúng").click()
    page.get_by_text("Còn 3 dòng chưa nhập").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải các dòng chưa nhập").click()
    rest = tmp_path / "dong-sai.xlsx"
    download.value.save_as(rest)
    reasons = [row[-1].value for row in openpyxl.load_workbook(rest).active.iter_rows(min_row=2)]
    upload(page, mended(rest, {"G3": "28/02/1990", "H4": "Nam", "B5": "14"}))
    page.get_by_role("button", name="Lưu danh sách").click()
    page.get_by_text("Đã lưu danh sách vào danh bạ.").wait_for()
    page.get_by_role("link", name="Nhật ký nhập").click()
    page.get_by_role("heading", name="Nhật ký nhập danh sách").wait_for()
    assert axe(page) == []

    assert reasons[0] == "Lý do"
    assert [reason.split(":")[0] for reason in reasons[1:]] == ["Ngày sinh", "Giới tính", "Tổ dân phố"]
    assert (Member.objects.count(), HouseholdImport.objects.saved().count()) == (8, 2)


def test_a_clerk_takes_a_wrong_file_back(log_in, clerk, campaign, list_file, axe):
    page = log_in(clerk)
    upload(page, mended(list_file, RIGHT))
    page.get_by_role("button", name="Lưu danh sách").click()

    page.get_by_role("button", name="Hoàn tác lần nhập này").click()
    page.get_by_text("Đã hoàn tác: danh bạ trở lại như trước lần nhập này.").wait_for()
    assert axe(page) == []

    assert not Household.objects.exists()
