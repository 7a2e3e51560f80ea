"""A dossier in a real browser: made, completed and submitted by its unit, returned and accepted by the office; axe."""

import pytest

from rewards.models import Dossier
from tests.evidence import picture
from tests.rewards.dossiers import dossier_for
from tests.rewards.nominated import nominated

PLACE = "/phong-trao/dong-tam-2022/dot-1/khen-thuong"
LONG = "Tổ chuyển đổi số cộng đồng tổ dân phố số 8 phường Đồng Tâm"


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def proposed(phase, unit_of, officer):
    return nominated(phase, 3, unit_of("8"), LONG, by=officer)


def test_a_unit_submits_a_dossier_and_the_office_returns_and_accepts_it(log_in, proposed, officer, standing):
    page = log_in(officer)
    page.goto(f"{page.base}{PLACE}/ho-so/")
    page.get_by_role("link", name="Lập hồ sơ").click()
    page.get_by_role("button", name="Lập các hồ sơ đã đánh dấu").click()
    page.get_by_text("Đã đưa 1 đề nghị vào 1 hồ sơ nháp.").wait_for()
    assert page.get_by_role("button", name="Nộp hồ sơ").is_disabled()

    unfold(page)
    file = {"name": "to-trinh.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.get_by_label("Tệp PDF, ảnh").first.set_input_files([file])
    page.get_by_role("button", name="Tải lên").first.click()
    page.get_by_text("Đã nhận tệp cho").wait_for()
    for paper in ("Báo cáo tóm tắt thành tích", "Biên bản họp xét"):
        unfold(page)
        missing = page.get_by_role("listitem").filter(has_text=paper)
        missing.get_by_label("Không cần vì").fill("Đã nộp bản giấy")
        missing.get_by_role("button", name="Ghi không cần").click()
        page.get_by_text(f"Đã ghi không cần {paper}").wait_for()
    page.get_by_role("link", name="Mở danh sách đề nghị chưa xác nhận").click()
    page.get_by_role("button", name="Làm cho cả 1 đề nghị đang lọc").click()
    page.get_by_role("button", name="Xác nhận không bị kỷ luật").click()
    page.goto(f"{page.base}{PLACE}/ho-so/{Dossier.objects.get().pk}/")
    page.get_by_role("link", name="Mở danh sách đề nghị còn tiêu chuẩn chưa xác nhận").click()
    tick_whole_list(page)
    page.goto(f"{page.base}{PLACE}/ho-so/{Dossier.objects.get().pk}/")
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.get_by_text("Đã nộp hồ sơ.").wait_for()

    page.get_by_role("button", name="Đăng xuất").first.click()
    log_in(standing)
    page.goto(page.base)
    page.get_by_role("link", name="Hồ sơ khen thưởng chờ tiếp nhận").click()
    page.get_by_role("link", name="Số 1 · Tổ dân phố số 8").click()
    page.get_by_role("button", name="Tiếp nhận, thẩm định").click()
    page.get_by_text("Đã tiếp nhận hồ sơ.").wait_for()
    assert page.get_by_role("button", name="Xác nhận đủ điều kiện").is_disabled()
    page.get_by_text("Yêu cầu bổ sung …").click()
    page.get_by_label("Cần bổ sung gì, vì sao").fill("Tờ trình thiếu chữ ký.")
    page.get_by_role("button", name="Yêu cầu bổ sung").click()

    page.get_by_text("Đã trả hồ sơ để bổ sung.").wait_for()
    assert Dossier.objects.get().status == "more"


def unfold(page):
    """Opens everything that is folded, such as what may be done about each paper."""
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")


def tick_whole_list(page):
    """Ticks every standard this person confirms, of all that the list shows."""
    page.get_by_label("Việc cần làm").select_option("tick")
    page.get_by_role("button", name="Làm cho cả").click()
    page.get_by_role("button", name="Đánh dấu đạt tiêu chuẩn").click()
    page.get_by_text("Đã đánh dấu đạt tiêu chuẩn cho").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_dossiers_are_clean_and_fit_their_width(log_in, proposed, unit_of, officer, axe, width):
    dossier = dossier_for(proposed.phase, 3, unit_of("8"), by=officer)
    nominated(proposed.phase, 4, unit_of("8"), LONG, by=officer)
    page = log_in(officer)
    page.set_viewport_size({"width": width, "height": 800})

    found = {}
    for path in ("", "lap/", f"{dossier.pk}/"):
        page.goto(f"{page.base}{PLACE}/ho-so/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
