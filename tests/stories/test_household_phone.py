"""A household scores itself on a small phone, with and without JavaScript; the neighbourhood sees it in its grid."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from scoring.actions.household_links import issue_links
from scoring.models import MemberScore, SelfScore, SelfSheet
from scoring.rules import spaced
from scoring.rules.judging import MET

SMALL = {"width": 360, "height": 640}
MOST_BYTES = 60 * 1024
LONG = ("Nguyễn Thị Kiều Ngọc Hưởng", "Nguyễn Đặng Thuỳ Dương")
TARGETS = "button, .button, .choices label, .tick, .people a, input[type=text]"


@pytest.fixture
def home(phase, make_household):
    """Two people and a child, with long names."""
    return make_household("8", LONG[0], 1968, LONG[1], 1971, "Sùng Minh Đức", 2015)


@pytest.fixture
def slip(phase, home, clerk):
    return issue_links(phase, home.unit, [home], key=uuid4(), by=clerk)[home.pk]


@pytest.fixture
def phone(watched):
    """A phone of 360 pixels."""
    watched.set_viewport_size(SMALL)
    return watched


@pytest.fixture
def plain_phone(browser, live_server):
    """The same without JavaScript."""
    context = browser.new_context(viewport=SMALL, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.base = live_server.url
    yield page
    context.close()


def open_page(page, slip):
    page.goto(f"{page.base}/tu-cham/m/{slip.token}/")
    page.get_by_role("button", name="Mở trang của gia đình").click()


def agree(page):
    page.get_by_label("Tôi thay mặt gia đình đồng ý").check()
    page.get_by_role("button", name="Bắt đầu chấm").click()


def answer_all(page, but: int = 0):
    """Answers every question of the person on the page with "Đạt", one of them with "Chưa đạt"."""
    for number, question in enumerate(page.locator("fieldset").all(), start=1):
        question.get_by_label("Chưa đạt" if number == but else "Đạt", exact=True).check()


def troubles(page, axe) -> list[str]:
    """What is wrong with a page on a small phone: what axe finds, a sideways scroll, small targets, a heavy load."""
    parts = dict(page.evaluate("performance.getEntries().map(one => [one.name, one.decodedBodySize ?? 0])"))
    found = axe(page)
    if page.evaluate("document.documentElement.scrollWidth") > SMALL["width"]:
        found.append(f"scrolls sideways: {page.url}")
    heights = page.eval_on_selector_all(TARGETS, "found => found.map(one => one.getBoundingClientRect().height)")
    found += [f"too small: {height}" for height in heights if height < 44]
    found += [f"needless: {name}" for name in parts if name.endswith((".js", ".woff2"))]
    weight = sum(parts.values())
    return found + ([] if 1024 < weight <= MOST_BYTES else [f"weighs {weight}: {page.url}"])


def test_every_page_is_light_accessible_and_fits_a_small_phone(phone, axe, home, slip):
    found = []

    def look():
        found.extend(troubles(phone, axe))

    phone.goto(f"{phone.base}/tu-cham/")
    look()
    phone.goto(f"{phone.base}/tu-cham/m/{slip.token}/")
    look()
    open_page(phone, slip)
    look()
    agree(phone)
    look()
    phone.get_by_role("link", name=LONG[0]).click()
    look()
    answer_all(phone, but=4)
    phone.get_by_role("button", name="Lưu, sang người kế").click()
    answer_all(phone)
    phone.get_by_role("button", name="Lưu, sang người kế").click()
    look()
    phone.get_by_role("button", name="Gửi cho tổ dân phố").click()
    look()
    phone.goto(f"{phone.base}/tu-cham/phieu/rut/")
    look()

    assert found == []


def test_the_whole_way_without_javascript_by_the_short_code(plain_phone, home, slip):
    page = plain_phone
    page.goto(f"{page.base}/tu-cham/")
    page.get_by_label("Mã trên phiếu mở").fill(spaced(slip.code).lower())
    page.get_by_role("button", name="Mở trang của gia đình").click()
    agree(page)
    page.get_by_role("link", name=LONG[0]).click()
    answer_all(page, but=4)
    page.get_by_role("button", name="Lưu, về trang gia đình").click()
    expect(page.get_by_role("link", name=LONG[0])).to_contain_text("Đã trả lời đủ")

    # somebody rings; later the slip is scanned again and the rest is answered
    page.get_by_role("button", name="Thoát").click()
    open_page(page, slip)
    page.get_by_role("link", name=LONG[1]).click()
    answer_all(page)
    page.get_by_role("button", name="Lưu, sang người kế").click()
    page.get_by_role("button", name="Gửi cho tổ dân phố").click()

    expect(page.get_by_role("heading", name="Biên nhận tự chấm điểm")).to_be_visible()
    expect(page.get_by_text(SelfSheet.objects.get().printed_receipt)).to_be_visible()
    assert "Sùng Minh Đức" not in page.content()
    assert list(SelfScore.objects.order_by("pk").values_list("sent", flat=True)) == ["1110111111", MET * 10]

    # a change until the window closes
    page.goto(f"{page.base}/tu-cham/phieu/")
    page.get_by_role("link", name=LONG[0]).click()
    page.locator("fieldset").nth(3).get_by_label("Đạt", exact=True).check()
    page.get_by_role("button", name="Lưu, về trang gia đình").click()
    page.get_by_role("button", name="Gửi lại phần đã sửa").click()
    assert set(SelfScore.objects.values_list("sent", flat=True)) == {MET * 10}


def test_the_neighbourhood_takes_over_differs_and_gives_a_reason(log_in, officer_of, phone, axe, home, slip):
    open_page(phone, slip)
    agree(phone)
    phone.get_by_role("link", name=LONG[0]).click()
    answer_all(phone)
    phone.get_by_role("button", name="Lưu, sang người kế").click()
    answer_all(phone)
    phone.get_by_role("button", name="Lưu, sang người kế").click()
    phone.get_by_role("button", name="Gửi cho tổ dân phố").click()
    phone.set_viewport_size({"width": 1280, "height": 900})
    page = log_in(officer_of("8"))
    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/phieu/ho-{home.pk}/")

    page.get_by_role("button", name="Lấy theo hộ tự chấm").click()
    expect(page.get_by_text("Đã lấy 2 dòng theo hộ tự chấm.")).to_be_visible()
    page.locator("td[data-answer]").first.focus()
    page.keyboard.press("0")
    expect(page.locator("[data-status]")).to_contain_text("Đã lưu")
    expect(page.locator("td .by-household.differs")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("khác với hộ tự chấm")).to_be_visible()
    found = axe(page)
    page.get_by_label("Vì sao chấm khác?").fill("Nhà chưa kéo cáp quang")
    page.get_by_role("button", name="Lưu lý do").click()
    page.get_by_role("button", name="Xong, sang phiếu kế").click()

    expect(page.get_by_text("Đã nhập xong phiếu cuối cùng")).to_be_visible()
    assert found == []
    assert MemberScore.objects.filter(answers="0" + MET * 9).count() == 1
    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/phieu/to-{home.unit_id}/tu-cham/")
    expect(page.get_by_text("Lý do: Nhà chưa kéo cáp quang")).to_be_visible()
    assert axe(page) == []
    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/so-phieu/to-{home.unit_id}/dien-thoai/")
    assert axe(page) == []
