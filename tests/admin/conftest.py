"""A portal to set up."""

import pytest

from emulation.models import Job


@pytest.fixture
def setting_up(client, administrator, phase):
    """The administrator's browser in a portal that holds one of everything."""
    Job.objects.create(kind="report", title="Báo cáo", created_by=administrator)
    client.force_login(administrator)
    return client
