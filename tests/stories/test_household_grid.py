"""A sheet with two tables in a real browser: people and "Cả hộ", with graded answers and a closed cell."""

import pytest

from scoring.choices import SheetStatus
from scoring.models import CellNote, HouseholdScore, MemberScore, ScoreSheet
from tests.mixed_plan import mixed


@pytest.fixture
def plan(plan):
    return mixed(plan)


@pytest.fixture
def couple(make_household):
    return make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971)


def open_sheet(page, household):
    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/phieu/ho-{household.pk}/")
    page.locator("html.live").wait_for()


def saved(page):
    page.locator("[data-status]", has_text="Đã lưu").wait_for()


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def type_keys(page, keys):
    for key in keys:
        page.keyboard.press(key)


def test_both_tables_are_keyed_without_the_mouse(log_in, clerk, phase, couple, make_household):
    following = make_household("8", "Hoàng Văn Nhất", 1980)
    page = log_in(clerk)
    open_sheet(page, couple)

    type_keys(page, ["*", "Enter", "*", "Enter"])
    assert focused(page) == "Cả hộ, tiêu chí 1: chưa nhập"
    type_keys(page, ["1"])
    assert focused(page) == "Cả hộ, tiêu chí 3: chưa nhập"  # over the closed one
    type_keys(page, ["3", "-"])
    saved(page)
    assert page.locator("[data-verdict]").inner_text() == "Đạt Gia đình công dân số"
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Hộ Hoàng Văn Nhất").wait_for()

    assert HouseholdScore.objects.get().answers == "1.3-"
    assert MemberScore.objects.filter(answers="1" * 10).count() == 2
    assert ScoreSheet.objects.get(household=couple).status == SheetStatus.COMPLETE
    assert page.url.endswith(f"ho-{following.pk}/")


def test_the_line_of_the_household_itself_takes_a_note(log_in, clerk, phase, couple):
    page = log_in(clerk)
    open_sheet(page, couple)
    type_keys(page, ["Control+End", "F2"])
    page.keyboard.type("Hỏi lại chủ hộ")
    type_keys(page, ["Enter"])
    page.locator(".note-list", has_text="Cả hộ, tiêu chí 4").wait_for()

    note = CellNote.objects.get()
    assert (note.household, note.member, note.number, note.text) == (couple, None, 4, "Hỏi lại chủ hộ")
    assert focused(page) == "Cả hộ, tiêu chí 4: chưa nhập, ghi chú: Hỏi lại chủ hộ"


def test_a_grade_that_does_not_exist_and_a_closed_cell_take_nothing(log_in, clerk, phase, couple):
    page = log_in(clerk)
    open_sheet(page, couple)
    type_keys(page, ["Control+End", "Home", "ArrowRight"])
    assert focused(page) == "Cả hộ, tiêu chí 2: không áp dụng ở đây"

    type_keys(page, ["1"])
    assert page.locator("[data-status]").inner_text() == "Tiêu chí này không áp dụng ở đây"
    type_keys(page, ["ArrowRight", "5"])
    assert page.locator("[data-status]").inner_text() == "Tiêu chí này có nhiều nhất 4 bậc"
    type_keys(page, ["-"])
    assert page.locator("[data-status]").inner_text() == "Tiêu chí này không được chọn “không áp dụng”"

    assert not ScoreSheet.objects.exists()


def test_the_whole_line_leaves_the_closed_cell_empty_and_shows_grades(log_in, clerk, phase, couple):
    page = log_in(clerk)
    open_sheet(page, couple)
    type_keys(page, ["Control+End", "*", "Home", "ArrowRight", "ArrowRight", "2"])
    saved(page)

    own = page.locator("tr[data-member='0']")
    assert own.locator(".sign").all_inner_texts() == ["✓", "", "2/4", "✓"]
    assert own.locator("[data-total]").inner_text().split() == ["30", "Đạt"]
    assert HouseholdScore.objects.get().answers == "1.21"

    type_keys(page, ["Control+z"])
    saved(page)
    page.reload()
    assert page.locator("tr[data-member='0'] .sign").all_inner_texts() == ["✓", "", "✓", "✓"]


def test_a_click_turns_a_graded_cell_to_full_and_back(log_in, clerk, phase, couple):
    page = log_in(clerk)
    open_sheet(page, couple)
    cell = page.get_by_role("gridcell", name="Cả hộ, tiêu chí 3")

    cell.click()
    saved(page)
    assert HouseholdScore.objects.get().answers == "..4."
    cell.click()
    page.get_by_role("gridcell", name="Cả hộ, tiêu chí 3: chưa đạt", exact=True).wait_for()
    page.get_by_role("gridcell", name="Cả hộ, tiêu chí 2").click()
    saved(page)

    assert HouseholdScore.objects.get().answers == "..0."


def test_the_plain_form_has_the_same_two_tables(browser, live_server, clerk, phase, couple):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("clerk")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Việc cần làm").wait_for()
    page.goto(f"{live_server.url}/phong-trao/dong-tam-2022/dot-1/phieu/ho-{couple.pk}/")

    own = page.locator("tr[data-member='0']")
    assert own.get_by_role("checkbox", name="Cả hộ, tiêu chí 2: đạt").count() == 0
    own.get_by_role("combobox", name="Cả hộ, tiêu chí 3: mức điểm").select_option("3/4")
    own.get_by_role("checkbox", name="đã chấm xong").check()
    page.get_by_role("button", name="Lưu phiếu").click()

    page.get_by_text("Đã lưu phiếu.").wait_for()
    assert HouseholdScore.objects.get().answers == "0.30"
    assert own.get_by_role("combobox").input_value() == "3"
    assert own.get_by_role("checkbox", name="đã chấm xong").is_checked()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_two_tables(log_in, clerk, phase, couple, axe, width):
    page = log_in(clerk)
    page.set_viewport_size({"width": width, "height": 800})
    open_sheet(page, couple)
    type_keys(page, ["Control+End", "*"])
    saved(page)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
