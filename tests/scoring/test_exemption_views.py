"""The pages of exemptions: the form, the list, and what each role may press."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.choices import PhaseStatus
from emulation.models import Phase
from scoring.actions.exemptions import exempt_member
from scoring.models import Exemption

BASE = "/phong-trao/dong-tam-2022/dot-1/"
ANSWER = {"kind": "away", "reason": "Đi làm tại Hà Nội", "effect": "out"}


@pytest.fixture
def nga(household):
    return household.members.get(full_name="Lô Thị Nga")


@pytest.fixture
def form_url(household, nga):
    return f"{BASE}phieu/ho-{household.pk}/mien-cham-{nga.pk}/"


@pytest.fixture
def proposal(phase, nga, clerk):
    return exempt_member(nga, phase, kind="ill", effect="council", reason="Nằm viện dài ngày", by=clerk)


@pytest.fixture
def person(request, phase, clerk, standing, chairman, administrator, officer_of):
    """A member of the cast by name; the officers are those of neighbourhood 8 and of another one."""
    cast = {"clerk": clerk, "standing": standing, "chairman": chairman, "administrator": administrator}
    return lambda name: cast[name] if name in cast else officer_of({"officer": "8", "other": "1"}[name])


ROLES = ["standing", "clerk", "officer", "chairman", "administrator", "other"]


def by_role(statuses):
    """Runs a test for every role with the status that its answer has."""
    return pytest.mark.parametrize(("role", "status"), list(zip(ROLES, statuses, strict=True)))


@by_role([200, 200, 200, 403, 403, 404])
def test_who_opens_the_form(logged_in, person, form_url, role, status):
    assert logged_in(person(role)).get(form_url).status_code == status


@by_role([302, 302, 302, 403, 403, 404])
def test_who_exempts(logged_in, person, form_url, role, status):
    assert logged_in(person(role)).post(form_url, ANSWER).status_code == status
    assert Exemption.objects.exists() == (status == 302)


@pytest.mark.parametrize(("role", "effect"), [("standing", "out"), ("clerk", "council"), ("officer", "council")])
def test_only_the_standing_office_decides_what_follows(logged_in, person, form_url, role, effect):
    client = logged_in(person(role))

    page = client.get(form_url).content.decode()
    client.post(form_url, ANSWER)

    assert ('name="effect"' in page) == (role == "standing")
    assert Exemption.objects.get().effect == effect


@by_role([200, 200, 200, 200, 403, 200])
def test_who_opens_the_list(logged_in, person, proposal, role, status):
    response = logged_in(person(role)).get(f"{BASE}mien-cham/")

    assert response.status_code == status
    sees = status == 200 and role != "other"
    assert ("Nằm viện dài ngày" in response.content.decode()) == sees


@by_role([302, 403, 403, 403, 403, 404])
def test_who_settles(logged_in, person, proposal, role, status):
    response = logged_in(person(role)).post(f"{BASE}mien-cham/{proposal.pk}/quyet-dinh/", {"effect": "out"})

    assert response.status_code == status
    assert Exemption.objects.filter(effect="out").exists() == (status == 302)


@by_role([302, 302, 302, 403, 403, 404])
def test_who_withdraws_a_proposal(logged_in, person, proposal, role, status):
    assert logged_in(person(role)).post(f"{BASE}mien-cham/{proposal.pk}/bo/").status_code == status


@by_role([302, 403, 403, 403, 403, 404])
def test_who_lifts_a_decision(logged_in, person, proposal, role, status):
    Exemption.objects.update(effect="fail")

    assert logged_in(person(role)).post(f"{BASE}mien-cham/{proposal.pk}/bo/").status_code == status


def test_nothing_changes_on_get(logged_in, standing, proposal):
    client = logged_in(standing)

    assert client.get(f"{BASE}mien-cham/{proposal.pk}/bo/").status_code == 405
    assert client.get(f"{BASE}mien-cham/{proposal.pk}/quyet-dinh/?effect=out").status_code == 405


def test_an_exemption_of_another_phase_is_not_found(logged_in, standing, campaign, proposal):
    Exemption.objects.update(phase=campaign.phases.get(number=2))

    assert logged_in(standing).post(f"{BASE}mien-cham/{proposal.pk}/bo/").status_code == 404


def test_a_person_of_another_household_is_not_found(logged_in, clerk, phase, nga, make_household):
    other = make_household("8", "Hoàng Văn Nhất", 1980)

    assert logged_in(clerk).get(f"{BASE}phieu/ho-{other.pk}/mien-cham-{nga.pk}/").status_code == 404


def test_without_a_reason_the_form_comes_back_with_what_was_chosen(logged_in, standing, phase, form_url):
    page = logged_in(standing).post(form_url, ANSWER | {"reason": " "}).content.decode()

    assert "Hãy ghi rõ lý do" in page
    assert '<option value="away" selected>' in page


def test_a_closed_phase_says_so(logged_in, standing, phase, form_url):
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)
    client = logged_in(standing)

    assert "không mở để chấm điểm" in client.get(form_url).content.decode()
    assert "không mở để chấm điểm" in client.post(form_url, ANSWER).content.decode()


def test_the_sheet_leads_to_the_form_of_each_person_and_names_the_exempted(logged_in, clerk, household, proposal):
    page = logged_in(clerk).get(f"{BASE}phieu/ho-{household.pk}/").content.decode()

    assert page.count("mien-cham-") == 4
    assert "Xem, bỏ miễn chấm Lô Thị Nga" in page
    assert "chờ hội đồng quyết định, tạm tính là chưa đạt (Nằm viện dài ngày)" in page


def test_whoever_does_not_key_scores_is_not_offered_exemptions(logged_in, chairman, household, proposal):
    assert "mien-cham-" not in logged_in(chairman).get(f"{BASE}phieu/ho-{household.pk}/").content.decode()


def test_the_sheet_of_a_household_with_nobody_left_still_offers_to_lift(logged_in, clerk, phase, make_household):
    home = make_household("8", "Hoàng Văn Nhất", 1980)
    exempt_member(home.members.get(), phase, kind="ill", effect="council", reason="x", by=clerk)

    assert "Xem, bỏ miễn chấm Hoàng Văn Nhất" in logged_in(clerk).get(f"{BASE}phieu/ho-{home.pk}/").content.decode()


def test_the_list_names_everything_and_the_filter_chooses(logged_in, standing, clerk, proposal):
    client = logged_in(standing)
    client.post(f"{BASE}mien-cham/{proposal.pk}/quyet-dinh/", {"effect": "fail"})

    page = client.get(f"{BASE}mien-cham/?state=fail").content.decode()
    for words in ["Lô Thị Nga", "T08-017", "Tổ dân phố số 8", "Hộ Sùng A Chử", "Nằm viện dài ngày", "Vũ Thị Hiệp"]:
        assert words in page
    assert f"đề nghị: {clerk}" in page
    assert "Lô Thị Nga" not in client.get(f"{BASE}mien-cham/?state=out").content.decode()
    assert "Lô Thị Nga" in client.get(f"{BASE}mien-cham/?state=lifted").content.decode()
    assert "Lô Thị Nga" in client.get(f"{BASE}mien-cham/?state=nonsense").content.decode()


def test_after_a_press_one_is_back_where_one_was(logged_in, standing, household, proposal):
    client = logged_in(standing)

    response = client.post(f"{BASE}mien-cham/{proposal.pk}/quyet-dinh/?state=council", {"effect": "out"})
    assert response.url == f"{BASE}mien-cham/?state=council"

    response = client.post(f"{BASE}mien-cham/{Exemption.objects.latest('pk').pk}/bo/", {"sheet": "1"})
    assert response.url == f"{BASE}phieu/ho-{household.pk}/"


def test_a_second_settling_by_another_is_refused_in_words(logged_in, standing, proposal):
    client = logged_in(standing)
    client.post(f"{BASE}mien-cham/{proposal.pk}/quyet-dinh/", {"effect": "out"})

    page = client.post(f"{BASE}mien-cham/{proposal.pk}/quyet-dinh/", {"effect": "fail"}, follow=True).content.decode()

    assert "không còn chờ quyết định" in page


def test_proposals_are_on_the_due_list_of_the_standing_office_alone(logged_in, standing, clerk, proposal):
    words = "Đề nghị miễn chấm chờ quyết định"

    assert words not in logged_in(clerk).get("/").content.decode()
    assert words in logged_in(standing).get("/").content.decode()


def test_the_list_costs_the_same_for_one_and_for_thirty(logged_in, standing, phase, make_household):
    client, counts = logged_in(standing), []
    client.get(f"{BASE}mien-cham/")  # the session is written once
    for number in (1, 29):
        for _ in range(number):
            member = make_household("14", "Hoàng Văn Nhất", 1980).members.get()
            exempt_member(member, phase, kind="ill", effect="council", reason="x", by=standing)
        with CaptureQueriesContext(connection) as caught:
            client.get(f"{BASE}mien-cham/")
        counts.append(len(caught))

    assert counts[0] == counts[1] < 16
