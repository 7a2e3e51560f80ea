"""A worker in a process of its own, to be killed: `python tests/second_worker.py`; it runs the next job and ends."""

import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def naive(job, progress) -> None:
    """Writes its lines right into the file that people get, and goes on where it believes it stopped: at the start."""
    with job.path.open("a") as out:
        for number in range(1, job.args["lines"] + 1):
            out.write(f"{number}\n" + " " * 2000)
    job.draft_path.write_bytes(job.path.read_bytes())


def main() -> None:
    django.setup()
    from emulation.kit import jobs

    jobs.KINDS["naive"] = naive
    jobs.run_next()


if __name__ == "__main__":
    main()
