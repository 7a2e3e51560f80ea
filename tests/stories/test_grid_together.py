"""Two at one sheet see each other, keep each other's ticks, and decide together where both changed a cell."""

import pytest

from scoring.actions.sheets import Entry, record_scores
from scoring.models import MemberScore
from tests.stories.grid import answers_of, kept_in_browser, log_in_again, open_sheet, press, saved, status


@pytest.fixture
def second(browser, live_server, standing):
    """Another person's browser, logged in."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.base = live_server.url
    page.goto(f"{page.base}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(standing.username)
    log_in_again(page)
    page.get_by_role("heading", name="Việc cần làm", level=1).wait_for()
    yield page
    context.close()


def test_two_clerks_on_one_sheet_see_each_other_and_each_others_rows(log_in, clerk, second, phase, household):
    page = log_in(clerk)
    page.clock.install()
    open_sheet(page, phase, household)
    page.locator("[data-company]").wait_for(state="attached")
    assert page.locator("[data-company]").is_hidden()

    open_sheet(second, phase, household)
    second.get_by_text("Nguyễn Thị Kiều Ngọc Hưởng cũng đang mở phiếu này.").wait_for()
    press(second, "*")
    saved(second)
    page.clock.fast_forward(21_000)
    page.get_by_text("Vũ Thị Hiệp cũng đang mở phiếu này.").wait_for()
    page.locator("tr", has_text="Sùng A Chử").locator("[data-total]", has_text="Đạt").wait_for()
    press(page, "0")  # on top of what the other one keyed: no conflict
    page.clock.fast_forward(1_000)
    saved(page)

    assert answers_of("Sùng A Chử") == "0111111111"


def test_two_who_tick_different_cells_of_a_row_both_keep_their_ticks(log_in, clerk, second, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    open_sheet(second, phase, household)
    press(second, "1", "0")
    saved(second)

    press(page, "End", "1")
    page.locator("td[aria-label='Sùng A Chử, tiêu chí 2: chưa đạt']").wait_for()
    saved(page)

    assert answers_of("Sùng A Chử") == "10.......1"
    assert page.locator("[data-conflict]").is_hidden()


def test_a_row_kept_over_a_reload_is_no_licence_to_overwrite(log_in, clerk, standing, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    page.route("**/dong/", lambda route: route.abort())
    press(page, "1", "1")
    status(page, "Mất kết nối")
    chu = household.members.get(full_name="Sùng A Chử")
    record_scores(household, phase, [Entry(chu.pk, "0.0.......", 0)], by=standing)
    page.evaluate("addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true)")  # sent by nobody

    page.reload()
    page.unroute("**/dong/")
    page.get_by_text("tiêu chí 1: bạn ghi “đạt”, trong cổng là “chưa đạt”").wait_for()
    page.troubles.clear()  # the cut connection

    assert answers_of("Sùng A Chử") == "0.0......."


def test_a_screen_left_alone_asks_no_more_so_that_its_login_can_end(log_in, clerk, phase, household):
    page, asked = log_in(clerk), []
    page.clock.install()
    page.on("request", lambda request: asked.append(request) if request.url.endswith("/co-mat/") else None)
    open_sheet(page, phase, household)

    page.clock.run_for(10 * 60_000)

    assert 2 <= len(asked) <= 7  # two minutes of every twenty seconds


def test_of_two_browsers_that_key_one_row_the_second_is_shown_both_and_may_take_the_first(
    log_in, clerk, second, phase, household
):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    open_sheet(second, phase, household)
    press(second, "Shift+Space", "0")
    saved(second)

    press(page, "*")
    page.get_by_text("tiêu chí 1: bạn ghi “đạt”, trong cổng là “chưa đạt”").wait_for()
    press(page, "Space", "Enter", "1")  # a fast clerk types on: that chooses nothing
    page.wait_for_timeout(400)
    assert answers_of("Sùng A Chử") == "0111111111"
    press(page, "Tab", "Tab", "Enter")  # “Lấy dòng trong cổng”
    page.locator("td[aria-label='Sùng A Chử, tiêu chí 1: chưa đạt']").wait_for()
    press(page, "Control+z")  # nothing of ours is left to undo in this row
    page.wait_for_timeout(400)

    assert answers_of("Sùng A Chử") == "0111111111"
    assert kept_in_browser(page) == 0


def test_a_forged_cell_is_an_ordinary_error_in_vietnamese(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    page.evaluate("document.querySelector('td[data-answer]').dataset.steps = 9")

    press(page, "9")
    page.get_by_text("Tiêu chí 1 có câu trả lời không hợp lệ. Hãy tải lại trang rồi nhập lại.").wait_for()
    page.troubles.clear()  # the refused request

    assert page.locator("[aria-label^='Sùng A Chử, tiêu chí 1'].failed").count() == 1
    assert not MemberScore.objects.exists()


def test_what_a_stale_page_sends_never_overwrites(log_in, clerk, standing, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    chu = household.members.get(full_name="Sùng A Chử")
    record_scores(household, phase, [Entry(chu.pk, "0" * 10, 0)], by=standing)

    press(page, "Control+Enter")  # the plain form too goes with the version that was on the screen

    page.get_by_text("Phiếu chưa xong").wait_for()
    assert answers_of("Sùng A Chử") == "0" * 10
