"""A meeting of the council in a real browser: from the agenda to closed minutes, and every page of it looked at."""

import pytest

from emulation.models import Phase
from rewards.models import Meeting, Seat
from tests.councils import make_award, make_council, make_meeting, nominate


@pytest.fixture
def meeting(campaign, ward, standing, clerk):
    """Two awards, one voted on secretly; a member who is nominated; nothing done yet."""
    phase = Phase.objects.for_page().get(campaign=campaign, number=1)
    council = make_council(ward, by=standing, members=3)
    open_award, secret = make_award(campaign), make_award(campaign, 91, name="Xuất sắc", ballot="secret")
    nominate(phase, open_award, "Nguyễn Thị Kiều Ngọc Hưởng", "Vũ Thị Hiệp", by=clerk)
    nominate(phase, secret, "Đặng Thuỳ Dương Anh", by=clerk)
    return make_meeting(council, phase, by=standing)


def test_the_office_leads_a_meeting_to_its_minutes(log_in, meeting, standing, clerk):
    page = log_in(standing)
    place = f"{page.base}/phien-hop/{meeting.pk}/"

    page.goto(f"{place}chuong-trinh/")
    page.get_by_role("button", name="Đưa cả 2").click()
    page.get_by_role("button", name="Đưa cả 1").click()
    page.goto(f"{place}tham-du/")
    page.get_by_role("button", name="Ghi tham dự").click()
    page.get_by_role("link", name="Xung đột lợi ích (1)").click()
    page.get_by_label("Vẫn biểu quyết").check()
    page.get_by_role("button", name="Ghi các câu trả lời").click()
    page.get_by_role("link", name="Về phiên họp").click()
    page.get_by_role("button", name="Bắt đầu họp").click()
    page.get_by_role("link", name="Biểu quyết").click()
    page.get_by_role("button", name="Điền cho 3 dòng còn trống").click()
    page.get_by_label("Đồng ý, dòng 2", exact=True).fill("1")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.get_by_text("1/3 thành viên đồng ý").wait_for()
    page.get_by_label("Phiếu hợp lệ", exact=True).fill("3")
    page.get_by_role("button", name="Ghi số phiếu").click()
    page.get_by_text("chờ người thứ hai xác nhận").wait_for()
    page.goto(f"{place}sua/")
    page.get_by_label("Kết thúc lúc").fill("16h30")
    page.get_by_label("Kết luận của chủ trì").fill("Hội đồng thông qua danh sách.")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Đã lưu thông tin phiên họp.").wait_for()
    page.get_by_role("button", name="Đăng xuất").first.click()
    log_in(clerk)
    page.goto(f"{place}bieu-quyet/")
    page.get_by_role("button", name="Đã đối chiếu, xác nhận").click()
    page.get_by_text("Đã xác nhận kết quả kiểm phiếu.").wait_for()
    page.get_by_role("button", name="Đăng xuất").first.click()
    log_in(standing)
    page.goto(place)
    page.get_by_role("button", name="Khóa biên bản").click()
    page.get_by_text("Đã khóa biên bản.").wait_for()

    closed = Meeting.objects.get()
    assert closed.is_closed
    assert [line.outcome for line in closed.lines.all()] == ["passed", "failed", "passed"]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_a_meeting_is_clean_and_fits_its_width(log_in, meeting, standing, axe, width):
    page, council = log_in(standing), meeting.council
    page.set_viewport_size({"width": width, "height": 800})
    seat = Seat.objects.first().pk
    of_council = ["", "sua/", "thanh-vien/moi/", f"thanh-vien/{seat}/", "phien-hop/moi/"]
    paths = ["hoi-dong/", "hoi-dong/moi/", *(f"hoi-dong/{council.pk}/{path}" for path in of_council)]
    paths += [f"phien-hop/{meeting.pk}/{path}" for path in ("", "sua/", "chuong-trinh/", "tham-du/")]

    found = looked_at(page, paths, axe)
    page.goto(f"{page.base}/phien-hop/{meeting.pk}/chuong-trinh/")
    page.get_by_role("button", name="Đưa cả 2").click()
    page.get_by_role("button", name="Đưa cả 1").click()
    page.goto(f"{page.base}/phien-hop/{meeting.pk}/tham-du/")
    page.get_by_role("button", name="Ghi tham dự").click()
    page.get_by_role("button", name="Bắt đầu họp").click()
    found |= looked_at(page, [f"phien-hop/{meeting.pk}/{path}" for path in ("", "bieu-quyet/", "xung-dot/")], axe)

    assert {path: trouble for path, trouble in found.items() if trouble} == {}


def looked_at(page, paths: list[str], axe) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(f"{page.base}/{path}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])
    return found
