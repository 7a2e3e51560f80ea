"""A posting in a real browser: posted by keyboard, objected to, answered, closed; anybody's page beside it; axe."""

from datetime import timedelta

import pytest

from emulation.kit import clock
from rewards.models import Posting
from tests.rewards.postings import drawn_up, met_dossier, objected, posted

PLACE = "/phong-trao/dong-tam-2022/dot-1/khen-thuong/niem-yet"
LONG = "Tổ chuyển đổi số cộng đồng tổ dân phố số 8 phường Đồng Tâm"
WOMEN = "Chi hội phụ nữ"


@pytest.fixture
def met(phase, unit_of, officer_of, standing):
    return met_dossier(phase, unit_of("8"), LONG, WOMEN, unit_by=officer_of("8"), office=standing)


def eleven_days_pass() -> None:
    Posting.objects.update(
        starts_on=clock.today() - timedelta(days=11), ends_on=clock.today() - timedelta(days=1)
    )  # fmt: skip


def press(page, role: str, name: str) -> None:
    """By keyboard alone."""
    page.get_by_role(role, name=name).first.focus()
    page.keyboard.press("Enter")


def test_a_list_is_posted_objected_to_answered_and_closed_by_keyboard(log_in, met, standing):
    page = log_in(standing)
    press(page, "link", "Đề nghị khen thưởng chờ niêm yết")
    press(page, "button", "Lập thông báo niêm yết")
    page.get_by_text("Đã lập danh sách: thêm 2 dòng.").wait_for()
    press(page, "button", "Chốt danh sách, niêm yết")
    page.get_by_text("Đã chốt danh sách.").wait_for()

    press(page, "link", f"Ghi ý kiến về {WOMEN}")
    page.get_by_label("Nội dung ý kiến").focus()
    page.keyboard.type("Chưa họp lấy ý kiến.")
    press(page, "button", "Ghi ý kiến")
    page.get_by_text("Đã ghi ý kiến số 1.").wait_for()
    press(page, "link", "Ý kiến số 1")
    page.get_by_role("radio", name="Không chấp nhận").focus()
    page.keyboard.press("Space")
    page.get_by_label("Nội dung trả lời").focus()
    page.keyboard.type("Đã có biên bản họp.")
    press(page, "button", "Lưu trả lời")
    page.get_by_text("Đã ghi trả lời ý kiến số 1.").wait_for()

    eleven_days_pass()
    page.reload()
    press(page, "link", "Kết thúc niêm yết")
    page.get_by_label("Người chủ trì").fill("Vũ Thị Hiệp, Thường trực")
    page.get_by_label("Người ghi biên bản").fill("Lô Thị Nga, Công chức")
    press(page, "button", "Kết thúc, lập biên bản")
    page.get_by_text("Đã kết thúc niêm yết.").wait_for()
    assert Posting.objects.get().minutes["objections"][0]["answer"] == "Đã có biên bản họp."


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_postings_are_clean_and_fit_their_width(log_in, met, phase, clerk, standing, axe, width):
    draft = drawn_up(phase, by=standing)
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})
    found = {}

    def look(*paths):
        for path in paths:
            page.goto(f"{page.base}{path}")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    look(f"{PLACE}/{draft.pk}/", f"{PLACE}/{draft.pk}/sua/")
    hung = posted(phase, by=standing)
    objected(hung, hung.lines.first().nomination, by=clerk)
    one = f"{PLACE}/{hung.pk}"
    look(f"{PLACE}/", f"{one}/?", f"{one}/y-kien/1/", f"{one}/y-kien/ghi/?dong=1", f"/niem-yet/{hung.public_id}/")

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
