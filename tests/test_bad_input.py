"""What nobody would mean, posted to the pages that set up, change and decide: refused in words, never an error page."""

import uuid
from datetime import date
from io import BytesIO

import pytest

from emulation.actions.deadlines import grant_late_entry
from emulation.kit import clock
from emulation.models import Campaign, Step
from scoring.actions.practice import PLAN
from scoring.models import CriteriaSet, ResultRules
from tests.scoring.test_guided_pages import filled, is_sent

DRAFT = "/phong-trao/dong-tam-2022/soan"


@pytest.fixture
def office(logged_in, campaign, standing):
    return logged_in(standing)


def said(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999"])
@pytest.mark.parametrize("field", ["buoc-0-opens_on", "buoc-0-last_day", "starts_on", "ends_on"])
def test_a_year_nobody_can_mean_is_refused_in_a_phase(office, field, day):
    place = f"{DRAFT}/thoi-gian/dot-1/"
    before = list(Step.objects.values_list("opens_at", "closes_at"))

    page = said(office.post(place, filled(office.get(place), **{field: day})))

    assert "không thể đúng. Hãy xem lại ngày này." in page
    assert list(Step.objects.values_list("opens_at", "closes_at")) == before


def test_a_year_nobody_can_mean_is_refused_for_the_ages(office):
    place = f"{DRAFT}/thong-tin/"

    page = said(office.post(place, filled(office.get(place), reference_date="01/01/0001")))

    assert "Năm 1 không thể đúng." in page


def test_a_year_nobody_can_mean_is_refused_for_leave(logged_in, standing, phase, unit_of):
    form = {"unit": unit_of("8").pk, "last_day": "31/12/9999", "reason": "Mưa lũ", "key": uuid.uuid4()}

    page = said(logged_in(standing).post("/phong-trao/dong-tam-2022/dot-1/thoi-han/cho-phep/", form))

    assert "Năm 9999 không thể đúng." in page


def test_an_age_above_the_years_of_the_calendar_leaves_nobody_and_breaks_no_page(office, household):
    Campaign.objects.update(adult_age=3000)

    page = office.get("/phong-trao/dong-tam-2022/dot-1/ket-qua/")

    assert page.status_code == 200
    assert page.context["result"].members == 0


def test_a_unit_no_database_can_hold_is_not_merged_with(office, unit_of):
    form = {"name": "Tổ dân phố số 19", "effective_on": "01/7/2025", "decision": "NQ 15", "others": ["9" * 20]}

    page = office.post(f"/don-vi/{unit_of('8').pk}/sap-nhap/", form)

    assert "Danh sách tổ vừa thay đổi. Hãy chọn lại." in said(page)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("starts_on = 2022-08-01\n", "starts_on = 2022-08-01T00:00:00\n", "“starts_on” phải là một ngày"),
        ("starts_on = 2022-08-01\n", "starts_on = 0001-08-01\n", "“starts_on”: năm 1 không thể đúng"),
        ("ends_on = 2022-10-31\n", "ends_on = 9999-12-31\n", "“ends_on”: năm 9999 không thể đúng"),
        ('place = "', 'place = "\\u0000', "“place” có ký tự không đọc được"),
        ("[campaign]\n", "[campaign]\ncode\n", "hãy xem dòng"),
    ],
)
def test_a_plan_file_with_a_slip_is_refused_naming_the_place(office, before, after, words):
    text = PLAN.read_text(encoding="utf-8")
    assert before in text
    file = BytesIO(text.replace(before, after, 1).encode())
    file.name = "ke-hoach.toml"

    page = said(office.post("/phong-trao-moi/tep/", {"file": file}))

    assert words in page
    assert "Expected" not in page


@pytest.mark.parametrize("reason", ["", "x" * 201, "vì\0"])
def test_rules_are_not_changed_for_a_reason_that_cannot_be_kept(logged_in, phase, standing, reason):
    client, place = logged_in(standing), "/phong-trao/dong-tam-2022/dot-1/quy-tac/doi/"
    form = client.get(place).context["form"]
    data = {field.html_name: field.value() for part in [form, *form.sets] for field in part if is_sent(field.value())}

    page = client.post(place, data | {"title_percent": 80, "confirm": "1", "reason": reason})

    assert page.status_code == 200
    assert page.context["reason_form"].errors
    assert page.context["effects"] is not None
    assert ResultRules.objects.filter(phase=phase).count() == 1


def new_set(office, **values):
    place = f"{DRAFT}/tieu-chi/bo-moi/"
    return office.post(place, filled(office.get(place), **values), follow=True)


def test_a_set_is_added_after_the_first_of_its_subject_has_gone(office, campaign):
    for name in ("Bộ một", "Bộ hai"):
        new_set(office, subject="staff", name=name, na_policy="not_met")
    first = CriteriaSet.objects.get(campaign=campaign, name="Bộ một")
    office.post(f"{DRAFT}/tieu-chi/bo-{first.pk}/xoa/")

    new_set(office, subject="staff", name="Bộ ba", na_policy="not_met")

    sets = CriteriaSet.objects.filter(campaign=campaign, subject="staff").order_by("version")
    assert list(sets.values_list("name", "version")) == [("Bộ hai", 2), ("Bộ ba", 3)]


def test_a_set_that_judges_people_is_not_turned_to_households(office, campaign):
    standing = CriteriaSet.objects.get(campaign=campaign, subject="resident")
    place = f"{DRAFT}/tieu-chi/bo-{standing.pk}/"

    page = said(office.post(place, filled(office.get(place), subject="household")))

    assert "không đổi đối tượng được" in page
    standing.refresh_from_db()
    assert standing.subject == "resident"


def test_a_phase_that_somebody_has_leave_for_is_not_removed(office, campaign, ward, standing):
    phase = campaign.phases.get(number=2)
    grant_late_entry(phase, ward, until=clock.end_of(date(2099, 1, 1)), reason="Mưa lũ", by=standing)

    page = office.post(f"{DRAFT}/thoi-gian/dot-2/xoa/", follow=True)

    assert "đã có phép nhập muộn" in said(page)
    assert campaign.phases.filter(number=2).exists()


def test_a_table_of_more_rows_than_can_be_counted_gets_an_ordinary_answer(office):
    place = f"{DRAFT}/muc-dich/"

    page = office.post(place, filled(office.get(place), **{"muc-TOTAL_FORMS": "9" * 5000, "add": "muc"}))

    assert page.status_code == 200
