"""What judges people is not changed past the preview, and the trail of the administrator names no resident."""

from datetime import date

from emulation.models import AuditEntry, Campaign
from scoring.models import CriteriaSet, ResultRules

from .browsing import address, form_of


def rules_form(setting_up, number):
    """What the page of a phase's rules would send, for another row."""
    standing = ResultRules.objects.get(phase__number=number)
    return form_of(setting_up.get(address(ResultRules, "change", standing.pk)))


def test_rules_added_by_hand_are_the_next_version_of_their_phase(setting_up, administrator):
    answer = setting_up.post(address(ResultRules, "add"), rules_form(setting_up, 2) | {"title_percent": 70})

    assert answer.status_code == 302
    latest = ResultRules.objects.filter(phase__number=2).latest("version")
    assert (latest.version, latest.title_percent, latest.made_by) == (2, 70, administrator)


def test_rules_are_not_added_to_a_phase_that_is_scored(setting_up, phase):
    form = rules_form(setting_up, 2) | {"phase": phase.pk, "title_percent": 1}

    answer = setting_up.post(address(ResultRules, "add"), form)

    assert answer.status_code == 200
    assert ResultRules.objects.filter(phase=phase).count() == 1


def test_a_set_added_by_hand_is_the_next_version_of_its_subject(setting_up, phase):
    empty = {
        f"{one}-{name}": 0 for one in ("levels", "groups", "criteria") for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    form = {"campaign": phase.campaign_id, "subject": "venue", "name": "Nhà văn hóa", "na_policy": "not_met"}

    answer = setting_up.post(address(CriteriaSet, "add"), form | empty)

    assert answer.status_code == 302
    assert CriteriaSet.objects.filter(subject="venue").latest("version").version == 2


def test_whom_a_launched_campaign_counts_is_only_read(setting_up, phase):
    url = address(Campaign, "change", phase.campaign_id)
    form = form_of(setting_up.get(url))

    setting_up.post(url, form | {"adult_age": 60, "reference_date": "01/01/2030"})

    campaign = Campaign.objects.get()
    assert (campaign.adult_age, campaign.reference_date) == (18, date(2022, 8, 31))


def test_a_pledge_changed_by_hand_is_in_the_trail_without_its_person(setting_up, phase):
    url = address(Campaign, "change", phase.campaign_id)
    form = form_of(setting_up.get(url))

    setting_up.post(url, form | {"commitments-0-representative": "Lô Thị Nga"})

    assert AuditEntry.objects.first().after == {
        "changes": [{"changed": {"name": "đại diện ký cam kết", "fields": ["Họ và tên"]}}]
    }
