"""The principal's story: the deputy enters, the principal approves, the target turns đạt; all of it without scripts."""

from datetime import date

import pytest

from emulation.kit.evidence import judge
from scoring.actions.targets import return_reading
from tests.evidence import picture
from tests.schools import enter

LIST = "/phong-trao/tuoi-hong-2022/chi-tieu/"


@pytest.fixture
def school_campaign(transactional_db, school_campaign):
    return school_campaign


def test_the_deputy_enters_the_principal_approves_and_the_target_is_reached(
    log_in, log_out, school_campaign, deputy, principal, axe
):
    enter(school_campaign, 1, date(2022, 11, 20), 52, 60, by=deputy, approved_by=principal)
    page = log_in(deputy)
    page.get_by_role("link", name="Chỉ tiêu", exact=True).click()
    page.get_by_role("link", name="1. Điện thoại thông minh").click()
    assert page.get_by_text("Còn thiếu 5 người để đạt 95 %.").is_visible()

    page.get_by_role("link", name="Nhập số liệu").click()
    page.get_by_label("Ngày đo").fill("20/12/2022")
    page.get_by_label("Số người đạt").fill("61")
    page.get_by_label("Tổng số").fill("60")
    page.get_by_label("Mức tin cậy").select_option("Đúng tiến độ")
    page.get_by_role("button", name="Ghi số liệu").click()
    assert page.get_by_text("Số đạt (61) lớn hơn tổng số (60).").is_visible()
    assert axe(page) == []
    page.get_by_label("Số người đạt").fill("57")
    page.get_by_label("Tệp minh chứng").set_input_files({"name": "Ảnh.jpg", "mimeType": "", "buffer": picture()})
    page.get_by_role("button", name="Ghi số liệu").click()
    assert page.get_by_text("chờ người khác duyệt").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Ảnh.jpg").click()
    assert download.value.suggested_filename == "Ảnh.jpg"
    assert page.get_by_role("button", name="Duyệt").count() == 0
    log_out()

    page = log_in(principal)
    page.goto(f"{page.base}{LIST}?tinh_trang=cho-duyet")
    page.get_by_role("link", name="1. Điện thoại thông minh").click()
    page.get_by_role("button", name="Duyệt số liệu ngày 20/12/2022").click()

    assert page.get_by_text("Đã duyệt. Số liệu này được tính từ bây giờ.").is_visible()
    first = page.get_by_role("row", name="Mốc 31/12/2022")
    assert first.get_by_text("Đạt", exact=True).is_visible()
    assert first.get_by_text("57/60 người").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_targets_is_clean_and_fits_its_width(log_in, school_campaign, deputy, principal, axe, width):
    for day, part in ((1, 50), (10, 54), (20, 57)):
        enter(school_campaign, 1, date(2022, 12, day), part, 60, by=deputy, approved_by=principal)
    waiting = enter(school_campaign, 3, date(2022, 12, 20), 9, 12, by=deputy, comment="Ba thủ tục chưa mở. " * 20)
    long_name = judge(picture(), "Biên bản nghiệm thu có chữ ký của Ban giám hiệu và Công đoàn trường " * 2)
    back = enter(school_campaign, 3, date(2022, 12, 21), 9, 12, by=deputy, evidence=[long_name])
    return_reading(back, "Thiếu danh sách kèm theo. " * 15, by=principal)
    page = log_in(principal)
    page.set_viewport_size({"width": width, "height": 800})
    pages = ["/chi-tieu/", LIST, f"{LIST}?ngay=31/12/2022", *(f"{LIST}{number}/" for number in (1, 2, 3))]
    pages += [f"{LIST}{number}/so-lieu/" for number in (2, 3, 5)]
    pages += [f"{LIST}3/so-lieu/{waiting.pk}/{act}/" for act in ("dinh-chinh", "tra-lai")]

    found = {}
    for path in pages:
        page.goto(page.base + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
