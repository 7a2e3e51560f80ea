"""The deputy's keyboard on the staff grid: twenty people, undo, two browsers, no scripts; the reading."""

from datetime import date

import pytest

from scoring.models import Reading, StaffTick
from scoring.queries.staff_items import entry_day, ledger_of
from tests.staff import exempt, hire, line_of, tick
from tests.stories.grid import press, saved, status

HERE = "/phong-trao/tuoi-hong-2022/can-bo-theo-muc/"
TARGET = "/phong-trao/tuoi-hong-2022/chi-tieu/1/"
NAMES = [
    f"{family} Thị {given}" for given in ("An", "Bình", "Chi", "Dung", "Hà") for family in ("Bùi", "Đỗ", "Lê", "Vũ")
]


@pytest.fixture
def school_campaign(transactional_db, school_campaign):
    return school_campaign


@pytest.fixture
def people(staff_campaign):
    return hire(staff_campaign, *NAMES)


def open_grid(page):
    page.goto(page.base + HERE)
    page.locator("html.live").wait_for()


def answers(campaign) -> list[str]:
    return [row.answers for row in ledger_of(campaign).rows(entry_day(campaign))]


def test_twenty_people_are_ticked_by_keyboard_and_the_figure_follows(log_in, staff_campaign, people, deputy):
    page = log_in(deputy)
    open_grid(page)

    press(page, "+", "ArrowDown", "ArrowDown", "0", "Home", "End")  # everybody has one, but the third
    press(page, "Control+Home", "ArrowRight")
    for _ in range(5):
        press(page, "Alt+Digit2", "ArrowDown")
    saved(page)
    page.get_by_text("19/20 người (95,0 %)").wait_for()

    assert answers(staff_campaign) == ["11..", "11..", "01..", "11..", "11..", *["1..."] * 15]
    assert page.get_by_text("Chưa có (1): Lê Thị An.").is_visible()
    assert page.get_by_text("Đạt mức 95 % trở lên").is_visible()


def test_a_whole_column_is_undone_in_one_step_and_done_again(log_in, staff_campaign, people, deputy):
    page = log_in(deputy)
    open_grid(page)
    press(page, "0", "Home", "+")
    saved(page)
    filled = answers(staff_campaign)

    press(page, "Control+z")
    saved(page)
    undone = answers(staff_campaign)
    press(page, "Control+Shift+Z", "Control+z", "Control+z")
    saved(page)

    assert filled == ["0...", *["1..."] * 19]
    assert undone == ["0...", *["...."] * 19]
    assert answers(staff_campaign) == ["...."] * 20
    assert StaffTick.objects.count() >= 40  # nothing was overwritten


def test_two_browsers_at_one_cell_see_both_values(log_in, staff_campaign, people, deputy, principal):
    page = log_in(deputy)
    open_grid(page)
    an, do = people[0], people[1]
    day = entry_day(staff_campaign)
    tick(staff_campaign, (an, "0..."), (do, ".1.."), by=principal, on=day)

    press(page, "ArrowDown", "1", "ArrowUp", "Home", "1")  # another cell of one line, the same cell of the other
    page.get_by_text("principal đã ghi dòng của Bùi Thị An").wait_for()
    joined, kept = line_of(staff_campaign, do, day).answers, line_of(staff_campaign, an, day).answers
    page.get_by_role("button", name="Giữ dòng của tôi").click()
    saved(page)

    assert (joined, kept) == ("11..", "0...")
    assert line_of(staff_campaign, an, day).answers == "1..."


def test_an_exemption_is_written_from_its_cell_and_closes_it(log_in, staff_campaign, people, deputy):
    page = log_in(deputy)
    open_grid(page)

    press(page, "1", "-")
    page.get_by_role("heading", name="Miễn tính", level=1).wait_for()
    assert page.get_by_label("Người*").input_value() == str(people[0].pk)
    assert page.get_by_label("Mục*").input_value() == "2"
    page.get_by_label("Lý do").select_option("Biệt phái")
    page.get_by_label("Ghi rõ").fill("Quyết định số 12")
    page.keyboard.press("Enter")
    page.locator("html.live").wait_for()

    cell = page.get_by_role("gridcell", name="Bùi Thị An, mục 2: được miễn tính từ")
    assert cell.locator(".sign").inner_text() == "miễn"
    cell.click()
    press(page, "1")
    status(page, "Mục này được miễn tính từ")
    assert line_of(staff_campaign, people[0], entry_day(staff_campaign)).answers == "1..."


def test_what_could_not_be_sent_is_kept_and_goes_later(log_in, staff_campaign, people, deputy):
    page = log_in(deputy)
    open_grid(page)
    page.route("**/dong/**", lambda route: route.abort())
    press(page, "1")
    status(page, "Mất kết nối")

    page.unroute("**/dong/**")
    page.troubles.clear()  # the cut connection itself
    page.reload()
    saved(page)

    assert answers(staff_campaign)[0] == "1..."


def test_the_figure_becomes_a_reading_and_the_principal_approves(
    log_in, log_out, staff_campaign, people, deputy, principal
):
    tick(staff_campaign, *((one, "1...") for one in people[:19]), by=deputy, on=date(2022, 12, 20))
    page = log_in(deputy)
    page.get_by_role("link", name="Bảng CB-GV-NV đã đổi: Điện thoại thông minh").click()
    page.get_by_role("button", name="Ghi số liệu từ bảng (19/20").click()
    page.get_by_text("được tính từ lúc người khác của đơn vị duyệt").wait_for()
    log_out()

    page = log_in(principal)
    page.goto(page.base + TARGET)
    page.get_by_role("button", name="Duyệt số liệu").click()
    page.get_by_text("Đã duyệt.").wait_for()

    kept = Reading.objects.get()
    assert (kept.part, kept.whole, kept.is_counted, kept.is_approved) == (19, 20, True, True)


def test_the_grid_works_without_javascript(browser, live_server, staff_campaign, people, deputy):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("deputy")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Việc cần làm", level=1).wait_for()
    page.goto(live_server.url + HERE)

    page.get_by_label("Bùi Thị An, mục 1").select_option("✓ có")
    page.get_by_label("Bùi Thị An, mục 3").select_option("– chưa")
    page.get_by_role("button", name="Lưu bảng").click()

    assert page.get_by_text("Đã lưu bảng ngày").is_visible()
    assert answers(staff_campaign)[0] == "1.0."
    assert page.get_by_text("1/20 người (5,0 %)").is_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_staff_grid_is_clean_and_fits_its_width(log_in, staff_campaign, people, deputy, axe, width):
    day = entry_day(staff_campaign)
    tick(staff_campaign, (people[0], "10.."), by=deputy, on=day)
    one = exempt(staff_campaign, people[1], day, by=deputy)
    page = log_in(deputy)
    page.set_viewport_size({"width": width, "height": 800})
    pages = [HERE, f"{HERE}?ngay=20/12/2022", f"{HERE}?ngay=20/12/2022&ghi=1", f"{HERE}cac-muc/", f"{HERE}mien-tinh/"]
    pages += [f"{HERE}mien-tinh/{one.pk}/bo/", TARGET, f"{TARGET}so-lieu/tu-bang/", f"{TARGET}so-lieu/"]

    found = {}
    for path in pages:
        page.goto(page.base + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
