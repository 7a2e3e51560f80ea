"""Initiatives in a browser: the deputy writes one down, the principal approves it; every page is clean and fits."""

import uuid
from datetime import date

import pytest

from emulation.kit.evidence import judge
from emulation.models import StaffMember
from scoring.actions.initiatives import record_initiative, withdraw_initiative
from tests.evidence import picture
from tests.initiatives import written

LIST = "/phong-trao/tuoi-hong-2022/sang-kien/"


@pytest.fixture
def school_campaign(transactional_db, school_campaign):
    return school_campaign


@pytest.fixture
def staff(school_campaign):
    usual = {"unit": school_campaign.ward, "born_on": date(1980, 1, 1), "gender": "female", "position": "Giáo viên"}
    names = ["Đỗ Thị Hà", "Nguyễn Thị Kiều Ngọc Hưởng", "Lò Thị Phương Thảo"] * 10
    return [StaffMember.objects.create(full_name=name, **usual) for name in names]


def test_the_deputy_writes_one_down_and_the_principal_approves_it(
    log_in, log_out, school_campaign, staff, deputy, principal
):
    page = log_in(deputy)
    page.get_by_role("link", name="Sáng kiến, mô hình").click()
    page.get_by_role("link", name="Ghi sáng kiến").first.click()
    page.get_by_label("Loại").select_option("Mô hình")
    page.get_by_label("Tên").fill("Thư viện điện tử")
    page.get_by_label("Nội dung").fill("Sách nói cho trẻ mượn về nhà.")
    page.get_by_label("Áp dụng từ ngày").fill("15/02/2023")
    page.get_by_label("Phạm vi áp dụng").fill("Ba lớp Lá")
    page.get_by_label("Hiệu quả").fill("45 lượt một tuần, trước đó 12 lượt.")
    page.get_by_label("Đỗ Thị Hà").first.check()
    page.get_by_label("Tệp minh chứng").set_input_files({"name": "sai.jpg", "mimeType": "", "buffer": b"GIF89a"})
    page.get_by_role("button", name="Ghi", exact=True).click()
    assert page.get_by_text("“sai.jpg”: Ảnh động không nhận được.").is_visible()
    assert page.get_by_text("phải được chọn lại trước khi gửi: sai.jpg.").is_visible()
    page.get_by_label("Tệp minh chứng").set_input_files(
        {"name": "Góc đọc.png", "mimeType": "", "buffer": picture("PNG")}
    )
    page.get_by_role("button", name="Ghi", exact=True).click()
    assert page.get_by_text("Đang chờ người khác của đơn vị duyệt").is_visible()
    log_out()

    page = log_in(principal)
    page.get_by_role("link", name="Sáng kiến chờ duyệt").click()
    page.get_by_role("link", name="Thư viện điện tử").click()
    page.get_by_role("button", name="Duyệt").click()

    assert page.get_by_text("Đã duyệt. Sáng kiến này được đưa vào báo cáo từ bây giờ.").is_visible()
    assert page.get_by_role("link", name="Góc đọc.png").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_initiatives_is_clean_and_fits_its_width(
    log_in, school_campaign, staff, deputy, principal, axe, width
):
    photo = judge(picture(), "Biên bản nghiệm thu có chữ ký của Ban giám hiệu và Công đoàn trường " * 2)
    said = [written(title="Phòng học lưu động dùng chung cho các lớp Chồi và lớp Lá " * 3), written()]
    one, gone = (
        record_initiative(school_campaign, one, staff[:20], key=uuid.uuid4(), by=deputy, evidence=[photo])
        for one in said
    )
    withdraw_initiative(gone, "Trùng với sáng kiến đã ghi. " * 10, by=principal)
    page = log_in(principal)
    page.set_viewport_size({"width": width, "height": 800})
    pages = ["/sang-kien/", LIST, f"{LIST}?tinh_trang=da-duyet", f"{LIST}moi/", f"{LIST}{gone.pk}/"]
    pages += [f"{LIST}{one.pk}/{act}" for act in ("", "sua/", "rut/")]

    found = {}
    for path in pages:
        page.goto(page.base + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
