"""Opening a phase: launched once, one at a time, only with criteria and rules; who is too late is told in words."""

import pytest

from emulation.choices import CampaignStatus, PhaseStatus
from emulation.models import AuditEntry, Campaign, Phase
from scoring.actions.phases import PhaseRefused, open_phase
from scoring.actions.plans import load_plan
from scoring.models import Criterion, ResultRules


@pytest.fixture
def first(campaign):
    return Phase.objects.for_page().get(campaign=campaign, number=1)


@pytest.fixture
def second(campaign):
    return Phase.objects.for_page().get(campaign=campaign, number=2)


def test_an_opened_phase_is_open_and_its_campaign_launched(first, campaign, standing):
    opened = open_phase(first, by=standing)

    assert opened.is_open
    assert Phase.objects.get(pk=first.pk).status == PhaseStatus.OPEN
    assert Campaign.objects.get(pk=campaign.pk).status == CampaignStatus.LAUNCHED


def test_opening_leaves_its_trail(first, standing):
    open_phase(first, by=standing)

    entry = AuditEntry.objects.get(verb="mở đợt chấm điểm")
    assert (entry.actor, entry.subject) == ("standing", "Đợt 1 – Sơ kết")
    assert (entry.before, entry.after) == ({"status": "planned"}, {"status": "open"})


def test_an_open_phase_is_not_opened_again(first, standing, clerk):
    open_phase(first, by=standing)

    with pytest.raises(PhaseRefused, match="Đợt 1 – Sơ kết không còn ở trạng thái chưa mở"):
        open_phase(first, by=clerk)

    assert AuditEntry.objects.filter(verb="mở đợt chấm điểm").count() == 1


def test_whoever_has_an_old_page_before_him_is_told_too(first, standing, clerk):
    seen_before = Phase.objects.for_page().get(pk=first.pk)
    open_phase(first, by=standing)

    with pytest.raises(PhaseRefused, match="Hãy tải lại trang"):
        open_phase(seen_before, by=clerk)


def test_a_second_phase_waits_until_the_first_is_closed(first, second, standing):
    open_phase(first, by=standing)

    with pytest.raises(PhaseRefused, match="Đợt 1 – Sơ kết đang mở: mỗi phong trào chỉ mở một đợt một lúc"):
        open_phase(second, by=standing)

    Phase.objects.filter(pk=first.pk).update(status=PhaseStatus.CLOSED)
    assert open_phase(second, by=standing).is_open


def test_a_closed_phase_is_not_opened_again(first, standing):
    Phase.objects.filter(pk=first.pk).update(status=PhaseStatus.CLOSED)

    with pytest.raises(PhaseRefused):
        open_phase(first, by=standing)


def test_phases_of_different_campaigns_may_be_open_together(first, plan, standing):
    other = load_plan(plan | {"campaign": plan["campaign"] | {"code": "dong-tam-2023"}}, by=None)
    open_phase(first, by=standing)

    assert open_phase(other.phases.get(number=1), by=standing).is_open


@pytest.mark.parametrize("lacking", [Criterion, ResultRules])
def test_a_phase_without_criteria_or_rules_is_not_opened(first, campaign, standing, lacking):
    lacking.objects.all().delete()

    with pytest.raises(PhaseRefused, match="chưa có bộ tiêu chí và quy tắc công nhận"):
        open_phase(first, by=standing)

    assert Phase.objects.get(pk=first.pk).status == PhaseStatus.PLANNED
    assert Campaign.objects.get(pk=campaign.pk).status == CampaignStatus.DRAFT
    assert not AuditEntry.objects.filter(verb="mở đợt chấm điểm").exists()
