"""The registry by the keyboard alone, in a real browser: a household is split, a person who stands twice is merged."""

import pytest

from emulation.models import Household, Member
from scoring.actions.phases import close_phase
from scoring.models import MemberScore


def reach(page, element, most=80):
    """Presses Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if element.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{element} is not reached by Tab")


def press_on(page, element, key="Enter"):
    reach(page, element)
    page.keyboard.press(key)


@pytest.fixture
def double(household):
    return Member.objects.create(
        household=household, full_name="Lô Thị Nga", born_on="1971-01-01", is_birth_year_only=True, relation="other",
        gender="female", position=9, phone="0987654678",
    )  # fmt: skip


def test_a_household_is_split_with_the_keyboard_alone(log_in, officer_of, phase, household, score):
    score(household)
    page = log_in(officer_of("8"))
    page.goto(f"{page.base}/ho-gia-dinh/{household.pk}/")

    press_on(page, page.get_by_role("link", name="Tách hộ"))
    page.get_by_role("heading", name="Tách hộ", level=1).wait_for()
    press_on(page, page.get_by_label("Sùng Thị Kiều Hương (quan hệ khác)"), "Space")
    reach(page, page.get_by_label("Chủ hộ của hộ mới"))
    for _ in range(3):  # past "Hãy chọn", the head and the wife
        page.keyboard.press("ArrowDown")
    reach(page, page.get_by_label("Mã hộ mới"))
    page.keyboard.press("Control+A")
    page.keyboard.type("T08-099")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hộ Sùng Thị Kiều Hương", level=1).wait_for()

    new = Household.objects.get(code="T08-099")
    assert page.get_by_text("Đã tách hộ Sùng Thị Kiều Hương (mã T08-099) từ hộ T08-017.").is_visible()
    assert page.get_by_text("Tách hộ: Sùng Thị Kiều Hương từ hộ T08-017").is_visible()
    assert MemberScore.objects.get(sheet__household=new).answers == "1" * 10


def test_a_person_who_stands_twice_is_merged_with_the_keyboard_alone(log_in, clerk, household, double):
    page = log_in(clerk)
    page.goto(f"{page.base}/ho-gia-dinh/{household.pk}/")

    press_on(page, page.get_by_role("link", name="So sánh và gộp"))
    page.get_by_role("heading", name="Gộp nhân khẩu trùng", level=1).wait_for()
    reach(page, page.get_by_label("Lý do gộp"))
    page.keyboard.type("Nhập hai lần")
    page.keyboard.press("Enter")
    page.get_by_text("Đã gộp Lô Thị Nga vào Lô Thị Nga.").wait_for()

    assert Member.objects.get(full_name="Lô Thị Nga").phone == "0987654678"
    assert page.get_by_text("có thể đứng hai lần").count() == 0


def test_a_doubt_is_shown_and_then_confirmed(log_in, clerk, household):
    page = log_in(clerk)
    page.goto(f"{page.base}/ho-gia-dinh/{household.pk}/them-nguoi/")
    page.get_by_label("Họ và tên").fill("Lô Thị Nga")
    page.get_by_label("Quan hệ với chủ hộ").select_option("Em")
    page.get_by_label("Ngày sinh").fill("1971")
    page.get_by_label("Giới tính").select_option("Nữ")
    page.keyboard.press("Enter")
    page.get_by_text("Có thể trùng với").wait_for()
    assert household.members.count() == 5

    page.get_by_role("button", name="Đã xem, vẫn lưu").click()
    page.get_by_text("Đã thêm Lô Thị Nga vào hộ.").wait_for()

    assert household.members.count() == 6


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_about_people_is_clean_and_fits_its_width(
    log_in, clerk, standing, phase, household, double, make_household, axe, width
):
    make_household("8", "Nguyễn Thị Kiều Ngọc Hưởng", 1960, code="T08-099")
    nga = household.members.get(position=2)
    close_phase(phase, by=standing)
    page = log_in(clerk)
    page.set_viewport_size({"width": width, "height": 800})
    home, person = f"/ho-gia-dinh/{household.pk}", f"/nhan-khau/{nga.pk}"
    paths = ["/ho-gia-dinh/them/", "/ho-gia-dinh/?viec=no_head&xep=ten", "/dinh-chinh/"]
    paths += [
        f"{home}/{one}" for one in ("", "sua/", "chu-ho/", "chuyen-to/", "them-nguoi/", "tach/", "gop/?voi=T08-099")
    ]
    paths += [f"{person}/{one}" for one in ("sua/", "tinh-trang/", "xem-so/", "dinh-chinh/", f"gop/{double.pk}/")]

    found = {}
    for path in paths:
        page.goto(page.base + path)
        for one in page.locator("details.row-deeds summary").all():
            one.click()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])

    assert {path: trouble for path, trouble in found.items() if trouble} == {}
