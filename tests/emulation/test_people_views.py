"""The pages by which people are kept: what they ask before saving, what they refuse, what they show."""

import re
import unicodedata
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.kit.fields import fingerprint
from emulation.models import AuditEntry, CorrectionRequest, Household, HouseholdEvent, Member
from emulation.queries.people import stamp_of, whole_stamp
from scoring.actions.phases import close_phase

PERSON = {"full_name": "Sùng Thị Mai", "relation": "child", "birth": "02/3/1999", "gender": "female"}
# the target that the plan of the ward sets itself, as the office finds it today
OVERDUE = (1, "/phong-trao/dong-tam-2022/chi-tieu/?tinh_trang=qua-han")


@pytest.fixture
def officer(logged_in, officer_of):
    return logged_in(officer_of("8"))


@pytest.fixture
def nga(household):
    return household.members.get(full_name="Lô Thị Nga")


def address(name, one):
    return reverse(f"emulation:{name}", args=[one.pk])


def keyed(**more):
    return {"key": str(uuid.uuid4())} | more


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def mark_of(response):
    return re.search(r'name="confirmed" value="(\w+)"', response.text)[1]


# Adding


def test_a_person_is_added_and_the_page_leads_back(officer, household):
    response = officer.post(address("member_add", household), keyed(**PERSON), follow=True)

    assert response.redirect_chain[-1][0] == f"/ho-gia-dinh/{household.pk}/"
    assert "Đã thêm Sùng Thị Mai vào hộ." in response.text
    assert household.members.count() == 6


def test_every_wrong_field_gets_its_own_sentence(officer, household):
    wrong = {"full_name": "Mai 5", "relation": "head", "birth": "31/02/1999", "gender": "", "citizen_id": "123456789"}

    response = officer.post(address("member_add", household), keyed(**wrong, phone="12"))

    found = errors(response)
    assert sorted(found) == ["birth", "citizen_id", "full_name", "gender", "phone", "relation"]
    assert found["citizen_id"] == ["Số này có 9 chữ số, là số CMND cũ. Hãy ghi số CCCD 12 chữ số, hoặc để trống."]
    assert household.members.count() == 5


def test_an_empty_form_says_what_is_missing(officer, household):
    found = errors(officer.post(address("member_add", household), keyed()))

    assert found == {
        "full_name": ["Hãy ghi họ và tên."],
        "relation": ["Hãy chọn quan hệ với chủ hộ."],
        "birth": ["Hãy ghi ngày sinh."],
        "gender": ["Hãy chọn giới tính."],
    }


def test_who_may_be_there_already_is_shown_before_anything_is_saved(officer, household):
    twin = keyed(full_name="Lo Thi Nga", relation="other", birth="1971", gender="female")
    url = address("member_add", household)

    asked = officer.post(url, twin)

    assert "Có thể trùng với" in asked.text
    assert household.members.count() == 5
    officer.post(url, twin | {"confirmed": mark_of(asked)})
    assert household.members.count() == 6


def test_a_confirmation_of_other_doubts_does_not_count(officer, household):
    twin = keyed(full_name="Lo Thi Nga", relation="other", birth="1971", gender="female")

    officer.post(address("member_add", household), twin | {"confirmed": "x" * 32})

    assert household.members.count() == 5


def test_a_number_that_says_another_sex_is_a_doubt_and_no_error(officer, household):
    person = keyed(**PERSON, citizen_id="015099000123")
    url = address("member_add", household)

    asked = officer.post(url, person)

    assert "người giới tính Nam, sinh năm 1999" in asked.text
    officer.post(url, person | {"confirmed": mark_of(asked)})
    assert household.members.count() == 6


def test_people_of_another_neighbourhood_are_not_named_as_twins(officer, household, make_household):
    make_household("14", "Sùng Thị Mai", 1999, citizen_id="015199000123")
    Member.objects.filter(household__unit__label="14").update(citizen_id_hash="")

    response = officer.post(address("member_add", household), keyed(**PERSON), follow=True)

    assert "Có thể trùng" not in response.text
    assert household.members.count() == 6


@pytest.mark.parametrize("name", ["H'Mông Ê Ban", "Y Blô", "Nguyễn Thị K'Dung", "Lò Văn Ó", "Niê Kđăm"])
def test_names_of_all_peoples_are_kept_as_written(officer, household, name):
    typed = unicodedata.normalize("NFD", name)

    officer.post(address("member_add", household), keyed(**PERSON | {"full_name": f"  {typed} "}))

    assert household.members.last().full_name == name


def test_a_household_is_added_with_its_head(officer, unit_of):
    unit = unit_of("8")
    form = keyed(unit=unit.pk, code="T08-001", address="Số 5", full_name="Sùng A Páo", birth="1980", gender="male")

    officer.post("/ho-gia-dinh/them/", form)

    home = Household.objects.get()
    assert (home.unit, home.code, home.members.get().relation) == (unit, "T08-001", "head")


def test_a_number_that_stands_elsewhere_in_the_ward_is_a_doubt_without_a_name(officer, unit_of, make_household):
    make_household("14", "Lô Thị Nga", 1971)
    Member.objects.update(citizen_id_hash=fingerprint("015180000123"))
    form = keyed(unit=unit_of("8").pk, code="T08-001", full_name="Sùng Thị Páo", birth="1980", gender="female")

    asked = officer.post("/ho-gia-dinh/them/", form | {"citizen_id": "015180000123"})

    assert "đang được ghi cho một người ở tổ khác của phường" in asked.text
    assert "Lô Thị Nga" not in asked.text
    assert Household.objects.count() == 1


def test_an_officer_adds_no_household_to_another_neighbourhood(officer, unit_of):
    form = keyed(unit=unit_of("14").pk, code="X1", full_name="Sùng A Páo", birth="1980", gender="male")

    found = errors(officer.post("/ho-gia-dinh/them/", form))

    assert found["unit"] == ["Hãy chọn lại tổ dân phố."]
    assert Household.objects.exists() is False


# Changing


def change(nga, **more):
    usual = {"full_name": "Lô Thị Nga", "relation": "other", "birth": "1971", "gender": "female"}
    return keyed(stamp=stamp_of(nga), **usual | more)


def test_numbers_stay_masked_in_the_form_and_an_empty_box_keeps_them(officer, make_household):
    home = make_household("8", "Sùng A Chử", 1968, citizen_id="015068000123", phone="0987654678")
    head = home.members.get()
    form = change(head, full_name="Sùng A Chứ", birth="1968", gender="male")
    del form["relation"]

    page = officer.get(address("member_change", head)).text
    officer.post(address("member_change", head), form)

    fresh = Member.objects.get()
    assert ("015068000123" in page, "0987654678" in page, "•••••••678" in page) == (False, False, True)
    assert (fresh.full_name, fresh.citizen_id, fresh.phone) == ("Sùng A Chứ", "015068000123", "0987654678")


def test_a_tick_takes_a_number_away(officer, nga):
    Member.objects.filter(pk=nga.pk).update(phone="0987654678")
    nga.refresh_from_db()

    officer.post(address("member_change", nga), change(nga, no_phone="on"))

    assert Member.objects.get(pk=nga.pk).phone == ""


def test_a_stale_form_shows_both_values_and_the_next_press_is_meant(officer, nga):
    form = change(nga, full_name="Lô Thị Ngà")
    Member.objects.filter(pk=nga.pk).update(full_name="Lô Thị Nhà")

    asked = officer.post(address("member_change", nga), form)

    assert "đang ghi “Lô Thị Nhà”, bạn ghi “Lô Thị Ngà”" in asked.text
    assert Member.objects.get(pk=nga.pk).full_name == "Lô Thị Nhà"
    renewed = re.search(r'name="stamp" value="(\w+)"', asked.text)[1]
    officer.post(address("member_change", nga), form | {"stamp": renewed})
    assert Member.objects.get(pk=nga.pk).full_name == "Lô Thị Ngà"


def test_a_departed_head_leads_to_the_choice_of_a_new_one(officer, household):
    head = household.members.get(relation="head")
    form = keyed(presence="deceased", on="01/9/2022", stamp=stamp_of(head))

    response = officer.post(address("member_presence", head), form)

    assert response.url == f"/ho-gia-dinh/{household.pk}/chu-ho/"
    assert "không còn chủ hộ" in officer.get(address("household", household)).text


def test_a_new_head_is_chosen_among_those_who_live_there(officer, household, nga):
    form = keyed(member=nga.pk, on="01/9/2022", stamp=whole_stamp(household))

    officer.post(address("household_head", household), form)

    assert household.members.get(relation="head") == nga


def test_a_departure_is_undone_from_the_history(officer, household, nga):
    officer.post(
        address("member_presence", nga), keyed(presence="moved_out", on="01/9/2022", stamp=stamp_of(nga))
    )  # fmt: skip
    event = HouseholdEvent.objects.get()
    page = officer.get(address("household", household)).text

    officer.post(address("event_undo", event))

    assert "Lô Thị Nga chuyển đi, ngày 01/09/2022" in page
    assert f"/bien-dong/{event.pk}/hoan-tac/" in page
    assert Member.objects.get(pk=nga.pk).presence == "present"


# Moving


def test_a_move_is_looked_at_with_its_numbers_before_it_is_made(logged_in, clerk, household, phase, score, unit_of):
    score(household)
    browser, url = logged_in(clerk), address("household_move", household)
    form = keyed(unit=unit_of("14").pk, on="01/9/2022", reason="Chuyển nhà", stamp=whole_stamp(household))

    preview = browser.post(url, form)

    rows = preview.context["forecasts"][0].rows
    assert rows == [
        ["Tổ dân phố số 8", "trước", "1/1", "100,0 %"],
        ["Tổ dân phố số 8", "sau", "0/0", "0,0 %"],
        ["Tổ dân phố số 14", "trước", "0/0", "0,0 %"],
        ["Tổ dân phố số 14", "sau", "1/1", "100,0 %"],
    ]
    assert Household.objects.get().unit == unit_of("8")
    browser.post(url, form | {"step": "save"})
    assert Household.objects.get().unit == unit_of("14")


# Numbers


def test_a_full_number_is_shown_once_after_a_reason(officer, make_household):
    head = make_household("8", "Sùng A Chử", 1968, phone="0987654678").members.get()
    url = address("member_number", head)

    shown = officer.post(url, {"which": "phone", "reason": "Gọi hỏi phiếu"})

    assert "0987654678" in shown.text
    assert shown.headers["Cache-Control"] == "no-store, private"
    assert [("0987654678" in page.text) for page in (officer.get(url), officer.post(url, {"which": "phone"}))] == [
        False,
        False,
    ]
    assert AuditEntry.objects.filter(verb="xem số điện thoại").count() == 1


def test_who_looked_at_a_number_stands_in_the_history(officer, make_household):
    home = make_household("8", "Sùng A Chử", 1968, phone="0987654678")
    officer.post(address("member_number", home.members.get()), {"which": "phone", "reason": "Gọi hỏi phiếu"})

    page = officer.get(address("household", home)).text

    assert "Xem số điện thoại Sùng A Chử" in page
    assert "Gọi hỏi phiếu" in page


# Corrections


def test_a_correction_goes_from_the_household_over_the_due_list_to_the_registry(
    client, officer_of, standing, phase, household, nga
):
    close_phase(phase, by=standing)
    form = keyed(field="full_name", new="Lô Thị Ngà", reason="Sai dấu", evidence="CCCD")
    client.force_login(officer_of("8"))
    assert "Đề nghị đính chính Lô Thị Nga" in client.get(address("household", household)).text
    client.post(address("correction_ask", nga), form)
    client.force_login(standing)
    assert [(due.count, due.url) for due in client.get("/").context["due"].tasks] == [(1, "/dinh-chinh/"), OVERDUE]

    request = CorrectionRequest.objects.get()
    client.post(f"/dinh-chinh/{request.pk}/quyet-dinh/", {"decision": "approve"})

    assert Member.objects.get(pk=nga.pk).full_name == "Lô Thị Ngà"
    assert [(due.count, due.url) for due in client.get("/").context["due"].tasks] == [OVERDUE]


def test_who_asked_sees_no_button_to_decide_and_may_not(logged_in, standing, phase, nga):
    close_phase(phase, by=standing)
    browser = logged_in(standing)
    browser.post(address("correction_ask", nga), keyed(field="full_name", new="Lô Thị Ngà", reason="a", evidence="b"))

    request = CorrectionRequest.objects.get()

    assert f"/dinh-chinh/{request.pk}/quyet-dinh/" not in browser.get("/dinh-chinh/").text
    assert browser.post(f"/dinh-chinh/{request.pk}/quyet-dinh/", {"decision": "approve"}).status_code == 403


def test_a_corrected_number_is_masked_in_the_list(logged_in, clerk, standing, phase, nga):
    close_phase(phase, by=standing)
    browser = logged_in(clerk)
    browser.post(
        address("correction_ask", nga), keyed(field="citizen_id", new="015171000123", reason="a", evidence="b")
    )  # fmt: skip

    page = browser.get("/dinh-chinh/").text

    assert ("015171000123" in page, "•••••••••123" in page) == (False, True)


# The page of a household


def test_administrator_and_chairman_read_and_change_nothing(client, administrator, chairman, household):
    pages = []
    for person in (administrator, chairman):
        client.force_login(person)
        pages.append(client.get(address("household", household)).text)

    assert ["Lô Thị Nga" in page for page in pages] == [True, True]
    assert ["/sua/" in page for page in pages] == [False, False]


def test_a_long_history_costs_the_page_no_more(logged_in, clerk, household, nga):
    browser, url = logged_in(clerk), address("household", household)
    costs = []
    for _ in range(2):
        for number in range(3):
            HouseholdEvent.objects.create(household=household, member=nga, kind="away", told=f"{number}", made_by=clerk)
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)
        costs.append(len(captured))

    assert costs[0] == costs[1]
