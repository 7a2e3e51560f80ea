"""The checklist of a nhà văn hóa in a real browser: the same grid, the same keys."""

import pytest

from emulation.kit import clock
from scoring.choices import Subject
from scoring.models import CriteriaSet, UnitScore

LIST = "/phong-trao/dong-tam-2022/dot-1/don-vi/"


@pytest.fixture
def venue(phase):
    return CriteriaSet.objects.get(campaign=phase.campaign, subject=Subject.VENUE)


def open_from_menu(page, name):
    page.locator(".side").get_by_role("link", name="Nhà văn hóa, đơn vị").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.locator("html.live").wait_for()


def saved(page):
    page.locator("[data-status]", has_text="Đã lưu").wait_for()


def test_an_officer_scores_the_nha_van_hoa_by_keyboard(log_in, officer_of, venue):
    page = log_in(officer_of("8"))
    open_from_menu(page, "Tổ dân phố số 8")

    for key in ["1", "1", "0", "1", "/", "Enter"]:
        page.keyboard.press(key)
    saved(page)
    assert page.locator("[data-verdict]").inner_text() == "Nhà văn hóa số: chưa đạt"
    assert page.locator("[data-missing]").inner_text() == "Thiếu tiêu chí 3"
    for key in ["Home", "ArrowRight", "ArrowRight", "Space"]:
        page.keyboard.press(key)
    page.locator("[data-verdict]", has_text="Nhà văn hóa số: đạt").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Nhà văn hóa số: 1/1 đơn vị đạt").wait_for()

    score = UnitScore.objects.get()
    assert (score.answers, score.passed, score.unit.label) == ("1111", True, "8")
    assert page.url.endswith(LIST)


def test_a_conflict_shows_both_values_and_overwrites_nothing(log_in, clerk, standing, phase, venue, unit_of):
    page = log_in(clerk)
    open_from_menu(page, "Tổ dân phố số 8")
    UnitScore.objects.create(
        phase=phase, unit=unit_of("8"), criteria_set=venue, answers="0000", score=0, passed=False,
        entered_by=standing, entered_at=clock.now(),
    )  # fmt: skip

    page.keyboard.press("*")
    page.get_by_text("Vũ Thị Hiệp đã ghi dòng của Tổ dân phố số 8").wait_for()
    assert UnitScore.objects.get().answers == "0000"

    page.get_by_role("button", name="Giữ dòng của tôi").click()
    saved(page)
    assert UnitScore.objects.get().answers == "1111"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(log_in, clerk, venue, unit_of, axe, width):
    page = log_in(clerk)
    page.set_viewport_size({"width": width, "height": 800})

    for path in (LIST, f"{LIST}{unit_of('8').pk}/bo-{venue.pk}/"):
        page.goto(page.base + path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
