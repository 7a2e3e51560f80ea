"""Nothing acknowledged and nothing typed is lost: logins that end, cut connections, restarts, tabs, two clerks."""

import socket
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from pytest_django.live_server_helper import LiveServer

from emulation.models import AuditEntry
from scoring.actions.sheets import Entry, record_scores
from scoring.models import MemberScore
from tests.stories.grid import answers_of, open_sheet, press, saved

FULL = "1" * 10
LOGIN = "Đăng nhập lại để lưu tiếp"


def status(page, text):
    page.locator("[data-status]", has_text=text).wait_for()


def kept_in_browser(page):
    return page.evaluate("Object.keys(localStorage).length")


def log_in_again(page, password="mot-mat-khau-dai"):
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")


# The login ends


def test_whoever_is_logged_out_while_keying_logs_in_over_the_grid_and_loses_nothing(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    press(page, "*")
    saved(page)
    Session.objects.all().delete()

    press(page, "*", "0")
    page.get_by_role("dialog", name=LOGIN).wait_for()
    assert MemberScore.objects.count() == 1
    log_in_again(page, "khong-phai-mat-khau")
    page.get_by_text("Mật khẩu chưa đúng.").wait_for()
    log_in_again(page)
    saved(page)

    assert page.get_by_role("dialog").count() == 0
    assert answers_of("Lô Thị Nga") == "0111111111"
    press(page, "0")  # the focus is back where it was, with a token that holds
    saved(page)
    assert answers_of("Lô Thị Nga") == "0011111111"
    assert kept_in_browser(page) == 0


def test_the_login_box_can_wait_and_comes_back_with_the_next_key(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    Session.objects.all().delete()
    press(page, "1")
    page.get_by_role("dialog", name=LOGIN).wait_for()

    press(page, "Escape")
    status(page, "Chưa đăng nhập lại")
    press(page, "1")
    page.get_by_role("dialog", name=LOGIN).wait_for()
    log_in_again(page)
    saved(page)

    assert answers_of("Sùng A Chử") == "11........"


def test_a_sheet_is_finished_after_a_break_longer_than_the_login(log_in, clerk, phase, make_household):
    home = make_household("8", "Sùng A Chử", 1968)
    make_household("8", "Hoàng Văn Nhất", 1980)
    page = log_in(clerk)
    open_sheet(page, phase, home)
    press(page, "*")
    saved(page)
    Session.objects.all().delete()

    press(page, "Control+Enter")
    page.get_by_role("dialog", name=LOGIN).wait_for()
    log_in_again(page)

    page.get_by_role("heading", name="Hộ Hoàng Văn Nhất").wait_for()


def test_what_one_clerk_keyed_is_not_saved_in_the_name_of_another(log_in, clerk, standing, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    other = page.context.new_page()
    other.goto(f"{page.base}/dang-nhap/")
    other.get_by_label("Tên đăng nhập").fill(standing.username)
    log_in_again(other)
    other.get_by_role("heading", name="Việc cần làm").wait_for()

    press(page, "*")
    page.get_by_text("Máy này nay đang đăng nhập bằng tài khoản của Vũ Thị Hiệp.").wait_for()
    assert not MemberScore.objects.exists()
    page.troubles.clear()  # the refused request
    log_in_again(page)
    saved(page)

    assert MemberScore.objects.get().entered_by == clerk


def test_a_login_in_another_tab_is_taken_over_in_silence(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    other = page.context.new_page()
    other.goto(f"{page.base}/dang-nhap/")
    other.get_by_label("Tên đăng nhập").fill(clerk.username)
    log_in_again(other)
    other.get_by_role("heading", name="Việc cần làm").wait_for()

    press(page, "*")
    saved(page)
    page.troubles.clear()  # the first try had the old token

    assert answers_of("Sùng A Chử") == FULL


# The connection is cut


def test_an_answer_that_got_lost_is_no_conflict_with_oneself(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/dong/", lose_the_answer)
    press(page, "1")
    status(page, "Mất kết nối")
    page.unroute("**/dong/")
    press(page, "1")
    saved(page)
    page.troubles.clear()  # the lost answer

    assert answers_of("Sùng A Chử") == "11........"
    assert page.locator("[data-conflict]").is_hidden()


def test_what_was_taken_back_while_the_answer_got_lost_is_taken_back_in_the_portal_too(
    log_in, clerk, phase, household
):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/dong/", lose_the_answer)
    press(page, "1")
    status(page, "Mất kết nối")
    assert answers_of("Sùng A Chử") == "1........."
    press(page, "Control+z")
    page.unroute("**/dong/")
    saved(page)
    page.troubles.clear()  # the lost answers

    assert answers_of("Sùng A Chử") == "." * 10
    assert kept_in_browser(page) == 0


def test_a_tick_taken_back_at_once_does_not_come_back_with_a_reload(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    press(page, "1", "Control+z")
    assert kept_in_browser(page) == 0
    page.reload()
    page.locator("html.live").wait_for()

    assert page.locator("td.full").count() == 0


def test_the_lost_answer_is_recognised_after_a_reload_too(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/dong/", lose_the_answer)
    press(page, "1")
    status(page, "Mất kết nối")
    page.unroute("**/dong/")
    page.route("**/dong/", lambda route: route.abort())
    press(page, "1")
    page.wait_for_timeout(400)
    page.unroute("**/dong/")
    page.reload()
    saved(page)
    page.troubles.clear()

    assert answers_of("Sùng A Chử") == "11........"
    assert kept_in_browser(page) == 0


def test_leaving_at_once_after_the_last_key_sends_it(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    press(page, "*")
    page.locator(".side").get_by_role("link", name="Việc cần làm").click()
    page.get_by_role("heading", name="Việc cần làm", level=1).wait_for()

    page.wait_for_timeout(300)
    assert answers_of("Sùng A Chử") == FULL
    open_sheet(page, phase, household)
    assert kept_in_browser(page) == 0


def test_two_tabs_of_a_sheet_do_not_take_each_others_rows_away(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    page.route("**/dong/", lambda route: route.abort())
    press(page, "*")
    status(page, "Mất kết nối")

    other = page.context.new_page()
    other.base = page.base
    other.route("**/dong/", lambda route: route.abort() if FULL in route.request.post_data else route.continue_())
    open_sheet(other, phase, household)
    press(other, "Control+End", "1")  # another row, saved: the row of the first tab must stay where it was kept
    other.locator("td[aria-label='Nguyễn Đặng Thuỳ Dương, tiêu chí 10: đạt']").wait_for()
    page.unroute("**/dong/")
    page.reload()
    saved(page)
    page.troubles.clear()

    assert answers_of("Sùng A Chử") == FULL
    assert answers_of("Nguyễn Đặng Thuỳ Dương") == ".........1"


class MortalServer(ThreadedWSGIServer):
    """A server that hangs up on everybody when it is stopped, as a process does that ends."""

    def __init__(self, *args, **kwargs):
        self.calls = []
        super().__init__(*args, **{**kwargs, "allow_reuse_address": True})  # the next one takes the same address

    def get_request(self):
        call, caller = super().get_request()
        self.calls.append(call)
        return call, caller

    def server_close(self):
        super().server_close()
        for call in self.calls:
            with suppress(OSError):
                call.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def server(transactional_db, monkeypatch):
    """A server of our own, in a list: server[0].stop(), then another one at the same address."""
    monkeypatch.setattr(LiveServerThread, "server_class", MortalServer)
    servers = [LiveServer("127.0.0.1:0")]
    yield servers
    servers[-1].stop()


def test_a_restart_of_the_server_loses_nothing(watched, server, clerk, phase, household):
    page, address = watched, server[0].url.removeprefix("http://")
    page.base = server[0].url
    page.goto(f"{page.base}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(clerk.username)
    log_in_again(page)
    page.get_by_role("heading", name="Việc cần làm", level=1).wait_for()
    open_sheet(page, phase, household)
    press(page, "*")
    saved(page)

    server[0].stop()
    press(page, "*", "0")
    status(page, "Mất kết nối")
    assert page.locator("td.failed").count() == 10
    server.append(LiveServer(address))
    saved(page)  # tried again by itself
    page.troubles.clear()

    assert answers_of("Sùng A Chử") == FULL
    assert answers_of("Lô Thị Nga") == "0111111111"
    assert AuditEntry.objects.filter(verb="nhập điểm").count() == 2


# Two clerks


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
