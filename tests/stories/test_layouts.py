"""The layout of a certificate in a real browser: copied, moved, seen at once, saved; and its pages looked at."""

import uuid
from dataclasses import replace

import pytest

from emulation.models import Campaign
from rewards.actions.layouts import make_layout
from rewards.models import Award, CertificateLayout, Printer
from rewards.rules.layout_designs import MERIT
from tests.stories.test_council_walk import looked_at


@pytest.fixture
def layout(ward, standing):
    return make_layout(ward, replace(MERIT, name="Giấy khen trên phôi"), key=uuid.uuid4(), by=standing)


def test_the_office_moves_a_line_and_sees_it_before_it_saves(log_in, campaign, standing):
    page = log_in(standing)

    page.get_by_role("link", name="Mẫu giấy khen").first.click()
    page.get_by_role("link", name="Sao chép mẫu có sẵn Giấy khen").click()
    page.get_by_label("Tên mẫu").fill("Giấy khen 2022")
    page.get_by_role("button", name="Lưu mẫu mới").click()
    name = page.get_by_role("group", name="7. Họ tên, tên tập thể")
    before = page.get_by_alt_text("Hình in thử của mẫu").get_attribute("src")
    page.get_by_label("In thử với").select_option("hundred")
    page.get_by_text("thu từ 32 xuống 20 pt, thành 2 dòng").wait_for()
    name.get_by_label("Trái (mm)").fill("200")
    page.get_by_text("ra ngoài giấy: đến 441 × 101,5 mm").wait_for()
    name.get_by_label("Trái (mm)").fill("40,5")
    name.get_by_label("Rộng (mm)").fill("216")
    page.get_by_text("ra ngoài giấy").wait_for(state="detached")
    assert page.get_by_alt_text("Hình in thử của mẫu").get_attribute("src") != before
    assert CertificateLayout.objects.get().version == 1
    page.get_by_role("button", name="Lưu mẫu").click()
    page.get_by_text("Đã lưu mẫu “Giấy khen 2022”").wait_for()

    assert float(CertificateLayout.objects.get().fields.get(slot="name").x) == 40.5


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_layouts_is_clean_and_fits_its_width(log_in, campaign, layout, ward, standing, axe, width):
    printer = Printer.objects.create(unit=ward, name="Canon phòng văn hóa, khay tay")
    award = Award.objects.filter(campaign=campaign).first()
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})
    paths = ["mau-giay/", "mau-giay/moi/", f"mau-giay/{layout.pk}/", "mau-giay/may-in/moi/"]
    paths += [f"mau-giay/may-in/{printer.pk}/"]
    paths += [f"phong-trao/{Campaign.objects.get().code}/dot-1/khen-thuong/{award.number}/mau-giay/"]

    found = looked_at(page, paths, axe)

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
