"""Nothing acknowledged and nothing typed is lost: logins that end, cut connections, restarts, tabs."""

import socket
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from pytest_django.live_server_helper import LiveServer

from emulation.models import AuditEntry
from scoring.models import MemberScore
from tests.stories.grid import answers_of, kept_in_browser, log_in_again, open_sheet, press, saved, status

FULL = "1" * 10
LOGIN = "Đăng nhập lại để lưu tiếp"


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


def test_what_was_taken_back_while_the_answer_got_lost_is_taken_back_in_the_portal_too(log_in, clerk, phase, household):
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
