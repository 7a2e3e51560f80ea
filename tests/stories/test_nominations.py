"""The standing office's story: from the closed phase to confirmed nominations; the neighbourhood proposes a person."""

import pytest

from rewards.models import Nomination
from scoring.actions.phases import close_phase
from tests.rewards.nominated import nominated

AWARDS = "/phong-trao/dong-tam-2022/dot-1/khen-thuong/"


@pytest.fixture
def closed(phase, make_household, score, standing):
    for label, name in (("8", "Nguyễn Thị Kiều Ngọc Hưởng"), ("1", "Đặng Thuỳ Dương")):
        score(make_household(label, name, 1970))
    close_phase(phase, by=standing)
    return phase


def test_the_office_proposes_by_rule_and_the_neighbourhood_a_person(log_in, log_out, closed, standing, officer_of, axe):
    page = log_in(officer_of("8"))
    page.get_by_role("link", name="Khen thưởng", exact=True).click()
    page.get_by_role("link", name="Đề nghị cá nhân").click()
    page.get_by_label("Xưng hô").fill("Bà")
    page.get_by_label("Tên in trên giấy").fill("Lô Thị Nga")
    page.get_by_label("Thành tích").fill("Hướng dẫn 120 hộ cài đặt ứng dụng.")
    page.get_by_role("button", name="Gửi đề nghị").click()
    assert page.get_by_text("Đã đề nghị Bà Lô Thị Nga.").is_visible()
    page.get_by_role("button", name="Xác nhận").click()
    assert page.get_by_text("Đã xác nhận 1 đề nghị.").is_visible()
    assert axe(page) == []
    log_out()

    page = log_in(standing)
    page.goto(page.base + AWARDS)
    row = page.get_by_role("row", name="5. Gia đình công dân số")
    row.get_by_role("link", name="Theo quy tắc").click()
    page.get_by_role("button", name="Đề nghị 2 đối tượng").click()
    assert page.get_by_text("Đã thêm 2 đề nghị.").is_visible()
    page.get_by_role("link", name="Xem danh sách đề nghị").click()
    page.get_by_label("Việc cần làm").select_option("Rút đề nghị")
    page.get_by_label("Chọn Gia đình bà Nguyễn Thị Kiều Ngọc Hưởng").check()
    page.get_by_role("button", name="Làm cho các dòng đã đánh dấu").click()
    page.get_by_label("Lý do rút").fill("Gia đình xin rút")
    page.get_by_role("button", name="Rút đề nghị: 1 đề nghị").click()

    assert page.get_by_text("Đã rút 1 đề nghị.").is_visible()
    assert Nomination.objects.standing().count() == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_nominations_is_clean_and_fits_its_width(log_in, closed, standing, unit_of, axe, width):
    long = "Tổ chuyển đổi số cộng đồng tổ dân phố số 14"
    one = nominated(closed, 3, unit_of("14"), long, by=standing, achievement="Hướng dẫn từng hộ. " * 60)
    nominated(closed, 1, unit_of("14"), long, by=standing)
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})
    history = "/khen-thuong-truoc-day/"
    pages = [AWARDS, f"{AWARDS}2/theo-quy-tac/", f"{AWARDS}3/de-nghi-tap-the/", f"{AWARDS}de-nghi/"]
    pages += [f"{AWARDS}de-nghi/{one.pk}/", f"{AWARDS}de-nghi/{one.pk}/sua/", history, f"{history}nhap/"]

    found = {}
    for path in pages:
        page.goto(page.base + path)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        found[path] = [*axe(page), *(["wide"] if wide else [])]

    assert found == {path: [] for path in pages}
