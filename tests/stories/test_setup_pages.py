"""Setting up a campaign in a browser: every page clean at both widths, a walk from last year's plan to the launch."""

from datetime import date

import pytest

from emulation.models import Campaign
from scoring.models import CriteriaSet

DRAFT = "/phong-trao/dong-tam-2022/soan"
PAGES = [
    "/cac-phong-trao/",
    "/phong-trao-moi/",
    "/phong-trao-moi/tep/",
    "/phong-trao-moi/soan/",
    "/phong-trao-moi/chep/?tu=dong-tam-2022&nam=2023",
    f"{DRAFT}/thong-tin/",
    f"{DRAFT}/can-cu/",
    f"{DRAFT}/muc-dich/",
    f"{DRAFT}/thoi-gian/",
    f"{DRAFT}/thoi-gian/dot-1/",
    f"{DRAFT}/thoi-gian/dot-moi/",
    f"{DRAFT}/khen-thuong/",
    f"{DRAFT}/khen-thuong/dot-1/",
    f"{DRAFT}/tieu-chi/",
    f"{DRAFT}/tieu-chi/bo-{{set}}/",
    f"{DRAFT}/tieu-chi/bo-moi/",
    f"{DRAFT}/cam-ket/",
    "/phong-trao/dong-tam-2022/kiem-tra/",
    "/phong-trao/dong-tam-2022/cam-ket/",
]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_clean_and_fits_its_width(log_in, campaign, standing, axe, width):
    campaign.commitments.filter(position=1).update(signed_on=date(2022, 8, 6))
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})

    found = {}
    for path in PAGES:
        page.goto(page.base + path.format(set=CriteriaSet.objects.get(campaign=campaign, subject="resident").pk))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    assert {path: trouble for path, trouble in found.items() if trouble} == {}


def test_pages_that_are_only_read_are_clean(log_in, phase, standing, axe):
    page = log_in(standing)

    page.goto(f"{page.base}{DRAFT}/muc-dich/")

    assert page.get_by_role("textbox", disabled=True).count() > 0
    assert axe(page) == []


def test_last_years_plan_is_copied_corrected_and_launched(log_in, campaign, household, standing):
    page = log_in(standing)
    page.get_by_role("link", name="Phong trào mới").click()
    page.get_by_role("link", name="Chép phong trào năm trước").click()
    page.get_by_label("Sang năm").fill("2023")
    page.get_by_role("button", name="Xem các ngày").click()
    page.get_by_label("Số, ký hiệu kế hoạch").fill("12/KH-UBND")
    page.get_by_role("button", name="Chép thành phong trào mới").click()

    page.get_by_text("Kế hoạch chưa có ngày ban hành.").wait_for()
    missing = page.get_by_role("listitem").filter(has_text="Kế hoạch chưa có ngày ban hành.")
    missing.get_by_role("link").click()
    page.get_by_label("Ngày ban hành").fill("20/7/2023")
    page.get_by_label("Ngày ban hành").press("Enter")  # saves, although other buttons stand before
    page.get_by_text("Đã lưu phần “Thông tin chung”.").wait_for()
    page.get_by_role("link", name="Kiểm tra trước khi phát động").click()
    page.get_by_role("button", name="Mở đợt 1").click()
    page.get_by_text("Đã mở Đợt 1 – Sơ kết").wait_for()

    made = Campaign.objects.get(code="dong-tam-2023")
    assert (made.status, made.issued_on) == ("launched", date(2023, 7, 20))
