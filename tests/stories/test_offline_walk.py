"""A neighbourhood's workbook in a browser: taken along, filled in, brought back, a newer value met and decided."""

import openpyxl
import pytest

from emulation.models import AuditEntry
from scoring.models import MemberScore
from tests.offline import answers_of, fill, key


def downloaded(page, press, folder):
    """What pressing downloads, as an opened workbook."""
    with page.expect_download() as waited:
        press()
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    return openpyxl.load_workbook(path)


@pytest.fixture
def send(tmp_path):
    """Chooses the workbook in the page's form and presses upload."""

    def upload(page, book, name="phieu-to-8.xlsx"):
        book.save(tmp_path / name)
        page.set_input_files("input[type=file]", tmp_path / name)
        page.get_by_role("button", name="Tải lên và xem trước").click()
        page.get_by_role("heading", name="So tệp với cổng").wait_for()

    return upload


def test_an_officer_fills_in_at_home_and_decides_where_the_portal_is_newer(
    log_in, officer_of, household, phase, clerk, tmp_path, send, axe
):
    page = log_in(officer_of("8"))
    page.get_by_role("link", name="Phiếu chấm điểm").first.click()
    page.get_by_role("link", name="Tệp Excel của tổ").click()
    offline = page.url
    assert axe(page) == []
    book = downloaded(page, page.get_by_role("link", name="Tải tệp cho tổ").click, tmp_path)
    for row in range(4, 8):
        fill(book, row, "xxxxxxxxxx")
    fill(book, 5, ["x", "không biết"])

    send(page, book)
    page.get_by_text("Có 1 hàng sai.").wait_for()
    page.get_by_role("cell", name="H (tiêu chí 2)").wait_for()
    assert page.get_by_role("button", name="Lưu vào cổng").count() == 0
    assert axe(page) == []

    fill(book, 5, "xx")
    key(household, phase, "Sùng A Chử", "0.........", clerk)
    key(household, phase, "Lô Thị Nga", "0.........", clerk)
    page.goto(offline)
    send(page, book)
    assert page.get_by_label("Theo từng hàng").is_checked()
    page.get_by_label("Lấy theo tệp cho Lô Thị Nga").check()
    assert axe(page) == []
    page.get_by_role("button", name="Lưu vào cổng").click()
    page.get_by_text("2 hàng khác nhau (1 lấy theo tệp, 1 giữ của cổng)").wait_for()

    assert (answers_of("Sùng A Chử"), answers_of("Lô Thị Nga")) == ("0111111111", "1111111111")
    assert MemberScore.objects.count() == 4
    page.goto(offline)
    page.set_input_files("input[type=file]", tmp_path / "phieu-to-8.xlsx")
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_text("Chính tệp này đã được").wait_for()


def test_a_clerk_takes_the_filtered_list_along_and_numbers_only_for_a_reason(
    log_in, clerk, household, make_household, tmp_path, axe
):
    make_household("14", "Hoàng Thị Nhất", 1980, phone="0912345678")
    page = log_in(clerk)
    page.goto(f"{page.base}/ho-gia-dinh/?q=nhat")
    page.get_by_role("link", name="Xuất Excel").click()
    page.get_by_text("1 hộ, 1 người").wait_for()
    assert axe(page) == []

    plain = downloaded(page, page.get_by_role("link", name="Tải danh sách").click, tmp_path)
    page.get_by_label("Lý do cần số CCCD").fill("Đối chiếu với Công an phường")
    page.get_by_label("Mật khẩu của bạn").fill("mot-mat-khau-dai")
    full = downloaded(page, page.get_by_role("button", name="Tải danh sách có số cá nhân").click, tmp_path)

    assert [cell.value for cell in plain.worksheets[0][2]][4:] == [
        "Hoàng Thị Nhất", "Chủ hộ", full.worksheets[0]["G2"].value, "Nữ", "Có mặt tại địa phương",
    ]  # fmt: skip
    assert full.worksheets[0]["K2"].value == "0912345678"
    assert AuditEntry.objects.filter(verb="xuất danh sách hộ có số cá nhân").count() == 1
