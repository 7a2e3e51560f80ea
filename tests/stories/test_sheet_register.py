"""The way of the paper in a real browser: printed, handed out, collected, reminded of, opened by its code."""

import re
from uuid import uuid4

import pytest

from emulation.kit import jobs
from scoring.actions.paper_sheets import issue_sheets, issue_spares
from scoring.models import PaperSheet
from tests.printed import pages_of

REGISTER = "/phong-trao/dong-tam-2022/dot-1/so-phieu/"


@pytest.fixture
def street(phase, make_household):
    names = ["Sùng A Chử", "Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương"]
    return [make_household("8", name, 1968) for name in names]


def test_a_neighbourhood_is_printed_handed_out_collected_and_reminded(log_in, officer_of, street, tmp_path):
    page = log_in(officer_of("8"))

    page.get_by_role("link", name="Sổ phiếu").first.click()
    page.get_by_role("link", name="In phiếu").click()
    page.get_by_label("Số tờ dự phòng").fill("1")
    page.get_by_role("button", name="Lập tệp PDF").click()
    page.get_by_role("heading", name="Phiếu chấm điểm").wait_for()
    jobs.run_next()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp").click()
    download.value.save_as(tmp_path / "phieu.pdf")
    assert len(pages_of((tmp_path / "phieu.pdf").read_bytes())) == 5

    page.goto(page.base + REGISTER)
    page.get_by_role("link", name="Tổ dân phố số 8").click()
    page.get_by_label("Ngày phát, thu thật").fill("1/9/22")
    page.get_by_role("button", name="Ghi cho cả tổ (3 hộ)").click()
    page.get_by_text("Đã phát ngày 01/09/2022: đã ghi cho 3 phiếu.").wait_for()
    page.get_by_role("checkbox", name="Chọn hộ Sùng A Chử").check()
    page.locator("#id_act").select_option("Đã thu")
    page.get_by_label("Ngày phát, thu thật").fill("3/9/2022")
    page.get_by_role("button", name="Ghi cho các hộ đã đánh dấu").click()
    page.get_by_text("Đã thu ngày 03/09/2022: đã ghi cho 1 phiếu.").wait_for()

    page.get_by_role("link", name="chưa thu 2").click()
    rows = page.locator("tbody th").all_inner_texts()
    assert [row.splitlines()[0] for row in rows] == ["Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương"]
    page.get_by_role("link", name="Nhắc hộ chưa nộp").click()
    assert "2. Đặng Thuỳ Dương" in page.get_by_label("Chép đoạn này").input_value()
    page.get_by_role("link", name="Không ghi tên ai").click()
    assert "Đặng Thuỳ Dương" not in page.get_by_label("Chép đoạn này").input_value()

    page.goto(page.base + "/")
    page.get_by_role("link", name="Phiếu chưa thu của Tổ dân phố số 8").click()
    assert page.locator("tbody th").count() == 2


def test_a_wrong_press_on_a_whole_neighbourhood_is_taken_back(log_in, clerk, street):
    page = log_in(clerk)
    page.goto(page.base + REGISTER)
    page.get_by_role("link", name="Tổ dân phố số 8").click()
    page.get_by_role("button", name="Ghi cho cả tổ").click()

    page.get_by_role("button", name="Hoàn tác lần ghi vừa rồi").click()

    page.get_by_text("Đã hoàn tác 3 phiếu.").wait_for()
    assert set(PaperSheet.objects.values_list("handed_out_on", flat=True)) == {None}


def test_a_reader_that_types_the_address_and_enter_opens_the_grid(log_in, clerk, street):
    page = log_in(clerk)
    page.goto(page.base + REGISTER)
    page.get_by_role("link", name="Tổ dân phố số 8").click()
    page.get_by_role("button", name="Ghi cho cả tổ").click()
    page.get_by_text("đã ghi cho 3 phiếu").wait_for()
    code = PaperSheet.objects.get(household=street[1]).code

    page.goto(page.base + REGISTER)
    page.get_by_role("textbox", name="Mở phiếu theo mã").focus()
    page.keyboard.type(f"{page.base}/phieu/{code}/\n")

    page.wait_for_url(re.compile(f"phieu/ho-{street[1].pk}/$"))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_sheet_of_paper_and_a_spare_one_are_clean_at_both_widths(log_in, clerk, street, phase, axe, width):
    issue_sheets(phase, type(street[0]).objects.all(), batch=uuid4())
    issue_spares(phase, street[0].unit, 1, batch=uuid4())
    page = log_in(clerk)
    page.set_viewport_size({"width": width, "height": 800})

    for paper in (PaperSheet.objects.spare().get(), PaperSheet.objects.get(household=street[0])):
        page.goto(f"{page.base}/phieu/{paper.code}/so/")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.goto(f"{page.base}{REGISTER}to-{street[0].unit_id}/")
    page.get_by_role("button", name="Ghi cho cả tổ").click()
    page.get_by_text("Vừa ghi sổ").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
