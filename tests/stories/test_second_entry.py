"""A sheet is keyed again by somebody else, blind and by keyboard; a third person settles the cell that differs."""

from scoring.models import MemberScore, PaperSheet, SecondEntry, SecondEntryRules, SecondScore
from tests.scoring.second_keyed import key_first, people_of


def press(page, role, name):
    """Goes to a link, button or choice and presses it without the mouse."""
    page.get_by_role(role, name=name).focus()
    page.keyboard.press("Space" if role == "radio" else "Enter")


def saved(page):
    page.locator("[data-status]", has_text="Đã lưu").wait_for()


def log_out(page):
    page.context.clear_cookies()


def key_blind_by_keyboard(page):
    """Everybody with full marks but the head, who misses criterion 10; a reload in between loses nothing."""
    assert page.locator("td[data-answer='.']").count() == 40
    page.keyboard.press("*")
    page.keyboard.press("End")
    page.keyboard.press("0")
    page.keyboard.press("Enter")
    saved(page)
    page.reload()
    page.locator("html.live").wait_for()
    assert page.locator("tr", has_text="Sùng A Chử").locator("td[data-answer='0']").count() == 1
    here = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert here.startswith("Lô Thị Nga, tiêu chí 1")  # goes on where it was
    for _ in range(3):
        page.keyboard.press("*")
        page.keyboard.press("Enter")
    saved(page)


def test_a_sheet_is_keyed_twice_and_settled_by_keyboard_alone(
    log_in, axe, clerk, standing, officer_of, phase, household
):
    SecondEntryRules.objects.create(phase=phase, near="none", birth_years=0, random_percent=100, changed_by=standing)
    key_first(household, phase, clerk)
    head = people_of(household, phase)[0]

    page = log_in(standing)
    press(page, "link", "Phiếu chờ nhập lần hai ở Tổ dân phố số 8")
    page.get_by_role("heading", name="Nhập lần hai", level=1).wait_for()
    assert axe(page) == []
    press(page, "link", "Nhập lần hai phiếu kế tiếp")
    page.locator("html.live").wait_for()
    key_blind_by_keyboard(page)
    assert axe(page) == []
    page.keyboard.press("Control+Enter")
    page.get_by_text("Đã nhập xong lần hai hộ Sùng A Chử (T08-017): lệch 1/40 ô.").wait_for()
    assert SecondScore.objects.count() == 4

    log_out(page)
    page = log_in(officer_of("8"))
    press(page, "link", "Phiếu chờ đối chiếu ở Tổ dân phố số 8")
    press(page, "link", "Đối chiếu hộ Sùng A Chử")
    page.get_by_role("heading", name="Đối chiếu: hộ Sùng A Chử").wait_for()
    assert axe(page) == []
    press(page, "radio", "Sùng A Chử, tiêu chí 10, lần hai: chưa đạt")
    press(page, "button", "Ghi giá trị đã chọn, xác nhận phiếu")
    page.get_by_text("Đã đối chiếu phiếu hộ Sùng A Chử: phiếu đã được xác nhận.").wait_for()

    assert MemberScore.objects.get(member=head).answers == "1111111110"
    assert SecondEntry.objects.get().settled_by.username == "officer-8"
    assert PaperSheet.objects.get(household=household).confirmed_at is not None
    assert axe(page) == []


def test_the_way_of_choosing_is_changed_by_keyboard(log_in, axe, standing, phase):
    page = log_in(standing)
    press(page, "link", "Nhập lần hai")
    press(page, "link", "Cách chọn phiếu")
    page.get_by_label("Chọn ngẫu nhiên thêm (%)").fill("12")
    assert axe(page) == []

    page.keyboard.press("Enter")

    page.get_by_text("Đã lưu cách chọn phiếu nhập lần hai.").wait_for()
    assert SecondEntryRules.objects.get().random_percent == 12
