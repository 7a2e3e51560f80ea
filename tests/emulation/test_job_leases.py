"""The lease of a job while one long paper is drawn: kept by who is alive, never taken back by who has lost it."""

import threading
import time

import pytest

from emulation.kit import clock, jobs
from emulation.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def work(monkeypatch):
    """Registers what jobs of the kind "thu" do: work(lambda job, progress: …)."""
    return lambda does: monkeypatch.setitem(jobs.KINDS, "thu", does)


@pytest.mark.parametrize(("silence", "is_left_alone"), [(60, True), (0, False)])
def test_work_that_reports_nothing_for_long_keeps_its_job_while_it_may_be_alive(
    clerk, work, settings, silence, is_left_alone
):
    settings.JOB_LEASE_SECONDS, settings.JOB_SILENCE_SECONDS = 1, silence
    others = []

    def draw_one_long_paper(job, progress):
        time.sleep(1.5)
        others.extend(Job.objects.runnable(clock.now()))
        job.draft_path.write_text("giấy dài")

    work(draw_one_long_paper)
    job = jobs.enqueue("thu", "In giấy dài", by=clerk, file_name="dai.pdf")
    jobs.run_next()

    assert (others == []) is is_left_alone
    assert job.path.read_text() == "giấy dài"
    assert "lease" not in {thread.name for thread in threading.enumerate()}


def test_work_whose_job_was_taken_over_does_not_take_it_back(clerk, work, settings):
    settings.JOB_LEASE_SECONDS = 0.3

    def lose_it_and_go_on(job, progress):
        Job.objects.update(lease_key="khac", lease_until=clock.now())
        time.sleep(0.5)
        job.draft_path.write_text("giấy")

    work(lose_it_and_go_on)
    job = jobs.enqueue("thu", "In giấy", by=clerk, file_name="giay.pdf")
    jobs.run_next()

    job.refresh_from_db()
    assert job.lease_until < clock.now()
    assert list(job.path.parent.glob("*")) == []
