"""The principal's report: the deputy writes, the principal approves, the letter is sent with its scan."""

from datetime import date

import pytest

from emulation.choices import CampaignStatus
from emulation.models import Campaign
from rewards.models import ReportLetter
from tests.evidence import picture
from tests.rewards.written import approved, sent, written
from tests.schools import enter

LIST = "/phong-trao/tuoi-hong-2022/bao-cao/"
PAGE = f"{LIST}1/ban-1/"
WORDS = {
    "Công tác chỉ đạo, triển khai": "Đã phổ biến kế hoạch.",
    "Ưu điểm": "Phụ huynh hưởng ứng.",
    "Tồn tại, hạn chế": "Hồ sơ kế toán còn ký giấy.",
    "Nguyên nhân": "Chữ ký số cấp muộn.",
    "Bài học kinh nghiệm": "Đo sớm.",
    "Phương hướng, nhiệm vụ": "Đo lại mỗi năm.",
    "Kiến nghị, đề xuất": "Không có",
}


@pytest.fixture
def school_campaign(transactional_db, school_campaign):
    """Launched: a plan that is still written reminds nobody of a report."""
    Campaign.objects.filter(pk=school_campaign.pk).update(number="12/KH-MNTH", status=CampaignStatus.LAUNCHED)
    return Campaign.objects.get(pk=school_campaign.pk)


def test_the_deputy_writes_the_principal_approves_and_the_letter_is_sent_with_its_scan(
    log_in, log_out, school_campaign, deputy, principal, axe
):
    enter(school_campaign, 1, date(2022, 12, 20), 57, 60, by=deputy, approved_by=principal)
    page = log_in(deputy)
    page.get_by_role("link", name="Báo cáo sơ kết của Trường Mầm non Tuổi Hồng: quá hạn").click()
    page.get_by_role("button", name="Bắt đầu soạn Báo cáo sơ kết").click()
    page.get_by_label("Ngày lập báo cáo").fill("20/11/2023")
    for label, text in WORDS.items():
        page.get_by_label(label).fill(text)
    assert axe(page) == []
    page.get_by_role("button", name="Lưu bản nháp").click()
    assert page.get_by_text("Bạn là người soạn bản này nên người khác của đơn vị duyệt.").is_visible()
    assert page.get_by_role("cell", name="57/60 người").is_visible()
    log_out()

    page = log_in(principal)
    page.goto(f"{page.base}{PAGE}")
    page.get_by_role("button", name="Duyệt báo cáo").click()
    assert page.get_by_text("Đã duyệt: nội dung và số liệu được giữ nguyên từ đây.").is_visible()
    assert axe(page) == []

    page.get_by_role("link", name="Ghi đã gửi: Ủy ban nhân dân Quận 1").click()
    page.get_by_label("Ngày gửi").fill("24/11/2023")
    page.get_by_label("Cách gửi").select_option("Văn bản giấy")
    page.get_by_label("Số, ký hiệu").fill("47/BC-MNTH")
    page.get_by_label("Ngày văn bản").fill("22/11/2023")
    page.get_by_label("Bản chụp").set_input_files(
        {"name": "ban-chup.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    assert axe(page) == []
    page.get_by_role("button", name="Ghi đã gửi").click()

    row = page.get_by_role("row", name="Ủy ban nhân dân Quận 1")
    assert row.get_by_text("gửi đúng hạn").is_visible()
    assert row.get_by_role("link", name="ban-chup.jpg").is_visible()
    assert ReportLetter.objects.filter(sent_on=date(2023, 11, 24)).count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_reports_is_clean_and_fits_its_width(log_in, school_campaign, deputy, principal, axe, width):
    enter(school_campaign, 3, date(2022, 12, 20), 9, 12, by=deputy)
    done = approved(
        written(school_campaign, made_on=date(2023, 11, 20), by=deputy, causes="Chờ lâu. " * 90), by=principal
    )
    first, second = done.letters.all()
    sent(first, date(2023, 11, 27), by=deputy, number="47/BC-MNTH", dated_on=date(2023, 11, 22))
    written(school_campaign, 2, made_on=date(2025, 11, 20), by=deputy)
    page = log_in(principal)
    page.set_viewport_size({"width": width, "height": 800})
    letters = [f"{PAGE}gui/{one.pk}/" for one in (first, second)]
    pages = ["/", "/bao-cao/", LIST, PAGE, *letters, f"{LIST}2/ban-1/", f"{LIST}2/ban-1/noi-dung/"]

    found = {}
    for path in pages:
        page.goto(page.base + path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
