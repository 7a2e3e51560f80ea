"""The clerk's keyboard on the score grid, in a real browser."""

from emulation.kit import clock
from scoring.choices import SheetStatus
from scoring.models import MemberScore, ScoreSheet
from tests.stories.grid import answers_of, open_sheet, saved


def test_four_people_are_keyed_without_the_mouse(log_in, clerk, phase, household, make_household):
    following = make_household("8", "Hoàng Văn Nhất", 1980)
    page = log_in(clerk)
    open_sheet(page, phase, household)

    page.keyboard.press("*")  # Sùng A Chử: everything
    page.keyboard.press("Enter")
    for key in ["Space", "1", "1", "1", "0"]:  # Lô Thị Nga: not criterion 5
        page.keyboard.press(key)
    for _ in range(5):
        page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Space")  # Sùng Thị Kiều Hương
    page.keyboard.press("Enter")
    page.keyboard.press("*")
    page.keyboard.press("End")
    page.keyboard.press("-")  # Nguyễn Đặng Thuỳ Dương: criterion 10 does not apply
    saved(page)
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Hộ Hoàng Văn Nhất").wait_for()

    assert answers_of("Sùng A Chử") == "1111111111"
    assert answers_of("Lô Thị Nga") == "1111011111"
    assert answers_of("Sùng Thị Kiều Hương") == "1111111111"
    assert answers_of("Nguyễn Đặng Thuỳ Dương") == "111111111-"
    assert ScoreSheet.objects.get(household=household).status == SheetStatus.COMPLETE
    assert page.url.endswith(f"ho-{following.pk}/")


def test_enter_never_submits_and_arrows_only_move(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    for key in ["ArrowRight", "ArrowDown", "Enter", "Enter", "Enter", "Enter", "Home", "Control+End", "ArrowLeft"]:
        page.keyboard.press(key)
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")

    assert label == "Nguyễn Đặng Thuỳ Dương, tiêu chí 9: chưa nhập"
    assert not ScoreSheet.objects.exists()


def test_undo_and_redo(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    page.keyboard.press("*")
    page.keyboard.press("0")

    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+Z")
    saved(page)

    assert answers_of("Sùng A Chử") == "1111111111"


def test_totals_and_what_is_missing_follow_while_ticking(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    page.keyboard.press("*")
    page.keyboard.press("0")
    page.keyboard.press("0")
    saved(page)

    total = page.locator("tr", has_text="Sùng A Chử").locator("[data-total]")
    assert total.inner_text().split() == ["80", "Chưa", "đạt", "thiếu", "tiêu", "chí", "1,", "2"]
    assert page.locator("[data-verdict]").inner_text() == "Chưa đạt Gia đình công dân số"
    assert page.locator("[data-missing]").inner_text().startswith("Còn thiếu: Sùng A Chử thiếu tiêu chí 1, 2;")


def test_a_sheet_that_is_not_complete_stays_open_and_says_who_is_missing(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    page.keyboard.press("*")
    saved(page)

    page.keyboard.press("Control+Enter")

    page.get_by_text("Phiếu chưa xong: còn thiếu câu trả lời của Lô Thị Nga").wait_for()
    assert ScoreSheet.objects.get().status == SheetStatus.ENTERING


def test_nothing_is_lost_when_the_connection_is_cut(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    page.route("**/dong/", lambda route: route.abort())
    page.keyboard.press("*")
    page.locator("[data-status]", has_text="Mất kết nối").wait_for()

    page.unroute("**/dong/")
    page.troubles.clear()  # the cut connection itself
    page.reload()  # the browser kept the row and sends it by itself
    saved(page)

    assert answers_of("Sùng A Chử") == "1111111111"


def test_a_slow_answer_about_one_row_never_hides_the_verdict_of_a_later_one(log_in, clerk, phase, make_household):
    page, held = log_in(clerk), []
    open_sheet(page, phase, make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971))

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route("**/dong/", hold_the_first)
    for key in ["*", "Enter", "*"]:
        page.keyboard.press(key)
        page.wait_for_timeout(500)
    route, answer = held[0]
    route.fulfill(response=answer)
    saved(page)

    assert page.locator("[data-verdict]").inner_text() == "Đạt Gia đình công dân số"


def test_a_conflict_shows_both_values_and_overwrites_nothing(log_in, clerk, standing, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    chu = household.members.get(full_name="Sùng A Chử")
    sheet = ScoreSheet.objects.create(phase=phase, household=household)
    MemberScore.objects.create(
        sheet=sheet, member=chu, answers="0" * 10, score=0, passed=False, entered_by=standing, entered_at=clock.now()
    )

    page.keyboard.press("*")
    page.get_by_text("Vũ Thị Hiệp đã ghi dòng của Sùng A Chử").wait_for()
    assert answers_of("Sùng A Chử") == "0" * 10

    page.get_by_role("button", name="Giữ dòng của tôi").click()
    saved(page)
    assert answers_of("Sùng A Chử") == "1" * 10


def test_the_sheet_works_without_javascript(browser, live_server, clerk, phase, household):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("clerk")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Việc cần làm").wait_for()
    page.goto(f"{live_server.url}/phong-trao/{phase.campaign.code}/dot-1/phieu/ho-{household.pk}/")

    for number in range(1, 10):
        page.get_by_role("checkbox", name=f"Sùng A Chử, tiêu chí {number}: đạt").check()
    page.locator("tr", has_text="Sùng A Chử").get_by_role("checkbox", name="đã chấm xong").check()
    page.get_by_role("button", name="Lưu phiếu").click()

    page.get_by_text("Đã lưu phiếu.").wait_for()
    assert answers_of("Sùng A Chử") == "1111111110"
    assert MemberScore.objects.count() == 1
    context.close()


def test_axe_finds_nothing_on_the_grid(log_in, clerk, phase, household, axe):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    page.keyboard.press("*")
    saved(page)

    assert axe(page) == []
