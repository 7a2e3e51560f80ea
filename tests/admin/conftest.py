"""A portal to set up."""

from datetime import date

import pytest

from emulation.models import Job
from rewards.actions.holidays import keep_known_holidays
from rewards.models import Addressee, ReportDue
from tests.councils import make_council
from tests.schools import enter


@pytest.fixture
def setting_up(client, administrator, phase):
    """The administrator's browser in a portal that holds one of everything."""
    Job.objects.create(kind="report", title="Báo cáo", created_by=administrator)
    enter(phase.campaign, 1, date(2022, 8, 20), answer=False, by=administrator)
    Addressee.objects.create(campaign=phase.campaign, name="Ủy ban nhân dân thành phố")
    days = {"last_day": phase.ends_on, "cut_off": phase.ends_on}
    ReportDue.objects.create(campaign=phase.campaign, number=1, name="Báo cáo sơ kết", kind="interim", **days)
    keep_known_holidays()
    make_council(phase.campaign.ward, by=administrator)
    client.force_login(administrator)
    return client
