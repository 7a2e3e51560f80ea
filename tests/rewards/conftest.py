"""What tests of this floor share: a closed phase, awards, people proposed, a meeting, the layout of a giấy khen."""

import uuid
from dataclasses import replace

import pytest

from emulation.models import KeptFile, Phase
from rewards.actions.layouts import make_layout
from rewards.actions.meetings import close_meeting
from rewards.actions.votes import fill_votes
from rewards.models import Award, Nomination
from rewards.queries.proposals import proposal_of
from rewards.rules.layout_designs import MERIT
from tests.councils import conclude, held, make_award, make_council, nominate
from tests.rewards.decided import without_posting
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.issued import issued, signed
from tests.rewards.nominated import nominated as nominated_by
from tests.rewards.postings import TEAM, WOMEN, met_dossier, posted


@pytest.fixture
def award_of(campaign):
    """The award with a number in the plan of Đồng Tâm: award_of(5) is Gia đình công dân số."""
    return lambda number: Award.objects.for_page().get(campaign=campaign, number=number)


@pytest.fixture
def homes(make_household, score):
    """Neighbourhood 8: two homes, both pass; 1: two, both pass; 14: two, one passes."""
    people = [
        ("8", "Sùng A Chử", True), ("8", "Lô Thị Nga", True), ("1", "Vũ Văn Mạnh", True), ("1", "Hồ Thị Mai", True),
        ("14", "Nguyễn Quang Trung", True), ("14", "Kiều Văn Hoà", False),
    ]  # fmt: skip
    found = []
    for label, name, passes in people:
        home = make_household(label, name, 1970)
        score(home, *([] if passes else ["0" * 10]))
        found.append(home)
    return found


@pytest.fixture
def closed(phase, homes, standing):
    """The phase with its results frozen."""
    from scoring.actions.phases import close_phase

    close_phase(phase, by=standing)
    phase.refresh_from_db()
    return phase


@pytest.fixture
def propose(closed, standing, award_of):
    """Proposes by rule what the page shows: propose(5)."""
    from rewards.actions.nominations import propose_by_rule

    def press(number, by=standing):
        award = award_of(number)
        return propose_by_rule(award, closed, seen=proposal_of(award, closed).stamp, by=by)

    return press


@pytest.fixture
def named():
    """Names of the nominations of an award, in their order."""

    def names(number):
        found = Nomination.objects.filter(award__number=number).in_list_order()
        return [one.full_name for one in found]

    return names


# Dossiers


@pytest.fixture
def unit(unit_of):
    return unit_of("8")


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def proposed(phase, unit, officer):
    """Two collectives that neighbourhood 8 proposes for award 3."""
    return [nominated_by(phase, 3, unit, name, by=officer) for name in ("Tổ chuyển đổi số cộng đồng", "Chi hội phụ nữ")]


@pytest.fixture
def draft(phase, proposed, unit, officer):
    return dossier_for(phase, 3, unit, by=officer)


# The council


@pytest.fixture
def council(ward, standing):
    return make_council(ward, by=standing)


@pytest.fixture
def reviewed(campaign):
    """The phase whose nominations the council reviews."""
    return Phase.objects.for_page().get(campaign=campaign, number=1)


@pytest.fixture
def award(campaign):
    return make_award(campaign)


@pytest.fixture
def secret_award(campaign):
    return make_award(campaign, 91, name="Bằng khen", form="commendation", ballot="secret")


@pytest.fixture
def nominated(reviewed, award, clerk):
    return nominate(reviewed, award, "Lường Thị Chim", "Mai Văn Phượng", "Kiều Thị Bạch", by=clerk)


@pytest.fixture
def meeting(council, reviewed, nominated, standing):
    """A meeting that has begun, everybody there, three lines by show of hands."""
    return held(council, reviewed, by=standing)


@pytest.fixture
def secret_meeting(council, reviewed, secret_award, clerk, standing):
    """The same with two lines of a secret ballot."""
    nominate(reviewed, secret_award, "Lường Thị Chim", "Mai Văn Phượng", by=clerk)
    return held(council, reviewed, by=standing)


# Certificates


@pytest.fixture
def decision(phase, standing, chairman):
    """The signed decision that recognises households of phase 1."""
    return signed(phase, 5, by=standing, recorder=chairman)


@pytest.fixture
def issue(decision, unit_of, clerk):
    """Issues a certificate in the name of the clerk: issue("Sùng A Chử", "8")."""

    def make(name, label="8", **more):
        return issued(decision, name, unit=unit_of(label), by=clerk, **more)

    return make


# Postings


@pytest.fixture
def met(phase, unit, officer, standing, it_is):
    """Two collectives that the council has passed on 12 October 2026."""
    it_is(2026, 10, 12, 9)
    return met_dossier(phase, unit, TEAM, WOMEN, unit_by=officer, office=standing)


@pytest.fixture
def hung(met, phase, standing):
    """Their list, posted on the same day; its last day is 22 October."""
    return posted(phase, by=standing)


# Decisions


@pytest.fixture
def presented(propose, standing, clerk):
    """The five households that qualify, in a presented dossier of the ward; the award needs no posting."""
    propose(5)
    phase = Nomination.objects.first().phase
    without_posting(phase.campaign, 5)
    dossier = dossier_for(phase, 5, phase.campaign.ward, by=clerk)
    return walked(dossier, "presented", unit=clerk, office=standing)


@pytest.fixture
def layout(ward, clerk):
    return make_layout(ward, replace(MERIT, name="Giấy khen 2022"), key=uuid.uuid4(), by=clerk)


# Packs


@pytest.fixture
def kept_file():
    """A file that stands for the papers of a pack."""
    return KeptFile(name="bo-giay-to.zip", kind="zip", size=1, sha256="0" * 64)


@pytest.fixture
def families(closed, propose, ward, clerk, standing):
    """The families of the phase in a dossier that is ready for the council."""
    propose(5)
    return walked(dossier_for(closed, 5, ward, by=clerk), "eligible", unit=clerk, office=standing)


@pytest.fixture
def families_met(closed, families, council, standing):
    """The same, passed by the council."""
    council.seats.filter(full_name="Lô Thị Nga").update(full_name="Bàn Thị Lan")  # a family of that name is proposed
    meeting = held(council, closed, by=standing)
    fill_votes(meeting, None, 8, 1, by=standing)
    close_meeting(conclude(meeting), by=standing)
    families.refresh_from_db()
    return families
