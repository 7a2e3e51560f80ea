"""A decision in a real browser: drafted, printed, recorded with the password, one line revoked; axe."""

import pytest

from emulation.kit import jobs
from emulation.models import Job
from rewards.models import Decision
from tests.evidence import picture
from tests.rewards.decided import draft_of, signed, without_posting
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.nominated import nominated

PLACE = "/phong-trao/dong-tam-2022/dot-1/khen-thuong"
LONG = "Tổ chuyển đổi số cộng đồng tổ dân phố số 8 phường Đồng Tâm"
PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def presented(phase, unit_of, officer_of, standing):
    unit, officer = unit_of("8"), officer_of("8")
    without_posting(phase.campaign, 3)
    for name in (LONG, "Chi hội phụ nữ"):
        nominated(phase, 3, unit, name, by=officer)
    return walked(dossier_for(phase, 3, unit, by=officer), "presented", unit=officer, office=standing)


@pytest.fixture
def chairman(make_user, ward):
    person = make_user("chairman", "chairman", ward)
    person.set_password(PASSWORD)
    person.save()
    return person


def test_a_decision_is_drafted_recorded_and_a_line_of_it_revoked(log_in, log_out, presented, clerk, chairman):
    page = log_in(clerk)
    page.goto(f"{page.base}{PLACE}/quyet-dinh/")
    page.get_by_role("link", name="Soạn dự thảo").click()
    page.get_by_role("button", name="Soạn dự thảo với các đơn vị đã đánh dấu").click()
    page.get_by_text("Đủ điều kiện").wait_for()
    assert page.get_by_role("button", name="Ghi số, ngày ký").is_disabled()
    paper = page.request.get(page.get_by_role("link", name="In dự thảo").evaluate("link => link.href"))
    assert paper.body().startswith(b"%PDF")

    log_out()
    log_in(chairman)
    page.get_by_role("link", name="Dự thảo quyết định chờ ký, ghi số").click()
    page.get_by_role("link", name="Dự thảo quyết định khen thưởng, công nhận").click()
    page.get_by_role("link", name="Ghi số, ngày ký").click()
    page.get_by_label("Số, ký hiệu").fill("112/QĐ-UBND")
    file = {"name": "ban-chup.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.get_by_label("Bản chụp đã ký, đóng dấu").set_input_files([file])
    page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    page.get_by_role("button", name="Ghi và giữ nguyên").click()
    page.get_by_text("Đã ghi quyết định số 112/QĐ-UBND").wait_for()
    job = Job.objects.get(kind="decision_file")
    jobs.claim(job)
    jobs.run(job)

    log_out()
    log_in(clerk)
    page.goto(f"{page.base}{PLACE}/quyet-dinh/{Decision.objects.get().pk}/")
    page.get_by_role("link", name="quyet-dinh-112").wait_for()
    page.get_by_role("link", name="Quyết định thu hồi").click()
    page.get_by_label("Lý do").fill("Báo cáo không đúng")
    page.get_by_label("Chi hội phụ nữ").check()
    page.get_by_role("button", name="Lập dự thảo", exact=True).click()
    page.get_by_text("Đã lập dự thảo.").wait_for()
    signed(Decision.objects.get(kind="revoke"), by=chairman, number="130/QĐ-UBND")
    page.get_by_role("link", name="Quyết định số 112/QĐ-UBND").click()

    page.get_by_text("Đã thu hồi một phần").wait_for()
    page.get_by_text("đã thu hồi theo quyết định số 130/QĐ-UBND").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_decisions_are_clean_and_fit_their_width(log_in, presented, clerk, standing, axe, width):
    first = draft_of(presented, by=clerk)
    page = log_in(standing)
    page.set_viewport_size({"width": width, "height": 800})

    def trouble_at(*paths) -> dict:
        found = {}
        for path in paths:
            page.goto(f"{page.base}{path}")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            found[path] = axe(page) + ([f"sticks out by {wide} px"] if wide > 0 else [])
        return {path: trouble for path, trouble in found.items() if trouble}

    place = f"{PLACE}/quyet-dinh/{first.pk}"
    drafted = trouble_at(f"{PLACE}/quyet-dinh/", f"{place}/", f"{place}/noi-dung/", f"{place}/ghi-so/")
    signed(first, by=standing)
    done = trouble_at(f"{place}/", f"{place}/lap-thu-hoi/", f"{place}/lap-dinh-chinh/", "/so-quyet-dinh/")

    assert drafted | done == {}
