"""The pack of a school: its own office makes it, its letter goes to the office above, its results are its targets."""

import pytest

from emulation.models import Phase
from rewards.facts.award_material import Material
from rewards.facts.award_papers import pack_papers
from rewards.facts.packs import as_json, sources_of
from rewards.models import Award, Dossier
from scoring.actions.phases import close_phase
from tests.councils import nominate


@pytest.fixture
def review(school_campaign, principal):
    """The first phase of the school, closed with its targets as they stood."""
    phase = Phase.objects.for_page().get(campaign=school_campaign, number=1)
    Phase.objects.filter(pk=phase.pk).update(status="open")
    phase.refresh_from_db()
    close_phase(phase, by=principal)
    phase.refresh_from_db()
    return phase


def test_a_school_writes_to_the_office_above_with_its_targets(review, deputy, principal, logged_in):
    award = Award.objects.get(campaign=review.campaign, number=4)
    nominate(review, award, "Đỗ Thị Hà", by=deputy, salutation="Bà")
    Dossier.objects.update(upward_to=award.upward_to)

    found = Material(review, as_json(sources_of(review).of(award)))
    papers = {f"{one.folder}/{one.name}": one.document.facts for one in pack_papers(found)}

    assert list(papers) == [
        "01-to-trinh/to-trinh", "04-bao-cao-thanh-tich/ca-nhan", "05-danh-sach/danh-sach", "05-danh-sach/bang-tong-hop",
    ]  # fmt: skip
    letter = papers["01-to-trinh/to-trinh"]
    assert letter.addressed == (award.upward_to,)
    assert letter.letter.code == "TTr-MNTH"
    assert "mục tiêu của kế hoạch" in letter.results[0]
    page = logged_in(principal).get(f"/phong-trao/{review.campaign.code}/dot-1/khen-thuong/4/bo-giay-to/")
    assert "Lập bộ giấy tờ" in page.content.decode()
