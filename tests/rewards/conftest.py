"""What tests of the council share: the council, an award, three people nominated for it, and a meeting under way."""

import pytest

from emulation.models import Phase
from tests.councils import held, make_award, make_council, nominate


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
