"""The pages of units: who opens them, what they say, and the way from a form over its preview to the record."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.actions import merge_units, rename_unit, split_unit
from emulation.kit import clock
from emulation.models import Household, Role, Unit, UnitChange
from emulation.queries.units import changes_of
from emulation.rules import Merge, Papers, Rename, Split, SplitPart
from emulation.words.units import change_words, legal_day

LIST = "/don-vi/"
PAPERS = Papers(date(2025, 7, 1), "Nghị quyết số 15")
TOLD = {"effective_on": "01/7/2025", "decision": "Nghị quyết số 15", "reason": ""}


@pytest.fixture
def office(logged_in, standing):
    """A browser in which the standing office is logged in."""
    return logged_in(standing)


@pytest.fixture
def merged(ward, unit_of, standing):
    """1 and 8 become 19."""
    order = Merge((unit_of("1").pk, unit_of("8").pk), "Tổ dân phố số 19", "19", PAPERS)
    return merge_units(order, ward, by=standing)


def url_of(unit, verb=""):
    return f"{LIST}{unit.pk}/{verb}"


def form_to_merge(unit_of, **changes):
    return {"others": [unit_of("8").pk], "name": "Tổ dân phố số 19", "label": "19"} | TOLD | changes


def looked_at(client, url, form):
    """The fields of the confirming form behind the preview."""
    response = client.post(url, form | {"step": "look"})
    assert "plan" in response.context, response.context["form"].errors
    return form | {"step": "save", "stamp": response.context["plan"].stamp, "key": str(response.context["key"])}


def complaints(response):
    return " ".join(response.context["form"].non_field_errors())


# Who


@pytest.mark.parametrize("verb", ["doi-ten/", "sap-nhap/", "chia-tach/"])
@pytest.mark.parametrize(
    ("person", "status"), [("standing", 200), ("administrator", 200), ("clerk", 403), ("chairman", 403)]
)
def test_the_standing_office_and_administrators_change_units(request, logged_in, unit_of, person, status, verb):
    client = logged_in(request.getfixturevalue(person))

    assert client.get(url_of(unit_of("8"), verb)).status_code == status
    assert client.post(url_of(unit_of("8"), verb), {}).status_code == status


def test_an_officer_sees_her_unit_and_changes_nothing(logged_in, officer_of, unit_of):
    client = logged_in(officer_of("8"))

    assert client.get(url_of(unit_of("8"))).status_code == 200
    assert client.get(url_of(unit_of("14"))).status_code == 404
    assert client.get(url_of(unit_of("8"), "doi-ten/")).status_code == 403
    assert client.get(url_of(unit_of("14"), "doi-ten/")).status_code == 404
    assert {unit.code.split("/")[1] for unit in client.get(LIST).context["units"]} == {"to-8"}


def test_a_unit_of_another_ward_is_not_there(office):
    other = Unit.objects.create(code="yen-thinh/to-1", kind="neighbourhood", name="Tổ 1 Yên Thịnh")

    for verb in ["", "doi-ten/", "sap-nhap/", "chia-tach/"]:
        assert office.get(url_of(other, verb)).status_code == 404


def test_without_a_role_there_is_no_list(logged_in, django_user_model):
    assert logged_in(django_user_model.objects.create_user("nobody")).get(LIST).status_code == 403


def test_stranger_is_sent_to_the_login(client, unit_of):
    for url in [LIST, url_of(unit_of("8")), url_of(unit_of("8"), "sap-nhap/")]:
        assert client.get(url).url.startswith("/dang-nhap/")


def test_the_menu_leads_to_the_units(office):
    assert "Tổ dân phố, đơn vị" in office.get("/").text


# The list and one unit


def test_the_list_shows_the_units_of_a_chosen_day(office, merged):
    then, now = office.get(LIST, {"ngay": "30/6/2025"}), office.get(LIST)

    assert {"Tổ dân phố số 1", "Tổ dân phố số 8"} <= {unit.name for unit in then.context["units"]}
    assert "Tổ dân phố số 19" in {unit.name for unit in now.context["units"]}
    assert "Tổ dân phố số 8" not in {unit.name for unit in now.context["units"]}
    assert "Tổ dân phố số 1 và Tổ dân phố số 8 → Tổ dân phố số 19" in now.text


def test_a_day_that_cannot_be_read_is_said(office):
    response = office.get(LIST, {"ngay": "32/13/2025"})

    assert "Ngày này không đọc được" in response.text
    assert response.context["is_today"]


def test_the_list_costs_the_same_with_more_units_and_changes(office, ward, unit_of, standing):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            office.get(LIST)
        return len(captured)

    rename_unit(Rename(unit_of("14").pk, "Tổ dân phố Bình Minh", "14", PAPERS), ward, by=standing)
    office.get(LIST)
    before = cost()
    for number in range(30, 45):
        Unit.objects.create(code=f"dong-tam/to-{number}", kind="neighbourhood", name=f"Tổ {number}", parent=ward)
    rename_unit(Rename(unit_of("8").pk, "Tổ dân phố Hoa Ban", "8", PAPERS), ward, by=standing)

    assert cost() == before


def test_a_unit_tells_its_history_in_words(office, merged, unit_of):
    page = office.get(url_of(unit_of("19"))).text

    assert "Sáp nhập từ Tổ dân phố số 1 và Tổ dân phố số 8 từ ngày 01/7/2025 theo Nghị quyết số 15" in page
    assert "Vũ Thị Hiệp ghi lúc" in page
    assert "Sáp nhập vào Tổ dân phố số 19" in office.get(url_of(unit_of("8"))).text


def test_an_ended_unit_offers_no_change(office, merged, unit_of):
    page = office.get(url_of(unit_of("8"))).text

    assert "đã kết thúc, đến hết ngày 30/06/2025" in page
    assert "doi-ten/" not in page


def test_words_of_every_kind_of_change(ward, unit_of, standing):
    eight, one = unit_of("8"), unit_of("1")
    rename_unit(Rename(eight.pk, "Tổ Hoa Ban", "8", PAPERS), ward, by=standing)
    parts = (SplitPart("Tổ Hoa Ban", "8", goes_on=True), SplitPart("Tổ Hoa Mai", "20"))
    split_unit(Split(eight.pk, "street", parts, Papers(date(2025, 10, 1), "NQ 2")), ward, by=standing)
    mai = Unit.objects.get(name="Tổ Hoa Mai")
    order = Merge((one.pk, mai.pk), "Tổ Hoa Mận", "1", Papers(date(2026, 2, 3), "NQ 3"), goes_on=one.pk)
    merge_units(order, ward, by=standing)

    told = {unit: [change_words(change, unit) for change in changes_of(unit)] for unit in (eight, mai, one)}

    assert told[eight] == [
        "Chia tách, lập thêm Tổ Hoa Mai từ ngày 01/10/2025 theo NQ 2",
        "Đổi tên từ “Tổ dân phố số 8” thành “Tổ Hoa Ban” từ ngày 01/7/2025 theo Nghị quyết số 15",
    ]
    assert told[mai] == [
        "Sáp nhập vào Tổ Hoa Mận từ ngày 03/02/2026 theo NQ 3",
        "Tách từ Tổ Hoa Ban từ ngày 01/10/2025 theo NQ 2",
    ]
    assert told[one] == [
        "Nhận sáp nhập Tổ Hoa Mai, đổi tên từ “Tổ dân phố số 1” thành “Tổ Hoa Mận” từ ngày 03/02/2026 theo NQ 3"
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2025, 7, 1), "01/7/2025"), (date(2026, 2, 3), "03/02/2026"), (date(2026, 12, 30), "30/12/2026")],
)
def test_days_are_written_as_papers_write_them(day, words):
    assert legal_day(day) == words


# From the form to the record


def test_a_preview_says_what_will_be_and_writes_nothing(office, unit_of, make_household, phase, score, officer_of):
    score(make_household("1", "Lê Văn Hải", 1970))
    make_household("8", "Sùng A Chử", 1968)
    officer_of("1")

    response = office.post(url_of(unit_of("1"), "sap-nhap/"), form_to_merge(unit_of) | {"step": "look"})

    (line,) = response.context["afters"]
    assert (line.after.code, line.state, len(line.homes), line.people) == ("dong-tam/to-19", "lập mới", 2, 2)
    assert [words for _, words, _ in line.officers] == ["Cán bộ tổ 1 – Cán bộ phụ trách tổ dân phố, Tổ dân phố số 1"]
    (forecast,) = response.context["forecasts"]
    assert forecast.rows == [
        ["Tổ dân phố số 1", "trước", "1/1", "100,0 %"],
        ["Tổ dân phố số 8", "trước", "0/1", "0,0 %"],
        ["Tổ dân phố số 19", "sau", "1/2", "50,0 %"],
    ]
    assert "Kết thúc, đến hết ngày 30/06/2025" in response.text
    assert not UnitChange.objects.exists()


def test_a_confirmed_merge_is_written_with_the_officers_that_go_on(office, unit_of, officer_of, standing):
    officer = officer_of("1")
    url = url_of(unit_of("1"), "sap-nhap/")
    form = looked_at(office, url, form_to_merge(unit_of))

    response = office.post(url, form | {"roles": [officer.roles.get().pk]})

    assert response.url == url_of(unit_of("19"))
    assert Role.objects.filter(user=officer, unit=unit_of("19")).exists()
    assert UnitChange.objects.get().made_by == standing


def test_the_same_form_twice_leads_to_the_same_place(office, unit_of):
    url = url_of(unit_of("1"), "sap-nhap/")
    form = looked_at(office, url, form_to_merge(unit_of))

    first, second = office.post(url, form), office.post(url, form)

    assert first.url == second.url == url_of(unit_of("19"))
    assert UnitChange.objects.count() == 1


def test_a_stale_preview_is_refused_and_the_form_kept(office, unit_of, make_household):
    url = url_of(unit_of("1"), "sap-nhap/")
    form = looked_at(office, url, form_to_merge(unit_of))
    make_household("8", "Sùng A Chử", 1968)

    response = office.post(url, form)

    assert "Hãy xem trước lại" in complaints(response)
    assert response.context["form"]["name"].value() == "Tổ dân phố số 19"
    assert not UnitChange.objects.exists()


@pytest.mark.parametrize("missing", ["stamp", "key"])
def test_nothing_is_written_without_a_preview(office, unit_of, missing):
    url = url_of(unit_of("1"), "sap-nhap/")
    form = looked_at(office, url, form_to_merge(unit_of))
    form[missing] = ""

    response = office.post(url, form)

    assert "plan" in response.context
    assert not UnitChange.objects.exists()


def test_one_may_go_back_from_the_preview_to_the_form(office, unit_of):
    url = url_of(unit_of("1"), "sap-nhap/")

    response = office.post(url, looked_at(office, url, form_to_merge(unit_of)) | {"step": "edit"})

    assert "plan" not in response.context
    assert response.context["form"]["decision"].value() == "Nghị quyết số 15"


def test_a_day_to_come_is_refused_in_words(office, unit_of):
    tomorrow = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"

    response = office.post(
        url_of(unit_of("1"), "sap-nhap/"), form_to_merge(unit_of, effective_on=tomorrow) | {"step": "look"}
    )

    assert f"{tomorrow} chưa đến" in complaints(response)


def test_a_rename_walks_from_form_to_record(office, unit_of):
    url = url_of(unit_of("8"), "doi-ten/")
    name = "Tổ dân phố " + "Hoa Ban " * 11

    response = office.post(url, looked_at(office, url, TOLD | {"name": name, "label": "8"}))

    assert response.url == url_of(unit_of("8"))
    assert unit_of("8").name == name.strip()


def test_a_split_walks_from_form_to_record(office, unit_of, make_household, officer_of):
    for number in range(3):
        make_household("8", "Sùng A Chử", 1968, code=f"T08-00{number}")
    role = officer_of("8").roles.get().pk
    url = url_of(unit_of("8"), "chia-tach/")
    parts = {"to1-name": "Tổ 20", "to1-share": "1", "to3-name": "Tổ 21", "to3-share": "còn lại"}
    form = looked_at(office, url, TOLD | {"rule": "range"} | parts)

    office.post(url, form | {"to2-roles": [role]})

    assert sorted(Household.objects.values_list("code", "unit__name")) == [
        ("T08-000", "Tổ 20"), ("T08-001", "Tổ 21"), ("T08-002", "Tổ 21"),
    ]  # fmt: skip
    assert list(Role.objects.filter(unit__name__startswith="Tổ 2").values_list("unit__name", flat=True)) == ["Tổ 21"]


def test_a_split_that_leaves_a_household_out_names_it(office, unit_of, make_household):
    for number in range(3):
        make_household("8", "Sùng A Chử", 1968, code=f"T08-00{number}")
    parts = {"to1-name": "Tổ 20", "to1-share": "1", "to2-name": "Tổ 21", "to2-share": "2"}

    response = office.post(url_of(unit_of("8"), "chia-tach/"), TOLD | {"rule": "range", "step": "look"} | parts)

    assert "1 hộ chưa về tổ nào: T08-002" in complaints(response)


def test_lists_and_forms_show_only_the_units_of_today(office, household, merged, phase):
    for url in ["/ho-gia-dinh/", "/phong-trao/dong-tam-2022/dot-1/phieu/", "/phong-trao/dong-tam-2022/dot-1/ket-qua/"]:
        page = office.get(url).text
        assert "Tổ dân phố số 19" in page, url
        assert "Tổ dân phố số 1<" not in page, url


def test_set_up_leaves_names_and_days_of_neighbourhoods_to_these_pages(logged_in, administrator, unit_of):
    page = logged_in(administrator).get(f"/thiet-lap/emulation/unit/{unit_of('8').pk}/change/").text

    assert 'name="position"' in page
    assert not any(f'name="{field}"' in page for field in ["code", "name", "starts_on", "ends_on"])
