"""The way of an award in a real browser: from closed results to a signed decision, and from a school to its ward."""

from datetime import timedelta

import pytest

from emulation.kit import clock
from emulation.models import Phase, User
from rewards.actions.votes import fill_votes
from rewards.models import Decision, Dossier, DossierPaper, Meeting, Posting
from scoring.actions.launching import open_next_phase
from scoring.actions.phases import close_phase
from tests.councils import attend, conclude, held, make_council, make_meeting
from tests.rewards.nominated import nominated
from tests.schools import person
from tests.stories.test_dossier_walk import tick_whole_list

AWARDS = "/phong-trao/dong-tam-2022/dot-1/khen-thuong"
SCHOOL = "/phong-trao/tuoi-hong-2022/dot-1/khen-thuong"
PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def closed(phase, make_household, score, standing):
    for label in ("8", "1"):
        score(make_household(label, "Nguyễn Thị Kiều Ngọc Hưởng", 1970))
    close_phase(phase, by=standing)
    return Phase.objects.for_page().get(pk=phase.pk)


def press(page, name: str, said: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.get_by_text(said).first.wait_for()


def confirm_whole_list(page) -> None:
    page.get_by_label("Việc cần làm").select_option("confirm")
    page.get_by_role("button", name="Làm cho cả").click()
    press(page, "Xác nhận không bị kỷ luật", "Đã xác nhận")


def waive_papers(page) -> None:
    page.get_by_role("heading", name="Giấy tờ của hồ sơ").wait_for()
    for paper in DossierPaper.objects.filter(state="missing"):
        box = page.locator("details", has=page.locator(f"#waive-{paper.pk}"))
        if not box.get_by_label("Không cần vì").is_visible():
            box.locator("summary").click()
        box.get_by_label("Không cần vì").fill("Đã nộp bản giấy")
        box.get_by_role("button", name="Ghi không cần").click()
        page.get_by_text(f"Đã ghi không cần {paper}").first.wait_for()


def open_dossier(page, place: str, award: int) -> None:
    page.goto(f"{page.base}{place}/ho-so/{Dossier.objects.get(award__number=award).pk}/")


def close_minutes(page, meeting: Meeting) -> None:
    """Everybody agrees; the office reads it over and closes."""
    fill_votes(meeting, None, 3, 0, by=meeting.held_by)
    conclude(meeting)
    page.goto(f"{page.base}/phien-hop/{meeting.pk}/")
    press(page, "Khóa biên bản", "Đã khóa biên bản.")


def days_of_the_posting_pass() -> None:
    today = clock.today()
    Posting.objects.update(starts_on=today - timedelta(days=11), ends_on=today - timedelta(days=1))


def pass_council_and_posting(page, council, closed, by) -> None:
    """The office finds the dossier eligible, the council passes it, it is presented; its list hangs and comes down."""
    open_dossier(page, AWARDS, 6)
    press(page, "Tiếp nhận, thẩm định", "Đã tiếp nhận hồ sơ.")
    press(page, "Xác nhận đủ điều kiện", "Đã xác nhận hồ sơ đủ điều kiện.")
    close_minutes(page, held(council, closed, by=by))
    open_dossier(page, AWARDS, 6)
    press(page, "Trình người có thẩm quyền", "Đã ghi hồ sơ được trình.")
    page.goto(f"{page.base}{AWARDS}/niem-yet/")
    press(page, "Lập thông báo niêm yết", "Đã lập danh sách: thêm 2 dòng.")
    press(page, "Chốt danh sách, niêm yết", "Đã chốt danh sách.")
    days_of_the_posting_pass()
    page.reload()
    page.get_by_role("link", name="Kết thúc niêm yết").click()
    page.get_by_label("Người chủ trì").fill("Vũ Thị Hiệp, Thường trực")
    page.get_by_label("Người ghi biên bản").fill("Lô Thị Nga, Công chức")
    press(page, "Kết thúc, lập biên bản", "Đã kết thúc niêm yết.")


def record_signature(page, decision: Decision) -> None:
    page.goto(f"{page.base}{AWARDS}/quyet-dinh/{decision.pk}/ghi-so/")
    page.get_by_label("Số, ký hiệu").fill("112/QĐ-UBND")
    page.get_by_label("Ngày ký").fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_label("Chức vụ người ký").fill("CHỦ TỊCH")
    page.get_by_label("Họ tên người ký").fill("Nguyễn Ngọc Hà")
    page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    page.get_by_role("button", name="Ghi và giữ nguyên").click()
    page.get_by_role("heading", name="Quyết định số 112/QĐ-UBND").wait_for()


def test_from_the_closed_phase_to_a_signed_decision(log_in, log_out, closed, ward, standing, clerk, chairman):
    page = log_in(standing)
    page.goto(f"{page.base}{AWARDS}/6/theo-quy-tac/")
    press(page, "Đề nghị 2 đối tượng", "Đã thêm 2 đề nghị.")
    log_out()

    page = log_in(clerk)
    page.goto(f"{page.base}{AWARDS}/de-nghi/")
    confirm_whole_list(page)
    page.goto(f"{page.base}{AWARDS}/ho-so/lap/")
    press(page, "Lập các hồ sơ đã đánh dấu", "Đã đưa 2 đề nghị vào 1 hồ sơ nháp.")
    waive_papers(page)
    press(page, "Nộp hồ sơ", "Đã nộp hồ sơ.")
    log_out()

    pass_council_and_posting(log_in(standing), make_council(ward, by=standing, members=3), closed, standing)
    log_out()

    page = log_in(clerk)
    page.goto(f"{page.base}{AWARDS}/6/quyet-dinh/")
    page.get_by_role("button", name="Soạn dự thảo với các đơn vị đã đánh dấu").click()
    page.get_by_role("heading", name="Trước khi ghi số, ngày ký").wait_for()
    log_out()

    decision = Decision.objects.get()
    record_signature(log_in(chairman), decision)

    decision.refresh_from_db()
    assert (decision.status, decision.recorded_by, decision.lines.count()) == ("signed", chairman, 2)
    assert Dossier.objects.get().status == "signed"


@pytest.fixture
def school(transactional_db, school_campaign, principal, deputy):
    """The school's phase with a collective that it proposes for an award of its superior office."""
    school_campaign.number = school_campaign.number or "00/KH"
    school_campaign.save()
    open_next_phase(school_campaign, by=principal)
    phase = Phase.objects.for_page().get(campaign=school_campaign, number=1)
    nominated(phase, 3, school_campaign.ward, "Tổ khối Lá", by=deputy)
    return phase


def test_from_the_dossier_of_a_school_to_the_office_of_its_ward(log_in, log_out, school, principal, deputy):
    unit = school.campaign.ward
    page = log_in(deputy)
    page.goto(f"{page.base}{SCHOOL}/de-nghi/")
    confirm_whole_list(page)
    tick_whole_list(page)
    page.goto(f"{page.base}{SCHOOL}/ho-so/lap/")
    press(page, "Lập các hồ sơ đã đánh dấu", "Đã đưa 1 đề nghị vào 1 hồ sơ nháp.")
    waive_papers(page)
    press(page, "Nộp hồ sơ", "Đã nộp hồ sơ.")
    log_out()

    page = log_in(principal)
    open_dossier(page, SCHOOL, 3)
    press(page, "Tiếp nhận, thẩm định", "Đã tiếp nhận hồ sơ.")
    press(page, "Xác nhận đủ điều kiện", "Đã xác nhận hồ sơ đủ điều kiện.")
    meeting = make_meeting(make_council(unit, by=principal, members=3), school, by=principal)
    page.goto(f"{page.base}/phien-hop/{meeting.pk}/chuong-trinh/")
    page.get_by_role("button", name="Đưa cả 1").click()
    attend(meeting, by=principal)
    page.goto(f"{page.base}/phien-hop/{meeting.pk}/")
    press(page, "Bắt đầu họp", "Đang họp")
    close_minutes(page, Meeting.objects.for_page().get(pk=meeting.pk))
    open_dossier(page, SCHOOL, 3)
    page.get_by_label("Nơi nhận dùng cùng cổng này").select_option(label=unit.parent.name)
    press(page, "Ghi đã gửi cấp trên", "Đã ghi hồ sơ được gửi cấp trên.")
    log_out()

    office = person("ward-office", "standing", unit.parent)
    page = log_in(User.objects.get(pk=office.pk))
    page.get_by_role("link", name="Hồ sơ cấp dưới gửi lên chưa trả lời").click()
    page.get_by_role("link", name=f"Số 1 · {unit}").click()
    page.get_by_role("heading", name=f"Hồ sơ số 1 của {unit}").wait_for()
    assert page.get_by_role("button", name="Đưa ra").count() == 0
    page.get_by_label("Nội dung trả lời").fill("Đồng ý, kèm Quyết định số 9/QĐ-UBND")
    press(page, "Ghi trả lời", "Đã ghi trả lời của cấp trên.")

    dossier = Dossier.objects.get()
    assert (dossier.status, dossier.sending.to_unit, dossier.sending.answered_on) == (
        "presented", unit.parent, clock.today(),
    )  # fmt: skip
