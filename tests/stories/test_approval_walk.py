"""A neighbourhood on its way up in a real browser: signed, locked, sent back, mended, signed again, approved."""

import pytest

from scoring.actions.approvals import sign_unit
from scoring.actions.sheets import finish_sheet
from scoring.models import UnitApproval
from scoring.queries.approvals import stamps_of

PHASE = "/phong-trao/dong-tam-2022/dot-1"


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def ready(household, phase, score, clerk):
    """The household of four, scored and finished; one of them lacks a criterion."""
    score(household, "1111111111", "1111111111", "1111111111", "1111111100")
    finish_sheet(household, phase, by=clerk)
    return household


@pytest.fixture
def as_person(log_in, log_out):
    """Logs out whoever is there and logs in somebody."""

    def change(user, page=None):
        if page:
            log_out()
        return log_in(user)

    return change


def sign(page, explanation):
    page.get_by_label("Giải trình").fill(explanation)
    page.get_by_role("button", name="Xác nhận cho tổ").click()
    page.get_by_text("Từ bây giờ phiếu của tổ chỉ để xem").wait_for()


def test_a_neighbourhood_is_signed_sent_back_mended_and_approved(as_person, officer, clerk, standing, ready, unit_of):
    of_unit = f"{PHASE}/xac-nhan/to-{unit_of('8').pk}/"
    page = as_person(officer)
    page.goto(page.base + of_unit)
    assert page.get_by_text("0/1 hộ đạt, 0,0 %").count() == 1
    sign(page, "Nhà văn hóa sẽ chấm trong tuần sau")

    as_person(clerk, page)
    page.goto(f"{page.base}{PHASE}/phieu/ho-{ready.pk}/")
    page.get_by_text("Tổ dân phố số 8 đã được xác nhận (Cán bộ tổ 8, ").wait_for()
    assert page.get_by_role("button", name="Xong, sang phiếu kế").count() == 0

    as_person(standing, page)
    page.goto(page.base + of_unit)
    page.get_by_label("Lý do").fill("Phiếu hộ ông Chử thiếu tiêu chí 9, 10 của chị Dương")
    page.get_by_role("button", name="Trả lại tổ").click()
    page.get_by_text("Đã trả lại Tổ dân phố số 8").wait_for()

    as_person(officer, page)
    page.goto(page.base + of_unit)
    page.locator(".notice", has_text="lý do: Phiếu hộ ông Chử thiếu tiêu chí 9, 10").wait_for()
    page.goto(f"{page.base}{PHASE}/phieu/ho-{ready.pk}/")
    for number in (9, 10):
        page.get_by_label(f"Nguyễn Đặng Thuỳ Dương, tiêu chí {number}").first.click()
    page.get_by_text("Đạt Gia đình công dân số").wait_for()
    page.get_by_role("button", name="Xong, sang phiếu kế").click()
    page.get_by_text("Đã nhập xong phiếu cuối cùng").wait_for()
    page.goto(page.base + of_unit)
    assert page.get_by_text("1/1 hộ đạt, 100,0 %").count() == 1
    sign(page, "Đã bổ sung")

    as_person(standing, page)
    page.get_by_role("link", name="Tổ xác nhận, duyệt").first.click()
    page.get_by_label("Chọn duyệt Tổ dân phố số 8").check()
    page.get_by_role("button", name="Xem rồi duyệt các tổ đã chọn").click()
    page.get_by_role("button", name="Duyệt 1 tổ").click()
    page.get_by_text("Đã duyệt 1 tổ: Tổ dân phố số 8.").wait_for()

    assert UnitApproval.objects.get().status == "approved"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(log_in, officer, standing, ready, phase, unit_of, axe, width):
    unit, other = unit_of("8"), unit_of("14")
    stamp = stamps_of(phase, [unit])[unit.pk]
    sign_unit(unit, phase, stamp=stamp, explanation="Nhà văn hóa sẽ chấm sau", by=officer)
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})

    for path in ("", f"xem-truoc/?to={unit.pk}&to={other.pk}", f"to-{unit.pk}/", f"to-{other.pk}/"):
        page.goto(f"{page.base}{PHASE}/xac-nhan/{path}")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
