"""From the ceremony to the phone of whoever holds the certificate: called up, scanned in, handed over, looked up."""

import uuid

import pytest

from emulation.kit import clock
from rewards.actions.ceremonies import announce_ceremony, gather
from rewards.models import Certificate, HandOver
from tests.rewards.issued import issued, signed

AWARDS = "/phong-trao/dong-tam-2022/dot-1/khen-thuong/"
LONG = "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên"


@pytest.fixture
def papers(phase, unit_of, clerk, standing, chairman):
    decision = signed(phase, 5, by=standing, recorder=chairman)
    return [issued(decision, name, unit=unit_of("8"), by=clerk) for name in ("Sùng A Chử", "Lô Thị Nga", LONG)]


def test_a_ceremony_is_held_and_a_citizen_looks_the_certificate_up(log_in, log_out, papers, clerk, axe):
    page = log_in(clerk)
    page.goto(page.base + AWARDS)
    page.get_by_role("link", name="Trao giấy").click()
    page.get_by_role("link", name="Lễ trao, danh sách").click()
    page.get_by_role("link", name="Thêm lễ trao").first.click()
    page.get_by_label("Tên buổi lễ").fill("Lễ tổng kết")
    page.get_by_label("Ngày", exact=False).first.fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_label("Địa điểm").fill("Hội trường phường")
    page.get_by_role("button", name="Lưu buổi lễ").click()
    page.get_by_role("button", name="Đưa vào danh sách").click()
    assert page.get_by_text("Đã đưa 3 giấy vào cuối danh sách gọi tên.").is_visible()
    row = page.get_by_role("row", name="Lô Thị Nga")
    row.get_by_role("textbox").fill("1")
    row.get_by_role("button", name="Chuyển").click()
    assert page.get_by_role("row").nth(2).get_by_role("rowheader", name="Lô Thị Nga").is_visible()

    page.goto(f"{page.base}{AWARDS}trao-giay/")
    page.keyboard.type(f"{page.base}/tra-cuu/{papers[0].public_id}/")  # a reader types where the cursor stands
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Gia đình ông Sùng A Chử").wait_for()
    page.keyboard.press("Enter")  # the button has the focus
    page.get_by_text("đã nhận giấy số 0001/2022").wait_for()
    page.get_by_role("button", name="Ghi mọi giấy chưa nhận đang lọc").click()
    page.get_by_role("button", name="Ghi 2 giấy đã trao").click()
    assert page.get_by_text("Đã ghi 2 giấy đã trao.").is_visible()
    assert HandOver.objects.standing().count() == 3
    log_out()

    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{page.base}/tra-cuu/{papers[0].public_id}/")
    assert page.get_by_role("heading", name="Có hiệu lực").is_visible()
    page.goto(f"{page.base}/tra-cuu/")
    page.get_by_label("Số vào sổ").fill("3/2022")
    page.get_by_label("Mã tra cứu").fill(papers[2].check_code.lower())
    page.get_by_role("button", name="Tra cứu").click()
    assert page.get_by_text(LONG).is_visible()
    assert page.url == f"{page.base}/tra-cuu/"
    assert axe(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_clean_and_fits_its_width(log_in, phase, papers, standing, axe, width):
    values = {"name": "Lễ tổng kết phong trào thi đua “Chuyển đổi số”", "starts_at": clock.now(), "place": "Hội trường"}
    ceremony = announce_ceremony(phase, values, key=uuid.uuid4(), by=standing)
    gather(ceremony, by=standing)
    told = {"status": "voided", "ended_at": clock.now(), "ended_by": standing, "end_reason": "In hỏng"}
    Certificate.objects.filter(pk=papers[1].pk).update(**told)
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})
    pages = [f"{AWARDS}trao-giay/", f"{AWARDS}trao-giay/{papers[2].pk}/", f"{AWARDS}le-trao/", f"{AWARDS}le-trao/moi/"]
    pages += [f"{AWARDS}le-trao/{ceremony.pk}/", "/tra-cuu/", *(f"/tra-cuu/{one.public_id}/" for one in papers[1:])]

    found = {}
    for path in pages:
        page.goto(page.base + path)
        wide = page.evaluate("document.documentElement.scrollWidth") > width
        found[path] = [*axe(page), *(["wide"] if wide else [])]

    assert found == {path: [] for path in pages}
