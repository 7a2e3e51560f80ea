"""The whole walk in a browser: list in, three sheets keyed, result read, certificate on the desk."""

import subprocess

import openpyxl
import pytest

from emulation.kit import jobs
from emulation.models import Household
from scoring.models import ScoreSheet

COLUMNS = [
    "STT", "Tổ dân phố", "Mã hộ", "Địa chỉ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính",
    "Số CCCD", "Số điện thoại",
]  # fmt: skip
PEOPLE = [
    ["8", "T08-101", "Số 1, đường Điện Biên", "Sùng Thị Chử", "Chủ hộ", "05/8/1968", "Nữ", "", "0912 000 001"],
    ["8", "T08-101", "", "Sùng Minh Đức", "Con", "2011", "Nam", "", ""],
    ["8", "T08-102", "Số 3, đường Điện Biên", "Nguyễn Thị Kiều Ngọc Hưởng", "Chủ hộ", "1957", "Nữ", "", ""],
    ["8", "T08-102", "", "Đặng Thuỳ Dương", "Con dâu", "12/3/1990", "Nữ", "", ""],
    ["8", "T08-103", "Số 5, đường Điện Biên", "Lê Văn Hải", "Chủ hộ", "01-02-1975", "Nam", "", ""],
]


@pytest.fixture
def household_list(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    for number, person in enumerate(PEOPLE, start=1):
        book.active.append([number, *person])
    path = tmp_path / "danh-sach-to-8.xlsx"
    book.save(path)
    return path


def text_of(path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def let_in(page, user):
    """Through the login page, as everybody begins the day."""
    page.goto(f"{page.base}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(user.username)
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Việc cần làm", level=1).wait_for()


def key_one_sheet(page, people: int):
    """Everybody meets everything, by keyboard alone; ends by opening the next sheet."""
    page.locator("html.live").wait_for()
    for _ in range(people):
        page.keyboard.press("*")
        page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")


def upload(page, household_list, axe):
    page.get_by_role("link", name="Nhập từ Excel").click()
    assert axe(page) == []
    page.set_input_files("input[type=file]", household_list)
    page.locator("main form button[type=submit], main form .btn-primary").first.click()
    page.get_by_role("button", name="Lưu danh sách").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Lưu danh sách").click()
    page.get_by_text("Đã lưu danh sách vào danh bạ.").wait_for()


def key_three_sheets(page, axe):
    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/phieu/?to={Household.objects.first().unit_id}")
    assert axe(page) == []
    page.get_by_role("link", name="Nhập phiếu còn thiếu").click()
    for head, people in [("Sùng Thị Chử", 1), ("Nguyễn Thị Kiều Ngọc Hưởng", 2), ("Lê Văn Hải", 1)]:
        page.get_by_role("heading", name=f"Hộ {head}").wait_for()
        key_one_sheet(page, people)
    page.get_by_text("Đã nhập xong phiếu cuối cùng của Tổ dân phố số 8.").wait_for()


def made_paper(page, menu: str, button: str, path, title: str = "") -> str:
    """Orders a paper, lets the worker make it, downloads it; returns what pdftotext reads."""
    page.get_by_role("link", name=menu).click()
    page.get_by_role("button", name=button).click()
    page.get_by_role("heading", name=title or menu).wait_for()
    jobs.run_next()
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải").first.click()
    download.value.save_as(path)
    return text_of(path)


def test_a_clerk_walks_from_the_list_to_a_certificate(watched, clerk, phase, household_list, tmp_path, axe):
    page = watched
    let_in(page, clerk)

    upload(page, household_list, axe)
    key_three_sheets(page, axe)
    page.get_by_role("link", name="Kết quả").click()
    row = page.get_by_role("row").filter(has_text="Tổ dân phố số 8").inner_text()
    assert axe(page) == []
    certificates = made_paper(
        page, "Giấy khen, chứng nhận", "Lập bản xem trước", tmp_path / "giay.pdf", "Giấy chứng nhận"
    )
    report = made_paper(page, "Báo cáo", "Lập báo cáo PDF", tmp_path / "bao-cao.pdf")

    assert (Household.objects.count(), ScoreSheet.objects.handed_in().count()) == (3, 3)
    assert [words for words in ("3/3", "100,0 %", "Cao nhất, đề nghị khen") if words not in row] == []
    names = ["Sùng Thị Chử", "Nguyễn Thị Kiều Ngọc Hưởng", "Lê Văn Hải", "Tổ dân phố số 8, phường Đồng Tâm"]
    assert [words for words in names if words not in certificates] == []
    assert "Đặng Thuỳ Dương" not in certificates
    assert "SƠ KẾT" in report.upper()


def test_an_officer_cannot_even_see_another_neighbourhood(log_in, officer_of, phase, household):
    page = log_in(officer_of("1"))
    place = f"{page.base}/phong-trao/dong-tam-2022/dot-1"

    answers = [
        page.goto(url).status
        for url in [
            f"{place}/phieu/ho-{household.pk}/",
            f"{place}/ket-qua/{household.unit_id}/",
            f"{page.base}/ho-gia-dinh/{household.pk}/",
        ]
    ]
    page.goto(f"{page.base}/ho-gia-dinh/?q=Sùng")

    assert answers == [404, 404, 404]
    assert "Sùng" not in page.locator("main table, main .empty").first.inner_text()
    page.troubles.clear()  # the browser's own lines about the three 404s
