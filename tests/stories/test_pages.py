"""Every page at both widths: axe finds nothing, nothing sticks out to the side."""

import pytest

PAGES = [
    "/",
    "/ho-gia-dinh/",
    "/ho-gia-dinh/{household}/",
    "/nhap-danh-sach/",
    "/don-vi/",
    "/don-vi/{unit}/",
    "/phong-trao/dong-tam-2022/ke-hoach/",
    "/phong-trao/dong-tam-2022/dot-1/phieu/",
    "/phong-trao/dong-tam-2022/dot-1/phieu/ho-{household}/",
    "/phong-trao/dong-tam-2022/dot-1/so-phieu/",
    "/phong-trao/dong-tam-2022/dot-1/so-phieu/in/",
    "/phong-trao/dong-tam-2022/dot-1/so-phieu/to-{unit}/",
    "/phong-trao/dong-tam-2022/dot-1/so-phieu/to-{unit}/nhac/",
    "/phieu/?ma=sai",
    "/phong-trao/dong-tam-2022/dot-1/thoi-han/",
    "/phong-trao/dong-tam-2022/dot-1/ket-qua/",
    "/phong-trao/dong-tam-2022/dot-1/ket-qua/{unit}/",
    "/phong-trao/dong-tam-2022/dot-1/giay-chung-nhan/",
    "/phong-trao/dong-tam-2022/dot-1/bao-cao/",
    "/khong-co-trang-nay/",
]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_clean_and_fits_its_width(log_in, clerk, phase, household, make_household, score, axe, width):
    make_household("14", "Hoàng Thị Nhất", 1980)
    score(household, "1111111111", "1111011111", "11111.....", "-000000000")
    page = log_in(clerk)
    page.set_viewport_size({"width": width, "height": 800})

    found = {}
    for path in PAGES:
        page.goto(page.base + path.format(household=household.pk, unit=household.unit_id))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])
    page.troubles.clear()  # the browser's own line about the 404

    assert {path: trouble for path, trouble in found.items() if trouble} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_a_sheet_after_the_deadline_is_clean_and_only_read(log_in, clerk, phase_on_time, household, axe, width):
    page = log_in(clerk)
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/phieu/ho-{household.pk}/")

    assert page.get_by_text("Đã hết hạn nhập phiếu lúc 24:00 ngày 07/9/2022").is_visible()
    assert page.get_by_role("checkbox").count() == 0
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_login_page_is_clean(watched, campaign, axe):
    watched.goto(f"{watched.base}/dang-nhap/")

    assert axe(watched) == []
