"""Phases and steps in admin are held to the dates of a plan; a phase is opened as on its own page."""

from datetime import date

import pytest

from emulation.models import Campaign, Phase
from tests.admin.browsing import address, form_of


def test_phases_on_the_same_days_are_refused_naming_both(setting_up, phase):
    url = address(Campaign, "change", phase.campaign_id)
    form = form_of(setting_up.get(url)) | {"phases-0-ends_on": "30/09/2022"}

    answer = setting_up.post(url, form)

    words = "Đợt 1 (01/08/2022 – 30/09/2022) và Đợt 2 (01/09/2022 – 31/10/2022) trùng ngày nhau"
    assert words in answer.text
    phase.refresh_from_db()
    assert phase.ends_on == date(2022, 8, 31)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ends_on", "30/09/2022", "trùng ngày nhau"),
        ("ends_on", "05/08/2022", "đã kết thúc trước ngày ban hành kế hoạch 06/08/2022"),
        ("starts_on", "01/12/2021", "bắt đầu trước năm 2022 của phong trào"),
        ("steps-0-opens_at_0", "30/07/2022", "mở ngày 30/07/2022, trước ngày bắt đầu đợt 01/08/2022"),
    ],
)
def test_dates_that_cannot_stand_beside_each_other_are_refused(setting_up, phase, field, value, words):
    url = address(Phase, "change", phase.pk)
    form = form_of(setting_up.get(url))
    assert field in form

    answer = setting_up.post(url, form | {field: value})

    assert words in answer.text
    assert answer.status_code == 200


def test_a_phase_is_opened_only_when_nothing_that_blocks_is_missing(client, administrator, campaign):
    client.force_login(administrator)
    press = {"action": "open_for_scoring", "_selected_action": campaign.phases.get(number=1).pk}

    answer = client.post(address(Phase, "changelist"), press, follow=True)

    assert "Chưa mở được đợt: Danh bạ chưa có hộ gia đình nào" in answer.text
    assert not campaign.phases.filter(status="open").exists()
