"""A batch of certificates whose worker is killed with -9 at any moment: done again it holds every sheet once."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from emulation.choices import JobStatus
from emulation.kit import clock, jobs
from emulation.models import Job
from rewards.actions.printing import order_file
from tests.councils import make_award
from tests.printed import pages_of
from tests.rewards.certified import decision_about, issued, run_of, signed

pytestmark = pytest.mark.django_db(transaction=True)

SHEETS = 1_000
PATIENCE = 40  # seconds


def address_of_database() -> str:
    """What the other process finds this very database by."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host = told["HOST"].replace("/", "%2F")
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{host}:{told['PORT']}/{told['NAME']}"


def killed_after(size: int, folder: Path, pattern: str) -> None:
    """Starts a second worker and kills it as soon as it has written so many bytes."""
    worker = Path(__file__).with_name("second_worker.py")
    places = {"DATABASE_URL": address_of_database(), "DATA_DIR": str(folder)}
    process = subprocess.Popen([sys.executable, str(worker)], env=os.environ | places)
    until = time.monotonic() + PATIENCE
    while not any(one.stat().st_size >= size for one in (folder / "jobs").glob(pattern)):
        assert process.poll() is None, "the worker ended before it could be killed"
        assert time.monotonic() < until
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def lease_runs_out(job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() - timedelta(seconds=1))


@pytest.fixture
def run(campaign, clerk, standing):
    """A run of many sheets."""
    phase, names = campaign.phases.get(number=1), [f"Sùng A Chử {number}" for number in range(SHEETS)]
    decision = signed(decision_about(phase, make_award(campaign), names, by=clerk), by=standing)
    issued(decision, by=clerk)
    return run_of(decision, by=clerk)


def test_a_batch_killed_twice_holds_every_sheet_once_and_appears_whole(run, clerk, tmp_path):
    job = order_file(run, address="https://thidua.example.vn", by=clerk)

    for size in (1, 400_000):
        killed_after(size, tmp_path, f"{job.pk}.*")
        assert not job.path.exists()
        lease_runs_out(job)
    jobs.run_next()

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.DONE, 3)
    found = [int(re.search(r"(\d+)/\d{4} ", page).group(1)) for page in pages_of(job.path.read_bytes())]
    assert found == list(range(1, SHEETS + 1))
    assert [one.name for one in (tmp_path / "jobs").iterdir()] == [str(job.pk)]


def test_control_writing_into_the_file_itself_leaves_it_half_and_then_sheets_twice(clerk, tmp_path, monkeypatch):
    from tests.second_worker import naive

    monkeypatch.setitem(jobs.KINDS, "naive", naive)
    job = jobs.enqueue("naive", "In thử", by=clerk, file_name="thu.txt", lines=200_000)

    killed_after(700_000, tmp_path, f"{job.pk}")
    half = job.path.read_text().split()
    Job.objects.update(args={"lines": 1000}, lease_until=clock.now() - timedelta(seconds=1))
    jobs.run_next()

    found = job.path.read_text().split()
    assert 0 < len(half) < 200_000
    assert found.count("7") == 2
