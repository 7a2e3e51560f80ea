"""An exemption on its way in a real browser: proposed from the sheet, settled on the list, seen on the sheet."""

import pytest

from scoring.models import Exemption

LIST = "/phong-trao/dong-tam-2022/dot-1/mien-cham/"


def test_the_officer_proposes_and_the_standing_office_settles(
    log_in, log_out, officer_of, standing, phase, household, score
):
    score(household, "1" * 10, "0" * 10, "1" * 10, "1" * 10)
    page = log_in(officer_of("8"))
    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/phieu/ho-{household.pk}/")
    page.get_by_text("Miễn chấm…").click()
    page.get_by_role("link", name="Miễn chấm Lô Thị Nga").click()
    page.get_by_label("Lý do").select_option("Ốm đau, mất năng lực")
    page.get_by_label("Ghi rõ").fill("Nằm viện dài ngày")
    page.get_by_role("button", name="Gửi đề nghị").click()
    page.locator(".sheet-note", has_text="chờ hội đồng quyết định").wait_for()
    assert "1 người được tính là chưa đạt" in page.locator("[data-missing]").inner_text()
    log_out()

    log_in(standing)
    page.get_by_role("link", name="Đề nghị miễn chấm chờ quyết định").click()
    page.get_by_role("button", name="Không tính Lô Thị Nga").click()
    page.get_by_text("Đã ghi quyết định về Lô Thị Nga").wait_for()
    assert page.url.endswith("?state=council")
    page.goto(f"{page.base}/phong-trao/dong-tam-2022/dot-1/phieu/ho-{household.pk}/")

    assert page.locator("[data-verdict]").inner_text() == "Đạt Gia đình công dân số"
    assert Exemption.objects.in_force(phase).get().effect == "out"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(log_in, standing, phase, household, axe, width):
    nga = household.members.get(full_name="Lô Thị Nga")
    Exemption.objects.create(
        phase=phase, member=nga, kind="away", effect="council", reason="Đi làm tại Hà Nội", decided_by=standing
    )
    chu = household.members.get(full_name="Sùng A Chử")
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})

    sheet = f"/phong-trao/dong-tam-2022/dot-1/phieu/ho-{household.pk}/"
    for path in (LIST, sheet, f"{sheet}mien-cham-{chu.pk}/", f"{sheet}mien-cham-{nga.pk}/"):
        page.goto(page.base + path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
