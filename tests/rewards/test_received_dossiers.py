"""What a school sends up is seen, with its papers, by the office of the ward it is sent to, and by no other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.due_dossiers import dossiers_due
from emulation.kit import clock
from emulation.models import Phase, Unit
from rewards.actions.dossier_steps import record_answer, take_step
from rewards.forms.dossiers import SendingForm
from rewards.models import Award, Dossier
from rewards.queries.dossiers import received
from scoring.actions.launching import open_next_phase
from tests.rewards.dossiers import complete, dossier_for, press_sending, walked
from tests.rewards.nominated import nominated
from tests.schools import person


@pytest.fixture
def phase(school_campaign, principal):
    school_campaign.number = school_campaign.number or "00/KH"
    school_campaign.save()
    open_next_phase(school_campaign, by=principal)
    return Phase.objects.for_page().get(campaign=school_campaign, number=1)


@pytest.fixture
def school(school_campaign):
    return school_campaign.ward


@pytest.fixture
def above(school):
    return school.parent


@pytest.fixture
def eligible(phase, school, deputy, principal):
    """The school's dossier for an award that a superior office grants, decided without a council."""
    Award.objects.filter(campaign=phase.campaign, number=3).update(procedure="simple")
    nominated(phase, 3, school, "Tổ khối Lá", by=deputy)
    return walked(dossier_for(phase, 3, school, by=deputy), "eligible", unit=deputy, office=principal)


@pytest.fixture
def office(above):
    return person("ward-office", "standing", above)


@pytest.fixture
def elsewhere(db):
    other = Unit.objects.create(code="noi-khac", kind="ward", name="Phường Nơi Khác")
    return person("other-office", "standing", other)


def test_it_is_seen_by_the_office_it_is_sent_to(eligible, above, principal, office, elsewhere, logged_in):
    press_sending(eligible, to_unit=above, by=principal)

    page = logged_in(office).get(reverse("rewards:received_dossiers"))
    own = logged_in(office).get(reverse("rewards:dossier", args=["tuoi-hong-2022", 1, eligible.pk]))
    other = logged_in(elsewhere).get(reverse("rewards:received_dossiers"))

    assert ([one.dossier for one in page.context["page"]], page.context["waiting"]) == ([eligible], 1)
    assert (own.status_code, len(own.context["papers"]), own.context["unit_acts"]) == (200, 3, [])
    assert list(other.context["page"]) == []


def test_what_goes_to_an_office_outside_the_portal_is_not_among_them(eligible, principal, office):
    press_sending(eligible, by=principal)

    assert list(received(office)) == []


def test_a_received_dossier_is_due_until_it_is_answered(eligible, above, principal, office):
    press_sending(eligible, to_unit=above, by=principal)
    before = [line.count for line in dossiers_due(office) if "cấp dưới" in line.title]

    record_answer(eligible, clock.today(), "Đồng ý, kèm Quyết định số 9/QĐ-UBND", by=principal)

    assert before == [1]
    assert [line for line in dossiers_due(office) if "cấp dưới" in line.title] == []


def test_only_the_ward_above_is_offered_as_receiver(eligible, above, elsewhere):
    offered = SendingForm(eligible).fields["to_unit"].queryset

    assert list(offered) == [above]


def test_the_page_costs_the_same_whatever_came(phase, eligible, school, above, deputy, principal, office, logged_in):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            logged_in(office).get(reverse("rewards:received_dossiers"))
        return len(asked)

    press_sending(eligible, to_unit=above, by=principal)
    cost()  # a first visit looks at the session
    one = cost()
    for number in range(3):
        nominated(phase, 3, school, f"Tổ khối {number}", by=deputy)
        more = complete(dossier_for(phase, 3, school, by=deputy), by=deputy)
        for verb, by in (("submit", deputy), ("take_up", principal), ("accept", principal)):
            more = take_step(more, verb, seen=Dossier.objects.get(pk=more.pk).version, by=by)
        press_sending(more, to_unit=above, by=principal)

    assert cost() == one
