"""Certificates in a real browser: checked, proofs signed, issued, printed with a jam, found in the register; axe."""

import pytest

from emulation.kit import jobs
from rewards.models import Certificate, PrintRun, Register
from tests.councils import make_award
from tests.printed import pages_of
from tests.rewards.certified import certificates_of, decision_about, issued, run_of, signed

PLACE = "/phong-trao/dong-tam-2022/dot-1/giay-chung-nhan/"
LONG = "Nguyễn Thị Kiều Ngọc Hưởng"
PEOPLE = [
    ("Gia đình bà", LONG, "Tổ dân phố số 8, phường Đồng Tâm"),
    ("Gia đình ông", "Sùng A Chử", "Tổ dân phố số 8, phường Đồng Tâm"),
    ("", "Tổ chuyển đổi số cộng đồng tổ dân phố số 14 phường Đồng Tâm", "Phường Đồng Tâm"),
]


@pytest.fixture
def decision(phase, campaign, unit_of, clerk, standing):
    return signed(decision_about(phase, make_award(campaign), PEOPLE, unit=unit_of("8"), by=clerk), by=standing)


def test_the_office_checks_issues_and_prints_and_finds_it_in_the_register(log_in, decision, clerk, tmp_path):
    page = log_in(clerk)
    page.get_by_role("link", name="Quyết định số 112/QĐ-UBND chưa cấp đủ giấy").click()
    page.get_by_text("Ghi đã ký …").click()
    page.get_by_label("Người ký bảng dò").fill("Lù Thị Sáng")
    page.get_by_label("Ngày ký").fill("16/9/2022")
    page.get_by_role("button", name="Ghi đã ký").click()
    page.get_by_text("Đã ghi bảng dò của Tổ dân phố số 8 do Lù Thị Sáng ký.").wait_for()
    page.get_by_role("button", name="Cấp 3 giấy").click()
    page.get_by_text("Đã cấp 3 giấy, từ số 0001/").wait_for()

    page.get_by_role("link", name="In giấy").click()
    page.get_by_role("button", name="Lập tệp in").click()
    page.get_by_text("Đang lập tệp in").wait_for()
    jobs.run_next()
    page.get_by_role("link", name="Tải tệp in, từ tờ 1").wait_for()
    page.get_by_label("Tờ cuối cùng đã in tốt").fill("1")
    page.get_by_role("button", name="Ghi đã in").click()
    page.get_by_text("Đã ghi in tới tờ 1; còn 2 tờ, từ tờ 2.").wait_for()
    jobs.run_next()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp in, từ tờ 2").click()
    download.value.save_as(tmp_path / "giay.pdf")
    page.get_by_role("button", name="Ghi đã in").click()
    page.get_by_text("Đã ghi in xong cả 3 tờ.").wait_for()

    page.goto(f"{page.base}/so-khen-thuong/{Register.objects.get().pk}/")
    page.get_by_label("Tên, địa chỉ hoặc số").fill("kieu ngoc huong")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="0001/").click()

    page.get_by_role("heading", name="Giấy số 0001/").wait_for()
    assert ["Sùng A Chử" in pages_of((tmp_path / "giay.pdf").read_bytes())[0], LONG in page.content()] == [True, True]
    assert (Certificate.objects.count(), PrintRun.objects.get().is_over) == (3, True)


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_certificates_are_clean_and_fit_their_width(log_in, decision, standing, axe, width):
    draft = decision_about(decision.phase, decision.award, [("", "NguyÔn V¨n A", "")], by=standing)
    issued(decision, by=standing)
    run, one, register = run_of(decision, by=standing), certificates_of(decision)[0], Register.objects.get()
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})
    issuing = [f"quyet-dinh/{decision.pk}/", f"quyet-dinh/{draft.pk}/", f"quyet-dinh/{decision.pk}/in/"]
    registers = ["", f"{register.pk}/", f"giay/{one.pk}/", f"don-vi/{decision.ward_id}/statutory/"]
    pages = [f"{PLACE}{path}" for path in ("", *issuing, f"lan-in/{run.pk}/")]
    pages += [f"/so-khen-thuong/{path}" for path in registers]

    found = {}
    for url in pages:
        page.goto(page.base + url)
        too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[url] = (axe(page), too_wide)

    assert found == dict.fromkeys(pages, ([], False))
